#!/usr/bin/env bash
# ir_measures breaks ties by document id, one way for RR and the other way for RR@10.
#
# Seen with ir_measures 0.4.3 (its default providers: pytrec_eval for RR, MS MARCO's script for RR@10), one
# question, two pages of the same score, one of them right. A good guess is that RR and RR@10 agree while
# the right page is among the first ten, and that a run keeps the order in which it is given. But the
# order given counts for neither: RR puts the later id first (0.5 here) and RR@10 the earlier (1.0),
# nDCG@10, Success@1 and AP@10 go with RR. A cutoff that cannot matter doubles the figure; scores that
# are meant as a ranking must be made strictly decreasing before they are handed over.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check ir_measures==0.4.3
"$here/venv/bin/python" - <<'PY'
import ir_measures
from ir_measures import RR, Qrel, ScoredDoc, Success

gold = [Qrel("question", "page-1", 1)]
for order in (("page-1", "page-2"), ("page-2", "page-1")):
    run = [ScoredDoc("question", page, 0.5) for page in order]
    measured = ir_measures.calc_aggregate([RR, RR @ 10, Success @ 1], gold, run)
    print("given", *order, {str(name): value for name, value in measured.items()})
    assert measured == {RR: 0.5, RR @ 10: 1.0, Success @ 1: 0.0}, "ties are broken otherwise now"
PY
