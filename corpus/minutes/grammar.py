"""The words and sentence forms in which minutes announce an outcome, as patterns.

Each whole pattern names its groups alike: ``wording`` introduces the outcome,
``key`` is the word that says which kind, ``then`` what leads over to its text.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.language import alternation


class Form(StrEnum):
    """How the wording of an outcome stands to its text."""

    LABEL = "label"  # the text follows as paragraphs of its own
    CLAUSE = "clause"  # the text goes on in the same sentence
    WHOLE = "whole"  # the sentence is the text
    VERDICT = "verdict"  # the text is the motion before it


BODY = alternation("deciders")
# A body that is named after its field: "the Committee for Harbours and Ferries".
FIELDED = (
    rf"(?:{alternation('bodies_with_fields')}\s+(?:for|on)\s+(?:the\s+)?(?-i:[A-Z])[\w’'&-]*"
    r"(?:,?\s+[\w’'&-]+){0,6}?)"
)
# The motion on which a body resolved, told between commas: "on the motion of …, seconded by …,".
ON_MOTION = (
    r"(?:,?\s+on\s+(?:the\s+|a\s+)?(?:motion|proposition|proposal)\s+(?:of|by|from)\s"
    r"(?:[^.:;]|(?<=[A-Z])\.|(?<=Cllr)\.){3,160}?,?(?=\s+that\b|\s+to\b|\s*:))"
)
_ONES = alternation("ones")
COUNT = (
    rf"(?:\d{{1,3}}|(?!\d)(?:{alternation('tens')}[-\s]{_ONES}"
    rf"|{alternation('tens', 'teens', 'ones', 'nought')}))"
)
HOW = (
    r"(?:unanimous(?:ly)?|nem\.?\s*con(?:tradicente)?\.?|therefore|then|also|further"
    r"|furthermore|subsequently|duly|accordingly|formally|thereupon"
    r"|hereby|collectively|by (?:a )?(?:\w+ )?(?:majority|consensus|general (?:assent"
    r"|consent)|assent|affirmation|show of hands)(?: vote)?"
    rf"|by\s+{COUNT}\s+votes?\s+to\s+{COUNT}(?:,?\s+(?:with|and)\s+{COUNT}\s+abstentions?)?"
    r"|on (?:a|being put to (?:a|the))\s+(?:show of hands|vote|recorded vote)"
    r"|(?:on|by|with|using) the (?:chair\w*[’']s |mayor[’']s )?casting vote(?: of the \w+)?"
    rf"|with {COUNT} (?:abstentions?|against|votes? against)|in principle"
    r"|without (?:a vote|dissent|discussion|debate|(?:a )?division|further (?:discussion|debate))"
    r"|by all(?: present)?|following (?:a vote|debate|discussion))"
).replace(" ", r"\s+")  # any of its gaps may be a line end
# Up to nine words in capitals; their gaps are spelt out, so that no run of letters is cut in ways.
TO_WHOM = (
    r"(?:\s+(?i:to|by|for)\s+(?i:the\s+|full\s+|its\s+){0,2}(?!BE\b)"
    r"(?-i:[A-Z][\w’'&-]*(?:\s+(?:(?:of|and|for|the|&)\s+){0,2}[A-Z][\w’'&-]*){0,8})"
    r"(?:\s+\([^)\n]{1,40}\))?)"
)
ASIDE = r"(?:\s*[(\[](?!\s*(?:[a-z]|[ivx]{1,4}|\d{1,2})[)\]])[^)\]]{1,140}[)\]])"
VERB = r"(?:resolved|agreed|decided|recommended|determined|ordered)"
THEN = (
    r"(?P<then>\s*(?::\s*[-–—]*|/?[-–—]+|\.?\s*$)|[\s,]+(?=that\b)"
    r"|\s+(?=to\s*:|to\s+(?!the\b|a\b|be\b|this\b|these\b|which\b)\w))"
)
FOLLOWS = (
    r"(?:\s+(?:as\s+follows|the\s+following(?:\s+\w+){0,3}|as\s+set\s+out\s+below|as\s+below))?"
)

IGNORE = re.IGNORECASE
MULTI = re.MULTILINE
# Label at the start of a line: "RESOLVED (unanimously):", "Decision taken".
LABEL = re.compile(
    r"^(?=.)[^\w\n“\"‘]{0,12}(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s*|\d{1,3}(?:\.\d{1,3})?\s+)?"
    rf"(?P<wording>(?:(?:it\s+was|the|full|this|all)\s+){{0,3}}(?:{HOW}\s+)?"
    rf"(?:(?:{alternation('bodies')}|mayor|members?)[’']?s?\s+)?(?:{HOW}\s+)?"
    r"(?P<key>resolved|resolutions?|agreed|agreement|decided|decisions?|recommended"
    r"|recommendations?|recommends|noted|determined|ordered|outcomes?)"
    rf"(?:\s+(?:taken|made|reached|agreed|of\s+the\s+(?:\w+\s+){{0,4}}{BODY}))?"
    rf"(?:\s+(?:no\.?|number)?\s*[A-Z]{{0,4}}[/.]?\d+(?:[/.-]\d+)*)?"
    rf"(?:\s+to\s+(?P<also>recommend)\b)?"
    rf"(?:[\s,–-]+{HOW}){{0,3}}{ASIDE}?{TO_WHOM}?{ON_MOTION}?{ASIDE}?{FOLLOWS})"
    rf"{THEN}",
    IGNORE | MULTI,
)
CAPITALS = re.compile(
    rf"(?P<wording>(?:\b(?:[Ii]t\s+was|was\s+it)\s+)?(?:(?i:{HOW})\s+){{0,3}}\b(?P<key>RESOLVED"
    rf"|(?<=[Ww][Aa][Ss]\s)APPROVED|RESOLVES|AGREED|DECIDED|RECOMMENDED|RECOMMENDS|NOTED|DETERMINED|ORDERED)\b"
    rf"(?:\s+(?:to"
    rf"|TO)\s+(?P<also>RECOMMEND)\b)?(?:[\s,]+(?i:{HOW})){{0,3}}{ASIDE}?{TO_WHOM}?(?i:{ON_MOTION})?"
    rf"{ASIDE}?(?i:{FOLLOWS}))(?P<then>\s*:\s*[-–—]*"
    rf"|\s*/?[-–—]+|[\s,]*)",
)
IT_WAS = re.compile(
    rf"(?P<wording>\b(?:it\s+was"
    rf"|was\s+it)\s+(?:{HOW}[\s,]+){{0,3}}(?P<key>{VERB})(?:\s+to\s+(?P<also>recommend)\b)?(?:[\s,]+{HOW}){{0,3}}"
    rf"{ASIDE}?{TO_WHOM}?{ON_MOTION}?{ASIDE}?{FOLLOWS})(?:{THEN})",
    IGNORE | MULTI,
)
BODY_DID = re.compile(
    rf"(?P<wording>\b{BODY}(?:\s*\([^)\n]{{0,60}}\))?(?:,\s[^.,\n]{{3,90}}(?:\n[^.,\n]{{1,80}})?,)?[\s,]+(?:{HOW}[\s,]+){{0,3}}(?P<key>{VERB}"
    rf"|recommends)(?:\s+to\s+(?P<also>recommend)\b)?(?:[\s,]+{HOW}){{0,3}}"
    rf"{ASIDE}?{TO_WHOM}?{ON_MOTION}?{ASIDE}?{FOLLOWS})(?:{THEN})",
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
    rf"|was\s+)?(?:{HOW}\s+){{0,3}}(?<!\bbe\s)(?P<key>agreed|approved|resolved|carried"
    rf"|recommended)(?:\s+{HOW}){{0,3}}{TO_WHOM}?{FOLLOWS}{ASIDE}?)"
    r"(?P<then>\s*:\s*[-–—]*|[\s,]+(?=that\b|to\s+\w)|(?=\.))",
    IGNORE,
)
VERDICT = re.compile(
    r"(?P<wording>(?:\b(?:motion|amendment|proposal|proposition|resolution|recommendations?"
    r"|vote|it|this|which)\b[^.\n]{0,110}?(?:\n[^.\n]{0,90}?)?\b(?:was|were|is|been|being"
    r"|and)\b[^.\n]{0,40}?\b"
    r"|(?:^[^\w\n]{0,12}|(?<=[.!?]\s))(?:(?:substantive\s+|original\s+)?(?:motion|amendment|proposal"
    r"|vote)\s+)?"
    r"|\b(?:motion|amendment|proposal|proposition|recommendations?)(?:\s+\d{1,2}[a-z]?)?\s+"
    r"(?=fell\s*(?:[.,;:(]|with\b|by\b|$)))"
    rf"(?P<key>not\s+(?:carried|agreed|approved|supported)|carried|lost|defeated|negatived"
    rf"|rejected|fell|fallen)\b(?:[\s,]+{HOW}){{0,3}}{ASIDE}?)(?P<then>\s*[.:;,)]?)",
    IGNORE | MULTI,
)
# "The Board:" and then clauses that each say what it did: "(a) noted …; (b) agreed …".
DID_LIST = re.compile(
    rf"(?P<wording>\b(?:{FIELDED}|{BODY}))(?P<then>\s*(?::\s*[-–—]*|[-–—]+)\s*(?=\(?(?:\w{{1,3}}[.)]"
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
    r"^(?P<then>)(?P<wording>(?P<key>Agreed|Noted|Approved|Endorsed|Resolved))(?=\s+(?:the|a|an|its|as)\b)",
    MULTI,
)
# A paragraph that is a resolution and says no more: "That the strategy be noted."
BARE = re.compile(
    r"^(?P<then>)(?:\d{1,4}[.)]?\s+)?(?P<wording>(?P<key>That))(?=\s(?:[^.;:]|\.(?=\d)){2,400}?\sbe\s)",
    MULTI,
)
# "Bank reconciliation - noted.": the line says what became of what it names.
BECAME = re.compile(
    r"^(?P<then>)(?![^a-zA-Z\n]{0,12}(?i:apolog|declar))(?=[^\n]{3,120}$)[^\n]*?\s[-–—]\s?"
    r"(?P<wording>(?P<key>(?i:noted|agreed|approved|accepted|adopted|resolved)))\.?$",
    MULTI,
)
PASSIVE_CAPITALS = re.compile(r"\b(?:was|were|is|are)\s+(?:\w+\s+)?$")
WEAK_DONE = re.compile(
    rf"(?P<wording>\b(?:(?:{FIELDED}|{BODY})(?:\s*\([^)\n]{{0,60}}\))?\s+(?:{HOW}\s+){{0,3}}(?:(?:received"
    r"|considered|welcomed|reviewed|discussed)\s+and\s+)?(?P<key>noted|approved|endorsed|agreed"
    r"|accepted|adopted|supported|appointed|ratified)\s+(?=the\b|a\b|an\b|and\b|its\b|their\b|this\b|£)"
    r"|(?:report|update|position|information|presentation|contents|recommendations?"
    r"|proposals?|progress|programme|plan|budget|accounts|payments|schedule|policy|quote"
    r"|quotation)\b[^.\n]{0,40}\b(?:was|were)\s+(?:(?:unanimously|duly|formally|received\s+and|considered\s+and)\s+)?"
    r"(?P<passive>noted|agreed|approved|endorsed|accepted|adopted|ratified)))"
    r"(?P<then>)",
    IGNORE,
)
# "agreed the figures were wrong" tells an opinion; what is agreed is a thing.
OPINION = re.compile(
    r"(?:\S+\s+){0,6}?(?:was|were|is|are|had|has|would|should|could|needed|might|may)\b", IGNORE
)
# Words before an outcome that say it was another meeting's, or not one at all.
PAST = re.compile(
    r"\b(?:had|has|have|having|been|previously|earlier|if|whether|when|unless|until|once"
    r"|which|who|originally|already|could\s+be|to\s+be|would\s+be|be|not)\b[\s\w,]{0,12}$|\bas\s*$",
    IGNORE,
)
# The same of the sentence as far as the outcome: it tells of another day.
ELSEWHERE = re.compile(
    r"\b(?:(?:at|from)\s+(?:its|their|the|that|a|our)\s+(?:\w+\s+){0,6}?meeting\b"
    r"|meetings?,?\s+(?:held\s+)?(?:on|in|of)\b[^.]{0,60}\d{4}|in\s+(?:19|20)\d\d"
    r"|(?:minute|resolution)\s+(?:no\s+|number\s+)?[\w/]{0,8}\d"
    r"|(?:last|previous)\s+(?:meeting|year|month))\b",
    IGNORE,
)
# "It was agreed that the talk was useful" decides nothing; "… be asked", "to defer" do.
DECIDES = re.compile(
    r"\s*+(?:to\b|[^.]{0,400}?\b(?:be|should|would|will|shall|to|must|not|need(?:s|ed)?)\b)", IGNORE
)
OTHERS = re.compile(
    r"\b(?:considered|referred|reference|extract|previous(?:ly)?|recommendations? (?:of|from"
    r"|by|made))\b",
    IGNORE,
)
