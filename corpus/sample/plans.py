"""Site plans: line drawings with a few words on them."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import HexColor, black, white

_BLUE = HexColor("#9cc3e6")
_GREEN = HexColor("#cfe3c4")


def draw_plan(name: str, width: float) -> Drawing:
    """Return the plan called ``name``, ``width`` points wide.

    Raises:
        KeyError: no plan has this name.
    """
    return {"roof zones": _roof, "flood defences": _flood}[name](width)


def _roof(width: float) -> Drawing:
    plan = Drawing(width, 330)
    zones = [
        ("Zone A: main pool hall", 0.03, 110, 0.40, 190),
        ("Zone B: learner pool", 0.43, 200, 0.24, 100),
        ("Zone C: sports hall", 0.67, 110, 0.30, 190),
        ("Zone D: changing village", 0.43, 110, 0.24, 90),
    ]
    for label, left, y, wide, high in zones:
        x = left * width
        plan.add(Rect(x, y, wide * width, high, fillColor=white, strokeColor=black))
        plan.add(String(x + 6, y + high / 2, label, fontName="Helvetica", fontSize=8))
    plan.add(Rect(0.43 * width, 50, 0.24 * width, 60, fillColor=_GREEN, strokeColor=black))
    plan.add(String(0.43 * width + 6, 76, "Entrance and cafe", fontName="Helvetica", fontSize=8))
    note = "Drawing MLC-R-014 rev C. Not to scale. Purlin survey points shown P1 to P9."
    plan.add(String(0.03 * width, 20, note, fontName="Helvetica", fontSize=8))
    for at in range(9):
        x = 0.06 * width + at * 0.105 * width
        plan.add(String(x, 304, f"P{at + 1}", fontName="Helvetica-Bold", fontSize=7))
        plan.add(Line(x, 300, x, 296, strokeColor=black))
    return plan


def _flood(width: float) -> Drawing:
    plan = Drawing(width, 340)
    river = [0, 60, 0.2, 90, 0.4, 70, 0.6, 130, 0.8, 150, 1.0, 210]
    course = [value * width if at % 2 == 0 else value for at, value in enumerate(river)]
    plan.add(PolyLine(course, strokeColor=_BLUE, strokeWidth=16))
    words = [
        (0.05, 110, "River Marl"),
        (0.30, 120, "Reach 1: Tannery Weir to Mill Bridge (earth bund)"),
        (0.46, 180, "Reach 2: Mill Bridge to Saltings Lock (sheet-piled wall)"),
        (0.60, 235, "Reach 3: Saltings Lock to the harbour mouth (raised quay)"),
        (0.10, 30, "Storage area: Otterbank Meadows, 62,000 cubic metres"),
        (0.02, 8, "Drawing MRF-100-07 rev B. Not to scale."),
    ]
    for x, y, text in words:
        plan.add(String(x * width, y, text, fontName="Helvetica", fontSize=8))
    plan.add(Rect(0.08 * width, 24, 0.5 * width, 20, fillColor=None, strokeColor=black))
    for x in (0.2, 0.46, 0.72):
        plan.add(Line(x * width, 60, x * width, 300, strokeColor=black, strokeDashArray=[3, 3]))
    return plan
