"""The words and sentence forms in which minutes announce an outcome, as patterns.

Each whole pattern names its groups alike: ``wording`` introduces the outcome,
``key`` is the word that says which kind, ``then`` what leads over to its text.
"""

from __future__ import annotations

import re

BODY = (
    r"(?:committees?|council|cabinet|board|panel|group|forum|executive|commission|team"
    r"|authority|members"
    r"|councillors|mayor|leader|holder|meeting|trustees|partnership|governors|assembly"
    r"|conference|sub-?committee"
    r"|working party|inspectorate|chair(?:man|person|woman)?|deputy mayor|cabinet member"
    r"|director|party|commissioners?)"
)
HOW = (
    r"(?:unanimous(?:ly)?|nem\.?\s*con(?:tradicente)?\.?|therefore|then|also|further"
    r"|furthermore|subsequently|duly|accordingly|formally"
    r"|hereby|collectively|by (?:a )?(?:\w+ )?(?:majority|consensus|general (?:assent"
    r"|consent)|affirmation|show of hands)(?: vote)?"
    r"|by\s+\w+\s+votes?\s+to\s+\w+(?:,?\s+with\s+\w+\s+abstentions?)?|on a (?:show of hands"
    r"|vote|recorded vote)|with (?:one|two|three|\d+) abstentions?|in principle"
    r"|without dissent|by all(?: present)?)"
)
TO_WHOM = (
    r"(?:\s+(?i:to|by|for)\s+(?i:the\s+|full\s+|its\s+)?"
    r"(?-i:[A-Z][\w’'&-]*(?:\s+(?:of|and|for|the|&)\b)?\s*){1,9}(?:\([^)\n]{1,40}\)\s*)?)"
)
ASIDE = r"(?:\s*[(\[](?!\s*(?:[a-z]|[ivx]{1,4}|\d{1,2})[)\]])[^)\]\n]{1,110}[)\]])"
VERB = r"(?:resolved|agreed|decided|recommended|determined|ordered)"
THEN = (
    r"(?P<then>\s*(?::\s*[-–—]*|[-–—]+|\.?\s*$)|[\s,]+(?=that\b)"
    r"|\s+(?=to\s*:|to\s+(?!the\b|a\b|be\b|this\b|these\b|which\b)\w))"
)
FOLLOWS = r"(?:\s+(?:as follows|the following(?:\s+\w+){0,3}|as set out below|as below))?"

