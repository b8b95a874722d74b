#!/usr/bin/env bash
# SQLite's `porter` tokenizer and Snowball's `porter` and `english` stemmers are three different stemmers.
#
# Seen with snowballstemmer 3.1.1 and SQLite 3.40.1 (FTS5). A good guess is that a query stemmed with
# Snowball's `porter` finds what an index with `tokenize = 'porter'` holds, or that `english` is a little
# better than `porter` and otherwise the same. Neither holds: SQLite's porter goes a step
# further than Snowball's ("possibl" against "possibli", "apolog" against "apologi"); `english` keeps
# "general" and "generous" apart and leaves "community" as "communiti" where both others say "commun".
# None of the three joins "bus" to "buses". Which words of a query a full-text index will match has to be
# asked of the index itself (fts5vocab), never of a stemmer of the same name.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check snowballstemmer==3.1.1
"$here/venv/bin/python" - <<'PY'
import sqlite3
import snowballstemmer

expected = {
    # word: (SQLite's porter, Snowball's porter, Snowball's english)
    "bus": ("bu", "bu", "bus"),
    "buses": ("buse", "buse", "buse"),
    "possibly": ("possibl", "possibli", "possibl"),
    "generous": ("gener", "gener", "generous"),
    "general": ("gener", "gener", "general"),
    "community": ("commun", "commun", "communiti"),
    "yearly": ("yearli", "yearli", "year"),
    "apologies": ("apolog", "apologi", "apolog"),
    "news": ("new", "new", "news"),
}
words = list(expected)
db = sqlite3.connect(":memory:")
db.execute("CREATE VIRTUAL TABLE t USING fts5(w, tokenize = 'porter')")
db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
db.executemany("INSERT INTO t(rowid, w) VALUES (?, ?)", enumerate(words, 1))
fts = dict(db.execute("SELECT doc, term FROM v"))
english, porter = snowballstemmer.stemmer("english"), snowballstemmer.stemmer("porter")
rows = {w: (fts[n], porter.stemWord(w), english.stemWord(w)) for n, w in enumerate(words, 1)}
print("SQLite", sqlite3.sqlite_version, "snowballstemmer 3.1.1")
for word, stems in rows.items():
    print(f"{word:12}", *(f"{s:10}" for s in stems))
assert rows == expected, "the stemmers have changed"
PY
