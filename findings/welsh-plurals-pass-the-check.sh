#!/usr/bin/env bash
# A Welsh message that lacks plural forms passes Babel's check, and speaks English from four on.
#
# Seen with Babel 2.19.0 and Python's gettext. Welsh has six forms by the CLDR, which Babel takes, for 0, 1,
# 2, 3, 6 and all others; older catalogues have four (1, 2, all others, 8 and 11). A good guess is that a
# catalogue whose header says six and whose message has four is refused by the check of the plural count
# that "pybabel compile" makes, or that a missing form falls back on another Welsh one. But read_po() fills
# the missing forms with "" before the check counts them, so that it counts six and is content, and
# write_mo() puts the English there: "3 phapur", then "4 papers". A form too many is dropped and passes as
# well, with a warning of the reader alone. And forms given in the old order say the form of 2 for 1.
# Known: issue 1323 of Babel ("toothless"), of forms too many. Look for empty forms yourself.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check Babel==2.19.0
"$here/venv/bin/python" - <<'PY'
import gettext
import io

from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

rule = get_plural("cy")
# The old forms, in the old order: 1, 2, all others, 8 and 11.
GIVEN = ["{n} papur", "{n} bapur", "{n} papur", "{n} phapur"]


def catalogue(forms):
    told = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    text = (
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: nplurals={rule.num_plurals}; plural={rule.plural_expr};\\n"\n\n'
        f'msgid "{{n}} paper"\nmsgid_plural "{{n}} papers"\n{told}'
    )
    return read_po(io.BytesIO(text.encode()), locale="cy")


read = catalogue(GIVEN)
faults = [fault for message in read for fault in message.check(read)]
compiled = io.BytesIO()
write_mo(compiled, read)
compiled.seek(0)
says = gettext.GNUTranslations(compiled).ngettext
seen = {n: says("{n} paper", "{n} papers", n).format(n=n) for n in (0, 1, 2, 3, 4, 6, 8, 11)}
print("faults that the check finds:", faults, "forms counted:", len(read.get("{n} paper").string))
print(seen)
assert rule.num_plurals == 6, "Babel counts Welsh otherwise now"
assert not faults, "the check finds the missing forms now"
assert [n for n, text in seen.items() if text.endswith("papers")] == [4, 6, 8, 11], "otherwise filled now"
one_more = catalogue([*GIVEN, "{n} papur", "{n} papur", "{n} papur"])
assert not [fault for message in one_more for fault in message.check(one_more)], "a form too many is found now"
PY
