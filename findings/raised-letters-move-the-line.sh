#!/usr/bin/env bash
# In pypdf's layout mode one raised letter moves the rest of its line above the line's beginning.
#
# Seen with pypdf 7.1.0, extract_text(extraction_mode="layout"), the mode for tables and minutes in
# columns. "on 4th March 2024 the Cabinet", its "th" raised with the text rise operator (Ts, as PDF
# has it for superscripts; ISO 32000-1, 9.3.7) and set back to 0 behind it, gives two lines: first "th March
# 2024 the Cabinet", then "on 4". A good guess is that a superscript stays in its line, as in pypdf's
# plain mode, or at worst goes alone to a line above. But all that follows up to the next line goes with
# it, though it is printed on the base line, and goes first. A date, a sum with a footnote mark or an area
# ("30m2") is split, and the passage begins with its own end; a rise of 2 points is enough, and letters set
# lower take what follows below. Not documented; pdfminer.six had the like (issue 164).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check pypdf==7.1.0 reportlab==5.1.0
"$here/venv/bin/python" - <<'PY'
import io

from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

kept = io.BytesIO()
canvas = Canvas(kept, pagesize=(400, 200))
line = canvas.beginText(20, 150)
line.setFont("Helvetica", 12)
line.textOut("on 4")
line.setRise(5)
line.textOut("th")
line.setRise(0)
line.textOut(" March 2024 the Cabinet")
line.textLine()
line.textLine("resolved as follows.")
canvas.drawText(line)
canvas.save()
page = PdfReader(kept).pages[0]
plain, laid = page.extract_text(), page.extract_text(extraction_mode="layout")
print("plain ", [line.strip() for line in plain.splitlines()])
print("layout", [line.strip() for line in laid.splitlines()])
assert plain.splitlines()[0] == "on 4th March 2024 the Cabinet", "plain mode reads it otherwise now"
assert [line.strip() for line in laid.splitlines() if line.strip()] == [
    "th March 2024 the Cabinet",
    "on 4",
    "resolved as follows.",
], "layout mode reads it otherwise now"
PY
