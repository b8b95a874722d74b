"""Killed from outside at moments nobody chose: every paper is absent or whole, and none is lost.

Some of them are exempt, and the public never sees these. Backups are taken in between.

The program is the real one, with its reading process, Chroma and SQLite; only the
vectors are drawn from a hash, since loading the model would take most of the time.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, Scope
from tests.conftest import ROOT
from tests.corpus import light_program
from tests.corpus.forked import begun, said
from tests.corpus.stand_ins import paper

ALL = Scope(clearance=Access.EXEMPT)
PAGES = 6
# What is done to which paper, and who may see it where it is said.
OPERATIONS = {
    "add": ("new.pdf", ()),
    "replace": ("old.pdf", ()),
    "remove": ("new.pdf", ()),
    "close": ("secret.pdf", ("--access", "exempt")),
    "replace closed": ("closed.pdf", ()),
    "remove closed": ("secret.pdf", ()),
}
CLOSED = {"closed.pdf", "secret.pdf"}
SECRET = "confidential"
_WORDS = ("moorings", "harbour", "ferry", "dredging", "income", "survey", "quay", "lights", "tide")


def _begun(data: Path, *arguments: str) -> BaseProcess:
    return begun(light_program.main, ["--data", str(data), *arguments], data.with_suffix(".log"))


def _words(name: str, turn: int, page: int) -> str:
    """Return a page of prose that is like no other, so that nothing of it is taken for a head."""
    chance = random.Random(f"{name} {page}")
    lines = [" ".join(chance.choices(_WORDS, k=9)).capitalize() + "." for _ in range(8)]
    lines.insert(4, f"It is version {turn} of what was written.")
    if name in CLOSED:
        lines.insert(6, f"It is {SECRET}.")
    return "\n".join(lines)


class Folder:
    """A data folder that lives through all kills, and what ought to be in it."""

    def __init__(self, place: Path, seed: int) -> None:
        self.place, self.data = place, place / "data"
        self.chance = random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.versions = {"keep.pdf": {0}, "old.pdf": {0}, "closed.pdf": {0}}
        self.took: dict[str, float] = {}
        for name in self.versions:
            self.write(name, 0)
        closed = str(place / "in" / "closed.pdf")
        assert self.run("add", closed, "--access", "exempt") == 0
        assert self.run("add", str(place / "in")) == 0
        for turn, operation in enumerate(("add", "replace", "remove", "close"), start=1):
            self.time(operation, turn)
        self.took |= {"replace closed": self.took["replace"], "remove closed": self.took["remove"]}

    def time(self, operation: str, turn: int) -> None:
        began = time.monotonic()
        assert self.run(*self.arguments(operation, turn)) == 0
        self.took[operation] = time.monotonic() - began
        self.settle(operation)

    def write(self, name: str, turn: int) -> Path:
        return paper(self.place / "in", name, *[_words(name, turn, page) for page in range(PAGES)])

    def run(self, *arguments: str) -> int | None:
        process = _begun(self.data, *arguments)
        process.join(120)
        return process.exitcode

    def arguments(self, operation: str, turn: int) -> list[str]:
        """Say what to run, and note what may be there afterwards."""
        name, access = OPERATIONS[operation]
        if operation.startswith("remove"):
            return ["remove", name]
        self.versions.setdefault(name, set()).add(turn)
        return ["add", str(self.write(name, turn)), *access]

    def settle(self, operation: str) -> None:
        """Hold the folder to what an operation that ended well leaves behind."""
        name, _ = OPERATIONS[operation]
        if operation.startswith("remove"):
            self.versions.pop(name, None)
        else:
            self.versions[name] = {max(self.versions[name])}
        found = self.found()
        assert set(found) == set(self.versions)
        # One that was killed before it began has left no trace of its version.
        assert all(version in self.versions[name] for name, version in found.items())

    def found(self, data: Path | None = None) -> dict[str, int]:
        """Return the version of every paper; each has all its pages, passages and its file.

        The public sees none that is closed.
        """
        seen = {}
        with Catalogue.open(data or self.data) as catalogue:
            assert not CLOSED & {one.file_name for one in catalogue.papers()}
            assert SECRET not in catalogue.vocabulary()
            assert catalogue.lexical_passages(f'"{SECRET}"', 5) == []
            assert catalogue.lexical_pages(f'"{SECRET}"', 5) == []
            for one in catalogue.papers(ALL):
                texts = [page.text for page in catalogue.reading(one.id, Access.EXEMPT).pages]
                versions = {int(text.split("version ")[1].split()[0]) for text in texts}
                assert len(texts) == PAGES
                assert len(versions) == 1
                passages = catalogue.passages_of(one.id, Access.EXEMPT)
                quoted = " ".join(passage.text for passage in passages)
                assert quoted.count(f"version {min(versions)} of") == PAGES
                assert catalogue.kept(one.id).is_file()
                seen[one.file_name] = versions.pop()
        return seen

    def kill(self, turn: int) -> None:
        """Begin an operation, kill it, and look."""
        there = self.found()
        operation = self.chance.choice(list(OPERATIONS))
        if operation.startswith("remove") and OPERATIONS[operation][0] not in there:
            operation = "add" if operation == "remove" else "close"
        process = _begun(self.data, *self.arguments(operation, turn))
        process.join(self.chance.uniform(0, 1.05 * self.took[operation]))
        process.kill()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        if process.exitcode:
            self.kills[operation] += 1
        assert self.run("check") == 0, f"turn {turn}, after {operation}: {self.said()}"
        self.look(operation, there, self.found())

    def look(self, operation: str, there: dict[str, int], found: dict[str, int]) -> None:
        for name, version in found.items():
            assert version in self.versions[name]
            # What is replaced never goes back to a version before.
            assert version >= there.get(name, 0)
        lost = set(there) - set(found)
        assert lost <= ({OPERATIONS[operation][0]} if operation.startswith("remove") else set())

    def said(self) -> str:
        """Return the last that the program said."""
        return "".join(said(self.data.with_suffix(".log")))[-2000:]

    def resume(self) -> None:
        """Let the next command finish what was left; it adds nothing itself, and that openly."""
        with Catalogue.open(self.data) as catalogue:
            left = {entry.file_name for entry in catalogue.work.unfinished()}
            going_in = {e.file_name for e in catalogue.work.unfinished() if e.state != "leaving"}
        keep = str(self.place / "in" / "keep.pdf")
        assert self.run("add", keep, "--access", "public") == 0
        with Catalogue.open(self.data) as catalogue:
            assert catalogue.work.unfinished() == []
        assert self.run("check") == 0
        found = self.found()
        assert going_in <= set(found)
        self.kills["taken up"] += bool(left)

    def back_up(self, turn: int) -> None:
        """Take a backup while something is added, and hold what is restored to what was there."""
        saved, other = self.place / "saved.tar", self.place / "other"
        operation = self.chance.choice(["add", "replace", "close", "replace closed"])
        adding = _begun(self.data, *self.arguments(operation, turn))
        time.sleep(self.chance.uniform(0, self.took[operation]))
        assert self.run("backup", str(saved)) == 0, self.said()
        adding.join(120)
        assert adding.exitcode == 0, self.said()
        restoring = _begun(other, "restore", str(saved))
        restoring.join(120)
        assert restoring.exitcode == 0
        checking = _begun(other, "check")
        checking.join(120)
        assert checking.exitcode == 0, "".join(said(other.with_suffix(".log")))[-2000:]
        found = self.found(other)
        assert {"keep.pdf", "old.pdf", "closed.pdf"} <= set(found)
        assert all(version in self.versions[name] for name, version in found.items())
        shutil.rmtree(other)
        self.settle(operation)
        self.kills["backed up"] += 1


def _live(place: Path, kills: int, backups: int) -> Folder:
    folder = Folder(place, seed=11)
    for turn in range(4, 4 + 5 * kills):
        folder.kill(turn)
        if folder.chance.random() < 0.25:
            folder.resume()
        if sum(folder.kills[operation] for operation in OPERATIONS) == kills:
            break
    folder.resume()
    # What a removal took that was not waited for is gone.
    folder.versions = {name: {version} for name, version in folder.found().items()}
    for turn in range(10_000, 10_000 + backups):
        folder.back_up(turn)
    last = ("add", "replace", "remove", "close", "replace closed", "remove closed")
    for turn, operation in enumerate(last, start=20_000):
        assert folder.run(*folder.arguments(operation, turn)) == 0
        folder.settle(operation)
    assert len(list((folder.data / "papers").iterdir())) == 3
    return folder


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_four_kills_at_random_moments_and_a_backup(tmp_path: Path) -> None:
    kills = _live(tmp_path, 4, 1).kills
    assert sum(kills[operation] for operation in OPERATIONS) == 4


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_two_hundred_kills_at_random_moments_and_twenty_backups(tmp_path: Path) -> None:
    kills = _live(tmp_path, 200, 20).kills
    print(dict(kills))
    # A removal is over so soon that on a busy machine few kills meet it.
    assert min(kills[operation] for operation in OPERATIONS) > 5
    assert kills["taken up"] > 10
    assert kills["backed up"] == 20


@pytest.mark.long
@pytest.mark.timeout(600)
def test_kills_at_random_moments_with_the_real_model(tmp_path: Path) -> None:
    """The same with the model, killed while it loads or embeds."""
    chance = random.Random(7)
    data = tmp_path / "data"
    environment = {**os.environ, "MINUTEBOOK_DATA": str(data)}
    command = [sys.executable, "-m", "corpus"]
    for number in range(3):
        for name in range(3):
            words = f"Version {number} of paper {name} speaks about potholes in Road {name}."
            paper(tmp_path / "in", f"{name}.pdf", *[f"{words} Page {at}." for at in range(8)])
        begun = subprocess.Popen(
            [*command, "add", str(tmp_path / "in")],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chance.uniform(1.0, 8.0))
        begun.kill()
        begun.communicate()
        checked = subprocess.run(
            [*command, "check"], env=environment, cwd=ROOT, capture_output=True, check=False
        )
        assert checked.returncode == 0, checked.stderr.decode()
    for arguments in (["add", str(tmp_path / "in")], ["check"]):
        subprocess.run(
            [*command, *arguments], env=environment, cwd=ROOT, capture_output=True, check=True
        )
    with Catalogue.open(data) as catalogue:
        texts = [catalogue.page(one.id, 1).text for one in catalogue.papers()]
    assert len(texts) == 3
    assert all("Version 2" in text for text in texts)
