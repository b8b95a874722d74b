"""The tagger is made from labelled minutes: drawn ones, and a folder of real ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.decisions.chain import Chain, Features
from corpus.decisions.examples import Example, tags_of
from corpus.decisions.features import Sentence, features_of, read_sentences
from corpus.decisions.fitting import fit
from corpus.decisions.tagger import kept
from corpus.decisions.units import find_units
from corpus.minutes import find_headings

# What a weight's square costs, rounds of L-BFGS, and how often a feature must be seen.
_PULL, _ROUNDS, _SEEN = 0.8, 80, 2
# How often real minutes count, where drawn ones count once: over bodies left out, at
# a chance of 0.5, 1 gave recall 0.63 at precision 0.71, 2 gave 0.63 at 0.74, 4 gave 0.62 at 0.74.
_REAL = 2.0
# The same where a body's own minutes teach the tagger that is kept: the pull is to its weights.
# Over the other documents of bodies left out, one that teaches changed recall 0.66 at precision
# 0.70 to 0.64 at 0.78 with a pull of 0.2, to 0.66 at 0.76 with 0.8, and to 0.67 at 0.74 with 2.
_OWN_PULL, _OWN_ROUNDS, _OWN_SEEN = 0.8, 60, 1


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


def train(drawn: Iterable[Lesson], real: Iterable[Lesson]) -> Chain:
    """Return the tagger that lessons teach; the same lessons give the same one."""
    told = [(one.features, one.tags, 1.0) for one in drawn]
    told += [(one.features, one.tags, _REAL) for one in real]
    return fit(told, None, _PULL, _ROUNDS, _SEEN)


def teach(lessons: Iterable[Lesson], chain: Chain | None = None) -> Chain:
    """Return a tagger for one body: the kept one, or ``chain``, as its ``lessons`` change it.

    One document is enough to begin with, and takes a second. Of all that a document holds its
    labels must be complete: a decision without a label teaches that it is none.

    Raises:
        TaggerError: the kept tagger is missing or damaged.
    """
    told = [(one.features, one.tags, 1.0) for one in lessons]
    return (
        fit(told, chain or kept(), _OWN_PULL, _OWN_ROUNDS, _OWN_SEEN) if told else chain or kept()
    )
