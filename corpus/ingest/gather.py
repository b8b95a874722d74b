"""Turns the paths that were given into files to read: papers, folders, zip archives.

What cannot be used is a :class:`Trouble` with one sentence, and never stops the
others. Archives are not trusted: nothing is unpacked to disk, names are cut down
to plain ones, and sizes are limited while reading, whatever the archive claims.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from corpus.model import (
    PathError,
    about_a_folder,
    advice,
    ending_of,
    is_document,
    one_line,
    paper_id_of,
)

MAX_FILE_BYTES = 500_000_000
_MAX_MEMBERS = 10_000
_MAX_ARCHIVE_BYTES = 4_000_000_000
# A PDF is compressed already; far above this the archive is a bomb.
_MAX_RATIO = 200
MAX_NAME = 200
# So far the mark of a PDF may stand.
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: ``name`` is what the paper will be called, ``size`` its bytes.

    ``member`` is the name inside the archive ``path``; None for a plain file.
    ``within`` is the path below what was given, to tell equal names apart. ``content`` are the
    bytes of what was taken out of the file ``path`` already.
    """

    name: str
    path: Path
    size: int
    within: str
    member: str | None = None
    content: bytes | None = None

    def read(self) -> bytes:
        """Return the bytes.

        Raises:
            PathError: they cannot be read, or are too many.
        """
        if self.size > MAX_FILE_BYTES:
            raise PathError(f"{self.name}: larger than {_megabytes(MAX_FILE_BYTES)}; split it")
        if self.content is not None:
            return self.content
        try:
            if self.member is None:
                return self.path.read_bytes()
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as part:
                content = part.read(self.size + 1)
        except OSError as error:
            raise PathError(f"{self.path}: cannot be read: {error.strerror or error}") from error
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
            message = f"{self.name} in {self.path.name}: cannot be unpacked ({error}); pack it anew"
            raise PathError(message) from error
        if len(content) > self.size:
            message = f"{self.name} in {self.path.name}: larger than the archive says; pack it anew"
            raise PathError(message)
        return content


@dataclass(frozen=True, slots=True)
class Trouble:
    """A path that gives no paper, and one sentence that says why and what to do."""

    name: str
    reason: str


def gather(paths: Sequence[Path]) -> tuple[tuple[Found, ...], tuple[Trouble, ...]]:
    """Return (the files under ``paths``, each once and in order; what was wrong).

    Folders are searched to any depth for papers of the kinds that are read and for ``*.zip``;
    links inside them are not followed. A file given by its own name is taken whatever its
    ending, so that reading can say what is wrong with it, unless that is known by its kind.
    """
    found: dict[tuple[Path, str | None], Found] = {}
    troubles: list[Trouble] = []
    for path in paths:
        for one in _under(path):
            if isinstance(one, Trouble):
                troubles.append(one)
            else:
                found.setdefault((one.path.resolve(), one.member), one)
    return tuple(_told_apart(found.values())), tuple(troubles)


