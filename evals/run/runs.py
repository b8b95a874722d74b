"""Kept runs: one JSON file a run, and the plain out-file of one line a question."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.model import typed
from evals.model import Cited, Outcome, Page, Response, Result, Run, RunError, Score, Stated
from evals.run.files import write_file
from retrieval.model import Fingerprint

_FORMAT = 4
# Runs of format 3 know nothing of what was expected, nor of direct lines; all else is the same.
_READ = (3, _FORMAT)


def runs_folder(data: Path) -> Path:
    """Return the folder of the runs kept in a data folder."""
    return data / "runs"


def save_run(run: Run, folder: Path) -> Path:
    """Keep a run in ``folder`` as ``<timestamp>-<fingerprint>.json`` and return its path.

    Raises:
        RunError: it cannot be written.
    """
    stamp = run.at.replace(":", "").replace("+0000", "Z")
    name = f"{stamp}-{run.fingerprint.text}"
    path = folder / f"{name}.json"
    for again in range(2, 1000):
        if not path.exists():
            break
        path = folder / f"{name}-{again}.json"
    text = json.dumps({"format": _FORMAT, **asdict(run)}, ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise RunError(f"{path}: the run cannot be kept ({error.strerror})") from error
    return path


def list_runs(folder: Path) -> tuple[Path, ...]:
    """Return the kept runs, newest first."""
    return tuple(sorted(folder.glob("*.json"), key=lambda path: path.stem, reverse=True))


def find_run(name: str, folder: Path, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Find a run by path, by ``latest``, by the beginning of its file name, or by its own name.

    Of several runs that bear the name it is the newest, and ``tell`` is told so.

    Raises:
        RunError: nothing, or more than one run, answers to the name.
    """
    if Path(name).is_file():
        return Path(name)
    kept = list_runs(folder)
    begun = [*kept[:1]] if name == "latest" else [p for p in kept if p.name.startswith(name)]
    if exact := [p for p in begun if name == "latest" or name in (p.name, p.stem)]:
        return exact[0]
    called = [path for path in kept if _name_of(path) == name]
    if begun and called and begun != called:
        raise RunError(
            f"{name!r} begins {_and(begun)} and is the name of {_and(called)}; give more of one"
        )
    if len(begun) > 1:
        raise RunError(f"{name!r} begins {len(begun)} runs; give more of the name")
    if len(called) > 1:
        tell(f"{len(called)} runs are called {name!r}; this is the newest, {called[0].name}")
    if found := [*begun, *called]:
        return found[0]
    where = f"as a path, nor by its file or name in {folder}"
    raise RunError(f"no run {name!r}, {where}; see {typed('evals runs')}")


def _and(runs: Sequence[Path]) -> str:
    return runs[0].name + (f" and {len(runs) - 1} more" if len(runs) > 1 else "")


def _name_of(path: Path) -> str | None:
    """Return how a kept run is called; None where the file cannot be read as one."""
    try:
        return read_run(path).name
    except RunError:
        return None  # who lists the runs is told why


def read_run(path: Path) -> Run:
    """Read a kept run back.

    Raises:
        RunError: the file cannot be read or is no kept run.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise RunError(f"{path}: is not a kept run; give a file that `run` kept") from error
    if not isinstance(raw, dict) or raw.get("format") not in _READ:
        raise RunError(f"{path}: is not a kept run of format {_FORMAT}; run the set again")
    try:
        return _run(raw)
    except (KeyError, TypeError, ValueError) as error:
        raise RunError(f"{path}: is damaged ({error}); run the set again") from error


def write_out(run: Run, path: Path) -> None:
    """Write one JSON line a question: what came back, without scores.

    Raises:
        WritingError: ``path`` cannot be written.
    """
    lines = [json.dumps(_out_line(result), ensure_ascii=False) for result in run.results]
    write_file(path, "\n".join(lines) + "\n")


def _out_line(result: Result) -> dict[str, Any]:
    response = result.response
    fields = ("paper", "page", "printed", "item", "quote")
    line: dict[str, Any] = {
        "id": result.id,
        "pages": [list(page) for page in response.pages],
        "status": _status(response.outcome),
        "text": response.text,
        "lead": response.lead,
        **{
            name: [{field: getattr(c, field) for field in fields} for c in cited]
            for name, cited in (("citations", response.citations), ("closest", response.closest))
        },
        "latency_ms": round(response.latency_ms, 2),
    }
    if response.modelled:
        line |= {
            "stated": [{"text": one.text, "pages": list(one.pages)} for one in response.stated],
            **{name: getattr(response, name) for name in ("dropped", "note", "prompt")},
        }
    return line if response.error is None else {**line, "error": response.error}


def _status(outcome: Outcome) -> str:
    """Return the word of out-files, in which a failure is an error and no answer of any sort."""
    return "error" if outcome is Outcome.FAILED else outcome.value


def _run(raw: dict[str, Any]) -> Run:
    fields = {name: value for name, value in raw.items() if name != "format"}
    read = {
        "fingerprint": Fingerprint(**raw["fingerprint"]),
        "settings": tuple((str(name), str(value)) for name, value in raw["settings"]),
        "constants": tuple((str(name), value) for name, value in raw["constants"]),
        "results": tuple(_result(result) for result in raw["results"]),
    }
    return Run(**{**fields, **read})


def _result(raw: dict[str, Any]) -> Result:
    read = {
        "response": _response(raw["response"]),
        "scores": tuple(Score(**score) for score in raw["scores"]),
        "gold": _pages(raw["gold"]),
        "missing": tuple(raw["missing"]),
        "history": tuple(raw.get("history", ())),
    }
    return Result(**{**raw, **read})


def _response(raw: dict[str, Any]) -> Response:
    read = {
        "pages": _pages(raw["pages"]),
        "outcome": Outcome(raw["outcome"]),
        "citations": tuple(Cited(**citation) for citation in raw["citations"]),
        "closest": tuple(Cited(**citation) for citation in raw.get("closest", ())),
        # Runs kept before there were language models have none.
        "stated": tuple(Stated(one["text"], _pages(one["pages"])) for one in raw.get("stated", ())),
    }
    return Response(**{**raw, **read})


def _pages(raw: list[list[Any]]) -> tuple[Page, ...]:
    return tuple((str(paper), int(page)) for paper, page in raw)
