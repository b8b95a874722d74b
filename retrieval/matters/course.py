"""What else the papers hold on a matter, seen from one item or decision, in date order.

Items and decisions are compared with all others; rows of tables and stretches of papers are
proposed by the words that they share, and only from later meetings: they are what came of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from retrieval.matters.likeness import Model, Signs, fitted, one_body, signs
from retrieval.matters.mentions import Mention, MentionKind, alike, in_order, same, telling_words
from retrieval.matters.one_day import taking
from retrieval.matters.rarity import Rarity

# Words of an item or decision by which others are looked for, the rarest first.
_LOOKED_FOR = 14
# What a link that is likelier right than not leads to is looked at too, unless next to nothing
# speaks for it by itself.
THROUGH, TOUCHED = 0.5, 0.02
# A heading over so many decisions of a meeting stands over several matters.
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Linked:
    """A mention on the matter of another, and how likely that is, from 0 to 1."""

    mention: Mention
    likelihood: float


@dataclass(frozen=True, slots=True)
class Course:
    """What else is on a matter, seen from one meeting: each in date order.

    ``before`` and ``after`` hold what other bodies did the same day too, where it is known to have
    come before or after; ``beside`` is what else there was that day. ``undated`` are those of no
    day, and all others where the meeting itself has none.
    """

    before: tuple[Mention, ...] = ()
    beside: tuple[Mention, ...] = ()
    after: tuple[Mention, ...] = ()
    undated: tuple[Mention, ...] = ()


# Given a mention and the words to look for: rows and stretches of papers of that day or later.
Later = Callable[[Mention, Sequence[str]], Iterable[Mention]]


class Matters:
    """All mentions that somebody may see, and which of them are on one matter.

    ``rarity`` weighs words, by the mentions themselves where it is not given; ``later`` finds
    rows and stretches of papers. ``starts`` tells when the meeting of a mention began, where that
    is printed.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        rarity: Rarity | None = None,
        later: Later | None = None,
        model: Model | None = None,
        placed: Callable[[Mention], Mention] = lambda mention: mention,
        several: Sequence[Mention] = (),
        starts: Callable[[Mention], time | None] = lambda _: None,
    ) -> None:
        self._standing = _standing(several or mentions)
        self._over_several = {telling_words(title) for title in self._standing}
        self.mentions = tuple(map(self.bare, mentions))
        self.rarity = rarity or Rarity(self.mentions)
        self._later = later
        self._model = model or fitted()
        self._place, self._starts = placed, starts
        self._placed: dict[object, Mention] = {}
        self._held: dict[str, list[int]] = defaultdict(list)
        self._numbered: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.mentions):
            for word in one.words:
                self._held[word].append(at)
            for number in {one.number.lower()} if one.number else ():
                self._numbered[number].append(at)
            for name in one.names:
                self._numbered[name].append(at)

    def course(self, of: Mention) -> Course:
        """Return what else is on the matter of ``of``, which itself is left out."""
        of = self.bare(of)
        alone = [Linked(m, self._between(of, m)) for m in self._near(of)]
        firm = [one for one in alone if one.likelihood >= THROUGH]
        every = (
            self._through((via for via in firm if via.mention is not one.mention), one)
            for one in alone
        )
        found = in_order(one.mention for one in every if one.likelihood >= self._model.shown)
        if of.when is None:
            return Course(undated=tuple(found))
        before = [m for m in found if self._follows(m, of)]
        that_day = [m for m in found if m.when == of.when and m not in before]
        return Course(
            tuple(before),
            tuple(m for m in that_day if not self._follows(of, m)),
            tuple(one.mention for one in self.after(of)),
            tuple(m for m in found if m.when is None),
        )

    def after(self, of: Mention, least: float | None = None) -> tuple[Linked, ...]:
        """Return what came later on the matter of ``of``, in date order, each place once.

        ``least`` is the likelihood from which a link is taken, else that from which it is shown.
        """
        least = self._model.shown if least is None else least
        every = (one for one in self.later(of) if one.likelihood >= least)
        return tuple(sorted(once(every), key=lambda one: one.mention.when or date.max))

    def later(self, of: Mention) -> Iterator[Linked]:
        """Yield all that may be on the matter of ``of`` and came after it, likely or not.

        A report back need not say again what a report before it said: a mention is as likely as it
        is by itself, or through an earlier one that is likely itself.
        """
        found = list(self.alone(of))
        firm = [one for one in found if one.likelihood >= THROUGH]
        for one in found:
            yield self._through((via for via in firm if leads(via.mention, one.mention)), one)

    def alone(self, of: Mention) -> Iterator[Linked]:
        """Yield what :meth:`later` does, each as likely as it is by itself."""
        of = self.placed(self.bare(of))
        if of.when is None:
            return
        stretches = self._later(of, self._rarest(of)) if self._later else ()
        for mention in (*self._near(of), *(one for one in stretches if not _within(one, of))):
            if self._follows(of, mention):
                yield Linked(mention, self.likelihood(of, mention))

    def _follows(self, one: Mention, other: Mention) -> bool:
        """Tell whether ``other`` came after ``one``: on a later day, or when another body met.

        Of two bodies that met on one day the later is told by the hours that are printed, or else
        by who more plainly takes up what the other did.
        """
        if one.when is None or other.when is None or one.when != other.when:
            return one.when is not None and other.when is not None and one.when < other.when
        if not one.committee or not other.committee or one_body(one.committee, other.committee):
            return False
        first, second = self._starts(one), self._starts(other)
        if first and second and first != second:
            return first < second
        return taking(other, one) > taking(one, other)

    def _through(self, firm: Iterable[Linked], to: Linked) -> Linked:
        """Return a link as likely as it is by itself or through one of these."""
        if to.likelihood < TOUCHED:
            return to
        ways = (via.likelihood * self._between(via.mention, to.mention) for via in firm)
        return replace(to, likelihood=max(to.likelihood, *ways, 0.0))

    def bare(self, mention: Mention) -> Mention:
        """Return a mention without a title that stands over several matters of a meeting."""
        if mention.titled and _folded(mention.title) in self._standing:
            return replace(mention, titled=False)
        return mention

    def likelihood(self, earlier: Mention, later: Mention) -> float:
        """Return how likely a later mention is on the matter of an earlier one, from 0 to 1."""
        return self._model.likelihood(self.signs(earlier, later))

    def signs(self, earlier: Mention, later: Mention) -> Signs:
        """Return what speaks for ``later`` being of the matter of ``earlier``."""
        return signs(self.placed(earlier), self.placed(later), self.rarity)

    def placed(self, mention: Mention) -> Mention:
        """Return a decision with what its minutes say of the matter there."""
        if mention.part:
            return self._unheaded(mention) if mention.label else mention
        if mention.kind is not MentionKind.DECISION:
            return mention
        key = mention.opens.paper_id, mention.opens.spans, mention.titled
        if key not in self._placed:
            self._placed[key] = self._unheaded(self._place(mention))
        return self._placed[key]

    def _unheaded(self, mention: Mention) -> Mention:
        """Return a part of minutes without a label that stands over several matters."""
        if any(alike(mention.labelled, one) for one in self._over_several):
            return replace(mention, label="")
        return mention

    def _rarest(self, of: Mention) -> list[str]:
        words = of.words | of.labelled
        weighed = sorted(words, key=lambda word: (-self.rarity.of(word, of.committee), word))
        return weighed[:_LOOKED_FOR]

    def _between(self, one: Mention, other: Mention) -> float:
        first, second = in_order((self.bare(one), other))
        if self._follows(second, first):
            first, second = second, first
        return self.likelihood(first, second)

    def _near(self, of: Mention) -> Iterator[Mention]:
        """Yield the items and decisions that share a telling word or a minute's number."""
        places = {at for word in self._rarest(of) for at in self._held.get(word, ())}
        places |= {at for word in of.telling for at in self._held.get(word, ())}
        for number in (*of.names, *([of.number.lower()] if of.number else [])):
            places.update(self._numbered.get(number, ()))
        yield from (self.mentions[at] for at in sorted(places) if not same(of, self.mentions[at]))


