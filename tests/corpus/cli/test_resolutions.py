"""The list of resolutions as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

from corpus.cli.resolutions import (
    ListedResolution,
    list_resolutions,
    notes,
    to_compact,
    to_csv,
    to_json,
    to_text,
)
from corpus.model import (
    Access,
    DecisionKind,
    LabelSource,
    OutcomeClass,
    Page,
    Paper,
    PaperKind,
    Resolution,
    Span,
    TextSource,
)
from corpus.register import RegisterFound

PAPER = Paper(
    "p",
    "pack.pdf",
    "Pack",
    PaperKind.AGENDA_PACK,
    "Cabinet",
    date(2019, 6, 4),
    Access.PUBLIC,
    None,
    9,
)
PAGE = Page("p", 5, "37", LabelSource.STAMP, 595, 842, 0, "That it be so.", TextSource.TEXT_LAYER)
SAID = Resolution(
    "p",
    "3",
    "45/19",
    "Café “Élan”",
    "That the plan be approved,\u00a0at £50m; and",
    "RESOLVED (unanimously)",
    OutcomeClass.RESOLVED,
    "Cabinet",
    date(2019, 6, 4),
    (Span(5, 0, 14),),
)
NAMES = ["paper", "page", "printed", "item", "number", "title"]
NAMES += ["text", "outcome", "class", "committee", "date", "mover", "seconder", "vote"]
NAMES += ["kind", "corrected", "called"]


def rows(*said: Resolution) -> tuple[ListedResolution, ...]:
    return list_resolutions(said, {"p": PAPER}, {("p", 5): PAGE})


def test_json_has_all_names_and_the_words_as_printed() -> None:
    (read,) = json.loads(to_json(rows(SAID)))
    assert list(read) == NAMES
    assert read["page"] == 5
    assert read["printed"] == "37"
    assert read["class"] == "resolved"
    assert read["date"] == "2019-06-04"
    assert read["text"] == SAID.text
    assert "£50m" in to_json(rows(SAID))


def test_json_tells_mover_seconder_vote_and_kind() -> None:
    said = replace(SAID, mover="Cllr Ash", seconder="Mr Elm", vote="4-0", kind=DecisionKind.ROUTINE)
    told, bare = json.loads(to_json(rows(said, SAID)))
    names = ("mover", "seconder", "vote", "kind")
    assert [told[name] for name in names] == ["Cllr Ash", "Mr Elm", "4-0", "routine"]
    assert [bare[name] for name in names] == [None, None, None, "decision"]


def test_csv_comes_back_as_it_went_out() -> None:
    (read,) = csv.DictReader(io.StringIO(to_csv(rows(SAID))))
    assert list(read) == NAMES
    assert read["text"] == SAID.text
    assert read["title"] == "Café “Élan”"


def test_csv_leaves_the_unknown_empty_and_disarms_formulas() -> None:
    said = replace(SAID, number=None, item=None, date=None, title="=1+2", committee=None)
    (read,) = csv.DictReader(io.StringIO(to_csv(rows(said))))
    assert (read["number"], read["item"], read["date"], read["committee"]) == ("", "", "", "")
    assert read["title"] == "'=1+2"


def test_text_names_the_source_and_keeps_every_word() -> None:
    said = replace(SAID, text=" ".join(f"word{n}" for n in range(60)))
    shown = to_text(rows(said), width=60)
    assert "Cabinet, 2019-06-04, pack.pdf, item 3, page 37 (PDF page 5)" in shown
    assert "45/19 Café “Élan” — RESOLVED (unanimously) [resolved]" in shown
    assert " ".join(shown.split("\n", 2)[2].split()) == said.text
    assert max(map(len, shown.split("\n")[2:])) <= 60


def test_text_tells_who_moved_and_seconded_and_the_vote_below_the_wording() -> None:
    said = replace(SAID, mover="Cllr Ash", seconder="Mr Elm", vote="4-0; Mr Oak voted against.")
    assert to_text(rows(said)).endswith(
        "    Moved by Cllr Ash, seconded by Mr Elm, vote: 4-0; Mr Oak voted against.\n"
    )
    assert "Moved" not in to_text(rows(SAID))
    assert to_text(rows(replace(SAID, vote="4-0"))).endswith("    Vote: 4-0\n")


def test_an_empty_list_says_so() -> None:
    assert to_text(()) == "No resolutions found.\n"
    assert json.loads(to_json(())) == []
    assert len(to_csv(()).splitlines()) == 1


def test_the_compact_list_has_one_line_a_decision_in_columns() -> None:
    long = replace(SAID, title="On " + "and ".join(f"matter {n} " for n in range(30)), number=None)
    untitled = replace(SAID, title=None, kind=DecisionKind.ACTION, date=None)
    first, second, third = to_compact(rows(SAID, long, untitled), 80).splitlines()
    assert first.split("  ") == ["2019-06-04", "Cabinet", "45/19", *first.split("  ")[3:]]
    assert "Café “Élan”" in first
    assert first.endswith("resolved")
    assert max(map(len, (first, second, third))) <= 80
    assert "…" in second
    assert first.index("Café") == second.index("On matter") == third.index("That the plan")
    assert third.startswith("no date")
    assert third.endswith("resolved (action)")
    assert to_compact(()) == "No resolutions found.\n"


def test_notes_say_how_words_were_read_and_why_nothing_was_found() -> None:
    taken = RegisterFound((SAID,), taken=(("libary", "library"),))
    assert notes(taken) == ("“libary” was read as “library”",)
    nothing = RegisterFound((), counts=(("lido", 3), ("roof", 0)), unlimited=2)
    assert notes(nothing) == ("“lido”: 3, “roof”: 0", "without the limits: 2")
    assert notes(RegisterFound((SAID,))) == ()


def test_programs_are_told_the_file_and_the_title_that_an_officer_gave() -> None:
    titled = replace(PAPER, title="Minutes, corrected", titled=True)
    told = list_resolutions((SAID,), {SAID.paper_id: titled}, {("p", 5): PAGE})
    (read,) = csv.DictReader(io.StringIO(to_csv(told), newline=""))
    for one in (*json.loads(to_json(told)), read):
        assert one["paper"] == PAPER.file_name
        assert one["called"] == f"Minutes, corrected ({PAPER.file_name})"
