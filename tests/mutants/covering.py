"""Which tests run which functions: each test file is run once by itself and watched."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import CodeType, FrameType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("corpus", "retrieval")
_RECORD = ROOT / ".pytest_cache" / "mutants.json"
# A test that takes longer, fixtures apart, is not asked about hundreds of changes.
_SWIFT = 1.0
# The fixture that loads the model and reads papers, for a quarter of a minute.
_HEAVY = "assistant"
_QUICK = "not slow and not browser and not long"
_MEMORY = 4 << 30


@dataclass(frozen=True)
class Watched:
    """A test file: its swift tests that pass, how long they take in seconds, what they run.

    ``runs`` are functions as ``module:function``.
    """

    digest: str
    tests: tuple[str, ...]
    seconds: float
    runs: frozenset[str]


def watched(folders: Iterable[Path], jobs: int, again: bool) -> dict[str, Watched]:
    """Return what each test file below ``folders`` runs, watching those new or changed."""
    known = {} if again else _known()
    paths = {path for folder in folders for path in folder.rglob("test_*.py")}
    files = sorted(str(path.relative_to(ROOT)) for path in paths)
    digests = {file: hashlib.sha256((ROOT / file).read_bytes()).hexdigest() for file in files}
    with tempfile.TemporaryDirectory() as folder:
        outs = {file: Path(folder) / digests[file] for file in files}
        todo = [f for f in files if f not in known or known[f].digest != digests[f]]
        work = ((file, lambda file=file: _watch(file, digests[file], outs[file])) for file in todo)
        for file, _ in in_children(work, jobs, seconds=240):
            if outs[file].exists():
                known[file] = _read(outs[file].read_text("utf-8"))
                _keep(known)
            print(f"watched {file}", file=sys.stderr)
    return {file: known[file] for file in files if file in known}


def in_children(
    work: Iterable[tuple[str, Callable[[], int]]], jobs: int, seconds: float
) -> Iterator[tuple[str, int]]:
    """Run each piece of work in a forked process, ``jobs`` at a time.

    Yields its name and what it returned; -1 where it ended otherwise or took more
    than ``seconds`` of processor time, or ten times as long by the clock.
    """
    running: dict[int, tuple[str, float]] = {}
    todo = iter(work)
    more = True
    while more or running:
        while more and len(running) < jobs:
            piece = next(todo, None)
            more = piece is not None
            if piece:
                running[_forked(piece[1], seconds)] = (piece[0], time.monotonic() + 10 * seconds)
        for pid in list(running):
            done, status = os.waitpid(pid, os.WNOHANG)
            name, until = running[pid]
            if done:
                del running[pid]
                yield name, os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1
            elif time.monotonic() > until:
                os.killpg(pid, signal.SIGKILL)
        time.sleep(0.01)


def pytest_quietly(arguments: list[str], plugin: object) -> int:
    """Run pytest in this process, and return its exit code; tests may take their time."""
    with tempfile.TemporaryDirectory() as folder:
        own = ["-q", "-p", "no:cacheprovider", "-m", _QUICK, "--hypothesis-seed=0"]
        return pytest.main(
            [*own, f"--basetemp={folder}/t", *arguments], plugins=[plugin, _Patient()]
        )


class _Patient:
    """Lets tests of properties take their time: a slow machine is no fault of the code."""

    def pytest_configure(self) -> None:
        # Pytest wants to be the first to import it.
        from hypothesis import settings

        settings.register_profile("patient", deadline=None)
        settings.load_profile("patient")


def _forked(work: Callable[[], int], seconds: float) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = work()
    finally:
        os._exit(code)


class _Watcher:
    """Notes the functions of the packages that run, and the swift tests that pass."""

    def __init__(self) -> None:
        self.tests: dict[str, float] = {}
        # By identity: to hash a code takes as long as to run it.
        self._codes: dict[int, CodeType] = {}
        self._failed: set[str] = set()

    def start(self) -> None:
        sys.settrace(self._called)
        threading.settrace(self._called)

    def _called(self, frame: FrameType, _event: str, _argument: object) -> None:
        self._codes[id(frame.f_code)] = frame.f_code

    def runs(self) -> set[str]:
        return {name for code in self._codes.values() if (name := _name_of(code))}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [one for one in items if _HEAVY not in getattr(one, "fixturenames", ())]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        # By the processor, as the clock also counts what else the machine does.
        began = time.process_time()
        try:
            return (yield)
        finally:
            self.tests[item.nodeid] = time.process_time() - began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self._failed.add(report.nodeid)

    def swift(self) -> tuple[str, ...]:
        return tuple(
            test for test, took in self.tests.items() if took <= _SWIFT and test not in self._failed
        )


def _watch(file: str, digest: str, out: Path) -> int:
    watcher = _Watcher()
    watcher.start()
    began = time.process_time()
    code = pytest_quietly([file], watcher)
    sys.settrace(None)
    took = time.process_time() - began
    made = Watched(digest, watcher.swift(), took, frozenset(watcher.runs()))
    out.write_text(json.dumps(_plain(made)), "utf-8")
    return code


def _name_of(code: CodeType) -> str:
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in PACKAGES:
        return ""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return f"{module}:{code.co_qualname.split('.<locals>')[0]}"


def _plain(one: Watched) -> dict[str, object]:
    return {**asdict(one), "runs": sorted(one.runs)}


def _read(text: str) -> Watched:
    raw = json.loads(text)
    return Watched(raw["digest"], tuple(raw["tests"]), raw["seconds"], frozenset(raw["runs"]))


def _keep(known: Mapping[str, Watched]) -> None:
    _RECORD.parent.mkdir(exist_ok=True)
    _RECORD.write_text(json.dumps({file: _plain(one) for file, one in known.items()}), "utf-8")


def _known() -> dict[str, Watched]:
    if not _RECORD.exists():
        return {}
    stored = json.loads(_RECORD.read_text("utf-8"))
    return {file: _read(json.dumps(raw)) for file, raw in stored.items()}
