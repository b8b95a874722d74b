"""Digests and feeds: what is in them, and what never is."""

from __future__ import annotations

import os
import random
import re
import smtplib
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.masks import Masks
from corpus.model import Access, Particulars, Scope
from retrieval.following import (
    Follow,
    FollowKind,
    atom_feed,
    calendar_file,
    follow_file,
    meetings_held,
    send_digests,
    sender,
    shown,
)
from retrieval.following.follow_file import FILE_NAME
from retrieval.model import FollowError
from retrieval.model.settings import Settings
from tests.exempt_pack import SECRET, SECRETS, write_pack
from tests.retrieval.following.conftest import APP, OWNER, Town
from tests.retrieval.following.test_following import FEES, LIGHTS

ATOM = "{http://www.w3.org/2005/Atom}"
MAIL = "ward@quay.example"


def _feed(town: Town) -> bytes:
    return atom_feed(town.told(), "Minutebook", APP, "feed")


def test_a_digest_names_quote_page_link_and_why_and_goes_once(town: Town) -> None:
    town.follow("mooring fees", mail=MAIL)
    town.follow("promenade lamps")
    town.put("report", LIGHTS, FEES)
    town.look()
    assert town.send().mails == 1
    (mail,) = town.mails
    text = mail.get_content()
    assert mail["To"] == MAIL
    assert mail["Subject"] == "Minutebook: 1 new passage on what you follow"
    assert f"“{FEES}”" in text
    assert "PDF page 2" in text
    assert f"{APP}/?paper=" in text
    assert "Why: You follow the search “mooring fees”." in text
    assert LIGHTS not in text
    assert town.send().mails == 0
    town.put("report", "A page before.", LIGHTS, FEES)
    town.look()
    assert town.send().mails == 0


def test_a_mail_that_is_not_taken_waits_for_the_next_run(town: Town) -> None:
    town.follow("mooring fees", mail=MAIL)
    town.put("report", FEES)
    town.look()

    def refuse(_: EmailMessage) -> None:
        raise smtplib.SMTPRecipientsRefused({MAIL: (550, b"no")})

    sent = send_digests(town.catalogue, town.file, town.settings, refuse)
    assert sent.mails == 0
    assert sent.faults == (
        "a digest of 1 could not be sent: the server refused whom it is for (550)",
    )
    first = town.send()
    assert (first.mails, first.entries) == (1, 1)


def test_a_mail_is_written_into_a_folder(town: Town, tmp_path: Path) -> None:
    settings = Settings.model_construct(
        data=town.catalogue.data, app_url=APP, mail_folder=str(tmp_path / "out")
    )
    town.follow("mooring fees", mail=MAIL)
    town.put("report", FEES)
    town.look()
    send_digests(town.catalogue, town.file, settings, sender(settings))
    (path,) = (tmp_path / "out").iterdir()
    assert FEES.split()[0] in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(FollowError, match="MINUTEBOOK_MAIL_HOST"):
        sender(Settings.model_construct())


