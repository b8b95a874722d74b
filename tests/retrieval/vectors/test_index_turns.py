"""Several processes at one local store, and stores that would kill whoever opens them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from retrieval.model.errors import IndexUnavailableError
from retrieval.vectors.index import ChromaIndex
from tests.conftest import ROOT
from tests.retrieval.vectors.test_index import put, unit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
_OPEN = "from pathlib import Path\nfrom retrieval.vectors.index import ChromaIndex\n"
_WRITE = f"""{_OPEN}
from tests.retrieval.vectors.test_index import put
index = ChromaIndex(Path({{data!r}}))
for n in range({{papers}}):
    put(index, f"p{{{{n}}}}", range(n * 400, n * 400 + 400))
    if n > 2:
        index.remove(f"p{{{{n - 3}}}}")
"""
_SEARCH = f"""{_OPEN}
from retrieval.model.errors import IndexUnavailableError
from tests.retrieval.vectors.test_index import unit
try:
    print(ChromaIndex(Path({{data!r}})).search(unit(5), 3)[0][0])
except IndexUnavailableError as error:
    print(error)
"""


def started(program: str, data: Path, papers: int = 0) -> subprocess.Popen[str]:
    script = program.format(data=str(data), papers=papers)
    return subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_searching_while_another_process_writes(tmp_path: Path) -> None:
    """Chroma's store takes two processes at once badly: without turns this one dies."""
    index = ChromaIndex(tmp_path)
    put(index, "first", range(100_000, 100_300))
    writing = started(_WRITE, tmp_path, papers=8)
    searched = 0
    while writing.poll() is None:
        assert index.search(unit(100_005), 3)[0][0] == "first-100005"
        searched += 1
        time.sleep(0.02)
    writing.communicate()
    assert writing.returncode == 0
    assert searched > 3
    # Nobody told this process to open it anew.
    assert index.ids() == {f"first-{n}" for n in range(100_000, 100_300)} | {
        f"p{n // 400}-{n}" for n in range(5 * 400, 8 * 400)
    }
    index.close()


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("data_level0.bin", "over"),
        pytest.param("data_level0.bin", "middle", marks=pytest.mark.long),
        pytest.param("header.bin", "cut", marks=pytest.mark.long),
    ],
)
def test_files_that_kill_chroma_are_named_and_begun_anew(
    tmp_path: Path, name: str, how: str
) -> None:
    index = ChromaIndex(tmp_path)
    put(index, "a", range(1200))
    assert index.search(unit(5), 1)[0][0] == "a-5"
    index.close()
    (path,) = (tmp_path / "chroma").rglob(name)
    content, third = path.read_bytes(), path.stat().st_size // 3
    broken = {
        "over": b"broken" * (len(content) // 6),
        "middle": content[:third] + b"\xff" * third + content[2 * third :],
        "cut": content[: len(content) // 2],
    }[how]
    path.unlink()
    path.write_bytes(broken)
    looking = started(_SEARCH, tmp_path)
    said, _ = looking.communicate(timeout=200)
    assert looking.returncode == 0
    assert "minutebook rebuild" in said
    again = ChromaIndex(tmp_path)
    with pytest.raises(IndexUnavailableError, match="damaged"):
        again.search(unit(5), 3)
    again.clear()
    put(again, "a", range(3))
    assert len(again.search(unit(1), 3)) == 3
    again.close()
