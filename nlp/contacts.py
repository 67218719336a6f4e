"""E-mail addresses, telephone numbers and postal addresses of people, not of teams."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from nlp.letter import Letter
from nlp.names import lexicon
from nlp.response import Span
from nlp.text import lowered

_EMAIL = re.compile(
    r"(?<![\w.+-])(\w[\w.+'’-]{0,100})@((?:[\w-]+\.)+[a-z]{2,})(?![\w-])", re.IGNORECASE
)
_PUBLIC_HOST = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet|proton(?:mail)?|me"
    r"|mail|gmx"
    r"|virginmedia|sky|talktalk|ntlworld|msn|ymail|tutanota)\.(?:com|co\.uk|net|org|example|me"
    r"|de)$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"([\w'’-]+)\"?[ \t]*[<\[(](?:mailto:)?$")
_REQUEST_MAIL = re.compile(r"request-\d+-[0-9a-f]+$", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w./£-])(?:\+44[ \t]?(?:\(0\))?[ \t]?|0|\(0)(?:\d[ \t().–-]{0,2}){8,10}\d(?![\d/]"
    r"|[-.]\d)"
)
_EXTENSION = re.compile(
    r"(?:\bext(?:n|ension)?s?\b\.?(?:[ \t]*(?:no|number))?|\bextn?|\bx)[ \t:.]*(\d{3,7})\b"
)
_DIRECT = re.compile(
    r"(?:\bdirect(?:[ -](?:line|dial|tel(?:ephone)?|number|phone))?(?:[ \t]*(?:no|number)\b\.?)?"
    r"|\bddi?\b|\blandline\b|\bmob(?:ile)?(?:[ \t]*(?:no|number|tel"
    r"|phone)\b\.?)?|\bm|\bd|\bcell|\bhome(?: tel(?:ephone)?| phone| number)?|\bhis number"
    r"|\bher number|\bmy number|\bpersonal)"
    r"[ \t]*(?:no|number|is)?[ \t]*[.:–-]?[ \t]*$",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r"[ \t]*\((?:direct|ddi?|mobile|mob)\b", re.IGNORECASE)
"""What stands behind a number that is a person's own: "01632 960877 (direct)"."""
_ME = re.compile(
    r"\b(?:contact|call|ring|reach|telephone|phone) (?:me|him|her)(?: directly)?"
    r"(?: by (?:tele)?phone)? (?:on|at)[ \t]*$",
    re.IGNORECASE,
)
_SWITCHBOARD = re.compile(
    r"\b(?:switchboard|helpline|hotline|enquir(?:y|ies)|main|commissioner|ombudsman|freephone"
    r"|non-?emergency"
    r"|crimestoppers|textphone|minicom|fax|headquarters|call centre|team|unit|office|department"
    r"|branch)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:contact|ring|call|phone|telephone|ask for|speak (?:to|with))[ \t\n]+"
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?[ \t]+)?$",
    re.IGNORECASE,
)
_SHARED = re.compile(r"(?:\+44|0)[ \t]?(?:80[08]|3\d\d|84[345]|87[0123]|9\d\d)")
_MOBILE = re.compile(r"(?:\+44[ \t]?(?:\(0\))?[ \t]?|\(?0)7[1-57-9]\d")
_REGULATOR = re.compile(r"0303[ ]?123[ ]?1113|01625[ ]?545[ ]?7\d\d|01334[ ]?464[ ]?610")
_TELEPHONE = re.compile(
    r"(?:\b(?:tel(?:ephone)?|phone|t|call|ring|on|number is)\b[ \t]*(?:no|number)?"
    r"[ \t]*[.:–-]?[ \t]*)$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[ \t]{0,2}\d[A-Z]{2}\b")
