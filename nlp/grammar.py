"""The grammar of citations: marker, number, brackets, siblings, ranges, titles, in chains.

Nothing here knows which law is meant; ``nlp.resolve`` gives the chains their ids. White space of
any kind may stand between any two parts; a blank line ends a chain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import Levenshtein

from nlp.acts import power_follows
from nlp.lexis import token
from nlp.sieve import matches
from nlp.titles import is_title

_MARKS = re.compile(r"[AERSaers5$§](?<![\w£€$-].)")
"""The first letter of a marker: "Section", "adran", "Reg", "exemption"."""
Marker = Literal["section", "regulation", "article", "exemption", "none"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One bracket of a citation, or one number that stands for it.

    Attributes:
        value: As printed, without brackets.
        joined: A comma, "and" or the like stands before it.
        ranged: "to" or a dash stands before it.
    """

    value: str
    start: int
    end: int
    joined: bool = False
    ranged: bool = False


@dataclass(slots=True)
class Item:
    """A section number with its brackets.

    Attributes:
        start: Of its marker, or of the number where it has none of its own.
        number: As printed, suffix included.
        marked: It has a marker of its own.
        joint: What joins it to the item before it: "and", "by virtue of".
        title: Where a printed title ends; else ``end``.
        pieces: Its brackets; those printed before it ("subsection (3) of section 31") come last.
    """

    start: int
    number: str
    number_at: tuple[int, int]
    marked: bool
    pieces: list[Piece] = field(default_factory=list)
    ranged: bool = False
    joint: str = ""
    end: int = 0
    title: int = 0


@dataclass(slots=True)
class Chain:
    """Items joined by commas, "and" and the like, under one marker or several of one kind."""

    marker: Marker
    items: list[Item]

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end


def is_section_word(word: str) -> bool:
    """Whether a word is "section" or "sections", read well or badly.

    >>> is_section_word("Sectlon"), is_section_word("station")
    (True, False)
    """
    plain = re.sub(r"[-\s]", "", word).casefold().replace("rn", "n")
    plain = plain.translate(str.maketrans("l1|!05$", "iiiioss"))
    return Levenshtein.distance(plain.removesuffix("s"), "section", score_cutoff=1) <= 1


def chains(text: str) -> Iterator[Chain]:
    """Every chain of citations, of whatever law, in order and without overlap."""
    bare = [(match.start("number"), match) for match in token("bare").finditer(text)]
    marked = [(match.start(), match) for match in matches(token("marker"), _MARKS, text)]
    at = 0
    parser = _Parser(text)
    for start, match in sorted(bare + marked, key=lambda pair: pair[0]):
        if start < at:
            continue
        marker = _marker_of(text, match)
        if marker is None:
            continue
        found = parser.chain(match, marker)
        at = found.end
        yield found


def _marker_of(text: str, match: re.Match[str]) -> Marker | None:
    groups = match.groupdict()
    if groups["number"][0] in "0oO":
        return None
    if "word" not in groups:
        return "none"
    if groups["word"]:
        return "section" if is_section_word(groups["word"]) else None
    if groups["adran"]:
        return "section"
    if groups["short"]:
        if not groups["number"][0].isdigit():
            return None
        return "section"
    for name in ("regulation", "article", "exemption"):
        if groups[name]:
            return name
    return None


def _is_no_range(first: str, last: str) -> bool:
    """Whether it runs backwards, "(d) to (c)", or from a number to a letter: "40(2) - (e)"."""
    if first.isdigit() and last in "abcdefgh":
        return True
    return len(first) == len(last) == 1 and first.islower() and last.islower() and last <= first


_ANOTHER = re.compile(
    r"\(\d{1,2}\)\s+(?:(?:was|were|is|are)\s+(?:refused|answered|withheld|exempt)\s[^.;\n]{0,40}?)?"
    r"(?:under|in terms of|by(?: virtue of)?|pursuant to|on the basis of)\s+"
    r"(?:sections?|regulations?|ss?\.|regs?\.)",
    re.IGNORECASE,
)
"""The number of a question that is refused under what follows: "(3) under section 43(2)"."""