def leads(via: Mention, to: Mention) -> bool:
    """Tell whether a mention may lead to another: one that is not later."""
    return via is not to and via.when is not None and to.when is not None and via.when <= to.when


def once(found: Iterable[Linked]) -> list[Linked]:
    """Return the likeliest of each place: an item's papers, a decision, a row of a table.

    What was said at a meeting is left out where what it decided is there.
    """
    best: dict[object, Linked] = {}
    for one in sorted(found, key=lambda one: -one.likelihood):
        best.setdefault(_place(one.mention), one)
    every = [one.mention for one in best.values()]
    decided = {_meeting(one) for one in every if one.kind is MentionKind.DECISION}
    return [
        one
        for one in best.values()
        if one.mention.kind is not MentionKind.PASSAGE or _meeting(one.mention) not in decided
    ]


def _standing(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the titles over so many decisions of one meeting that they tell no matter."""
    held = Counter(
        (one.opens.paper_id, one.when, one.number, _folded(one.title))
        for one in mentions
        if one.kind is MentionKind.DECISION and one.titled
    )
    return frozenset(key[-1] for key, count in held.items() if count >= _SEVERAL)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _within(one: Mention, other: Mention) -> bool:
    """Tell whether two have words of a page in common."""
    return one.opens.paper_id == other.opens.paper_id and any(
        a.overlaps(b) for a in one.opens.spans for b in other.opens.spans
    )


def _meeting(mention: Mention) -> object:
    return mention.opens.paper_id, mention.when


def _place(mention: Mention) -> object:
    """Return what tells a place from others: a row, a decision, an item, a heading."""
    at = mention.opens
    if mention.kind in (MentionKind.ROW, MentionKind.DECISION):
        return at.paper_id, at.spans
    if not at.item:
        title = _folded(mention.title) if mention.titled else at.page
        return at.paper_id, mention.when, title
    return at.paper_id, mention.when, at.item
