"""What models are called, and the memory that embedding holds on to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.embedding.model_files import packaged_hash
from retrieval.model.settings import Settings
from tests.conftest import ROOT

# Texts of every length, as papers have them: a width for each would make some 240 shapes.
_EMBED_AND_WEIGH = """
import random, re
from pathlib import Path
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.model.settings import Settings

def held():
    return int(re.search(r"RssAnon:\\s+(\\d+) kB", Path("/proc/self/status").read_text()).group(1))

words = "the committee noted that harbour dues be raised by two per cent from April".split()
draw = random.Random(7)
embedder = SentenceEmbedder(Settings())
weighed = []
for _ in range(8):
    embedder.embed([" ".join(draw.choices(words, k=draw.randint(3, 230))) for _ in range(192)])
    weighed.append(held())
print(weighed[1], weighed[-1])
"""


def test_models_in_folders_of_one_name_have_names_of_their_own(tmp_path: Path) -> None:
    for name, weights in (("one", "weights"), ("two", "others"), ("same", "weights")):
        (tmp_path / name / "bge").mkdir(parents=True)
        (tmp_path / name / "bge" / "model.safetensors").write_text(weights)
    one, two, same = (
        SentenceEmbedder(Settings(embed_model=str(tmp_path / name / "bge"), precision="float32"))
        for name in ("one", "two", "same")
    )
    assert one.name.startswith("bge ")
    assert one.name == same.name != two.name
    assert one.version == f"{one.name} float32"


def test_the_packaged_model_keeps_the_name_that_its_vectors_bear() -> None:
    packaged = SentenceEmbedder(Settings(precision="int8"))
    assert packaged.name == "all-MiniLM-L6-v2"
    assert packaged.version == f"all-MiniLM-L6-v2 {packaged_hash()[:12]} int8"


@pytest.mark.long
def test_embedding_on_and_on_holds_no_more_memory() -> None:
    # In a process of its own: this one may have met the shapes before.
    done = subprocess.run(
        [sys.executable, "-c", _EMBED_AND_WEIGH],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    early, late = map(int, done.stdout.split())
    assert late - early < 80_000