_COUNTED = re.compile(
    r"\s+(?:under|in terms of|by virtue of|contrary to|for)\s+"
    r"(?:sections?|regulations?|ss?\.|regs?\.)",
    re.IGNORECASE,
)
"""What follows a number of cases: "214 under section 1 and 38 under section 12A"."""


class _Parser:
    """Reads one chain from where its first number stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def chain(self, match: re.Match[str], marker: Marker) -> Chain:
        items = [self._item(match, marked=marker != "none")]
        while (following := self._next(items[-1], marker)) is not None:
            items.append(following)
        return Chain(marker, items)

    def _item(self, match: re.Match[str], *, marked: bool, ranged: bool = False) -> Item:
        item = Item(
            start=match.start() if marked else match.start("number"),
            number=match["number"],
            number_at=match.span("number"),
            marked=marked,
            ranged=ranged,
        )
        self.at = match.end("number")
        outer_pieces: list[Piece] = []
        if marked and (
            outer := token("before").search(self.text, max(0, item.start - 70), item.start)
        ):
            item.start = outer.start()
            for inner in token("outer").finditer(outer["all"]):
                if inner[2].casefold() in ("and", "or", "to"):
                    continue
                span = (outer.start("all") + inner.start(2), outer.start("all") + inner.end(2))
                ranged_ = bool(outer_pieces) and bool(inner["sep"] and inner["sep"].strip())
                outer_pieces.append(
                    Piece(inner[2], *span, joined=bool(outer_pieces), ranged=ranged_)
                )
        if dot := token("dot").match(self.text, self.at):
            item.pieces.append(Piece(dot["inner"], *dot.span("inner")))
            self.at = dot.end()
            while dot := token("dot").match(self.text, self.at):
                item.pieces.append(Piece(dot["inner"], *dot.span("inner")))
                self.at = dot.end()
        self._pieces(item)
        item.pieces += outer_pieces
        item.end = self.at
        item.title = self._title(self.at)
        return item

    def _pieces(self, item: Item) -> None:
        first = True
        while True:
            if found := self._bracket(self.at, joined=False, ranged=False, first=first):
                item.pieces += found
            elif (level := token("level").match(self.text, self.at)) and (
                level["bare"] or token("bracket").match(self.text, level.end())
            ):
                if level["bare"]:
                    item.pieces.append(
                        Piece(level["bare"], *level.span("bare"), joined=bool(item.pieces))
                    )
                    self.at = level.end()
                elif found := self._bracket(
                    level.end(), joined=bool(item.pieces), ranged=False, first=first
                ):
                    item.pieces += found
                else:
                    break
            elif found := self._sibling(item.pieces):
                item.pieces += found
            else:
                break
            first = False

    def _sibling(self, before: list[Piece]) -> list[Piece]:
        here = self.at
        for name in ("connect", "range"):
            joint = token(name).match(self.text, self.at)
            if joint is None or "\n\n" in joint[0]:
                continue
            if not before and joint[0].strip() in ("to", "through"):
                continue  # "and section 40 to (c) alone": a question
            level = token("level").match(self.text, joint.end())
            at = level.end() if level and not level["bare"] else joint.end()
            if _ANOTHER.match(self.text, at):
                continue
            if self.text[at : at + 1] in ("(", "[", "{") and (
                found := self._bracket(at, joined=True, ranged=name == "range", first=False)
            ):
                if name == "range" and before and _is_no_range(before[-1].value, found[0].value):
                    self.at = here
                    return []
                return found
            last = self.text[self.at - 1]
            if last.isalpha() and (
                letter := re.compile(r"([a-j])(?![\w’'])").match(self.text, joint.end())
            ):
                if letter[1] == "a":
                    continue
                self.at = letter.end()
                return [Piece(letter[1], *letter.span(1), joined=True, ranged=name == "range")]
        return []

    def _bracket(self, at: int, *, joined: bool, ranged: bool, first: bool) -> list[Piece]:
        match = token("piece").match(self.text, at)
        if match is None:
            return []
        if not match["open"]:
            if joined or (first and match["letter"]) or self.text[at - 1] not in ")]}>":
                return []
            name = "tight" if match["tight"] else "letter"
            self.at = match.end()
            return [Piece(match[name], *match.span(name))]
        before = self.text[at : match.start("open")]
        if before.count("\n") > 1 or (joined and "\n\n" in before):
            return []
        inner = match["inner"]
        if len(inner) > 3 and inner.isalpha() and not re.fullmatch(r"[ivxlI|1]+", inner):
            return []
        if inner.casefold() in (
            "the",
            "foi",
            "act",
            "eir",
            "see",
            "now",
            "not",
            "and",
            "or",
            "all",
            "ico",
            "q",
            "no",
            "if",
            "as",
        ):
            return []
        if "\n" in before or (self.text[match.end() : match.end() + 1].isspace() and joined):
            tail = self.text[match.end() : match.end() + 40]
            if (
                "\n" in before
                and not token("function").match(tail)
                and not tail.lstrip()[:1].isupper()
            ):
                return []
        self.at = match.end()
        pieces, here = [], match.start("inner")
        parts = [*token("part").finditer(inner)]
        for number, part in enumerate(parts):
            sep = part["sep"] or ""
            last = number == len(parts) - 1
            pieces.append(
                Piece(
                    part["value"],
                    here + part.start("value"),
                    match.end() if last else here + part.end("value"),
                    joined=joined or bool(number),
                    ranged=sep in ("-", "–", "to") or (ranged and not number),
                )
            )
        return pieces

    def _title(self, at: int) -> int:
        match = token("title_bracket").match(self.text, at)
        return match.end() if match and "\n\n" not in match[0] else at

    def _next(self, item: Item, marker: Marker) -> Item | None:
        """The item that a connector joins to this one; the connector may follow a title."""
        for at in dict.fromkeys((item.end, item.title)):
            for name in ("connect", "range"):
                joint = token(name).match(self.text, at)
                if joint is None or re.search(r"\n\s*\n", joint[0]):
                    continue
                if name == "range" and not self._spans_sections(item, joint[0]):
                    continue
                if found := self._joined_item(joint.end(), marker, ranged=name == "range"):
                    found.joint = " ".join(joint[0].casefold().split())
                    return found
        if (
            marker != "article"
            and (run := token("title_run").match(self.text, item.end))
            and is_title(item.number, run["words"])
        ):
            joint = token("connect").match(self.text, run.end())
            if joint is not None and (
                found := self._joined_item(joint.end(), marker, ranged=False, titled=True)
            ):
                return found
        return None

    def _spans_sections(self, item: Item, joint: str) -> bool:
        """Whether a dash or "to" between two numbers is a range and not "s.20 - 12 cases"."""
        if "\n" in joint:
            return False
        plural = self.text[item.start : item.number_at[0]].strip(" .").casefold()[-1:] == "s"
        return (
            "to" in joint
            or not joint[0].isspace()
            or (plural and len(self.text[item.start : item.number_at[0]].strip(" .")) > 1)
        )

    def _joined_item(
        self, at: int, marker: Marker, *, ranged: bool, titled: bool = False
    ) -> Item | None:
        if match := token("marker").match(self.text, at):
            return (
                self._item(match, marked=True, ranged=ranged)
                if _marker_of(self.text, match) == marker
                else None
            )
        match = token("number").match(self.text, at)
        if match is None or (
            marker == "none" and not token("bracket").match(self.text, match.end())
        ):
            return None
        bracketed = token("bracket").match(
            self.text,
            match.end()
            + len(self.text[match.end() :])
            - len(self.text[match.end() :].lstrip(" \u00a0")),
        )
        if not bracketed:
            if token("unit").match(self.text, match.end()) or _COUNTED.match(
                self.text, match.end()
            ):
                return None
            if titled or not token("function").match(self.text, match.end()):
                rest = self.text[match.end() : match.end() + 60]
                if not (is_title(match["number"], rest) or power_follows(rest)):
                    return None
        return self._item(match, marked=False, ranged=ranged)