def test_old_mails_of_a_folder_are_deleted_and_nothing_else(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    old, own, new = (folder / f"{name}.eml" for name in ("a" * 32, "my letter", "b" * 32))
    for path in (old, own, new):
        path.write_text("mail")
    for path in (old, own):
        os.utime(path, (0, 0))
    sender(Settings.model_construct(data=town.catalogue.data, mail_folder=str(folder)))
    assert set(folder.iterdir()) == {own, new}


@pytest.mark.parametrize(
    ("address", "by_header", "by_click"),
    [
        ("https://papers.quay.example", True, True),
        ("http://papers.quay.example", True, False),
        ("https://minutebook.long-name-of-a-council.quay.example", True, True),
        ("http://localhost:8501", False, False),
    ],
)
def test_a_digest_names_the_link_that_stops_it(
    town: Town, address: str, by_header: bool, by_click: bool
) -> None:
    settings = town.settings.model_copy(update={"app_url": address})
    town.follow("mooring fees", mail=MAIL)
    assert town.file.mail_of("0" * 40) is None
    town.put("report", FEES)
    town.look()
    send_digests(town.catalogue, town.file, settings, town.mails.append)
    (mail,) = town.mails
    (link,) = re.findall(r"Stop this mail: (\S+)", mail.get_content())
    assert link.startswith(f"{address}/feeds/stop/")
    assert mail["List-Unsubscribe"] == (f"<{link}>" if by_header else None)
    assert (mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click") is by_click
    if by_header:
        # As it is sent: an encoded word is no link to any mail program.
        assert f"List-Unsubscribe: <{link}>".encode() in bytes(mail)
    token = link.rpartition("/")[2]
    assert MAIL not in link
    assert town.file.mail_of("é" * 40) is None
    assert town.file.mail_of(token) == MAIL
    town.file.stop_mail(MAIL)
    assert town.file.mail_of(token) is None
    assert [one.mail for one in town.file.follows(OWNER)] == [""]


@pytest.mark.parametrize(
    "address",
    ["a@b.example\nBcc: c@d.example", "@b.example", "a@b..example", "<a@b.example", "a@[",
     "a b@c.example", "a@b.example, c@d.example", "ü@b.example", "a@b\x00.example", "a@"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_and_keeps_no_other_mail(
    town: Town, address: str
) -> None:
    with pytest.raises(FollowError, match="no e-mail address"):
        town.follow("mooring fees", mail=address)
    # One that was kept before.
    before = Follow("000001", "a", FollowKind.SEARCH, "mooring fees", mail=address, since=1.0)
    town.file.follow_all([before])
    town.follow("quay", mail=MAIL)
    town.put("report", FEES)
    town.look()
    sent = town.send()
    assert [mail["To"] for mail in town.mails] == [MAIL]
    assert sent.faults == ("a digest of 1 could not be sent: an e-mail address cannot be used",)


def test_a_server_that_fails_is_not_asked_for_every_mail(town: Town) -> None:
    for number in range(5):
        town.file.follow(f"person {number}", FollowKind.SEARCH, "quay", mail=f"a{number}@b.example")
    town.put("report", FEES)
    town.look()
    asked = []

    def hang(message: EmailMessage) -> None:
        asked.append(message["To"])
        raise TimeoutError("timed out")

    sent = send_digests(town.catalogue, town.file, town.settings, hang)
    assert (len(asked), len(sent.faults), sent.mails) == (3, 3, 0)

    def break_off(message: EmailMessage) -> None:
        if message["To"] == asked[0]:
            raise smtplib.SMTPServerDisconnected("it broke off")
        town.mails.append(message)

    assert send_digests(town.catalogue, town.file, town.settings, break_off).mails == 4
    assert town.send().mails == 1


def test_a_password_is_not_sent_in_the_clear() -> None:
    plain = Settings.model_construct(mail_host="mail.quay.example", mail_security="none")
    sender(plain)
    with pytest.raises(FollowError, match="MINUTEBOOK_MAIL_SECURITY"):
        sender(plain.model_copy(update={"mail_user": "minutes"}))


def test_how_many_others_there_were_is_not_told_once_they_may_be_closed(town: Town) -> None:
    town.follow("mooring fees")
    town.put("report", FEES, "More on mooring fees.", "Mooring fees again.")
    town.look()
    (one,) = town.told()
    assert "2 others in this item" in one.about
    with town.file._store.writing() as db:
        db.execute("UPDATE findings SET found = found - 60")
    paper = town.catalogue.paper("report.pdf")
    town.writer.correct(paper.id, Particulars(exempt_pages=((2, 3),)))
    (one,) = town.told()
    assert one.about == "You follow the search “mooring fees”."


def test_browsers_that_follow_much_keep_no_person_out(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_file, "_MOST_OF_SORT", 2)
    for number in range(2):
        town.file.follow(f"browser {number}", FollowKind.SEARCH, "quay")
    with pytest.raises(FollowError, match="too much"):
        town.file.follow("browser 2", FollowKind.SEARCH, "quay")
    town.file.follow("person a", FollowKind.SEARCH, "quay")
    town.follow("quay")


def _close(town: Town) -> None:
    paper = town.catalogue.paper("report.pdf")
    town.writer.correct(paper.id, Particulars(access=Access.EXEMPT))


def _close_page(town: Town) -> None:
    paper = town.catalogue.paper("report.pdf")
    town.writer.correct(paper.id, Particulars(exempt_pages=((2, 2),)))


def _remove(town: Town) -> None:
    town.writer.remove(["report.pdf"])


def _mask(town: Town) -> None:
    town.writer.mask(Masks(names=("twelve",)))


@pytest.mark.parametrize("change", [_close, _close_page, _remove, _mask])
def test_what_is_closed_masked_or_removed_before_it_is_sent_is_not(
    town: Town, change: Callable[[Town], None]
) -> None:
    town.follow("mooring fees", mail=MAIL)
    town.put("report", LIGHTS, FEES)
    town.look()
    assert len(town.told()) == 1
    assert b"twelve pounds" in _feed(town)
    change(town)
    assert town.told() == []
    assert b"twelve" not in _feed(town)
    town.look()
    town.send()
    assert not any("twelve" in mail.get_content() for mail in town.mails)


def test_exempt_pages_are_found_for_nobody(town: Town) -> None:
    for words in (SECRET, "offer Holdings", "sale of the building", f'"{SECRET} Holdings"'):
        town.follow(words, mail=MAIL)
    town.follow(f"{SECRET} Board", FollowKind.COMMITTEE, mail=MAIL)
    town.follow(SECRET, FollowKind.WARD, mail=MAIL)
    town.follow(f"Sale of the building to {SECRET}", FollowKind.MATTER, mail=MAIL)
    town.follow("Harbour Panel", FollowKind.COMMITTEE, mail=MAIL)
    town.writer.add([write_pack(town.folder)], ocr=False)
    assert town.look() > 0
    town.send()
    told = _feed(town).decode() + "".join(mail.get_content() for mail in town.mails)
    calendar = calendar_file(meetings_held(town.catalogue, APP), "Meetings", datetime.now(UTC))
    everything = (told + calendar.decode()).lower()
    # What somebody typed is theirs, and told as the reason: nothing was found for it.
    assert not [word for word in SECRETS if word in everything]
    assert "harbour panel" in everything


def test_masked_words_are_followed_by_nobody(town: Town) -> None:
    town.writer.mask(Masks(names=("Quackenthorpe",)))
    town.follow("Quackenthorpe objects")
    town.follow("objects fees")
    town.put("report", f"{FEES} Mrs Quackenthorpe objects to these.")
    assert town.look() == 1
    (one,) = town.told()
    assert "uackenthorpe" not in repr(one)


def test_no_word_of_a_paper_is_in_the_file_of_follows(town: Town) -> None:
    town.follow("mooring", mail=MAIL)
    town.put("report", FEES)
    town.look()
    for path in town.catalogue.data.glob(f"{FILE_NAME}*"):
        content = path.read_bytes()
        assert b"twelve" not in content, path
    assert (town.catalogue.data / FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_feed_is_atom_and_names_entries_by_their_words(town: Town) -> None:
    town.follow("mooring fees")
    town.put("report", f"{FEES} A & B < C.")
    town.look()
    feed = ElementTree.fromstring(_feed(town))
    (entry,) = feed.iter(f"{ATOM}entry")
    assert f"{FEES} A & B < C." in (entry.findtext(f"{ATOM}content") or "")
    before = entry.findtext(f"{ATOM}id")
    town.put("report", LIGHTS, f"{FEES} A & B < C.")
    town.look()
    (entry,) = ElementTree.fromstring(_feed(town)).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == before
    odd = replace(town.told()[0], quote="moor\ufffeing\uffff \x1bfees\x02 \x85\U0001f6a2")
    (content,) = ElementTree.fromstring(atom_feed([odd], "M", APP, "x")).iter(f"{ATOM}content")
    assert (content.text or "").startswith("“mooring fees \U0001f6a2”")
    assert ElementTree.fromstring(atom_feed((), "Minutebook", APP, "x")).findtext(f"{ATOM}updated")


def test_a_private_address_is_kept_as_a_digest_and_replaced_by_the_next(town: Town) -> None:
    token = town.file.new_token(OWNER)
    assert town.file.owner_of(token) == OWNER
    assert token.encode() not in (town.catalogue.data / FILE_NAME).read_bytes()
    other = town.file.new_token(OWNER)
    assert town.file.owner_of(token) is None
    assert town.file.owner_of(other) == OWNER


def test_ten_thousand_searches_over_a_pack_of_300_pages(town: Town) -> None:
    """Two or three words each, of some thousands: five seconds of a processor at most."""
    chance = random.Random(5)
    syllables = ("ba", "cor", "den", "fil", "gor", "han", "lim", "mer", "nor", "pel", "ras", "tun")
    vocabulary = sorted({"".join(chance.choices(syllables, k=3)) for _ in range(6000)})
    pages = [" ".join(chance.choices(vocabulary, k=250)) for _ in range(300)]
    town.file.follow_all(
        Follow(f"{n:06x}", f"person {n % 500}", FollowKind.SEARCH,
               " ".join(chance.sample(vocabulary, chance.choice((2, 2, 3)))), since=1.0)
        for n in range(10_000)
    )  # fmt: skip
    town.put("pack", *pages)
    started = time.process_time()
    found = town.look()
    taken = time.process_time() - started
    # Hand-counted over the same passages, without an index.
    passages = town.catalogue.passages_of(town.catalogue.papers(Scope())[0].id)
    texts = [set(passage.text.split()) for passage in passages]
    follows = town.file.follows()[:300]
    fitting = {one.id for one in follows if any(set(one.words.split()) <= t for t in texts)}
    kept = {one.follow for _, one in town.file._found("1", (), None)}
    assert fitting == {one.id for one in follows} & kept
    assert found > 500
    print(f"{found} found in {taken:.2f} s")
    assert taken < 5, f"{taken:.2f} s"


@pytest.mark.parametrize("way", ["close", "mask", "remove"])
def test_a_followed_title_that_is_not_public_any_more_is_told_no_more(town: Town, way: str) -> None:
    items = (("5", "Mooring tariffs"),)
    words = ("Harbour Panel", "5. Mooring tariffs", FEES)
    one = {"owner": OWNER, "kind": FollowKind.MATTER, "words": "Mooring tariffs"}
    town.put("report", "\n".join(words), items=items)
    town.put("other", f"Other words.\n{LIGHTS}", title="Lights")
    town.file.follow(**one, offered=True)  # type: ignore[arg-type]
    town.file.follow(OWNER, FollowKind.COMMITTEE, "Harbour Panel", offered=True)
    typed = town.file.follow(OWNER, FollowKind.MATTER, "Tariffs of moorings")
    held = [shown(town.catalogue, one) for one in town.file.follows(OWNER)]
    assert {one.words for one in held} == {"Mooring tariffs", "Harbour Panel", typed.words}
    if way == "close":
        town.writer.correct("report.pdf", Particulars(access=Access.EXEMPT))
    elif way == "mask":
        town.writer.mask(Masks(names=("Mooring tariffs",)))
    else:
        town.writer.remove(["report.pdf"])
    held = [shown(town.catalogue, one) for one in town.file.follows(OWNER)]
    assert {one.words for one in held} == {"(no longer public)", "Harbour Panel", typed.words}
