#!/usr/bin/env bash
# dateparser's search tears the year off a Welsh date that a time of day follows, and puts this year there.
#
# Seen with dateparser 1.5.0, search_dates(), languages=["cy"]. "y cyfarfod ar 4 Mawrth 2024 am 6.30 yh"
# (the meeting on 4 March 2024 at 6.30 pm) gives two dates: "4 Mawrth", in the present year (here 2020),
# and "2024 am", in the present month; "12 Mai 2023 am 10 y bore" (at 10 in the morning) likewise. A
# good guess is that a time in a form that it does not know is left out and the date stands, as in English
# ("4 March 2024 at 6.30 pm" gives 4 March 2024), or that nothing is found. But Welsh "am" is "at", and
# dateparser takes it for a.m.: where the time behind it cannot be read, "am" goes with the number before
# it, the year, and each part is made whole from today's date. With "yn" (in) for "am", or "18:30",
# the same date is right; so of a file of agendas some dates are right and some of another year, without
# an error. Not documented; its source allows for the like of it in German, where "am" is "on the". Put a
# colon into times first, or search up to the year only.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
"$here/venv/bin/python" - <<'PY'
from datetime import datetime

from dateparser.search import search_dates

TODAY = datetime(2020, 1, 2)
EXPECTED = {
    ("en", "the meeting on 4 March 2024 at 6.30 pm"): {"4 March 2024": datetime(2024, 3, 4)},
    ("cy", "y cyfarfod ar 4 Mawrth 2024 am 18:30"): {"4 Mawrth 2024 am 18:30": datetime(2024, 3, 4, 18, 30)},
    ("cy", "y cyfarfod ar 4 Mawrth 2024 yn 6.30 yh"): {"4 Mawrth 2024": datetime(2024, 3, 4)},
    ("cy", "y cyfarfod ar 4 Mawrth 2024 am 6.30 yh"): {
        "4 Mawrth": datetime(2020, 3, 4),
        "2024 am": datetime(2024, 1, 2),
    },
    ("cy", "cytunwyd ar 12 Mai 2023 am 10 y bore"): {
        "12 Mai": datetime(2020, 5, 12),
        "2023 am": datetime(2023, 1, 2),
    },
}
for (language, text), expected in EXPECTED.items():
    seen = dict(search_dates(text, languages=[language], settings={"RELATIVE_BASE": TODAY}))
    print(text, {part: f"{moment:%Y-%m-%d %H:%M}" for part, moment in seen.items()})
    assert seen == expected, "dateparser finds other dates in it now"
PY
