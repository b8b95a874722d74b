"""A small agenda pack and its minutes, drawn for the tests of the app."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

FRONT = (
    "Harbour and Leisure Committee",
    "Tuesday 14 May 2024 at 5.30 pm, Assembly Room, Saltmarsh Town Hall",
    "Agenda",
    "1. Apologies for absence",
    "2. Lido repairs (Pages 2 - 3)",
    "3. Mooring fees (Page 4)",
)
LIDO = (
    "Item 2 Lido repairs",
    "Is the decision a key decision? Yes",
    "The boiler was inspected in March 2024 and has reached the end of its life.",
    "The repair will cost £412,500, of which £90,000 is met from the lottery grant.",
)
LIDO_DECISION = (
    "Recommendation",
    "That the Committee approve the repair of the lido boiler at a cost of £412,500 and",
    "authorise the Head of Leisure to sign the contract by 30 June 2024.",
)
HOSTILE = (
    "Item 3 Mooring fees",
    "<script>document.title='owned'</script> [a link](javascript:alert(1)) ![p](http://x.invalid/p)",
    "Fees rise by 4% :material/home: :smile: $x^2$ <!-- a comment --> www.example.invalid -> done",
)
MINUTES = (
    "Minutes of the Harbour and Leisure Committee, 14 May 2024",
    "12. Lido repairs",
    "Resolved: that the repair of the lido boiler at a cost of £412,500 be approved.",
)


def draw(pages: list[tuple[str, ...]], *, rotated: int | None = None) -> bytes:
    """Return a PDF with one line of Helvetica a string and "Page n" in the foot."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for number, lines in enumerate(pages, start=1):
        top = 760
        if number == rotated:
            # Landscape as councils make it: drawn sideways on a portrait page, then turned.
            canvas.setPageRotation(90)
            canvas.translate(A4[0], 0)
            canvas.rotate(90)
            top = 500
        canvas.setFont("Helvetica", 11)
        for at, line in enumerate(lines):
            canvas.drawString(72, top - 26 * at, line)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(280, 36, f"Page {number + 9}")
        canvas.showPage()
        canvas.setPageRotation(0)
    canvas.save()
    return out.getvalue()


def pack() -> bytes:
    return draw([FRONT, LIDO, LIDO_DECISION, HOSTILE], rotated=3)


def minutes() -> bytes:
    return draw([MINUTES])
