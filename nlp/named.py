"""Names in running text."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from nlp.addressed import BUILT, ROLE
from nlp.names import Run, given_in, is_ordinary, lexicon, run_at
from nlp.response import Span

_NOT_A_PERSON = re.compile(
    r"\b(?:operation|project|hmp|hms|raf|st|saint|v|vs|versus|lake|mount|port|the|hotel"
    r"|pub)\.?[ \t]*$",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"[ \t]*(?:v\.?|vs\.?|versus)[ \t]|[^.\n]{0,40}\[(?:19|20)\d\d\]|['’]s?[ \t]+(?:Law|law)\b"
)
_ASKED_OF = re.compile(
    r"\b(?:was|were|is|did|does|has|had|whether|if|that)[ \t\n]+$", re.IGNORECASE
)
_HAPPENED = re.compile(
    r"(?:,[ \t\n]+(?:an?|the|my|our)[ \t\n]+[^,.;]{3,50},)?[ \t\n]+"
    r"(?:(?:was|is|has|had|have|been|be|or|not) )*(?:ever|arrested|employed|convicted"
    r"|cautioned|charged|dismissed|suspended|interviewed|registered|investigated|reported|known to"
    r"|a (?:serving|police|former|member|suspect|registered)|an (?:officer|informant|employee)"
    r"|on (?:the|any) (?:register|database|duty))\b",
)
_KIN = re.compile(
    r"\b(?:(?:my|his|her|their|your)|[a-z]+['’]s) (?:\w+ )?(?:(?P<kin>wife|husband"
    r"|son|daughter|brother|sister|mother|father|nephew|niece|widow"
    r"|fianc[eé]e?)|partner|child|baby)[ ,]+(?=[A-Z])"
)
_COLON = re.compile(r"[:=][ \t]*(?=[A-Z])")
_LABEL = re.compile(
    r"\b(?:surname|forenames?|(?:first|last|middle|full|maiden|family) names?)[ \t]*$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:statement|evidence|interview|account|complaint|custody record|file|conviction|arrest)"
    r" (?:of|by|from)[ \t\n]+((?:[A-Z]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)*,[ \t\n]+([A-Z][a-z]+))"
    r"(?=[,.;)\s])"
)
_BORN = re.compile(r"n[ée]e[ \t]+(?=[A-Z])")
_ASKED_FOR = re.compile(
    r"\b(?:[Tt]hank you|[Tt]hanks|(?:[Ss]peak|[Tt]alk|[Ww]rite) (?:to|with)|[Cc]ontact|[Aa]sk for"
    r"|[Ee]-?mail|[Cc]all|[Rr]ing)"
    r"(?:,|[ \t]+(?:either[ \t]+)?)[ \t]*((?:[A-Z][a-z]+(?:,[ \t]+|[ \t]+(?:and|or)[ \t]+))*"
    r"[A-Z][a-z]+)(?=[ \t]*(?:[.,!?;\n]|$|(?:and|or|if|for|at|on|in|to|about|with)\b))"
)
_ALONE = re.compile(
    r"^[ \t]*((?:[A-Z]\.[ \t]?){2,3}[A-Z][a-z'’-]{2,}(?:-[A-Z][a-z]+)?)[ \t]*$", re.MULTILINE
)
"""A line that is initials and a surname; one initial would be the letter of a list."""
_SINGLE = re.compile(r"[A-Z][a-z]+")
_CAPITALS = re.compile(r"(?<=[ \t])[A-Z]{2,}[ \t]+[A-Z]{2,}")
_CALLED = re.compile(
    r"\b(?:detainee|suspect|victim|defendant|prisoner|complainant|witness|subject|named?|driver"
    r"|deceased)[ \t]*:?[ \t]+$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?:man|woman|person|officer|boy|girl|constable|individual|teacher|driver|someone"
    r"|somebody|child|employee|resident|prisoner|detainee) (?:called|named|by the name of)"
    r"|(?:his|her|their|whose|true|real|full) name(?: is| was)|I am|name is"
    r"|the late|(?:my|our) colleague|colleague,?|informant,?|deceased,?"
    r"|(?:murder|death|killing|arrest|disappearance|conviction|murderer|family|widow|dismissal"
    r"|suspension|image|photograph|photo|picture|footage|custody record) of"
    r"|missing person|victim,?|suspect,?|defendant,?|attention of|signed by|reviewed by"
    r"|conducted by"
    r"|(?:my|his|her|your) (?:son|daughter|brother|sister|mother|father|husband|wife"
    r"|client),?)[ \t\n]+$",
    re.IGNORECASE,
)
_BY_CONTACT = re.compile(
    r"\b(?:contact|speak (?:to|with)|ask for|liaise with|telephone|ring|call|e-?mail|write to"
    r"|addressed to"
    r"|completed by|undertaken by|carried out by|dealt with by|handled by|prepared by|from|by"
    r"|with|to)[ \t\n]+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[ \t]*(?:,[ \t\n]*)?(?:who\b|aged \d|\(?(?:born|d\.?o\.?b)|was (?:ever|arrested|convicted"
    r"|murdered|killed|last"
    r"|employed|dismissed)|is (?:under|employed|currently|still|a serving)|\(\d\d\))",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"[ \t]*(?:,|\()?[ \t\n]*(?:on (?:tel\w*:? )?[0(+]\d|at [\w.+-]+@|via\b|by (?:e-?mail"
    r"|telephone)|<[\w.+-]+@"
    r"|\([\w.+-]+@|[\w.+-]+@|ext)",
    re.IGNORECASE,
)
_AFTER_ROLE = re.compile(
    r"\b(?:officer|manager|advis[eo]r|maker|analyst|solicitor|executive|secretary|coroner"
    r"|minister|mayor|director"
    r"|administrator|co-?ordinator|head of [\w ]{3,30}|author|applicant|complainant|requester"
    r"|editor|journalist"
    r"|reporter|founder|owner|mp|councillor)[ \t]*[,(:–-]?[ \t\n]+$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<![\w.@/'’-])[A-Z](?:[a-zà-ÿ'’]|\.)")


def mentioned(text: str) -> Iterator[Span]:
    """Names by a given name, by the office beside them, by what is said of them."""
    for known in given_in(text):
        if _person(text, known):
            yield known.start, known.end
    for match in _KIN.finditer(text):
        run = run_at(text, match.end())
        if run is not None and (run.known or match["kin"]) and not run.next:
            yield run.start, run.end
    yield from (match.span(1) for match in _ALONE.finditer(text))
    yield from _labelled(text)
    for match in _CAPITAL.finditer(text):
        run = run_at(text, match.start())
        if run is None or not run.full or not _person(text, run):
            continue
        before = text[max(0, match.start() - 48) : match.start()]
        strong = _BEFORE.search(before)
        contact = _BY_CONTACT.search(before)
        office = _AFTER_ROLE.search(before)
        after = text[run.end : run.end + 90]
        beside = re.match(
            r"[ \t]*(?:,|\()[ \t\n]*(?:(?:the|our|an?) )?([^.,;()\n]{3,60}|[^.,;()]{3,40})", after
        )
        if (
            (strong and not run.next)
            or (contact and (_REACHED.match(after) or (beside and ROLE.search(beside[1]))))
            or (beside and _holds_office(beside[1]) and not run.next)
            or (_AFTER.match(after) and not run.next)
            or (_ASKED_OF.search(before) and _HAPPENED.match(after) and not run.next)
            or (office and run.known)
        ):
            yield run.start, run.end


def _labelled(text: str) -> Iterator[Span]:
    """Names in a form, turned about, in capitals, given at birth, or given names to ask for."""
    for match in _COLON.finditer(text):
        if not _LABEL.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        run = run_at(text, match.end(), capitals=True, wrap=False)
        if run is not None and not run.next:
            yield run.start, run.end
    for match in _BORN.finditer(text):
        if text[match.start() - 1 : match.start()].isalpha():
            continue
        run = run_at(text, match.end(), wrap=False)
        if run is not None and not run.next:
            yield run.start, run.end
    for match in _ASKED_FOR.finditer(text):
        for word in _SINGLE.finditer(text, match.start(1), match.end(1)):
            if word.group().lower() in lexicon("given-names") and not is_ordinary(word.group()):
                yield word.span()
    for match in _TURNED.finditer(text):
        if match[2].lower() in lexicon("given-names") and not is_ordinary(match[1].split(",")[0]):
            yield match.span(1)
    for match in _CAPITALS.finditer(text):
        if not _CALLED.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        run = run_at(text, match.start(), capitals=True, wrap=False)
        if run is not None and run.known and run.full:
            yield run.start, run.end


def _holds_office(words: str) -> bool:
    """Whether it is an office ("FOI Decision Maker") and not a sentence with one in it."""
    found = ROLE.search(words)
    return bool(found) and words[:1].isupper() and len(words.split()) <= 7


def _person(text: str, run: Run) -> bool:
    if _NOT_A_PERSON.search(text[max(0, run.start - 14) : run.start]):
        return False
    if _CASE.match(text, run.end) or " ".join(run.words).lower() in _firms():
        return False
    if BUILT.fullmatch(run.words[-1]):
        return False
    if run.next and (run.next.isupper() is False):
        return False
    return not all(is_ordinary(word) for word in run.words)


@cache
def _firms() -> frozenset[str]:
    text = (files("nlp") / "lexicon" / "firms-like-people.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
