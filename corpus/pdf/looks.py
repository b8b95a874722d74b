"""What of a file has to be known before things are drawn into its pages.

Some have no appearance in it: a viewer draws fields and free texts itself. And some pages inherit
the list of their resources, which pdfium forgets where it draws into them.
"""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject

from corpus.pdf.objects import TROUBLE, dictionary, items, opened, page_nodes, resolved

# Where objects are packed together, the words do not show.
_SIGNS = (b"/FreeText", b"/Widget", b"/ObjStm")


def without_looks(content: bytes) -> frozenset[int]:
    """Return the physical pages of a PDF that have a field or a free text without appearance.

    None of a file that pypdf cannot take apart.
    """
    if not any(sign in content for sign in _SIGNS):
        return frozenset()
    try:
        reader = opened(content)
        root = dictionary(reader.trailer.get("/Root"))
        form = dictionary(root.get("/AcroForm"))
        anew = bool(resolved(form.get("/NeedAppearances")))
        return frozenset(
            number
            for number, page in enumerate(page_nodes(root), 1)
            if any(_lacks(dictionary(one), anew) for one in items(dictionary(page).get("/Annots")))
        )
    except TROUBLE:
        return frozenset()


def with_own_resources(content: bytes) -> bytes:
    """Return a PDF of whose pages none inherits its resources; the same bytes if none does.

    Raises:
        ValueError: pypdf cannot take it apart.
    """
    try:
        reader = opened(content)
        root = dictionary(reader.trailer.get("/Root"))
        if all("/Resources" in dictionary(page) for page in page_nodes(root)):
            return content
        # Told of its pages, pypdf hands on to them what they inherit.
        len(reader.pages)
        writer = PdfWriter(clone_from=reader)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()
    except TROUBLE as error:
        raise ValueError(f"its pages cannot be taken apart ({type(error).__name__})") from error


def _lacks(annotation: DictionaryObject, anew: bool) -> bool:
    """Whether a viewer draws an annotation itself; ``anew`` says that it does so with any field."""
    kind: Any = resolved(annotation.get("/Subtype"))
    if kind not in ("/FreeText", "/Widget"):
        return False
    looks = "/N" in dictionary(annotation.get("/AP"))
    return not looks or (anew and kind == "/Widget")
