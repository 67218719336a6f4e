"""Names of laws in a text: ours, others, and words that stand for the one named last."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from nlp.provision import REGIMES
from nlp.sieve import matches

OTHER = "other"
GENERIC_ACT = "act"
GENERIC_REGULATIONS = "regulations"
LAST_NAMED = "last"
_BY_YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One place where a law is named.

    Attributes:
        key: A regime; ``act`` or ``regulations`` for "the Act" and "the EIRs", which the letter's
            own regime explains; ``other``; ``last`` for "that Act".
        start: Of the name, without its article.
        printed: The name is part of the citation as printed; "of the same Act" is not.
    """

    key: str
    start: int
    end: int
    printed: bool = True


_I, _O, _E = "[iIl1|!í]", "[oO0]", "[eEcé]"
_FREEDOM = rf"Fr{_E}{{2}}d{_O}m\s+{_O}[fr]\s+{_I}n[fr]{_O}r[mn]+at{_I}{_O}n"
_ENVIRONMENTAL = rf"Env{_I}r{_O}nm{_E}nta[l1I|]\s+{_I}nf{_O}rmat{_I}{_O}n"
_YEAR = r"(?:\s*,?\s*(?:\([12][0-9lOI]{3}\)|[12][0-9lOI]{3}\b))?"
_OURS = (
    (
        "foisa",
        rf"{_FREEDOM}\s+[(\[]?Scotland[)\]]?\s+Act{_YEAR}|FOI\s?\(?S\)?A\b{_YEAR}"
        rf"|FOI\s+\(Scotland\)\s+Act{_YEAR}|Scottish\s+Act\b",
    ),
    (
        "foia",
        rf"{_FREEDOM}(?:\s+\(FOIA?\))?\s+Act{_YEAR}|FOIA\b{_YEAR}|FOI\s+Act{_YEAR}"
        rf"|Freedom\s+of\s+Information\s+legislation|[DN]?deddf\s+Rhyddid\s+Gwybodaeth{_YEAR}",
    ),
    (
        "eisr",
        rf"{_ENVIRONMENTAL}\s+[(\[]?Scotland[)\]]?\s+Regulations?{_YEAR}"
        rf"|EI\s?\(S\)\s?Rs?\b|EISRs?\b|Scottish\s+(?:EIRs?|Regulations)\b",
    ),
    ("eir", rf"{_ENVIRONMENTAL}(?:\s+\(EIRs?\))?\s+Regulations?{_YEAR}|EIR\s+2004"),
    (GENERIC_REGULATIONS, r"EIRs?\b|(?<=the )(?:\(?EIRs?\)?\s+)?Regulations(?!\s+\d)"),
)
_KINDS = r"(?:Acts?|ACT|Regulations?|REGULATIONS|Order|Rules|Convention|Directive|GDPR|D?[Dd]eddf)"
_NOT_THE = r"principal|amend(?:ed|ing)|earlier|later|parent|former|latter|repealed|relevant"
_SMALL = frozenset(
    ("of", "and", "the", "for", "to", "in", "against", "on", "with", "etc", "&", "by")
)
_STARTS = re.compile(r"[A-Zdlosty](?<!\w.)")
"""Where the name of another law may begin: "the same Act", "Deddf", "PACE", "Act"."""
_WORD_BEFORE = re.compile(r"(\(?[\w’'&.()-]+?\)?,?)\s+$")


