"""A read paper in other words: other names, dates, sums, bodies and subjects, the same structure.

Growth has to be measured on many papers, and only few are at hand. Copies of them would hold
no new word and every word a hundred times too often. So each copy has its own choice of names,
numbers and days, and most of its subject words are exchanged for others of the English word
list, drawn by Zipf's law: a word of rank r about as often as 1/r. What stands on every other
page stays, and so do the spans, which point at the same words of the new text. Such papers
make no sense to a reader; how many words, pages, items, rows and decisions they have, and how
often words return, is as in the papers that they are made of.
"""

from __future__ import annotations

import hashlib
import random
import re
from bisect import bisect_right
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from itertools import product
from typing import Any

from corpus.language import english_words
from corpus.model import Page, Passage, Reading, Span
from corpus.passages import passage_id

_PIECE = re.compile(r"[^\W\d_]+|\d[\d,.]*\d|\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = tuple(month.lower() for month in month_name[1:])
# What places and marks a record, and is no text of the paper.
_NO_TEXT = frozenset(("id", "paper_id", "file_name", "source_url", "number", "item", "label"))
# Words on more than this share of passages, and on some, are those of every paper, and stay.
_EVERYWHERE, _SOME = 0.02, 4
_EXCHANGED = 0.6
_POOL = 16_000
_BODIES = ("committee", "panel", "board", "forum", "working group", "sub-committee")
# Days of the month that every month has.
_DAYS = 28
# Names of people and places are put together of these.
_BEGINNINGS = """Al Ash Bar Bex Bir Bol Bran Cal Car Chel Col Cran Dal Dun El Fair Fen Gar Hal
    Har""".split()  # noqa: SIM905
_MIDDLES = """a e i o an ar en er in ing is le on or ra sea ter ver well win""".split()  # noqa: SIM905
_ENDINGS = """bury by combe den don ford ham hurst ington ley lock mere more ney ridge
    stead ton""".split()  # noqa: SIM905
_NAMES = tuple(map("".join, product(_BEGINNINGS, ("", *_MIDDLES), _ENDINGS)))


@dataclass(frozen=True)
class Read:
    """A paper as it was read, with its passages."""

    reading: Reading
    passages: tuple[Passage, ...]


class Wording:
    """The words that ``papers`` have in common, and those that are exchanged."""

    def __init__(self, papers: Iterable[Read]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for one in papers:
            for passage in one.passages:
                counts.update(set(_PIECE.findall(passage.text.lower())))
                total += 1
        self.common = {
            word for word, count in counts.items() if count > max(_SOME, _EVERYWHERE * total)
        }
        own = [w for w, _ in counts.most_common() if w in english_words() and w not in self.common]
        others = sorted(english_words() - set(own), key=_mixed)
        self.pool = (own + others)[:_POOL]

    def exchanged(self, word: str) -> bool:
        """Whether a word in lower case is a subject word, which another paper has another for."""
        return word in english_words() and word not in self.common and word not in _MONTHS


class Variation:
    """One paper in other words, the ``number``-th of many; the same number gives the same."""

    def __init__(self, read: Read, wording: Wording, number: int) -> None:
        self._read, self._wording = read, wording
        self._chance = random.Random(number)
        self._years = self._chance.randrange(-12, 3)
        self._months = self._chance.randrange(12)
        self._words: dict[str, str] = {}
        old = read.reading.paper
        self.id = hashlib.sha256(f"{number} {old.id}".encode()).hexdigest()
        self._name = f"{number:06}-{old.file_name}"
        self._bodies = {body: self._body() for body in self._bodies_named()}
        self._pages = {page.number: _Reworded(page.text, self) for page in read.reading.pages}

    def varied(self) -> Read:
        """Return the paper in its other words, under an id and a file name of its own."""
        old = self._read.reading
        reading: Reading = self._of(replace(old, pages=()))
        pages = tuple(self._page(page) for page in old.pages)
        paper = replace(reading.paper, id=self.id, file_name=self._name)
        passages: dict[str, Passage] = {}
        for one in map(self._passage, self._read.passages):
            passages.setdefault(one.id, one)
        return Read(replace(reading, paper=paper, pages=pages), tuple(passages.values()))

    def word(self, piece: str) -> str:
        """Return what stands in this paper for a word or a number."""
        if piece not in self._words:
            self._words[piece] = self._other(piece)
        return self._words[piece]

    def text(self, text: str) -> str:
        """Return a text in this paper's words."""
        return self._bodies.get(text) or _PIECE.sub(lambda match: self.word(match.group()), text)

    def day(self, day: date) -> date:
        """Return the day of this paper that stands for one of the other."""
        month = (day.month - 1 + self._months) % 12 + 1
        return date(day.year + self._years, month, min(day.day, _DAYS))

    def _other(self, piece: str) -> str:
        if piece[0].isdigit():
            return self._number(piece)
        low = piece.lower()
        if low in _MONTHS:
            other = _MONTHS[(_MONTHS.index(low) + self._months) % 12]
        elif len(piece) < 3 or piece.isupper() or low in self._wording.common:
            return piece
        elif not self._wording.exchanged(low):
            # No English word: a name of somebody or some place, each paper's own.
            if not piece[0].isupper():
                return piece
            other = self._chance.choice(_NAMES)
        elif self._chance.random() < _EXCHANGED:
            other = self._subject()
        else:
            return piece
        return other.capitalize() if piece[0].isupper() else other.lower()

    def _number(self, piece: str) -> str:
        if _YEAR.fullmatch(piece):
            return str(int(piece) + self._years)
        # Short numbers are those of items, paragraphs, days and rows, which the structure needs.
        if sum(map(str.isdigit, piece)) < 3:
            return piece
        return re.sub(r"\d", lambda _: str(self._chance.randrange(1, 10)), piece)

    def _subject(self) -> str:
        pool = self._wording.pool
        return pool[int(len(pool) ** self._chance.random()) - 1]

    def _body(self) -> str:
        subject = self._wording.pool[self._chance.randrange(12)].capitalize()
        return f"{subject} {self._chance.choice(_BODIES).title()}"

    def _bodies_named(self) -> list[str]:
        reading = self._read.reading
        named = [reading.paper.committee, *(one.committee for one in reading.meetings)]
        return sorted({name for name in named if name})

    def _page(self, page: Page) -> Page:
        made: Page = self._of(replace(page, text="", words=(), paragraphs=()))
        return replace(made, paper_id=self.id, text=self._pages[page.number].text)

    def _passage(self, passage: Passage) -> Passage:
        made: Passage = self._of(passage)
        text = "\n".join(self._pages[s.page].text[s.start : s.end] for s in made.spans)
        return replace(made, id=passage_id(self.id, made.spans), text=text)

    def _of(self, value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            return self.text(value)
        if isinstance(value, Span):
            return self._pages[value.page].span(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, tuple):
            return tuple(map(self._of, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        named = {one.name for one in fields(value)}
        new = {name: self._of(getattr(value, name)) for name in named - _NO_TEXT}
        return replace(value, **new, **({"paper_id": self.id} if "paper_id" in named else {}))


class _Reworded:
    """A page's text in other words, and where each place of it went."""

    def __init__(self, text: str, words: Variation) -> None:
        parts: list[str] = []
        self._olds, self._news = [0], [0]
        at = length = 0
        for match in _PIECE.finditer(text):
            for part in (text[at : match.start()], words.word(match.group())):
                parts.append(part)
                length += len(part)
            at = match.end()
            self._olds += (match.start(), at)
            self._news += (length - len(parts[-1]), length)
        self.text = "".join((*parts, text[at:]))

    def span(self, span: Span) -> Span:
        """Return where the words of a span stand now."""
        return Span(span.page, self._at(span.start), self._at(span.end))

    def _at(self, place: int) -> int:
        before = bisect_right(self._olds, place) - 1
        after = self._news[before + 1] if before + 1 < len(self._news) else len(self.text)
        return min(self._news[before] + place - self._olds[before], after)


def variations(papers: Sequence[Read], passages: int) -> Iterator[Read]:
    """Yield papers made of ``papers`` by turns until they have ``passages`` passages or more."""
    wording, number = Wording(papers), 0
    while passages > 0:
        made = Variation(papers[number % len(papers)], wording, number).varied()
        passages -= len(made.passages)
        number += 1
        yield made


def _mixed(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
