"""What was given becomes files to read, or one sentence that says why not."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import sample
from corpus.ingest.gather import gather, plain_name
from corpus.model.errors import PathError


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__slash__", "/"), content)
    return path


def names(*paths: Path) -> list[str]:
    found, troubles = gather(paths)
    assert troubles == ()
    return [one.name for one in found]


def trouble(path: Path) -> str:
    found, troubles = gather([path])
    assert found == ()
    assert len(troubles) == 1
    assert "\n" not in troubles[0].reason
    assert path.name in troubles[0].reason
    return troubles[0].reason


def test_files_folders_and_archives(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "deep" / "deeper" / "B.PDF").write_bytes(b"b")
    (tmp_path / "deep" / "notes.log").write_bytes(b"x")
    (tmp_path / "a.pdf").write_bytes(b"a")
    zipped(tmp_path / "deep" / "c.zip", **{"in__slash__c.pdf": b"c", "readme.txt": b"x"})
    assert names(tmp_path) == ["a.pdf", "c.pdf", "B.PDF"]
    assert names(tmp_path, tmp_path / "a.pdf") == ["a.pdf", "c.pdf", "B.PDF"]
    found, _ = gather([tmp_path])
    assert [one.read() for one in found] == [b"a", b"c", b"b"]


def test_different_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for year in ("2017", "2018"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "agenda.pdf").write_bytes(year.encode())
        (tmp_path / year / "same.pdf").write_bytes(b"same")
    zipped(tmp_path / "z.zip", **{"..__slash____slash__agenda.pdf": b"other"})
    assert names(tmp_path) == [
        "2017/agenda.pdf", "same.pdf", "2018/agenda.pdf", "same.pdf", "z.zip/agenda.pdf",
    ]  # fmt: skip


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    assert "does not exist" in trouble(tmp_path / "missing.pdf")
    (tmp_path / "empty").mkdir()
    assert "no paper" in trouble(tmp_path / "empty")
    assert "no paper" in trouble(zipped(tmp_path / "n.zip", **{"a.log": b"a"}))


def test_a_damaged_archive_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    whole = zipped(tmp_path / "w.zip", **{"a.pdf": b"a" * 1000}).read_bytes()
    (folder / "cut.zip").write_bytes(whole[:40])
    _, troubles = gather([folder])
    assert ["cut short" in one.reason for one in troubles] == [True]


def test_a_member_with_wrong_bytes_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = zipped(tmp_path / "w.zip", **{"a.pdf": b"a" * 1000, "b.pdf": b"b"})
    content = bytearray(path.read_bytes())
    content[content.index(b"a.pdf") + 6] ^= 0xFF
    path.write_bytes(content)
    found, _ = gather([path])
    with pytest.raises(PathError, match=r"a\.pdf in w\.zip: cannot be unpacked"):
        found[0].read()
    assert found[1].read() == b"b"


def test_an_encrypted_archive_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", **{"a.pdf": b"a"})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert "encrypted" in trouble(path)


def test_names_cannot_climb_out(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "slip.zip",
        **{"..__slash__..__slash__evil.pdf": b"1", "C:\\windows\\two.pdf": b"2"},
    )
    assert names(path) == ["evil.pdf", "two.pdf"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["slip.zip"]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", **{"a.pdf": b"\0" * 30_000_000})
    assert "far too much" in trouble(path)


def test_an_archive_that_lies_about_sizes_is_cut_off(tmp_path: Path) -> None:
    path = zipped(tmp_path / "lie.zip", **{"a.pdf": b"\0" * 100_000})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 50)
    path.write_bytes(content)
    found, _ = gather([path])
    with pytest.raises(PathError, match="pack it anew"):
        found[0].read()


def test_links_in_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.pdf").write_bytes(b"s")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "link.pdf").symlink_to(tmp_path / "secret" / "s.pdf")
    assert "no paper" in trouble(tmp_path / "given")


def test_a_pdf_with_an_archive_at_its_end_is_a_pdf(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.pdf", b"a")
    path = tmp_path / "both.pdf"
    path.write_bytes(b"%PDF-1.7\n" + buffer.getvalue())
    assert names(path) == ["both.pdf"]


@given(st.text())
def test_plain_names_hold_no_folder_and_no_tricks(text: str) -> None:
    name = plain_name(text)
    assert name
    assert len(name) <= 200
    assert not set(name) & set("/\\\n\r\t\0\u202e\u200b\u2066")
    assert plain_name(name) == name


def test_papers_that_are_no_pdf_are_found_and_what_lies_beside_them_is_not(tmp_path: Path) -> None:
    for name in ("a.docx", "b.ODT", "c.html", "d.md", "e.txt", "f.doc"):
        (tmp_path / name).write_bytes(name.encode())
    for name in ("~$a.docx", "README.md", "PAGES.md", "readme.txt", ".hidden.txt", "g.csv"):
        (tmp_path / name).write_bytes(name.encode())
    zipped(tmp_path / "z.zip", **{"in__slash__h.docx": b"h", "README.md": b"x"})
    assert names(tmp_path) == ["a.docx", "b.ODT", "c.html", "d.md", "e.txt", "f.doc", "h.docx"]
    # Whoever names a file means it.
    assert names(tmp_path / "README.md") == ["README.md"]


def test_the_folder_of_the_sample_holds_its_pdfs_alone() -> None:
    found, troubles = gather([Path(sample.__file__).parent])
    assert troubles == ()
    assert {one.path.suffix for one in found} == {".pdf"}


def test_a_word_file_is_no_archive_of_papers(tmp_path: Path) -> None:
    assert names(zipped(tmp_path / "minutes.docx", **{"inside.pdf": b"%PDF-"})) == ["minutes.docx"]


def test_slides_and_sheets_say_what_to_do(tmp_path: Path) -> None:
    slides = zipped(tmp_path / "budget.pptx", **{"a.xml": b"a"})
    assert "save them as a PDF" in trouble(slides)
    sheets = tmp_path / "in" / "accounts.xlsx"
    sheets.parent.mkdir()
    sheets.write_bytes(b"x")
    _, troubles = gather([sheets.parent, zipped(tmp_path / "z.zip", **{"b.ppt": b"x"})])
    assert [one.name for one in troubles] == ["accounts.xlsx", "z.zip/b.ppt"]
    # A PDF is a PDF, whatever it is called.
    sheets.write_bytes(b"%PDF-1.7")
    assert names(sheets) == ["accounts.xlsx"]
