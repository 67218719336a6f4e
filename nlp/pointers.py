"""Where an answer points to questions: "Q2 & Q3", "questions 1 to 3", "the second part"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from nlp.ordinals import ANY as ORDINAL
from nlp.ordinals import ANY_OF, NOUN, ORDINAL_LIST, ORDINALS, POINTING
from nlp.rows import MONTH

_NOUN = (
    r"(?:questions?|qs?|qns?|(?:bullet )?points?|bullets?|parts?|requests?|items?|numbers?"
    r"|nos?\.?|paragraphs?(?!\s\d{1,2}\.\d)"
    r"|(?:answers?|responses?|reply|replies|[ra](?=\s?\d))(?:\s+to)?"
    r"(?:\s+(?:questions?|requests?|parts?|q))?)"
)
_ID = (
    r"\(?\d{1,2}(?![\d/%,]\d|\d|th|st|nd|rd)(?:\)(?=\s?\([a-h]\)))?(?:\s?\(?[a-h]\)?(?![a-z]))?"
    r"(?:\s?\(?[ivx]{1,4}\))?\)?\.?\)?(?:/(?=[\s,:]))?"
)
_LETTER = r"\(?(?:[a-h]|[ivx]{1,4})[).]\)?"
_ONE = rf"(?:{_NOUN}\s*\.?\s*)?(?:{_ID}|{_LETTER}|(?<=\d )[a-h]\b)"
_JOIN = (
    r"(?:\s*(?:\((?:in )?part\)\s*)?(?:,\s*and|,|&|and|or|to|-|through|/|\+)\s*|\s*,?\s+(?=\())"
)
_LED = re.compile(
    rf"(?<!\w)(?P<noun>{_NOUN})\.?\s*(?:nos?\.?\s*)?(?P<list>{_ID}(?:{_JOIN}{_ONE})*"
    rf"|{_LETTER}(?:{_JOIN}{_ONE})*|[a-h]\b(?:{_JOIN}(?:{_ONE}|[a-h]\b))*"
    rf"|[ivx]{{1,4}}\b(?:{_JOIN}[ivx]{{1,4}}\b)*)"
)
_MARKED = rf"{_LETTER}|\(\d{{1,2}}\)|\d{{1,2}}\.\)"
_BRACKETED = re.compile(rf"(?<![\w)])(?P<list>(?:{_MARKED})(?:{_JOIN}(?:{_MARKED}))*)")
_COUNTED = re.compile(
    r"(?<![a-z])(?!(?:and|or|to|for|at|in|of|under|on|by|is|part|question|point|item|request)s? $)"
    r"[a-z-]{2,} $"
)
"""A thing of which a bracketed number tells how many: "violent disorder (8)"."""
_CLOSED = re.compile(
    r"(?:\b(?:for|to|at|on|in|of|regarding)|(?<=[:;,-])(?: and)?) "
    r"(?P<list>\d{1,2}[a-h]?\)(?:(?:,| and|, and| or| to) \d{1,2}[a-h]?\))*)"
)
"""A number with half a bracket: "section 22 being for 2)"."""
_FOR = re.compile(
    r"(?:^|[;,] |\band |\bso |\binformation )"
    r"(?:for|as (?:to|for|regards)|(?:with|in) (?:regard|respect|relation|reference) (?:to|of)"
    r"|regarding|concerning|turning to) (?:any [\w ]{3,30}\bwithin )?"
    r"(?P<list>(?:\d{1,2}[a-h]?|[ivx]{1,4}|[a-h](?=[.,:;)]))"
    r"(?:(?:, and|,| and| or| to) (?:\d{1,2}[a-h]?|[ivx]{1,4}|[a-h](?=[.,:;)])))*)"
    r"(?=[.,:;)](?!\d)| (?:the|we|i|it|section|regulation|this|there|a|an|no|my|our|is|are)\b)"
)
"""Numbers alone, where they open what is said of them: "for 2 the force relies on ..."."""
_OPENS = re.compile(r"\b(?:at|on|under|leaves|for|as|with|in|regarding|concerning|turning) |^\d")
"""What a cheaper search finds wherever one of the last two, or the next but two, could."""
_EXACT = re.compile(r"(?<![\w.(/-])\d{1,2}[a-h](?![\w/-])")
"""A number with its letter, which is printed for nothing else: "at 2a", "1a and 1b"."""
_BARE = r"\d{1,2}[a-h]?(?![\d/%,-]\d|[.:]\d|\w)"
_AT = r"(?:at|for|on|under|as (?:to|for))"
_PLACE = re.compile(
    r"(?:^|[;,] |\band |\b(?:asked(?: for)?|want|wanted|sought|seek|like|need) )"
    r"(?:(?:lastly|finally|next|then),? )?"
    rf"{_AT} (?P<list>{_BARE}(?:(?:, and|,| and| or| to) (?:{_AT} )?{_BARE})*)"
    r"(?=[,:)]|\.? ?$| (?:the|we|i|it|you|they|he|she|there|this|that|these|those|no|not|nothing"
    r"|none|my|our|all|both|is|are|was|were|has|have|comes?|falls?|asks?|can|could|will|would"
    r"|do|does)\b)|^(?:that|this|which) (?:only )?leaves (?:us with )?"
    rf"(?P<rest>{_BARE}(?:(?:,| and) {_BARE})*)[.:]"
)
"""Numbers alone in the place of a question: "At 6, ...", "what you want at 2 comes from"."""
_WHERE = re.compile(rf"\b{_AT} ")
_SUBJECT = re.compile(
    r"^(?P<list>\d{1,2}[a-h]?(?:(?:, and|,| and) \d{1,2}[a-h]?)+) (?:are|were|is|have|fall)\b"
)
_PLAIN = re.compile(
    r"(?<![\w'(-])(?P<list>(?:[b-hj-z]|[a-z](?=\((?:[ivx]{1,4})\)))(?:\([ivx]{1,4}\))?"
    r"|[a-z](?:(?:, and|,| and| or| to|-) ?[a-z](?![\w']))+)(?![\w'.()-])"
)
"""Letters alone, which point where all questions are lettered: "a and b", "c can not be"."""
_THING = re.compile(r"\b(?:annexe?|appendix|schedule|table|figure|sheet|tab|class|site|unit) $")
"""What has a letter of its own: "Annex A"."""
_COUNT = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_SEVERAL = re.compile(
    rf"\b(?P<end>first|last|final|other|remaining) (?P<count>{'|'.join(_COUNT)})\b"
    r"(?: of (?:your|the|these))?"
    r"(?= (?:bullet|part|point|question|request|item|quer|element|would|are|were|have|of|can)"
    r"|[,:;.]|$)"
)
_ITEMS = re.compile(r" (?:bullet|part|point|question|request|item|quer|element)")
_BUT = re.compile(
    r"\b(?:all|each|any)(?: of)?(?: (?:the|your|these))? ?"
    r"(?:but|except(?: for)?|apart from|save(?: for)?) "
    rf"(?:the |your )?(?P<word>{ANY_OF})\b"
)
_FALLS = re.compile(
    r"\b(?:(?:questions?|parts?|points?|items?|q) ?\(?\d[\da-h]{0,2}\)?"
    r"(?:(?:,| and|, and| or) (?:(?:questions?|parts?|points?|items?|q) ?)?"
    rf"\(?\d[\da-h]{{0,2}}\)?)*|the {ORDINAL_LIST}"
    r"|(?:parts?|limbs?) \(?[a-h]\)?(?:(?:,| and|, and| or) \(?[a-h]\)?)*"
    rf"(?: of the (?:{ORDINAL_LIST}))?)"
    r" (?:therefore |then |also )?(?:do(?:es)? not (?:therefore |then |now )?(?:arise|apply)\b"
    r"|falls? away\b)"
)
"""What falls away, as the subject of its sentence: "that being so the sixth does not arise"."""
_DECIMAL = re.compile(
    r"(?<![\w.£/-])(\d)\.(\d{1,2})"
    r"(?![\w%/]|\.\d| (?:million|billion|per cent|percent|hours?|miles?))"
)
_SPELLED = re.compile(
    r"\b(?P<noun>questions?|parts?|points?|requests?|items?|bullets?) "
    r"(?P<list>(?:one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:(?:,| and|, and| or| to| &) (?:one|two|three|four|five|six|seven|eight|nine|ten))*)\b"
)
_WORDS = {
    word: str(index)
    for index, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_ALL = re.compile(
    r"\b(?:all|each|both)(?: of)?(?: the| your| these)?(?: \w+)? (?:questions|parts|points)\b"
    r"(?! \(?\d)"
)
_REMAINING = re.compile(
    r"\b(?:remain(?:ing|der)|other|rest of (?:the|your))\b[^.]{0,12}"
    r"(?:questions|parts|points|items|requests?)\b"
    r"|\b(?:refus|withh[eo]ld|not (?:releas|provid|disclos))[^.]{0,24}"
    r"\bthe remaining information\b"
    r"|\bthe remaining information\b[^.]{0,24}\b(?:refused|withheld|exempt|not (?:held|provid))"
    r"|^(?:everything|all|anything) else (?:that |which )?(?:you|was|is)\b"
    r"|^(?:everything|all) else (?:is|must be|has to be) (?:refused|withheld|exempt|not )"
)
_ASIDE = re.compile(
    r"(?:(?:the|our|my) (?:answers?|response|reply) (?:given )?(?:to|at|in|under|for)"
    r"|(?:light|view|because) of (?:the|our|my)?"
    r"|(?:disclosed|given|as|stated|set out|provided) (?:at|in|under)"
    r"|\bsee(?: the| our)?|refer to(?: the| our)?)\s*$"
)
_CITED = re.compile(
    r"\b(?:(?:section|regulation|limb|subsection|condition|article|paragraph)s?|act"
    r"|(?:ss?|regs?)\.?)(?![a-z])"
    r"(?:[\s\d()\w]{0,14}|(?:[\s\d(),&]|\([a-z]{1,4}\)|\band\b|\bor\b){0,60})$"
)
_STATUTE = re.compile(
    r"\s*(?:of|to|in) (?:the )?(?:[\w()]+ ){0,6}(?:act|regulations|schedule|code)\b"
)


def pointed(folded: str, ids: Sequence[str], *, aside: bool = False) -> list[str]:
    """Ids of the questions to which words point, in the order of the request.

    ``folded`` is in lower case with plain hyphens. A number needs a word or bracket beside it.
    What only says where else to look, "see the answer to question 2", counts with ``aside``.
    """
    return list(_pointed(folded, tuple(ids), aside=aside))


@lru_cache(maxsize=512)  # asked several times of each sentence of a letter
def _pointed(folded: str, ids: tuple[str, ...], *, aside: bool) -> tuple[str, ...]:
    found: set[str] = set()
    folded = joined(in_figures(folded), ids)
    tops: list[str] = []
    ordinals = ORDINAL.search(folded)
    if ordinals or _SEVERAL.search(folded) or _BUT.search(folded):
        tops = list(dict.fromkeys(top_of(i) for i in ids))
    if match := _BUT.search(folded):
        left = _place(match["word"], len(tops))
        return tuple(i for i in ids if left is None or top_of(i) != tops[left])
    for match in _SEVERAL.finditer(folded):
        count = _COUNT.index(match["count"]) + 2
        if match["end"] in ("other", "remaining") or count > len(tops):
            continue
        part = tops[:count] if match["end"] == "first" else tops[-count:]
        found |= {i for i in ids if top_of(i) in part}
    for match in _LED.finditer(folded):
        passing = not aside and _aside(folded, match.start())
        if not passing and not _STATUTE.match(folded, match.end()):
            found |= set(listed(match["list"], ids))
    for match in _BRACKETED.finditer(folded):
        before = folded[max(0, match.start() - 40) : match.start()]
        if (
            not _CITED.search(before)
            and not _aside(folded, match.start())
            and not (match["list"][1:2].isdigit() and _COUNTED.search(before))
        ):
            found |= set(listed(match["list"], ids))
    for match in _CLOSED.finditer(folded):
        before = folded[max(0, match.start() - 80) : match.start()]
        if before.count("(") <= before.count(")"):
            found |= set(listed(match["list"], ids))
    # A notice lists what is refused, often by numbers alone.
    for match in () if "section 17" in folded else _EXACT.finditer(folded):
        before = folded[max(0, match.start() - 40) : match.start()]
        if (
            match.group() in ids
            and not _CITED.search(before)
            and not _aside(folded, match.start())
        ):
            found.add(match.group())
    if all(i.isalpha() and len(top_of(i)) == 1 for i in ids):
        for match in _PLAIN.finditer(folded):
            if not _THING.search(folded, max(0, match.start() - 12), match.start()):
                found |= set(listed(match["list"], ids))
    if _OPENS.search(folded):
        for match in _PLACE.finditer(folded):
            found |= set(listed(_WHERE.sub("", match["list"] or match["rest"]), ids))
        for match in (*_FOR.finditer(folded), *_SUBJECT.finditer(folded)):
            if match["list"] != "i":
                found |= set(listed(match["list"], ids) or _part(match["list"], ids))
    pointing = POINTING if ordinals else ()
    for match in chain.from_iterable(pattern.finditer(folded) for pattern in pointing):
        meant = placed(match["list"], tops)
        found |= {i for i in ids if top_of(i) in meant}
    if (every := _ALL.search(folded)) and (len(ids) == 2 or not every[0].startswith("both")):
        found |= set(ids)
    return tuple(i for i in ids if i in found) if found else ()


def _part(letter: str, ids: Sequence[str]) -> list[str]:
    """The question that a letter means where only one has a part of that letter."""
    parts = [i for i in ids if i[0].isdigit() and i.lstrip("0123456789") == letter]
    return parts if len(parts) == 1 else []


def joined(folded: str, ids: Sequence[str]) -> str:
    """Words with "2.1" as "question 21", where the request has such numbers."""
    if "1" in ids or "11" not in ids:
        return folded
    return _DECIMAL.sub(lambda m: f"question {m[1]}{m[2]}" if m[1] + m[2] in ids else m[0], folded)


def in_figures(folded: str) -> str:
    """Words with "question one" as "question 1"."""
    return _SPELLED.sub(
        lambda m: m["noun"] + " " + re.sub(r"[a-z]+", lambda w: _WORDS.get(w[0], w[0]), m["list"]),
        folded,
    )


def _place(word: str, count: int) -> int | None:
    """Index of the item that a word such as "third" or "last" means, if there are so many."""
    if word in ("last", "final"):
        return count - 1
    place = ORDINALS.index(word) if word in ORDINALS else count
    return place if place < count else None


def placed(words: str, tops: Sequence[str]) -> list[str]:
    """Which of the questions in order ordinals mean: "first and last"."""
    places = (_place(word, len(tops)) for word in re.findall(r"[a-z]+", words))
    return [tops[place] for place in places if place is not None]


def falls_away(folded: str, ids: Sequence[str]) -> list[str]:
    """Ids of the questions of which a sentence says that nothing is left to answer."""
    match = _FALLS.search(in_figures(folded))
    return pointed(match.group(), ids) if match else []


def remaining(folded: str) -> bool:
    """Whether words point to all questions that are not pointed to elsewhere."""
    return bool(_REMAINING.search(folded))


@lru_cache(maxsize=1024)
def top_of(identifier: str) -> str:
    """The outermost number or letter of an id."""
    match = re.match(r"\d+|[a-z]", identifier)
    roman = re.fullmatch(r"[ivx]+", identifier)
    return identifier if roman else match.group() if match else identifier


def _aside(folded: str, start: int) -> bool:
    """Whether a pointer only says where else to look."""
    return bool(_ASIDE.search(folded[max(0, start - 60) : start]))


def listed(text: str, ids: Sequence[str]) -> list[str]:
    """The ids that a list such as "2(a) to (c), 4" names.

    A number that is no question by itself means all below it.
    """
    return list(_listed(text, tuple(ids)))


@lru_cache(maxsize=512)
def _listed(text: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    top = last = ""
    ranged = False
    text = re.sub(rf"^\s*{_NOUN}\.?\s*", "", text)
    for token in re.split(
        r"(\s*(?:,\s*and|,|&|\band\b|\bor\b|\bto\b|-|\bthrough\b|/|\+)\s*|\s+(?=\())", text
    ):
        word = token.strip()
        if not word:
            continue
        if re.fullmatch(r"to|-|through", word):
            ranged = True
            continue
        if re.fullmatch(r",\s*and|,|&|and|or|/|\+", word):
            continue
        bare = re.sub(rf"^{_NOUN}\.?\s*", "", word)
        digits = re.search(r"\d{1,2}", bare)
        tail = re.sub(r"[^a-z]", "", re.sub(r"\d{1,2}", "", bare, count=1))
        if digits:
            top = str(int(digits.group()))
            key = top + tail
        else:
            key = tail if tail in ids else top + tail
        matches = [key] if key in ids else [i for i in ids if _below(i, key)]
        if key not in ids and not ranged and re.search(rf"\b{key}\)?\s?\(?[a-z]\b", text):
            continue  # "1 and 1a": the stem, which asks nothing, and one of its parts
        if not matches and tail in ids and not any(i[0].isdigit() for i in ids):
            matches = [tail]  # "1c" where the request has only letters
        if ranged and last and matches:
            first, final = ids.index(last), ids.index(matches[-1])
            matches = list(ids[first : final + 1])
        ranged = False
        if matches:
            last = matches[0]
            found += matches
    wanted = set(found)
    return tuple(i for i in ids if i in wanted) if wanted else ()


def _below(identifier: str, key: str) -> bool:
    """Whether an id is part of another: ``2a`` of ``2``, but not ``12`` of ``1``."""
    rest = identifier[len(key) :]
    return (
        identifier.startswith(key)
        and bool(rest)
        and not (key[-1:].isdigit() and rest[0].isdigit())
    )


_TIGHT = r"(?:\s*(?:,\s*and|,|&|and|or|to|through|/|\+)\s*|-)"
"""Without the spaced hyphen, which after one number stands before its answer: "Q2 - 7."."""
_LEAD_IN = re.compile(
    r"(?:(?:with|in) (?:regards?|respect|reference|relation|response|answer|reply) (?:to|of)"
    r"|regarding|concerning|turning to|as (?:to|for|regards)|for|on|and)?\s*(?:your|the)?\s*"
)


def opens(folded: str, ids: Sequence[str]) -> list[str]:
    """Ids of the questions with which a sentence begins: "As to your third question, …"."""
    folded = in_figures(folded)
    at = _LEAD_IN.match(folded)
    start = at.end() if at else 0
    several = _SEVERAL.match(folded, start)
    if several and several.end() < len(folded) and not _ITEMS.match(folded, several.end()):
        several = None  # "the first two are enclosed"
    if several or any(pattern.match(folded, start) for pattern in (_LED, NOUN)):
        return pointed(folded[start : start + 60], ids)
    alone = _FOR.match(folded)
    return (listed(alone["list"], ids) or _part(alone["list"], ids)) if alone else []


@lru_cache(maxsize=1024)  # asked by all who judge a sentence
def without_lead(folded: str) -> str:
    """A sentence without the words that point to its question."""
    at = _LEAD_IN.match(folded)
    start = at.end() if at else 0
    led = next((m for p in (_LED, NOUN, _BRACKETED) if (m := p.match(folded, start))), None)
    led = led or _PLACE.match(folded) or _FOR.match(folded)
    return folded[led.end() :].lstrip(" ,:.-)") if led else folded


_DAY = re.compile(rf"\d{{1,2}} {MONTH.pattern}", re.IGNORECASE)
"""A day and not a number: "3 May 1994"."""
_LEADING = re.compile(
    rf"(?:(?:questions|qs|parts|points|requests|items)\s*{_ID}(?:{_JOIN}{_ONE})*"
    rf"|(?:{_NOUN}\.?\s*)?(?:{_ID}|{_LETTER})(?:{_TIGHT}{_ONE}|\s*{_LETTER}(?=\s))*)",
    re.IGNORECASE,
)


LETTERS = re.compile(r"\(?(?P<list>[a-h]\)?(?:, ?\(?[a-h]\)?)*,? (?:and|&) \(?[a-h])[).:]+\s*")
"""Letters in front of one answer to several questions: "a and b) 1,087"."""


def led(words: str, ids: Sequence[str], under: str) -> tuple[list[str], int]:
    """Ids that the marker at the head of an item names, and where the item's words begin.

    ``under`` is the number that a letter alone belongs to; empty where there is none.
    """
    if several := LETTERS.match(words.lower()):
        parts = re.sub(r"\b([a-h])\b", rf"{under}\1", several["list"])
        return listed(several["list"], ids) or listed(parts, ids), several.end()
    match = _LEADING.match(words)
    if match is None or _DAY.match(words):
        return [], 0
    text = re.sub(r"(?<=[.)])\s+(?=\(?[a-h][.)])", ", ", match.group().lower())
    text = re.sub(r"(?<=\d)(\.?\)?), (?=\(?[a-h][.)])", r"\1", text, count=1)
    found = listed(text, ids)
    if not found or (under and not re.search(r"\d", text)):
        found = listed(re.sub(r"\(?\b([a-h]|[ivx]{1,4})\b", rf"{under}\1", text), ids) or found
    return found, match.end()
