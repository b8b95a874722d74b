"""What stands on a page as drawn: lines, rows, furniture, stamps and printed numbers."""

from __future__ import annotations

from corpus.page.columns import column_by_column
from corpus.page.edges import edge_pieces, upright
from corpus.page.furniture import furniture_of
from corpus.page.labels import Label, read_labels
from corpus.page.layout import Floats, Line, PageLayout, PopUp, Rule
from corpus.page.leaving_out import MARK, left_out, without_strays
from corpus.page.legibility import SCAN, covered_by, pictured, without_garble
from corpus.page.lines import body_lines
from corpus.page.popups import told_apart, with_popups
from corpus.page.rows import Row, RowPart, text_rows
from corpus.page.spans import covered, merge, plain_lines, slices_of
from corpus.page.stamps import find_stamps
from corpus.page.tidying import tidied

__all__ = [
    "MARK",
    "SCAN",
    "Floats",
    "Label",
    "Line",
    "PageLayout",
    "PopUp",
    "Row",
    "RowPart",
    "Rule",
    "body_lines",
    "column_by_column",
    "covered",
    "covered_by",
    "edge_pieces",
    "find_stamps",
    "furniture_of",
    "left_out",
    "merge",
    "pictured",
    "plain_lines",
    "read_labels",
    "slices_of",
    "text_rows",
    "tidied",
    "told_apart",
    "upright",
    "with_popups",
    "without_garble",
    "without_strays",
]
