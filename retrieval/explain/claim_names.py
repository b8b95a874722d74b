"""Names in a sentence that do not stand in the words it cites."""

from __future__ import annotations

import re

from retrieval.question import is_stop_word, stem

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEGINS = re.compile(r"(?:^|[.:;!?]\s|[“\"(\[]\s*|\n)\s*$")
_TITLES = {"cllr", "cllrs", "councillor", "councillors", "mr", "mrs", "ms", "miss", "dr", "sir"}
# With a capital these name nobody: every council has them, or a plain sentence begins with them.
_COMMON = frozenset(
    """council councils councillor councillors member members officer officers resident residents
    meeting minutes report reports paper papers government authority chair both all none each
    nobody two three four five six seven eight nine ten access action actions advice agreement
    approval building buildings businesses cars changes charges children companies consultation
    consultees costs customers decisions delays details drivers employees evidence families fees
    figures funding grants homes hours households income information investment items libraries
    money numbers objections objectors options owners parents parking patients payments people
    plans prices progress projects proposals pupils questions readers recommendations
    respondents rents residents responses risks roads savings schools services shops sites spending
    staff students support tenants tests traffic trees users victims villages visitors volunteers
    voting votes wards workers work young""".split()  # noqa: SIM905
)
_MONTHS_DAYS = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter
    christmas easter""".split()  # noqa: SIM905
)
_PERSON = r"(?:(?:Cllrs?|Councillors?|Mrs?|Ms|Miss|Dr)\.?\s+)?((?:[A-Z][\w'’-]+\s+)*[A-Z][\w'’-]+)"
_MODAL = re.compile(r"\bmay\b")


def strange_names(sentence: str, there: str) -> tuple[str, ...]:
    """Return the words of ``sentence`` that are names and do not stand in ``there``.

    A word that begins the sentence has its capital in any case; it counts as a
    name where its like does not stand there, for "Smith moved it" is as false as
    "Councillor Smith moved it".
    """
    known = {word for match in _WORD.finditer(there) for word in _forms(match.group())}
    stems = {stem(word) for word in known}
    strange = [
        match.group()
        for match in _WORD.finditer(sentence)
        if _is_name(match, sentence, stems) and not set(_forms(match.group())) & known
    ]
    return tuple(dict.fromkeys(strange))


def changed_roles(sentence: str, there: str) -> bool:
    """Whether ``sentence`` has somebody move or second what another moved or seconded."""
    for verb in ("moved|proposed", "seconded"):
        said, known = _in_role(sentence, verb), _in_role(there, verb)
        if known and not said <= known:
            return True
    return False


def _in_role(text: str, verb: str) -> set[str]:
    """Return the surnames of those who did, before the verb or after its "by"."""
    after = re.findall(rf"\b(?i:{verb})\s+(?i:by)\s+{_PERSON}", text)
    before = re.findall(rf"{_PERSON}\s+(?i:{verb})\b(?!\s+by\b)", text)
    return {name.split()[-1].lower() for name in (*after, *before)} - _COMMON - _TITLES


def _is_name(match: re.Match[str], sentence: str, stems: set[str]) -> bool:
    word = match.group()
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    if lowered in _MONTHS_DAYS:
        return word[0].isupper() or (not _MODAL.fullmatch(lowered) and lowered not in ("march",))
    if not word[0].isupper() or lowered in _COMMON | _TITLES or is_stop_word(lowered):
        return False
    begins = _BEGINS.search(sentence[: match.start()])
    return not (begins and stem(lowered) in stems)


def _forms(word: str) -> set[str]:
    """Return a word as it may be written elsewhere: without its 's, without plural."""
    bare = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return {bare, bare.removesuffix("s")} if len(bare) > 3 else {bare}