IGNORE = re.IGNORECASE
MULTI = re.MULTILINE
# Label at the start of a line: "RESOLVED (unanimously):", "Decision taken".
LABEL = re.compile(
    r"^[^\w\n“\"‘]*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s*)?"
    rf"(?P<wording>(?:(?:it\s+was|the|full|this|all)\s+)*(?:{HOW}\s+)?(?:(?:committee"
    rf"|council|cabinet|board|panel|executive|mayor|members?)[’']?s?\s+)?(?:{HOW}\s+)?"
    r"(?P<key>resolved|resolutions?|agreed|agreement|decided|decisions?|recommended"
    r"|recommendations?|recommends|noted|determined|ordered|outcomes?)"
    rf"(?:\s+(?:taken|made|reached|agreed|of\s+the\s+(?:\w+\s+){{0,4}}{BODY}))?"
    rf"(?:\s+(?:no\.?|number)?\s*[A-Z]{{0,4}}[/.]?\d+(?:[/.-]\d+)*)?"
    rf"(?:[\s,–-]+{HOW})*{ASIDE}?{TO_WHOM}?{ASIDE}?{FOLLOWS})"
    rf"{THEN}",
    IGNORE | MULTI,
)
CAPITALS = re.compile(
    rf"(?P<wording>(?:\b(?:it\s+was|was\s+it)\s+)?(?:(?i:{HOW})\s+)*\b(?P<key>RESOLVED"
    rf"|RESOLVES|AGREED|DECIDED|RECOMMENDED|RECOMMENDS|NOTED|DETERMINED|ORDERED)\b"
    rf"(?:\s+(?:to"
    rf"|TO)\s+(?P<also>RECOMMEND)\b)?(?:[\s,]+(?i:{HOW}))*{ASIDE}?{TO_WHOM}?(?i:{FOLLOWS}))(?P<then>\s*:\s*[-–—]*"
    rf"|\s*[-–—]+|[\s,]*)",
)
IT_WAS = re.compile(
    rf"(?P<wording>\b(?:it\s+was"
    rf"|was\s+it)\s+(?:{HOW}[\s,]+)*(?P<key>{VERB})(?:[\s,]+{HOW})*{ASIDE}?{TO_WHOM}?{FOLLOWS})(?:{THEN})",
    IGNORE | MULTI,
)
BODY_DID = re.compile(
    rf"(?P<wording>\b{BODY}(?:\s*\([^)\n]*\))?(?:,\s[^.,\n]{{3,90}}(?:\n[^.,\n]{{1,80}})?,)?[\s,]+(?:{HOW}[\s,]+)*(?P<key>{VERB}"
    rf"|recommends)(?:[\s,]+{HOW})*{ASIDE}?{TO_WHOM}?{FOLLOWS})(?:{THEN})",
    IGNORE | MULTI,
)
MADE = re.compile(
    r"(?P<wording>\b(?:made|makes|put forward|agreed|approved|endorsed|submitted|passed"
    r"|adopted|took|taken)\s+the\s+following\s+(?:\w+\s+){0,2}(?P<key>recommendations?"
    r"|resolutions?|decisions?|actions?)"
    r"(?:\s+(?:to|for)\s+[^:.\n]{1,100}?(?:\n[^:.\n]{1,80}?)?)?)(?P<then>\s*[:.]\s*[-–—]*)",
    IGNORE,
)
PASSED = re.compile(
    r"(?P<wording>\bthe\s+following\s+(?:\w+\s+){0,2}(?P<key>recommendations?|resolutions?"
    r"|decisions?|motion)\s+(?:was|were|be)\s+(?:\w+\s+)?(?:made|agreed|passed|carried"
    r"|approved|adopted|put forward))"
    r"(?P<then>\s*[:.]\s*[-–—]*)",
    IGNORE,
)
SECONDED = re.compile(
    rf"(?P<wording>\b(?:proposed"
    rf"|moved)\b[^.\n]{{0,140}}?(?:\n[^.\n]{{0,100}}?)?\bseconded\b[^.:]{{0,140}}?[\s,]+(?:and\s+)?(?:it\s+was\s+"
    rf"|was\s+)?(?:{HOW}\s+)*(?<!\bbe\s)(?P<key>agreed|approved|resolved|carried"
    rf"|recommended)(?:\s+{HOW})*{TO_WHOM}?{FOLLOWS}{ASIDE}?)"
    r"(?P<then>\s*:\s*[-–—]*|[\s,]+(?=that\b|to\s+\w)|(?=\.))",
    IGNORE,
)
VERDICT = re.compile(
    r"(?P<wording>(?:\b(?:motion|amendment|proposal|proposition|resolution|recommendations?"
    r"|vote|it|this|which)\b[^.\n]{0,110}?(?:\n[^.\n]{0,90}?)?\b(?:was|were|is|been|being"
    r"|and)\b[^.\n]{0,40}?\b"
    r"|(?:^\W*|(?<=[.!?]\s))(?:(?:substantive\s+|original\s+)?(?:motion|amendment|proposal"
    r"|vote)\s+)?)"
    rf"(?P<key>not\s+(?:carried|agreed|approved|supported)|carried|lost|defeated|negatived"
    rf"|rejected|fell|fallen)\b(?:[\s,]+{HOW})*{ASIDE}?)(?P<then>\s*[.:;,)]?)",
    IGNORE | MULTI,
)
# "The Board:" and then clauses that each say what it did: "(a) noted …; (b) agreed …".
DID_LIST = re.compile(
    rf"(?P<wording>\b{BODY})(?P<then>\s*(?::\s*[-–—]*|[-–—]+)\s*(?=\(?(?:\w{{1,3}}[.)]"
    rf"|[^\w\s(])\s*"
    r"(?P<key>noted|agreed|approved|resolved|recommended|endorsed|supported|authorised"
    r"|delegated|granted|refused)\b))",
    IGNORE,
)
# A planning application's fate as a line of its own.
FATE = re.compile(
    r"^(?P<then>)(?P<wording>(?P<key>REFUSED?|GRANT(?:ED)?|APPROVED?|PERMIT(?:TED)?"
    r"|DEFER(?:RED)?|DELEGATED?))"
    r"(?=\s*(?:[.:–-]|$|subject\b|for\b|as\b|to\b|with\b|SUBJECT\b|FOR\b))",
    MULTI,
)
# A minute that begins with its verb: "Agreed the minutes as a correct record."
DID = re.compile(
    r"^(?P<then>)(?P<wording>(?P<key>Agreed|Noted|Approved|Endorsed|Resolved))(?=\s+(?:the|a|an|its)\b)",
    MULTI,
)
PASSIVE_CAPITALS = re.compile(r"\b(?:was|were|is|are)\s+(?:\w+\s+)?$")
WEAK_DONE = re.compile(
    rf"(?P<wording>\b(?:{BODY}(?:\s*\([^)\n]*\))?\s+(?:{HOW}\s+)*(?:(?:received|considered"
    rf"|welcomed|reviewed|discussed)\s+and\s+)?(?P<key>noted|approved|endorsed"
    rf"|agreed)\s+(?=the\b|a\b|and\b)"
    r"|(?:report|update|position|information|presentation|contents|recommendations?"
    r"|proposals?|progress|programme|plan|budget)\b[^.\n]{0,40}\b(?:was|were"
    r"|be)\s+(?:unanimously\s+)?(?P<passive>noted|agreed|approved|endorsed)))"
    r"(?P<then>)",
    IGNORE,
)
# Words before an outcome that say it was another meeting's, or not one at all.
PAST = re.compile(
    r"\b(?:had|has|have|having|been|previously|earlier|if|whether|when|unless|until|once"
    r"|which|who|originally|already|could be|to be|would be|be|not)\b[\s\w,]{0,12}$"
    r"|\b(?:at|from) (?:its|their|the|that|a|our) (?:\w+ ){0,6}?meeting\b[^.]*$"
    r"|\bmeetings?,? (?:held )?(?:on|in|of)\b[^.]*\d{4}[^.]*$|\bas\s*$|\bin (?:19"
    r"|20)\d\d,?[^.]*$|\b(?:minute|resolution) (?:no\.? ?)?[\w/.]*\d\b[^.]*$"
    r"|\b(?:last|previous) (?:meeting|year|month)\b[^.]*$",
    IGNORE,
)
# "It was agreed that the talk was useful" decides nothing; "… be asked", "to defer" do.
DECIDES = re.compile(
    r"\s*(?:to\b|[^.]{0,400}?\b(?:be|should|would|will|shall|to|must|not|need(?:s|ed)?)\b)", IGNORE
)
OTHERS = re.compile(
    r"\b(?:considered|referred|reference|extract|previous(?:ly)?|recommendations? (?:of|from"
    r"|by|made))\b",
    IGNORE,
)
