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

# What a weight's square costs, rounds of L-BFGS, how often a feature must be seen, and how often
# real minutes count, where drawn ones count once. Over bodies left out, a sixth at a time, at a
# chance of 0.5, a pull of 0.8 with real ones twice gave recall 0.68 at precision 0.79, 1.6 with
# four times 0.69 at 0.80, and 3 with eight times 0.69 at 0.81.
_PULL, _ROUNDS, _SEEN = 3.0, 80, 2
_REAL = 8.0
# The same where a body's own minutes teach the tagger that is kept: the pull is to its weights.
# Before there were rules over sentences, over the other documents of bodies left out, at a chance
# of 0.4, one that teaches gave recall 0.66 at precision 0.84 with a pull of 0.3, 0.72 at 0.81
# with 2, 0.73 at 0.80 with 3 and 0.74 at 0.79 with 9.
_OWN_PULL, _OWN_ROUNDS, _OWN_SEEN = 2.0, 60, 1


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
