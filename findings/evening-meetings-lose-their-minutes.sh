#!/usr/bin/env bash
# dateutil reads "6.30 pm" as 18:00, or not at all, by where it stands and how many digits it has.
#
# Seen with python-dateutil 2.9.0.post0, dateutil.parser.parse(). British agendas write times with a full
# stop. A good guess is that such a time is either read ("18:30", as dateparser 1.5.0 does) or refused.
# Both halves of that fail: "6.30 pm 4 March 2024" is 18:00 on the 4th, without a word of the minutes,
# and so is "4 March 2024 10.15am" at 10:00; "4 March 2024 6.30 pm", the same day and time as the first in
# the other order, is an error, and so is "4 March 2024 18.30". Whoever passes over what cannot be read
# takes in a calendar in which some meetings are missing and some begin up to an hour early. fuzzy=True
# changes none of it. Not in its documentation; known since 2020 (issue 1052, of a council's pages too). Put
# a colon there first.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0 dateparser==1.5.0
"$here/venv/bin/python" - <<'PY'
from datetime import datetime

import dateparser
from dateutil.parser import ParserError, parse


def read(text, **how):
    try:
        return f"{parse(text, **how):%d %H:%M}"
    except ParserError:
        return "refused"


EXPECTED = {
    # text: (as dateutil reads it, as it is)
    "6.30 pm 4 March 2024": ("04 18:00", datetime(2024, 3, 4, 18, 30)),
    "4 March 2024 6.30 pm": ("refused", datetime(2024, 3, 4, 18, 30)),
    "4 March 2024 10.15am": ("04 10:00", datetime(2024, 3, 4, 10, 15)),
    "10.15am 4 March 2024": ("04 10:00", datetime(2024, 3, 4, 10, 15)),
    "4 March 2024 18.30": ("refused", datetime(2024, 3, 4, 18, 30)),
    "4 March 2024 6:30 pm": ("04 18:30", datetime(2024, 3, 4, 18, 30)),
}
for text, (expected, true) in EXPECTED.items():
    seen = read(text)
    print(f"{text:22} {seen:9} truly {true:%d %H:%M}")
    assert dateparser.parse(text, languages=["en"]) == true, "dateparser reads it otherwise now"
    assert seen == read(text, fuzzy=True) == expected, "dateutil reads it otherwise now"
PY
