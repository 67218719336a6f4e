"""The tokens of citations as patterns: markers, numbers, brackets, what joins them."""

import re
from collections.abc import Mapping
from functools import cache

from nlp.acts import wording

_S = r"[\s\u00ad\u200b\ufeff]"
_GAP = rf"{_S}{{0,8}}"
_DIGITS = r"[0-9][0-9lIoO|]{0,2}|[lI|][0-9lIoO|]{1,2}"
_SUFFIX = r"(?:[A-Z]{1,2}(?![A-Za-z])|[a-e](?![A-Za-z]))?"
FOOT = "\f"
"""Stands for each character of the foot of a page within a citation."""
_APART = rf"(?:{_S}{{0,3}}{FOOT}+{_S}{{0,3}}|{_S}{{0,6}})"
_NUMBER = rf"(?P<number>(?:{_DIGITS}){_SUFFIX}|[lI](?=\s?\())"
_OPEN, _CLOSE = r"[(\[{<]", r"[)\]}>]"
_INNER = r"[0-9]{1,2}[A-Za-z]{0,2}|[A-Za-z|!]{1,4}|[lI|]{1,3}[A-Z]?|[0-9lI|]{1,2}[A-Z]?"
_WITH = (
    r"as\s+well\s+as|(?:together|along|combined|coupled)\s+with|in\s+(?:conjunction|combination)\s+with"
    r"|read\s+(?:together\s+)?with|by\s+virtue\s+of|plus|via"
)
_CONNECT = (
    rf"(?:(?:{_GAP}[,;/&+])+{_GAP}(?:(?:and|or|&)(?:/or)?\b{_S}*)?(?:also\b{_S}*)?"
    rf"|{_S}+(?:and(?:{_S}?/{_S}?or)?|or|nor|a|ac|neu)\b{_S}*(?:(?:also|with|under|by)\b{_S}*)?"
    rf"|{_GAP},?{_S}+(?:and\s+)?(?:{_WITH})\b{_S}*)"
)
_RANGE = rf"(?:{_S}*[-–—]{_S}*|{_S}+(?:to|through|i)\b{_S}*)"
_LEVEL = (
    rf"(?:(?:sub-?{_S}?section|sub-?{_S}?paragraph|sub-?{_S}?regulation|paragraph|para\.?|limb|sub)"
    rf"s?{_S}*)"
)
_NO_NUMBER = (
    r"(?![\w%£]|[,:]\d|\.\d(?!\d?[A-Z]?[.(\s])|\s?(?:am|pm)\b|(?:st|nd|rd|th)\b"
    r"|\s\d[A-Z]{2}\b)"
)
"""After a marker's number: it is no decimal, no time, no ordinal and no postcode ("S9 2EH")."""


@cache
def token(name: str) -> re.Pattern[str]:
    """The pattern of a kind of token."""
    return re.compile(_tokens()[name])


@cache
def _tokens() -> Mapping[str, str]:
    part = rf"(?:{_GAP}(?:,|&|/|-|–|\band\b|\bor\b|\bto\b){_GAP}(?:{_INNER}))*"
    after, unit = ("|".join(wording()[key]) for key in ("after_number", "units"))
    return {
        "marker": rf"(?<![\w£€$-])(?:"
        rf"(?P<word>[Ss5$][\w|!]{{2,4}}-?\s?[\w|!]{{2,4}})(?:\(s\)|s)?[.:]?"
        rf"|(?P<adran>[Aa]dran(?:nau)?)"
        rf"|(?P<short>(?:[Ss]ec(?:ts?|s)?|SECT?S?)\.?|(?<!['’‘])[Ss]{{1,2}}\.?|§{{1,2}})"
        rf"|(?P<regulation>(?:[Rr]egulation|REGULATION)(?:\(s\)|s|S)?|[Rr]egs?\.?|[Rr]heoliad)"
        rf"|(?P<article>[Aa]rt(?:icle)?s?\.?)"
        rf"|(?P<exemption>[Ee]x(?:emp|cep)tions?(?:\(s\))?(?:{_S}+(?:applied|used|claimed))?"
        rf"(?:{_S}*[:–-])?(?:{_S}+(?:under|at|in|of|is|are|from))?)"
        rf"){_APART}(?:n(?:o|umber)\.?\s)?[(\[‘'\"“]?{_NUMBER}{_NO_NUMBER}",
        "bare": rf"(?<![\w./£-])(?<![\w)]\()(?P<number>(?:{_DIGITS})(?:[A-Z])?)"
        rf"(?={_S}?[(\[{{]{_S}?[0-9lI]{{1,2}}[A-Z]?{_S}?[)\]}}])",
        "piece": rf"(?:{_GAP}(?P<open>{_OPEN}){_S}*(?P<inner>(?:{_INNER}){part}){_S}*"
        rf"(?:{_CLOSE}|(?={_S}?[(\[{{.,;:]|\s*$))"
        rf"|(?P<tight>[A-Za-z0-9]{{1,3}})[)\]}}]"
        rf"|(?P<letter>[a-j])(?![\w’']))",
        "connect": rf"(?i:{_CONNECT})",
        "range": _RANGE,
        "level": rf"(?i:{_GAP},?{_S}*(?:and{_S}+)?{_LEVEL}"
        rf"(?:\(?(?P<bare>[0-9]{{1,2}}[A-Z]?|[a-j]|[ivx]{{1,4}})\)?(?!\w))?)",
        "dot": r"\.(?P<inner>[0-9]{1,2}[A-Z]?|[a-j](?![\w.]))(?![\d%])",
        "bracket": rf"{_OPEN}{_S}?[0-9A-Za-z|]",
        "number": rf"(?P<number>(?:{_DIGITS}){_SUFFIX})(?![\w%£]|[,.]\d|[/:]\d|(?:st|nd|rd|th)\b)",
        "before": rf"(?i:{_LEVEL}(?P<all>(?:(?:{_CONNECT})?(?:{_RANGE})?[(\[]{_S}*(?:{_INNER})"
        rf"{_S}*[)\]]|[0-9][A-Z]?)+){_S}+(?:of|to|in){_S}+(?:the{_S}+)?)$",
        "part": r"(?P<sep>[,&/–-]|\b(?:and|or|to)\b)?\s*"
        r"(?P<value>(?!(?:and|or|to)\b)[\w|!]+)",
        "outer": rf"(?P<sep>{_RANGE})?[(\[]?\s*({_INNER})\s*[)\]]?",
        "function": rf"(?i:{_S}*(?:$|[.,;:)\]\[(&/+\n’'\"”–—-]|(?:{after})\b))",
        "unit": rf"(?i:{_S}*(?:{unit})\b)",
        "title_bracket": rf"{_GAP}[(‘“\"']{_S}*(?=[^()]*[A-Za-z]{{3}})[^()\d][^()]{{2,140}}"
        rf"(?:\([^()]{{1,40}}\)[^()]{{0,60}})?[)’”\"']",
        "title_run": rf"{_GAP}[-–—:,‘“\"]?{_S}*(?P<words>[A-Za-z][^.;()\n\d]{{2,90}}?"
        rf"(?:\n[^.;()\n\d]{{2,60}}?)?)(?=(?i:{_CONNECT})[0-9])",
    }
