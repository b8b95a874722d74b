"""The kinds of file that are read beside PDFs, told by their endings; what to do with others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

# Endings of one kind go by the first of them.
WORD, OPEN_TEXT, WEB, MARKDOWN, TEXT = "docx", "odt", "html", "md", "txt"
_ALIKE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("docx", "docm"), WORD),
        **dict.fromkeys(("odt", "ott"), OPEN_TEXT),
        **dict.fromkeys(("html", "htm", "xhtml"), WEB),
        **dict.fromkeys(("md", "markdown"), MARKDOWN),
        **dict.fromkeys(("txt", "text"), TEXT),
    }
)
# What LibreOffice makes a Word file of first.
OLDER = ("doc", "rtf")
_SLIDES = "its slides are not read; save them as a PDF and add that"
_SHEETS = "its sheets are not read; save those that are papers as a PDF and add that"

_NO_OFFICE = (
    "is read only where LibreOffice is installed; install it, or save the file as .docx or PDF"
)
_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("pptx", "ppt", "pptm", "ppsx", "odp", "key"), _SLIDES),
        **dict.fromkeys(("xlsx", "xls", "xlsm", "ods", "numbers"), _SHEETS),
        **dict.fromkeys(
            ("pages", "wpd", "wps", "pub", "epub", "eml", "msg", "mht", "xps"),
            "is not read; save it as .docx or PDF and add that",
        ),
    }
)
# Files are kept under the SHA-256 of what was given.
_KEPT = re.compile(r"[0-9a-f]{64}")
_ABOUT = ("readme", "license", "licence", "changelog", "notice", "requirements")
# As the Papers page and the search of folders take them.
ENDINGS = (*_ALIKE, *OLDER)


# Those of which it is only told what to do.
ADVISED = tuple(_ADVICE)


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, without the dot; "" for none."""
    return Path(name).suffix.lower().lstrip(".")


def kind_of(name: str) -> str | None:
    """Return by which kind a file of this name is read ("docx" also for .docm); None for others."""
    return _ALIKE.get(ending_of(name))


def is_document(name: str) -> bool:
    """Whether a file is laid out as a PDF before it is read, going by its name."""
    return ending_of(name) in ENDINGS


def about_a_folder(name: str) -> bool:
    """Whether a file is likelier to tell of the folder that it lies in than to be a paper of it."""
    stem = Path(name).stem
    capitals = kind_of(name) == MARKDOWN and stem.isupper() and stem.isalpha()
    return is_document(name) and (capitals or stem.lower() in _ABOUT)


def advice(name: str) -> str | None:
    """Return what to do with a file whose kind is known and not read; None for all others."""
    return _ADVICE.get(ending_of(name))


def without_office(name: str) -> str:
    """Return what to do with a file that needs LibreOffice where that is not installed."""
    return f"{name}: {_NO_OFFICE}"


def stem_of(name: str) -> str:
    """Return a file's name without its ending, where that is of a kind that is read."""
    known = ending_of(name) in ("pdf", *ENDINGS)
    return name[: name.rfind(".")] if known else name


def original_of(pdf: Path) -> Path | None:
    """Return the file that a kept PDF was made of, which lies beside it; None for none."""
    if not _KEPT.fullmatch(pdf.stem):
        return None
    found = (pdf.with_suffix(f".{ending}") for ending in ENDINGS)
    return next((path for path in found if path.is_file()), None)