def plain_name(name: str) -> str:
    """Return ``name`` without folders, control characters and marks that turn the text round."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return one_line(last)[-MAX_NAME:] or "unnamed.pdf"


def _under(path: Path) -> Iterator[Found | Trouble]:
    try:
        if path.is_dir():
            yield from _folder(path)
        elif not path.exists():
            yield Trouble(str(path), f"{path}: does not exist; check the path")
        elif not path.is_file():
            yield Trouble(str(path), f"{path}: neither a file nor a folder; give a PDF")
        elif is_document(path.name):
            yield _found(path, path.name)
        elif advice(path.name) and not starts_as_pdf(path):
            yield _advised(path.name)
        elif zipfile.is_zipfile(path) and not starts_as_pdf(path):
            yield from _archive(path, path.name)
        else:
            yield _found(path, path.name)
    except OSError as error:
        yield Trouble(str(path), f"{path}: cannot be read: {error.strerror}")


def _folder(folder: Path) -> Iterator[Found | Trouble]:
    any_file = False
    for path in sorted(folder.rglob("*")):
        archive = path.suffix.lower() == ".zip"
        if not (archive or _paper(path.name) or advice(path.name)):
            continue
        if path.is_symlink() or not path.is_file():
            continue
        any_file = True
        within = path.relative_to(folder).as_posix()
        if _paper(path.name):
            yield _found(path, within)
        elif not archive:
            yield _advised(within)
        elif zipfile.is_zipfile(path):
            yield from _archive(path, within)
        else:
            yield Trouble(str(path), f"{path}: not a zip archive, or cut short; download it again")
    if not any_file:
        message = f"{folder}: no paper and no zip archive in this folder; check the path"
        yield Trouble(str(folder), message)


def _archive(path: Path, within: str) -> Iterator[Found | Trouble]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Trouble(str(path), f"{path}: the archive is damaged ({error}); download it again")
        return
    shown = [m for m in members if not _hidden(m)]
    papers = [m for m in shown if _paper(plain_name(m.filename))]
    others = [m for m in shown if m not in papers and advice(m.filename)]
    problem = _refused(members)
    if not (papers or others):
        problem = problem or "no paper in this archive; check it"
    if problem:
        yield Trouble(str(path), f"{path}: {problem}")
        return
    yield from (_advised(f"{within}/{one_line(member.filename)}") for member in others)
    for member in papers:
        name = plain_name(member.filename)
        if member.flag_bits & 0x1:
            message = f"{name} in {path}: the archive is encrypted; unpack it first"
            yield Trouble(name, message)
        elif member.file_size > _MAX_RATIO * max(member.compress_size, 1000):
            message = f"{name} in {path}: unpacks to far too much; unpack and check it first"
            yield Trouble(name, message)
        else:
            below = f"{within}/{one_line(member.filename)}"
            yield Found(name, path, member.file_size, below, member.filename)


def _paper(name: str) -> bool:
    """Whether a file that nobody named is a paper, going by its name."""
    if ending_of(name) == "pdf":
        return True
    # Word keeps such a file beside one that is open.
    return is_document(name) and not (name.startswith(("~$", ".")) or about_a_folder(name))


def _found(path: Path, within: str) -> Found:
    return Found(plain_name(path.name), path, path.stat().st_size, within)


def _advised(name: str) -> Trouble:
    return Trouble(name, f"{name}: {advice(name)}")


def _refused(members: Sequence[zipfile.ZipInfo]) -> str:
    if len(members) > _MAX_MEMBERS:
        return f"more than {_MAX_MEMBERS} files in one archive; split it"
    if sum(member.file_size for member in members) > _MAX_ARCHIVE_BYTES:
        return f"unpacks to more than {_megabytes(_MAX_ARCHIVE_BYTES)}; split it"
    return ""


def _hidden(member: zipfile.ZipInfo) -> bool:
    # macOS packs a shadow of every file.
    path = PurePosixPath(member.filename)
    return "__MACOSX" in path.parts or path.name.startswith("._")


def _told_apart(files: Iterable[Found]) -> Iterator[Found]:
    """Call different files of one name by their path below what was given.

    Copies of one file keep its name, and so do files whose path does not tell them apart:
    what is read of them will.
    """
    listed = list(files)
    named: dict[str, list[Found]] = {}
    for one in listed:
        named.setdefault(one.name, []).append(one)
    apart = {
        name
        for name, alike in named.items()
        if len(alike) > 1 and len({_digest(one) for one in alike}) > 1
    }
    for one in listed:
        if one.name not in apart:
            yield one
        else:
            parts = (one_line(part) for part in PurePosixPath(one.within).parts)
            longer = "/".join(part for part in parts if part.strip("./"))
            yield replace(one, name=longer[-MAX_NAME:])


def _digest(found: Found) -> str:
    try:
        return paper_id_of(found.read())
    except PathError:
        # Said again, and to the person, when it is read in earnest.
        return found.within


def starts_as_pdf(path: Path) -> bool:
    """Whether a file is a PDF, whatever it is called."""
    # One with an archive attached at its end is one still.
    with path.open("rb") as file:
        return says_pdf(file.read(_HEAD))


def says_pdf(content: bytes) -> bool:
    """Whether the bytes of a file are a PDF's."""
    return b"%PDF-" in content[:_HEAD]


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000:,} MB"
