"""The tagger is made from labelled minutes: drawn ones, and a folder of real ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pycrfsuite import ItemSequence, Trainer

from corpus.decisions.examples import Example, tags_of
from corpus.decisions.features import Features, Sentence, features_of, read_sentences
from corpus.decisions.tagger import MODEL
from corpus.decisions.units import find_units
from corpus.minutes import find_headings

# L1 and L2 weights and rounds of CRFsuite's L-BFGS, and how often a feature must be seen: of five
# pairs tried on bodies left out none was better, and this one keeps the model under 1 MB.
_SETTINGS = {"c1": 0.1, "c2": 0.8, "max_iterations": 80, "feature.minfreq": 2}


@dataclass(frozen=True, slots=True)
class Lesson:
    """Labelled minutes as the tagger learns from them: features and label of each sentence."""

    example: Example
    sentences: tuple[Sentence, ...]
    features: list[Features]
    tags: list[str]


def lesson_of(example: Example) -> Lesson:
    """Return what the tagger learns from an example."""
    roll = example.roll
    units = find_units(roll, find_headings(roll))
    sentences = read_sentences(roll, units)
    return Lesson(example, sentences, features_of(roll, sentences), tags_of(units, example.marks))


def train(lessons: Iterable[Lesson], path: Path = MODEL) -> None:
    """Write the tagger that ``lessons`` teach to ``path``; the same lessons give the same file."""
    trainer = Trainer(verbose=False)
    for lesson in lessons:
        if lesson.tags:
            trainer.append(ItemSequence(lesson.features), lesson.tags)
    trainer.set_params({**_SETTINGS, "feature.possible_transitions": True})
    # The old one is used until the new one is whole.
    made = path.with_name(f"{path.name}.new")
    trainer.train(str(made))
    made.replace(path)
