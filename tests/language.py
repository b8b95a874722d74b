"""The catalogues of the app's words: taken from the code, brought up to date, compiled.

``python -m tests.language`` writes every ``.po`` of ``ui/language/catalogues`` anew with what the
code says now and compiles it: what a translator wrote stays, what is new is empty, what is gone
goes. The compiled file is kept beside it, so that running the app needs neither Babel nor a build.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file

from prompts import text, version
from retrieval.asking.next_questions import next_questions
from retrieval.question.fields import fields
from tests.rooms import ROOT
from ui.language.choosing import FIRST, LANGUAGES
from ui.language.saying import DOMAIN, FOLDER

# How messages are called where they are said, or marked to be said later.
_KEYWORDS = {**DEFAULT_KEYWORDS, "NN_": (1, 2), "say": (1,), "worded": (1,)}
# What speaks to visitors; files below the app that take their words from it.
_ROOTS = ("ui",)
_FILES = ("retrieval/model/source_lines.py", "retrieval/meetings/gathering.py")
# What answers themselves say: wordings, which are said anew where they are drawn.
_ANSWERS = "retrieval"
_OF_ANSWERS = {"worded": (1,), "counted_words": (1, 2)}
# What is offered to be asked next: said to readers, and asked of the papers in English.
_OFFERED = "retrieval/asking/next_questions.toml"
# What a field is called that a paper does not give.
_FIELDS = "retrieval/question/fields.toml"
# Questions are asked of the papers in English; instructions are read by programs alone.
_ASKED = ("choice_matter", "choice_meeting")
_WIDTH = 100
# Where something is said, what (both forms where it is counted), comments, its context.
_Message = tuple[str, int, str | tuple[str, ...], list[str], str | None]


def template() -> Catalog:
    """Return what the code says, without translations."""
    found = Catalog(project="Minutebook", charset="utf-8")
    for name, line, message, comments, context in _messages():
        found.add(message, None, [(name, line)], user_comments=comments, context=context)
    return found


def _messages() -> Iterator[_Message]:
    methods = [("**.py", "python")]
    for root in _ROOTS:
        for name, line, said, about, context in extract_from_dir(
            ROOT / root, methods, None, _KEYWORDS
        ):
            yield f"{root}/{name}", line, said, about, context
    for name in _FILES:
        for line, said, about, context in extract_from_file("python", ROOT / name, _KEYWORDS):
            yield name, line, said, about, context
    for name, line, said, about, context in extract_from_dir(
        ROOT / _ANSWERS, methods, None, _OF_ANSWERS
    ):
        yield f"{_ANSWERS}/{name}", line, said, about, context
    yield from _of_data()


def _of_data() -> Iterator[_Message]:
    """Yield what stands in tables and templates."""
    for row in next_questions():
        for said in filter(None, (row.says, row.named)):
            yield _OFFERED, 1, said, [], None
    for field in fields():
        yield _FIELDS, 1, field.called, [], None
    for path in sorted((ROOT / "prompts").glob("*.txt")):
        if is_read(path.stem):
            yield f"prompts/{path.name}", 1, text(path.stem), [], None


def is_read(name: str) -> bool:
    """Tell whether a reader meets the words of a template: what models read has a version."""
    return not version(name) and name not in _ASKED


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a catalogue."""
    return tuple(code for code in LANGUAGES if code != FIRST)


def po_path(code: str) -> Path:
    """Return where the words of a language are written."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str) -> Catalog:
    """Return the catalogue of a language as it is written; without a file, an empty one."""
    path = po_path(code)
    if not path.is_file():
        return Catalog(locale=code, domain=DOMAIN)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=code, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the app reads it."""
    out = io.BytesIO()
    mofile.write_mo(out, catalogue)
    return out.getvalue()


def write(code: str) -> tuple[int, int]:
    """Bring a language up to date and compile it; return its messages, and how many are said."""
    catalogue = read(code)
    # When it was extracted says nothing, and would change a file that has not changed.
    made = catalogue.creation_date
    catalogue.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.creation_date = made
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    po_path(code).parent.mkdir(parents=True, exist_ok=True)
    with po_path(code).open("wb") as file:
        # Lines of code move with every change; files say where to look.
        pofile.write_po(
            file, catalogue, width=_WIDTH, sort_output=True, omit_header=False, include_lineno=False
        )
    po_path(code).with_suffix(".mo").write_bytes(compiled(read(code)))
    held = [message for message in catalogue if message.id]
    return len(held), sum(1 for message in held if _is_said(message.string))


def _is_said(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    for language in languages():
        print(f"{language}: {{1}} of {{0}} said".format(*write(language)))
