"""Names to mask: told, previewed and changed by officers who are cleared, and by nobody else."""

from __future__ import annotations

import pytest

from corpus.masks import NOTHING, Masks, masks_text, read_masks
from tests.ui.conftest import Open, show, words
from tests.ui.jobs import wait
from tests.ui.scripted_ingest import ScriptedIngest
from ui.service import seam
from ui.words import plain


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    ScriptedIngest.calls.clear()
    monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")


def ended() -> None:
    wait(lambda: not seam.intake().busy)


def test_whether_anything_is_masked_is_told(opened: Open) -> None:
    app, assistant = opened()
    assert "Masking is off" in words(show(app, "papers"))
    assert "Masked for the public: off" in [one.label for one in app.expander]
    assistant.catalogue.masked_now = Masks(contacts=True, names=("Wilhelmina Quackenthorpe",))
    said = words(app.run())
    assert "Masking is on: contact details and 1 names and words, on 3 pages." in said


def test_a_list_is_previewed_by_paper_and_page_and_then_masked(opened: Open) -> None:
    app, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    page = assistant.catalogue.reading(pack.id).pages[0]
    word = next(one for one in page.text.split() if one.isalpha() and len(one) > 5)
    show(app, "papers")
    app.text_area(key="mask_list").set_value(word).run()
    said = words(app.button(key="mask_preview").click().run())
    places = len(Masks(names=(word,)).spans(page.text))
    assert places
    assert f"**{plain(pack.file_name)}**: " in said
    assert plain(f"{word} (PDF page {page.number})") in said
    assert ScriptedIngest.calls == []
    app.button(key="mask_save").click().run()
    ended()
    assert ScriptedIngest.calls == [("mask", Masks(names=(word,)))]


def test_a_list_that_somebody_else_changed_is_not_saved_over(opened: Open) -> None:
    app, assistant = opened()
    assistant.catalogue.masked_now = Masks(names=("Quackenthorpe",))
    show(app, "papers")
    assistant.catalogue.masked_now = Masks(names=("Oldacre", "Quackenthorpe"))
    app.text_area(key="mask_list").set_value("Quackenthorpe\nBrimble")
    app.button(key="mask_save").click().run()
    assert [one.value for one in app.warning if "changed the list" in one.value]
    assert app.text_area(key="mask_list").value == masks_text(assistant.catalogue.masked_now)
    assert ScriptedIngest.calls == []
    assert not [one for one in app.run().warning if "changed the list" in one.value]


def test_an_empty_list_previews_nothing_and_ends_masking(opened: Open) -> None:
    app, assistant = opened()
    assistant.catalogue.masked_now = Masks(names=("Quackenthorpe",))
    show(app, "papers")
    assert app.text_area(key="mask_list").value == "Quackenthorpe"
    app.text_area(key="mask_list").set_value("").run()
    assert "Nothing in these papers" in words(app.button(key="mask_preview").click().run())
    app.button(key="mask_save").click().run()
    ended()
    assert ScriptedIngest.calls == [("mask", NOTHING)]


def test_a_line_that_is_no_word_is_told_and_masks_nothing(opened: Open) -> None:
    app, _ = opened()
    show(app, "papers")
    app.text_area(key="mask_list").set_value("@everything").run()
    said = words(app.button(key="mask_save").click().run())
    assert "is no word to mask" in said
    assert ScriptedIngest.calls == []


def test_who_is_not_cleared_is_told_of_no_mask(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MINUTEBOOK_EXEMPT")
    app, assistant = opened()
    assistant.catalogue.masked_now = Masks(names=("Quackenthorpe",))
    said = words(show(app, "papers"))
    assert "Add papers" in said
    assert not [one for one in app.expander if one.label.startswith("Masked for the public")]
    assert not [one for one in app.text_area if one.key != "nightly_committees"]


def test_a_list_is_read_as_it_is_written() -> None:
    for masks in (NOTHING, Masks(contacts=True), Masks(True, ("Ann Reed", "Quack*"))):
        assert read_masks(masks_text(masks), "list") == masks
