"""What kind of answer a question asks for, told by its wording.

A noun decides only where it is what is asked for: "what is the budget for
parks" asks a figure, "list the amendments to the budget" and "what is the pay
policy" do not.
"""

from __future__ import annotations

import re

from corpus.language import alternation
from retrieval.model import Intent

ASKED = re.compile(
    r"\b(?:(?:being |are we |is the \w+ |members? )?asked to\b|(?:have|has|need|needs|got) to "
    r"(?:decide|approve|agree|note|vote|consider)|key decision|want (?:us|members|councillors)\b"
    r"|(?:want|asking|asked|need|expect\w*) (?:\w+ )?(?:from|of) (?:us|members|councillors)\b"
    r"|(?:officers?|report) (?:want|recommend|propos|suggest|ask)\w*|up for decision"
    r"|for decision|meant to (?:decide|approve|agree|note)|recommendations? (?:of|in) the report"
    r"|what are (?:we|members) (?:deciding|approving|voting)"
    r"|(?:recommended|invited|requested) to (?:do|decide|approve|agree|note|consider|endorse))",
    re.I,
)
# What a report recommends, asked for by that noun and nothing else.
_RECOMMENDATION = re.compile(
    r"(?:^\W*|\b(?:what(?:['’]?s| is| are)|show(?: me)?|give(?: me)?|list|find)\s+"
    r"(?:the |its |all )*"
    r"|\breports?['’]?s? |\d\s+)(?:\w+ )?recommendations?"
    r"(?=\s+(?:on|for|to|about|regarding|concerning|in|at|from|under)\b|\W*$"
    r"|\s+of (?:the )?(?:[\w’'-]+ ){0,6}(?:report|paper|update|item))",
    re.I,
)
_NOT_NOW = re.compile(r"\b(?:was|were|did|had|been|made|came|come)\b", re.I)
OUTCOME = re.compile(
    r"\b(resol(?:ve|ved|ution|utions)|decided?|decisions?|agreed?|approved?|recommend(?:ed|ations?)?"
    r"|voted?|carried|lost|motion|outcome|minuted|noted|endorsed|adopted|refused|turned down"
    r"|accepted|granted|rejected|deferred)\b"
    # "Did it pass?", "did the vote go through?"; a bus pass stands before another noun.
    r"|\b(?:pass(?:ed)?|(?:go|went|gone|get|got) through)"
    r"(?=\W*$|\s+(?:at|in|on|by|with|last|yet|or|and|unanimously)\b)",
    re.I,
)
_PAST = re.compile(
    r"\b(did|was|were|had|have|has|came|come out|been)\b|^\W*(?:resol|decisions?\b(?![ -]mak))",
    re.I,
)
# An outcome named as such is asked for without any verb: "resolution on street lamps".
_RECORD = re.compile(
    r"\b(?:wording|text) of the (?:resolution|decision|recommendation|motion|minute)s?\b"
    r"|\bresolutions? (?:on|about|of|at|from|regarding|concerning|for|to)\b"
    r"|\bdecisions? (?:on|about|at|from|regarding|concerning"
    rf"|of the (?:{alternation('bodies')}|meeting))\b"
    r"|\b(?:latest|last|recent|final) (?:resolution|decision)s?\b",
    re.I,
)
# What a body says of a matter is what it decided, where it did: objections to an application.
_BODY_SAID = re.compile(
    rf"\bwhat (?:did|have|has) (?:we|(?:the |our )?(?:\w+ )?{alternation('bodies')})"
    r" (?:say|said|think|thought|do|done|conclude[d]?) (?:about|to|of|on|for|regarding|with)\b",
    re.I,
)
_ASKS_ELSE = re.compile(
    r"^\W*(?:how|why|can|could|do|does|is|are|should|shall|must|who|whose|when|where)\b", re.I
)
_COMPARE = re.compile(
    r"\b(compar\w*|differ\w*|versus|vs\.?|two (?:different )?figures|each (?:give|say|show)"
    r"|go (?:up|down) (?:or down|or up)?.*\bbetween|chang\w+ (?:between|from|since)"
    r"|(?:what|how|anything)\b.*\bchang\w+\b.*\bbetween\b.*\band"
    r"|higher or lower|up or down|same as|contradict\w*)\b",
    re.I,
)
_WHO = re.compile(
    r"(?:^\W*+|[,;:?–-][^\w,;:?–-]*+)(?:(?:and|so|but|also|then)\s+)?(?:whos?|whose|whom)\b"
    r"|\band whos?\b"
    r"|\bnamed leads?\b|\bwhich (?:\w+ )?(?:councillor|officer|member|person"
    r"|superintendent|director|manager|chair|minister|organisation|inspector|leader|council"
    r"|team|department|body|school)s?\b|\bname of the\b|\bwhose name\b",
    re.I,
)
_WHEN = re.compile(
    # "When" asks where a verb follows or nothing else is asked: "what happens when …" does not.
    r"\b(?:when(?:['’]?s| is| are| was| were| will| would| did| do| does| can| must| should| has"
    r"| have| might|\W*$)|by when|since when|what (?:date|day|month|year|time)|how soon"
    r"|which (?:month|year|day)|deadline|due date|on what date)\b|^\W*when\b(?!.*[,?]\s*\w)"
    r"|\bwhen\W*$",
    re.I,
)
# Nouns that ask for a figure wherever they stand, and those that ask where nothing else is asked.
_QUANTITY = re.compile(
    r"\bhow (?:many|much|big|large|long|far|often|high|low|old)\b|\bwhat (?:%|pc\b)"
    r"|\b(?:proportion|percentage|share|per cent|number of|figures?|rates?|total|sum|amounts?"
    r"|caseload|turnover|vote count|costing|worth|spend|spent|paying|paid|salary)\b"
    r"|\bwhat(?:['’]?s| is| was| were| are| has been| have been)\s+(?:been )?"
    r"(?:set aside|allocated|earmarked)\b",
    re.I,
)
_PRICED = r"(?:costs?|price|budget|targets?|savings?|pay|fine|fee|charge|overspend|underspend)"
# What may follow the noun that is asked for: nothing, a preposition, a verb, a time, a measure.
_ENDS = (
    r"(?=\W*$|\s*[,;:?(–-]|\s+(?:for|of|on|to|in|at|per|with|by|from|against|between|after|before"
    r"|over|under|until|since|during|as|and|or|than|that|we|you|they|it|a|an|the|our|my|each"
    r"|every|this|last|next|is|was|are|were|be|been|will|would|wud|has|had|have|do|does|did|can"
    r"|put|set|go|goes|going|went|come|comes|came|rise|rises|rose|risen|rising|fall|fell|fallen|cut"
    r"|increases?|requirement|gap|pressures?|cap|limit|level|figure|tag|band|variance"
    rf"|{alternation('months', 'short_months')}|q[1-4])\b|\s+['’]?\d)"
)
_OF_ANOTHER = re.compile(
    r"\b(?:about|on|to|for|of|in|at|with|against|under|by|from|regarding|concerning)\s+"
    r"(?:(?:the|an?|its|their|our|this|that|any)\s+(?:[\w’'-]+\s+){0,4}|(?:[\w’'-]+\s+){0,2})$",
    re.I,
)
_PRICE_PAID = re.compile(
    r"\bwhat (?:will|would|wud|do|does|did|should|must|can|could|might)\b(?:\s+[\w’'-]+)*?"
    r"(?<!\bthe)(?<!\ba)(?<!\bof)(?<!\bon)(?<!\babout)(?<!\bfor)(?<!\bin)\s+"
    r"(?:pay|cost|charge|save)\b",
    re.I,
)
_PRICED_NOUN = re.compile(rf"\b{_PRICED}{_ENDS}", re.I)
_NOT_WHAT = re.compile(r"^\W*(?:why|where|who|which|list|name)\b", re.I)
_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|much|big|large|long|often)\b|\bwhat (?:%|percentage|proportion|share|number)"
    r"|\bwhat(?:'s|’s| is| was) the (?:number\b|rate\b"
    rf"|(?:cost|price|budget|fee|salary|total)\b{_ENDS})",
    re.I,
)
_LISTED = re.compile(r"^\W*(?:please )?(?:list|name)\b", re.I)
_LIST = re.compile(
    r"\b(?:list|what (?:are|were) the|which (?:\w+ )?(?:reports|items|areas|things|projects|schools"
    r"|wards|roads|sites|options|actions)|what (?:sort|kind)s? of \w+s|name the)\b",
    re.I,
)


