#!/usr/bin/env bash
# A PDF's printed page numbers (/PageLabels) do not move with its pages: joining or cutting makes them wrong.
#
# Seen with pypdf 7.1.0 and pypdfium2 5.15.2, a pack of pages 101 to 103 and a supplement of 7 to 9. Labels
# belong to positions in the file, not to pages. A good guess is that pages keep their numbers when the
# files are joined, or lose them. Neither: PdfWriter.append() into a new file drops all (pages are told
# to be 1 to 6); into a clone of the pack the supplement's page 7 becomes 104; after a cover is put
# before a clone or its first page is cut out every page has its neighbour's number (the cover is 101, what
# was 101 is 102), with no error and no warning. import_pages() of pdfium drops all and gives "". A citation
# by printed page of a joined pack, which is what councils publish, is then wrong by what was put in front.
# Not documented; qpdf had it as a fault (issue 210). Set the labels anew, or believe what a page prints.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check pypdf==7.1.0 pypdfium2==5.15.2
"$here/venv/bin/python" - <<'PY'
import io

import pypdfium2
from pypdf import PdfReader, PdfWriter


def written(writer):
    kept = io.BytesIO()
    writer.write(kept)
    return kept


def labels(writer):
    return PdfReader(written(writer)).page_labels


def numbered(first):
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(100, 100)
    writer.set_page_label(0, 2, style="/D", start=first)
    return written(writer)


pack, supplement = numbered(101), numbered(7)
assert PdfReader(pack).page_labels == ["101", "102", "103"]
seen = {}
new = PdfWriter()
new.append(pack)
new.append(supplement)
seen["both appended to a new file"] = labels(new)
clone = PdfWriter(clone_from=pack)
clone.append(supplement)
seen["supplement appended to a clone"] = labels(clone)
clone = PdfWriter(clone_from=pack)
clone.insert_blank_page(index=0)
seen["a cover before a clone"] = labels(clone)
clone = PdfWriter(clone_from=pack)
del clone.pages[0]
seen["a clone without its first page"] = labels(clone)
joined = pypdfium2.PdfDocument.new()
for part in (pack, supplement):
    joined.import_pages(pypdfium2.PdfDocument(part))
seen["both imported by pdfium"] = [joined.get_page_label(at) for at in range(6)]
for what, told in seen.items():
    print(f"{what:32}", *(label or "-" for label in told))
assert list(seen.values()) == [
    ["1", "2", "3", "4", "5", "6"],
    ["101", "102", "103", "104", "105", "106"],
    ["101", "102", "103", "104"],
    ["101", "102"],
    [""] * 6,
], "page labels are treated otherwise now"
PY