_HOUSE = re.compile(
    r"\b(?:flat|apartment|unit)?[ \t]*\d{1,4}[A-Za-z]?,?[ \t]+(?:[A-Z][\w'’-]+[ \t,]+){1,4}",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:road|street|avenue|lane|close|drive|way|crescent|terrace|gardens?|grove|place|court"
    r"|rise|walk"
    r"|mews|square|hill|row|view|green|cottages?|park|parade|rd|st|ave)\b",
    re.IGNORECASE,
)
_RESIDES = re.compile(
    r"\b(?:(?:sent|posted|delivered) to|of|at|lives? at|resid\w+ (?:at|of)|home address(?: is|:)?"
    r"|address:)[ \t\n]+"
    r"(?=\d|(?:flat|apartment|apt\.?|room|bedsit)[ \t]+\w)",
    re.IGNORECASE,
)
_SAID_HOME = re.compile(r"[ \t]*[(,–-][ \t]*(?:(?:my|his|her|their|the|a) )?home address\b")
_HOUSE_NUMBER = re.compile(r"(?:(?:flat|apartment)[ \t]+\w+,?[ \t]+)?\b\d{1,4}[a-z]?,?[ \t]+[A-Z]")
_OFFICE = re.compile(
    r"\b(?:police|constabulary|headquarters|hq|commissioner|house,|unit|department|team|po box"
    r"|p\.o\. box"
    r"|office|station|hall|council|court house|university|limited|ltd|plc|disclosure|information"
    r"|wycliffe"
    r"|hospital|school|prison|agency|service|centre|college|street,? london|bureau|foi)\b",
    re.IGNORECASE,
)


def emails(text: str, names: Sequence[str]) -> Iterator[Span]:
    """Addresses of one person.

    Args:
        text: The letter.
        names: The names found in it: an address made of one is that person's.
    """
    surnames = {re.sub(r"\W", "", name.split()[-1].lower()) for name in names}
    surnames = {surname for surname in surnames if len(surname) > 3}
    owners = {re.sub(r"\W", "", name.split()[-1].lower()) for name in names}
    for match in _EMAIL.finditer(text) if "@" in text else ():
        local, host = match[1].lower(), match[2].lower()
        owner = _OWNER.search(text, max(0, match.start() - 40), match.start())
        if _personal(local, host, surnames) or (
            # "Una Prew <up@post.example>"
            owner and re.sub(r"\W", "", owner[1].lower()) in owners and not _is_team(local)
        ):
            yield match.span()


def _personal(local: str, host: str, surnames: set[str]) -> bool:
    if _REQUEST_MAIL.match(local):
        return True  # the address at which a requester is reached through WhatDoTheyKnow
    parts = [part for part in re.split(r"[._+\d-]+", local) if part]
    joined = re.sub(r"[^a-z]", "", local)
    if any(joined[at:] in surnames or joined[:-at] in surnames for at in range(len(joined) - 3)):
        return True  # "jbloggs", "bloggs.j"
    if not joined:
        return len(local) >= 4  # a collar number
    if all(_is_team(part) for part in parts) or _is_team(joined):
        return False
    if _PUBLIC_HOST.search(host):
        return True
    if any(part in lexicon("given-names") for part in parts) and len(parts) > 1:
        return True
    return len(joined) >= 6 and not any(_has_team(part) for part in parts)


@cache
def _team_pattern() -> re.Pattern[str]:
    words = sorted(lexicon("team-words"), key=lambda word: (-len(word), word))
    return re.compile("(?:" + "|".join(words) + ")+")


def _is_team(part: str) -> bool:
    return _team_pattern().fullmatch(part) is not None


def _has_team(part: str) -> bool:
    """Whether a word of office is part of it: "dutydisclosure", "foirequests"."""
    return any(word in part for word in lexicon("team-words") if len(word) > 4) or part.startswith(
        "foi"
    )


def phones(text: str, letter: Letter, names: Sequence[Span]) -> Iterator[Span]:
    """Mobile numbers, direct lines, extensions and numbers printed with a person's name."""
    for match in _PHONE.finditer(text):
        number = match.group()
        digits = re.sub(r"\D", "", number)
        if not 10 <= len(digits) <= 13 or _REGULATOR.match(number):
            continue
        if digits.startswith("07") and len(digits) != 11:
            continue  # a number of something else
        line = letter.lines[letter.line_at(match.start())]
        before = text[line.start : match.start()]
        signs = names and names[-1][0] > match.end()
        own = _MOBILE.match(number) or _DIRECT.search(before) or _ITS_OWN.match(text, match.end())
        if _in_brackets(text, match.start(), names):
            yield match.start() + (number[0] == "(" and ")" not in number), match.end()
        elif own or (signs and _ME.search(before)):
            yield match.span()
        elif _SHARED.match(number):
            continue
        elif _SWITCHBOARD.search(before):
            if _asked_for(text, match.start(), names):
                yield match.span()
        elif _under_name(letter, match.start(), match.end(), names) or (
            _TELEPHONE.search(before) and _beside(text, letter, match.start(), names)
        ):
            yield match.span()
    for match in _EXTENSION.finditer(lowered(text)):
        if _beside(text, letter, match.start(), names):
            yield match.span(1)