def read_intent(text: str) -> Intent:
    """Tell what kind of answer is asked for, the most telling wording first."""
    if ASKED.search(text) or (_RECOMMENDATION.search(text) and not _NOT_NOW.search(text)):
        return Intent.DECISION_ASKED
    if _COMPARE.search(text):
        return Intent.COMPARE
    if _asks_outcome(text) and not _WHO.search(text) and not _ASKS_NUMBER.search(text):
        return Intent.RESOLUTION
    checks = (
        (_LISTED.search(text), Intent.LIST),
        (_WHO.search(text), Intent.WHO),
        (_ASKS_NUMBER.search(text), Intent.FIGURE),
        (_WHEN.search(text), Intent.WHEN),
        (asks_figure(text), Intent.FIGURE),
        (_LIST.search(text), Intent.LIST),
    )
    return next((intent for met, intent in checks if met), Intent.ANY)


def asks_figure(text: str) -> bool:
    """Whether a figure is what is asked for, and not only part of what is asked about."""
    return bool(_QUANTITY.search(text)) or asks_price(text)


def asks_price(text: str) -> bool:
    """Whether a cost, a budget, a target or their like is asked for."""
    if _NOT_WHAT.match(text):
        return False
    return bool(_PRICE_PAID.search(text)) or any(
        not _OF_ANOTHER.search(text[: match.start()]) for match in _PRICED_NOUN.finditer(text)
    )


def asked_words(text: str) -> tuple[str, ...]:
    """Return the wordings that ask what is to be decided, as they stand in the question."""
    return tuple(m.group() for p in (ASKED, _RECOMMENDATION) for m in p.finditer(text))


def _asks_outcome(text: str) -> bool:
    if OUTCOME.search(text) and _PAST.search(text):
        return True
    if _BODY_SAID.search(text):
        return True
    return bool(_RECORD.search(text)) and not _ASKS_ELSE.search(text)
