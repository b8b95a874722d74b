#!/usr/bin/env bash
# pdfium's text of a page depends on /Rotate: turned by 180 degrees, a table's rows read from right to left.
#
# Seen with pypdfium2 5.15.2. /Rotate says how a viewer is to turn a page; the drawing commands and the
# coordinates that pdfium gives for characters are those of the page as it lies. A good guess is that
# its text, then, does not depend on it either (pypdf 7.1.0's does not). But pdfium decides in the turned
# frame what comes first on a line: a page set to 180, as one is that went through the scanner upside down
# after its text was added, or that was turned by hand, gives "Spent Budget Item" for "Item Budget Spent"
# and "900 1,200 Roads" below it. The words themselves read forwards, so that nothing looks damaged: each
# sum is now beside the wrong end of its row, and no error comes. Not documented; other programs met the
# like at 90 degrees (pdfium-lib issue 157).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check \
    pypdfium2==5.15.2 pypdf==7.1.0 reportlab==5.1.0
"$here/venv/bin/python" - <<'PY'
import io

import pypdfium2
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

ROWS = ["Item Budget Spent", "Roads 1,200 900", "Parks 300 250"]


def drawn(turned):
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(400, 300))
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row.split()):
            canvas.drawString(20 + 100 * column, 250 - 16 * number, cell)
    canvas.setPageRotation(turned)
    canvas.save()
    return kept


seen, plain = {}, set()
for turned in (0, 180):
    kept = drawn(turned)
    page = pypdfium2.PdfDocument(kept.getvalue())[0].get_textpage()
    seen[turned] = page.get_text_range().split("\r\n")
    plain.add(PdfReader(kept).pages[0].extract_text())
    print("/Rotate", turned, seen[turned])
assert len(plain) == 1, "pypdf's text depends on /Rotate too now"
assert seen[0] == ROWS, "pdfium reads an unturned table otherwise now"
assert seen[180] == [" ".join(reversed(row.split())) for row in ROWS], "pdfium reads a turned page otherwise now"
PY
