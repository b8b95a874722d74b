"""What was said of a paper, carried from one command, file and version to the next.

It stands beside the paper from the moment that its file is kept, so that whoever finishes the
work of a run that was cut short goes by it. Access and closed pages hold until somebody says of
them again; being open is never handed on to other bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.catalogue import Unfinished
from corpus.ingest.gather import Found
from corpus.model import Access, Particulars, PathError, Reading, paper_id_of, records

# The particulars that may be taken back: see :class:`corpus.model.Particulars`.
_ACCESS, _TITLE = "access", "title"


@dataclass(frozen=True)
class Asked:
    """What a run was asked for beside the files.

    ``given`` corrects papers by file name, ``access`` all of them. ``renew`` reads also those
    anew that have not changed. ``again`` are ids of complete papers to be read anew, with what
    is said of each now. ``dropped`` was left over and gives way to a file of the same name.
    ``attachments`` wants what is attached to the files read too, ``keeps_earlier`` what a file
    replaces put aside and not deleted.
    """

    given: Mapping[str, Particulars] = field(default_factory=dict)
    access: Access | None = None
    renew: bool = False
    again: Mapping[str, Particulars | None] = field(default_factory=dict)
    dropped: Sequence[Unfinished] = ()
    attachments: bool = False
    keeps_earlier: bool = False

    def said(self, name: str, earlier: str | None, *, closed: bool = False) -> str | None:
        """Return what is said of the file ``name``, of which this was said ``earlier``.

        None where nothing is. ``closed`` says that nobody may open it now.
        """
        access = Access.EXEMPT if closed else self.access
        return merged(self.given.get(name), earlier, access)

    def said_anew(self, name: str, earlier: str | None, *, closed: bool = False) -> str | None:
        """Return what is said of a file that is not in the catalogue; None where nothing is."""
        said = self.said(name, earlier, closed=closed)
        return records.dump(_keeping(particulars(said))) if self.keeps_earlier else said


def particulars(given: str | None) -> Particulars:
    """Return what is said of a paper; nothing for None."""
    return records.load(Particulars, given) if given else Particulars()


def merged(
    now: Particulars | None, earlier: str | None, access: Access | None = None
) -> str | None:
    """Return what corrects a paper from now on, as it is kept; None when nothing does."""
    if now is None and access is None:
        return earlier
    before = particulars(earlier)
    said = before if now is None or _of_access_alone(now) else now
    if now is not None:
        said = replace(said, access=now.access, exempt_pages=now.exempt_pages)
        said = _keeping(said, now.keeps_earlier)
    if said.title is None and _TITLE not in said.without:
        said = replace(said, title=before.title, titled=before.titled)
    pages = before.exempt_pages if said.exempt_pages is None else said.exempt_pages
    items = before.items if said.items is None else said.items
    access = access or said.access or (None if takes_access_back(now) else before.access)
    url = said.source_url
    if url is None and "source_url" not in said.without:
        url = before.source_url
    without = tuple(name for name in said.without if name not in (_ACCESS, _TITLE))
    about = replace(said, exempt_pages=pages, access=access, items=items, source_url=url)
    return records.dump(replace(about, without=without))


def _of_access_alone(now: Particulars) -> bool:
    """Whether nothing is said but who may see what, and whether what it replaces is kept."""
    about = replace(now, access=None, exempt_pages=None, keeps_earlier=False)
    return about == Particulars()


def _keeping(said: Particulars, keeps: bool = True) -> Particulars:
    return replace(said, keeps_earlier=keeps)


def takes_access_back(now: Particulars | None) -> bool:
    """Whether what was said of a paper's access before is not said any more."""
    return now is not None and now.access is None and _ACCESS in now.without


def on_access_alone(said: str | None, earlier: str | None) -> bool:
    """Whether the two differ in nothing but who may see the paper as a whole."""
    return replace(particulars(said), access=None) == replace(particulars(earlier), access=None)


def of_other_bytes(access: Access, given: str | None) -> tuple[Access, str | None]:
    """Return what holds of a file in place of another, of which this was said.

    The pages may be others now: those that were closed by hand close the whole paper until
    somebody says which they are. What was opened is looked at anew.
    """
    earlier = particulars(given)
    if Access.EXEMPT in (access, earlier.access) or earlier.exempt_pages:
        access = Access.EXEMPT
    said = replace(earlier, access=None, exempt_pages=None)
    return access, None if said == Particulars() else records.dump(said)


def inherited(entry: Unfinished, older: Unfinished) -> Unfinished:
    """Return ``entry`` with what it takes over from the paper that it replaces.

    Whether that is kept is said of each version anew.
    """
    access, given = of_other_bytes(older.access, older.given)
    now = particulars(entry.given)
    if now.exempt_pages is not None:
        # Somebody has said which of its pages are closed.
        access = older.access
    said = merged(now if entry.given else None, given)
    if said is not None:
        said = records.dump(_keeping(particulars(said), now.keeps_earlier))
    return replace(entry, given=said, access=now.access or closer(entry.access, access))


def with_access(reading: Reading, entry: Unfinished) -> tuple[Reading, str | None]:
    """Return a reading that was told nothing of access with that which holds, and what is said.

    Where nobody says of it, it is exempt if the file says so, or the paper before it. A paper
    that was called open, and is, was told nothing: whatever OCR or a later version of the
    reading finds to be closed, is.
    """
    said = particulars(entry.given)
    found = reading.paper.access
    access = said.access or closer(found, entry.access)
    if said.closes_all(len(reading.pages)):
        access = Access.EXEMPT
    given = entry.given
    if said.access is Access.PUBLIC and found is Access.PUBLIC:
        given = records.dump(replace(said, access=None))
    return replace(reading, paper=replace(reading.paper, access=access)), given


def told_reader(given: str | None) -> str | None:
    """Return what the reader is told: all but access, so that it says what the paper says.

    None where nothing is said.
    """
    return records.dump(replace(particulars(given), access=None)) if given else None


def superseded(
    left: Sequence[Unfinished], found: Sequence[Found], asked: Asked
) -> tuple[Unfinished, ...]:
    """Return what was left over of names that are given anew, with other bytes or another word."""
    named: dict[str, list[Found]] = {}
    for one in found:
        named.setdefault(one.name, []).append(one)
    return tuple(
        entry
        for entry in left
        if entry.state != "leaving"
        and (files := named.get(entry.came_as) or named.get(entry.file_name))
        and not any(_is(entry, one, asked) for one in files)
    )


def _is(entry: Unfinished, found: Found, asked: Asked) -> bool:
    try:
        return goes_on(entry, found.name, paper_id_of(found.read()), asked)
    except PathError:
        # It is said, and to the person, when it is read in earnest; until then nothing gives way.
        return True


def goes_on(entry: Unfinished, name: str, paper_id: str, asked: Asked) -> bool:
    """Whether finishing ``entry`` is all that is asked of the file ``name``."""
    named = name in (entry.came_as, entry.file_name)
    same = entry.id == paper_id and named and entry.state != "leaving"
    return same and asked.said(name, entry.given) == entry.given


def closer(one: Access, other: Access) -> Access:
    """Return exempt where either is."""
    return Access.EXEMPT if Access.EXEMPT in (one, other) else Access.PUBLIC