def _in_brackets(text: str, at: int, names: Sequence[Span]) -> bool:
    """Whether a number stands in brackets straight behind a name."""
    opened = text[max(0, at - 1) : at + 1].find("(")
    before = names[: bisect_left(names, (at, at))][-1:]
    return opened >= 0 and any(at - end <= 2 for _, end in before)


def _asked_for(text: str, at: int, names: Sequence[Span]) -> bool:
    """Whether the sentence says to ask for somebody: "Contact Una Prew in the office on"."""
    for start, end in names[: bisect_left(names, (at, at))][-1:]:
        if at - end < 60 and not re.search(r"[.!?;]\s|\n\s*\n|\bor\b", text[end:at]):
            return _CONTACT.search(text, max(0, start - 30), start) is not None
    return False


def _under_name(letter: Letter, start: int, end: int, names: Sequence[Span]) -> bool:
    """Whether it ends a line, bare or behind a title, straight under the name that signs."""
    index = letter.line_at(start)
    line = letter.lines[index]
    before, after = line.text[: start - line.start], line.text[end - line.start :]
    if after.strip() or not re.fullmatch(r"(?:[A-Z][\w&,' ]{3,50})?[ \t]*[-–|:,]?[ \t]*", before):
        return False
    if re.search(
        r"\b(?:unit|team|office|department|switchboard|enquir|police|t(?:el)?)\b", before.lower()
    ):
        return False
    for above in (1, 2):
        signed = letter.lines[max(0, index - above)]
        near = line.number - signed.number <= 2
        if near and any((signed.start, signed.end) == name for name in names):
            return True
    return False


def _beside(text: str, letter: Letter, at: int, names: Sequence[Span]) -> bool:
    """Whether a name stands in the same sentence, or in the lines of a signature above."""
    index = letter.line_at(at)
    line = letter.lines[index]
    for start, _ in names[bisect_left(names, (at, at)) :][:1]:
        if start - at < 24 and re.search(r"^\D{0,8}\d+[ \t]*[(–-][ \t]*$", text[at:start]):
            return True  # "Ext. 6612 (Una Prew)"
    for start, end in names[: bisect_left(names, (at, at))][-8:]:
        if end <= at and at - end < 160 and not re.search(r"[.!?]\s|\n\s*\n", text[end:at]):
            return True
        above = index - letter.line_at(start)
        if start >= at or not 0 < above <= 5:
            continue
        signed = letter.lines[index - above]
        if signed.start == start and line.number - signed.number <= 6:
            return True
    return False


def homes(text: str, letter: Letter, names: Sequence[Span]) -> Iterator[Span]:
    """Postal addresses under a person's name at the head of a letter, or said to be a home."""
    for match in _POSTCODE.finditer(text):
        start = _block(text, letter, match.end(), names)
        if start is None:
            start = _told(text, match.end(), names)
        if start is not None:
            yield start, match.end()


def _block(text: str, letter: Letter, end: int, names: Sequence[Span]) -> int | None:
    """Where an address in lines of its own begins, if a name stands above it."""
    index = letter.line_at(end - 1)
    for upper in range(index, max(index - 6, 0), -1):
        line, above = letter.lines[upper], letter.lines[upper - 1]
        block = text[line.start : end]
        if above.number != line.number - 1 or _OFFICE.search(block):
            return None
        if _HOUSE.match(block) and _STREET.search(block):
            near = names[bisect_left(names, (above.start, 0)) :][:3]
            named = any(stop <= above.end for _, stop in near)
            return line.start if named else None
    return None


def _told(text: str, end: int, names: Sequence[Span]) -> int | None:
    """Where an address in a sentence begins: of somebody just named, or said to be a home."""
    begin = max(0, end - 130)
    found = list(_RESIDES.finditer(text, begin, end))
    if not found and _SAID_HOME.match(text, end):
        houses = [house.start() for house in _HOUSE_NUMBER.finditer(text, begin, end)]
        return next((at for at in houses if _STREET.search(text, at, end)), None)
    if not found:
        return None
    start = found[-1].end()
    if not _STREET.search(text[start:end]) or _OFFICE.search(text[start:end]):
        return None
    home = re.search(r"home|lives|resid", found[-1].group(), re.IGNORECASE)
    near = names[: bisect_left(names, (start, start))][-2:]
    named = any(0 <= start - stop < 20 for _, stop in near)
    sent = re.match(r"sent|posted|delivered", found[-1].group(), re.IGNORECASE)
    if sent:
        named = any(not re.search(r"[.;!?]\s", text[stop:start]) for _, stop in near)
    return start if home or named else None