@cache
def wording() -> Mapping[str, Sequence[str]]:
    """The word lists of ``nlp/law/acts.toml``."""
    return tomllib.loads((files("nlp") / "law" / "acts.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    acronyms = "|".join(
        re.escape(a).replace(r"\ ", r"\s")
        for a in sorted(wording()["acronyms"], key=len, reverse=True)
    )
    ours = "|".join(f"(?P<{key}>{pattern})" for key, pattern in _OURS)
    return (
        re.compile(rf"(?<![\w-])(?i:{ours})"),
        re.compile(
            rf"(?P<that>\b(?i:that|(?:the\s+)?(?:same|said|latter))\s+(?:Act|Regulations)\b)"
            rf"|(?P<year>\b[Tt]he\s+(?:(?:[12]\d{{3}}|{_NOT_THE})\s+(?:Acts?|Regulations)\b"
            rf"|(?:Acts?|Regulations)\s+of\s+[12]\d{{3}}\b))"
            rf"|(?P<the>\b(?i:the|this|our|yr)\s+['‘’\"“(]*(?:F[oO]I\s+)?Act\b(?!\s+\d{{4}})"
            rf"|(?<=[oO]['’]r )Ddeddf\b)"
            rf"|(?<![\w-])(?P<acronym>(?:{acronyms}|(?<=[0-9)a-z][ \n])(?!FOI)[A-Z]{{2,6}}A)\b"
            rf"(?:\s+\(?(?:19|20)\d\d\)?)?)"
            rf"|(?<![\w-])(?P<kind>{_KINDS})\b(?P<tail>(?:\s+on\s+Human\s+Rights"
            rf"|\s+\((?:Northern\s+Ireland|Scotland|Wales|N\.?I\.?)\))?{_YEAR})"
        ),
        re.compile(r"\b(?:of|under)\s+(?:the\s+)?((?:[a-z]+\s+){1,6}?act)\b(\s+\d{4})?"),
        re.compile(
            r"D?deddf\s+((?:[A-Z][\w’'-]+\s+(?:a|ac|yr|y|i)?\s*){1,7})(\d{4})?", re.IGNORECASE
        ),
    )


_KEPT = r"(?:exempt|withh[eo]ld|redact|refus|omit|black|blank|edit|delet|excis|disclos)"
"""Words after which a section is what is not disclosed under: "the order has been redacted"."""


@cache
def _powers() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    follow, before, papers = (
        "|".join(wording()[name]) for name in ("powers", "governing", "documents")
    )
    return (
        re.compile(rf"[\s\u00ad‘’'\"(]*(?:of\s+)?(?i:{follow})(?![\w-])"),
        re.compile(
            rf"\b(?!(?<=\bin\s)order\s+to\b)(?:{before})(?:\s+(?!{_KEPT})\w+){{0,4}}?\s+(?:under|by|per|pursuant\s+to|contrary\s+to|in\s+accordance\s+with|of|with|for|using)?"
            rf"(?:\s+(?:the|a|an|his|her|their))?\s*$|\bcontrary\s+to\s*$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\s*,?\s*(?:of|in|to|from)\s+(?:the|our|your|this|that|its|a)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{papers})\b",
            re.IGNORECASE,
        ),
    )


def power_follows(text: str) -> bool:
    """Whether a text begins with what a police power or an offence is called after its number."""
    return _powers()[0].match(text) is not None


def power_governs(text: str) -> bool:
    """Whether a text ends in words that take a police power or an offence ("detained under")."""
    return _powers()[1].search(text) is not None


def paper_follows(text: str) -> bool:
    """Whether a text begins with a paper that has sections of its own ("of the manual")."""
    return _powers()[2].match(text) is not None


@lru_cache(maxsize=2)
def acts(text: str) -> tuple[Act, ...]:
    """Every law named in a text, in order; where names overlap, our own wins."""
    ours, others, lower, welsh = _patterns()
    found = [_ours(match) for match in ours.finditer(text)]
    taken = [(act.start, act.end) for act in found]

    def add(act: Act | None) -> None:
        if act is not None and not any(
            start < act.end and act.start < end for start, end in taken
        ):
            found.append(act)
            taken.append((act.start, act.end))

    for match in matches(others, _STARTS, text):
        add(_other(text, match))
    if "act" in text:
        for match in lower.finditer(text):
            if not re.search(r"\b(?:same|that|this|said|information)\s+act$", match[1]):
                add(Act(key=OTHER, start=match.start(1), end=match.end()))
    if "deddf" in text.casefold():
        for match in welsh.finditer(text):
            add(Act(key=OTHER, start=match.start(), end=len(text[: match.end()].rstrip())))
    found.sort(key=lambda act: act.start)
    return tuple(_dated(text, found))


def _dated(text: str, found: Sequence[Act]) -> Iterator[Act]:
    """Explain "the 2000 Act" by the law of that year that the text names."""
    years = {
        text[act.start : act.end].rstrip(")")[-4:]: act.key
        for act in found
        if act.key in (OTHER, *REGIMES)
    }
    for act in found:
        if act.key == _BY_YEAR:
            year = re.sub(r"\D", "", text[act.start : act.end])
            key = years.get(year, GENERIC_ACT if year == "2000" else OTHER)
            yield Act(key=key, start=act.start, end=act.end)
        else:
            yield act


def _ours(match: re.Match[str]) -> Act:
    key = match.lastgroup
    assert key is not None
    return Act(key=key, start=match.start(), end=match.end())


def _other(text: str, match: re.Match[str]) -> Act | None:
    start, end = match.span()
    if match["that"]:
        return Act(key=LAST_NAMED, start=start, end=end, printed=False)
    if match["year"]:
        return Act(key=_BY_YEAR, start=start, end=end)
    if match["the"]:
        return Act(key=GENERIC_ACT, start=start, end=end)
    if match["acronym"]:
        return Act(key=OTHER, start=start, end=end)
    if match["kind"].casefold().endswith("deddf"):
        return None
    start = _name_start(text, start)
    year = bool(re.search(r"\d{4}", match["tail"]))
    if start == match.start():
        return Act(key=OTHER, start=start, end=end) if match["kind"] == "GDPR" else None
    if match["kind"] in ("Order", "Rules", "Directive") and not year:
        return None
    return Act(key=OTHER, start=start, end=end)


def _name_start(text: str, at: int) -> int:
    """Where a name that ends in "Act" begins: over capitalised and small words, backwards."""
    start = at
    edge = max(0, at - 160)
    position = at
    for _ in range(16):
        if "\n\n" in text[max(edge, position - 3) : position]:
            break
        match = _WORD_BEFORE.search(text, max(edge, position - 40), position)
        if match is None:
            break
        word = match[1]
        bare = word.strip("(),'’‘\"“”")
        if (
            not bare
            or re.search(r"\d", bare)
            or (word.endswith(".") and bare.rstrip(".").casefold() != "etc")
            or bare in ("Act", "Acts", "ACT")
        ):
            break
        if bare[0].isupper():
            start = position = match.start(1)
        elif bare.casefold().rstrip(".") in _SMALL:
            position = match.start(1)
        else:
            break
    while start < at:
        match = re.match(r"([\w’'&.()-]+?),?\s+", text[start:at])
        if match is None or match[1].strip("()").casefold() not in wording()["leading"]:
            break
        start += match.end()
    return start
