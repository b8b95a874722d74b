"""Lines and sentences that follow a resolution in minutes and are not of it."""

from __future__ import annotations

import re

from corpus.language import alternation
from corpus.minutes.movers import MOVER_ROW
from corpus.minutes.roll import Row
from corpus.minutes.votes import VOTE, VOTE_ROW

_I = re.IGNORECASE
# Lines that are never part of a resolution: signatures, the close, and what a
# decision notice says beside its decision.
STOP = re.compile(
    rf"\W*(?:(?:signed|dated?)\b\s*(?:$|[:._…]|as a correct)|{alternation('chairs')}"
    r"[\s:._…,]*(?:$|date)|(?:the )?(?:chair\w*|mayor)[’']s (?:signature|initials)"
    r"|[._…]{5,}|(?:the )?(?:meeting|proceedings|session)(?: was"
    r"| were)?(?: then)? (?:declared )?(?:closed|ended|concluded|finished|terminated"
    r"|adjourned|rose|commenced|opened|started)\b"
    r"|there being no (?:further|other) business|(?:close|end) of (?:the )?meeting"
    r"|duration of (?:the )?meeting"
    r"|reason(?:s| ?\(s\))? (?:for|of) (?:the )?(?:decisions?|recommendations?|urgency"
    r"|resolution)|reasons?\s*[:–-]\s*$|reasons? for$|reasons?$"
    r"|(?:alternative|other) options?|options? considered|alternatives considered"
    r"|(?:conflicts?|declarations?|disclosures?) of interest|implementation\s*(?:$|[:–-])"
    r"|information\s*$"
    r"|is (?:this|the decision) a key|key decision\b|(?:does|is) (?:the )?(?:call[- ]in"
    r"|decision)|call[- ]in\b|published?\b|date (?:of|the) (?:decision|implement|publi)"
    r"|effective date"
    r"|(?:background|supporting) (?:papers|documents)|(?:contact|report) (?:officer|author)"
    r"|officer (?:contact|to action)|(?:corporate|financial|legal|equality) implications"
    r"|actions?\s*[:–-]|action (?:by|points?)\b|post[- ]meeting note|note\s*:|n\.?b\.?\b"
    r"|decision (?:maker|taker|on|ref|date|no|type|status)|ward(?:s|\(s\))? affected"
    r"|portfolio\s*[:–-]|lead (?:member|officer)\b)",
    _I,
)
_PEOPLE = (
    r"(?:the\s+)?(?:(?:deputy|vice|interim|assistant|executive|strategic|senior|principal"
    r"|lead|democratic|planning|licensing|monitoring)[- ]+)*"
    rf"(?:chair\w*|{alternation('offices', 'members', plurals=True)}|{alternation('titles')}"
    rf"|{alternation('bodies')}|meeting|police|applicant|objectors?|policy development)\b"
)
# A sentence that tells what people did; it follows a resolution and is not of it.
NARRATIVE = re.compile(
    rf"\W*+(?:{_PEOPLE}[^.]{{0,140}}?\b(?:left|signed|thanked|asked|abstained|voted|returned"
    rf"|declared|requested|wished|stated|said|joined|entered|rejoined|re-joined|vacated"
    rf"|withdrew"
    r"|adjourned|reconvened|considered|received|presented|introduced|reported|advised"
    r"|explained|informed|highlighted|raised|queried|expressed|welcomed|discussed|responded"
    r"|commented|moved|proposed|seconded|confirmed|took|gave|felt|spoke|arrived|congratulated"
    r"|outlined|debated|clarified|replied|suggested|announced|was not present|did not)\b"
    r"|(?:following|after|during|prior to|in response|in (?:the )?(?:ensuing )?(?:debate"
    r"|discussion|answer)|having|at this (?:point|stage|juncture)|on being put|upon being put"
    r"|there (?:was|were)|a (?:recorded |named )?vote|an amendment|it was (?:noted|reported"
    r"|moved|proposed|explained|confirmed|suggested|felt|acknowledged)"
    r"|arising from|with regard to|consideration was|discussion|members? (?:noted"
    r"|of the public)|the (?:motion|amendment|vote|substantive|proposal)\b[^.]*\b(?:was|put"
    r"|being|carried|lost|fell))\b)",
    _I,
)
CONDITIONS = re.compile(
    r"\W*+(?:reasons? (?:for|of) refus|conditions?\b|informatives?\b|notes? to applicant"
    r"|heads of terms|part [a-z\d]\b|(?:recommended|resolved|agreed)?\s*that\b)",
    _I,
)


def outside(row: Row) -> bool:
    """Whether the line signs, closes, records a vote or says who moved."""
    return bool(
        STOP.match(row.text)
        or VOTE_ROW.match(row.text)
        or MOVER_ROW.match(row.text)
        or vote_only(row.text)
    )


def vote_only(text: str) -> bool:
    """Whether the words are little else than a count of votes."""
    bare = text.strip().strip("()[]. ")
    hit = VOTE.match(bare)
    return bool(hit and hit.end() > len(bare) * 0.7)
