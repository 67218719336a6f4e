"""The sentences of an answer, what each says, and to which questions it belongs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nlp.citations import Citation
from nlp.cues import fold, vocabulary
from nlp.history import heads_history, is_review, tells_history
from nlp.layout import Block, words_of
from nlp.pointers import led, listed, opens, pointed, remaining
from nlp.response import Question, Section

_SENTENCE = re.compile(
    r"(?<=[.?!])[\"”’)]?\s+(?=[A-Z“\"(£\d•])|\n\s*\n|(?<=;)\s*\n"
    r"|\n(?=\W{0,3}(?:Section|Regulation|S\.)\s?\d)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:(?:for|of|to|in|as|at|and) no|s|ss|st|mr|mrs|ms|dr|e\.g|i\.e|etc|reg|sec|v"
    r"|approx)|^\W*[A-Za-z])\.$",
    re.I,
)
_HANGS = re.compile(
    r"\b(?:under|of|by|in|to|and|or|the|with|from|see|on|for|&)\s*$", re.IGNORECASE
)
_REFUSED = re.compile(
    r"(?:exempt(?:ed)?|excepted|withheld|refused)\b.{0,50}\b(?:under|by virtue of|in terms of) "
    r"(?:section|regulation|s\.)"
)
_OPENS = re.compile(
    r":\s*$|(?:below|above|following|as follows|table|attached)\W*$", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"(?P<list>\(?\d{1,2}\)?(?:[a-h]\b)?(?:(?:, and|,| and| &)\s+\(?\d{0,2}[a-h]?\)?){1,6})"
    r"(?:[.:)]|\s+[-–])\s+(?=[A-Z“\"])"
)
"""Numbers of several questions before their one answer: "2, 2a and 4. You asked ..."."""
_LINE_LETTER = re.compile(r"^[ \t>]*\(?([a-h])[.)]\s+(?=\S)", re.MULTILINE)
_HEADS = re.compile(
    r"(?:the |your )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
    r"|final)"
    r" (?:part|point|question|request|query|item)s?\W*"
)
"""A line that is nothing but the name of a question: "Second request"."""
_PART = re.compile(r"^\W{0,3}Part \d{1,2}\s*[-–:]\s*\w[^\n?]{2,60}$", re.MULTILINE)
_LABEL = re.compile(r"^(?:our |my |the )?(?:reply|answer|response)(?: to \(?\w{1,3}\)?)?: ")
_LAST = re.compile(
    r"\s[-:|]\s?(?:parts? of |for |q)?(?P<list>\(?\d{1,2}[a-h]?\)?"
    r"(?:(?:, and|,| and| &| to) (?:parts? of )?\(?\d{1,2}[a-h]?\)?)*)\.?$"
)
"""A provision and then the numbers it is for: "Section 38(1)(b) - safety - 2 and 3"."""
_AFTER = re.compile(r"(?:\s*[-–—:]+\s+)?")
"""What stands between the number of a question and its answer: "Q2 & Q3 - none"."""
_COMPLETE = re.compile(r"(?:[.!]|(?<![A-Za-z] )\b[\d,]+)\s*$")
ADVICE = frozenset({"foia/16", "foisa/15", "eir/9", "eisr/9"})
LINE = 200
"""Characters of a line that names a provision and the questions that it is relied on for."""
REST = "*"
"""Stands among a statement's ids for the questions that nothing else points to."""


@dataclass(slots=True, kw_only=True)
class Statement:
    """One sentence, or table, of an answer.

    Attributes:
        ids: Questions that it belongs to; empty where it speaks of the request.
        own: It names them itself, or stands in an item that does.
        says: Names of what it says, as in ``statements.toml``.
        section: Of the passage in which it stands.
        block: Where its paragraph starts.
        item: It opens an item whose marker names the question.
        guessed: It was given to its question by what it speaks of, not by a number.
        cited: Provisions named in it.
        past: It tells what was decided before a review.
    """

    text: str
    start: int
    end: int
    ids: tuple[str, ...]
    own: bool
    says: frozenset[str]
    section: Section
    block: int = 0
    table: bool = False
    item: bool = False
    guessed: bool = False
    cited: tuple[str, ...] = ()
    past: bool = False


@dataclass(slots=True, kw_only=True)
class Reader:
    """Walks over the answering passages of a letter.

    Attributes:
        ids: Of all questions.
        here: Ids to which what follows belongs until something else is named.
        under: Number to which a letter alone belongs.
        open: What follows belongs to the item above it, which announced it.
        led: ``here`` was named by a marker or heading, and not within a sentence.
        shown: Questions whose answer a sentence announced, for the table that follows.
        review: The letter gives the outcome of a review.
        past: What follows tells of the decision under review.
        parted: The letter has parts with titles, "Part 2 - pursuits", which are no questions.
    """

    text: str
    questions: Sequence[Question]
    citations: Sequence[Citation]
    ids: tuple[str, ...]
    here: tuple[str, ...] = ()
    under: str = ""
    open: bool = False
    led: bool = False
    shown: tuple[str, ...] = ()
    review: bool = False
    past: bool = False
    parted: bool = False
    found: list[Statement] = field(default_factory=list)

    def read(self, blocks: Sequence[Block], sections: Sequence[Section]) -> list[Statement]:
        """All statements, in order."""
        self.review = is_review(self.text)
        asked = [self.text[s.spans[0][0] : s.spans[0][1]] for s in sections if s.kind == "request"]
        self.parted = any(_PART.search(words) for words in asked)
        zones = [s for s in sections if s.kind == "request"]
        spread = sum(bool(self._asked_in(zone)) for zone in zones) > 1
        before: Section | None = None
        for section in sections:
            ((start, end),) = section.spans
            if section.kind in ("harm", "balance"):
                self._aside(blocks, section)
            elif section.kind in ("response", "exemptions"):
                interleaved = spread and before is not None and before.kind == "request"
                if not (self.open and self.led and before and before.kind == "response"):
                    self.here = self._asked_in(before) if interleaved and before else ()
                    self.open, self.under = False, ""
                self.past = self.review and heads_history(fold(section.starts))
                inside = [
                    b for b in blocks
                    if start <= b.start < end and b.kind not in ("rule", "furniture")
                ]  # fmt: skip
                leads = [self._leads(b)[0] if b.kind != "table" else [] for b in inside]
                for index, block in enumerate(inside):
                    following = next((ids for ids in leads[index + 1 :] if ids), [])
                    self._block(block, section, interleaved, following)
            before = section
        return self.found

    def _leads(self, block: Block) -> tuple[list[str], int]:
        """Questions that the head of a block names, and where its own words begin."""
        raw = self.text[block.start : block.end]
        if self.parted and _PART.match(raw):
            return [], 0
        if block.head is None:
            if several := _SEVERAL.match(raw):
                ids, _ = led(several["list"], self.ids, "")
                if len(ids) > 1:
                    return ids, several.end()
            if (named := pointed(fold(raw), self.ids)) and _HEADS.fullmatch(fold(raw)):
                return named, len(raw)
            if block.kind == "heading" or len(raw) > 60:
                return [], 0
            ids, length = led(raw, self.ids, "")
            alone = re.fullmatch(r"[\s.:]*(?:\([^)]*\))?[\s.:]*", raw[length:])
            return (ids, len(raw)) if ids and alone else ([], 0)
        ids, length = led(raw, self.ids, self.under)
        if not ids and block.head.path:
            ids, length = listed(block.head.id, self.ids), block.head.length
        return ids, length

    def _keeps(self, block: Block, following: Sequence[str]) -> bool:
        """Whether a paragraph goes on with the item above it.

        It does where no blank line parts them, and where the item after it is the next.
        """
        if not (self.led and self.here):
            return False
        ids = list(self.ids)
        after = bool(following) and ids.index(following[0]) == ids.index(self.here[-1]) + 1
        return block.gap == 0 or after

    def _aside(self, blocks: Sequence[Block], section: Section) -> None:
        """A passage of harm may open with the refusal itself."""
        ((start, end),) = section.spans
        for block in (b for b in blocks if start <= b.start < end and b.kind == "paragraph"):
            for at, stop in _sentences(self.text, block.start, block.end):
                if _REFUSED.search(fold(self.text[at:stop])):
                    self.here, self.led, self.open = (), False, False
                    self._sentence(at, stop, section, False, item=False, block=block.start)

    def _asked_in(self, zone: Section) -> tuple[str, ...]:
        ((start, end),) = zone.spans
        return tuple(q.id for q in self.questions if q.spans and start <= q.spans[0][0] < end)

    def _block(
        self, block: Block, section: Section, interleaved: bool, following: Sequence[str]
    ) -> None:
        folded = fold(words_of(self.text, block))
        if block.kind == "table" and not (section.kind == "exemptions" and self._cites(block)):
            self._table(block, section)
            return
        begin, own = block.start, False
        raw = self.text[block.start : block.end]
        ids, length = self._leads(block)
        if block.head and not block.head.path:
            begin += block.head.length
        if block.kind == "heading":
            self.past = self.review and heads_history(folded)
        if ids:
            self.here, own, self.led = tuple(ids), True, True
            numbers = re.findall(r"\d+", raw[:length])
            self.under = numbers[-1] if numbers else self.under
            begin = block.start + max(length, block.head.length if block.head else 0)
            begin = _AFTER.match(self.text, begin, block.end).end()
            if not re.search(r"\w", self.text[begin : block.end]):
                self.open = self.led = True
                return
        elif block.kind == "heading" and not (self.open and self.here and not says(folded)):
            if named := pointed(folded, self.ids):
                self.here, self.open, self.led = tuple(named), True, True
                if says(folded) - {"held"}:
                    self._sentence(
                        block.start, block.end, section, True, item=False, block=block.start
                    )
            elif not interleaved and not self.open:
                self.here, self.led = (), False
            return
        elif not (interleaved or self.open or block.continues or self._keeps(block, following)):
            self.here, self.led = (), False
        item = bool(ids) or self.open or interleaved
        for part, stop in self._parts(begin, block.end, ids):
            for start, end in _sentences(self.text, part, stop):
                self._sentence(
                    start, end, section, own or interleaved, item=item, block=block.start
                )
        tail = self.text[max(begin, block.end - 40) : block.end]
        short = block.end - begin < 12 and not _COMPLETE.search(tail)
        self.open = bool(self.here) and (bool(_OPENS.search(tail)) or short)

    def _parts(self, begin: int, end: int, ids: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The parts of an item that holds several: "4) a) 6,402 b) 1,155"."""
        at = begin
        if len(ids) != 1:
            yield from self._lettered(begin, end, ids or self.here)
            return
        while len(ids) == 1 and (place := self.ids.index(ids[0]) + 1) < len(self.ids):
            following = self.ids[place]
            if following[:-1] != ids[0][:-1] or not following[-1].isalpha():
                break
            mark = re.compile(rf"(?<=[\s;,.])\(?{following[-1]}[.)]\s").search(self.text, at, end)
            if mark is None:
                break
            yield at, mark.start()
            ids = self.here = (following,)
            at = mark.end()
        yield at, end

    def _lettered(self, begin: int, end: int, ids: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Lines of one answer that are lettered as the parts of its question are."""
        marks = [
            (match.start(), match.end(), [i for i in ids if i[-1] == match[1] and i != match[1]])
            for match in _LINE_LETTER.finditer(self.text, begin, end)
        ]
        marks = [mark for mark in marks if len(mark[2]) == 1]
        if not marks or len({mark[2][0] for mark in marks}) < len(marks):
            yield begin, end
            return
        before = self.here
        if marks[0][0] > begin:
            yield begin, marks[0][0]
        for (_, at, one), following in zip(marks, [*marks[1:], (end, end, [])], strict=True):
            self.here = tuple(one)
            yield at, following[0]
        self.here = before

    def _cites(self, block: Block) -> bool:
        return any(block.start <= c.start < block.end for c in self.citations)

    def _sentence(
        self, start: int, end: int, section: Section, own: bool, *, item: bool, block: int
    ) -> None:
        folded = _LABEL.sub("", fold(self.text[start:end]))
        ids: tuple[str, ...] = self.here
        cited = tuple(c.id for c in self.citations if start <= c.start < end)
        named = tuple(opens(folded, self.ids) if own else pointed(folded, self.ids))
        if not named and cited and section.kind == "exemptions":
            last = _LAST.search(folded)
            named = tuple(listed(last["list"], self.ids)) if last else ()
        if named:
            ids, own = named, True
            self.here = named
            if "gives" in says(folded):
                self.shown = named
        elif not own and remaining(folded):
            ids = (REST,)
        said = says(folded)
        general = "whole" in said or {"ncnd", "other-information"} <= said
        if general and not own and not item:
            ids = ()
        heads = named or (item and own)
        if heads and cited and section.kind == "exemptions" and end - start < LINE:
            said |= {"withheld"}
        if len(ids) > 1 and len(cited) > 1:
            self._apart(start, end, section, block, ids)
        self.found.append(
            Statement(
                text=folded, start=start, end=end, ids=ids, own=own, says=said,
                section=section, block=block, cited=cited, item=item,
                past=self.past or (self.review and tells_history(folded)),
            )
        )  # fmt: skip

    def _apart(
        self, start: int, end: int, section: Section, block: int, ids: tuple[str, ...]
    ) -> None:
        """A clause that names one provision for one of several questions."""
        every = {c.id for c in self.citations if start <= c.start < end}
        for match in re.finditer(r"(?:(?!\band\b)[^,;])+", self.text[start:end]):
            at, stop = start + match.start(), start + match.end()
            cited = tuple(c.id for c in self.citations if at <= c.start < stop)
            folded = fold(match.group())
            named = tuple(i for i in pointed(folded, self.ids) if i in ids)
            if cited and named and len(named) < len(ids) and set(cited) < every:
                self.found.append(
                    Statement(
                        text=folded, start=at, end=stop, ids=named, own=True,
                        says=frozenset({"withheld"}), section=section, block=block, cited=cited,
                        past=self.past,
                    )
                )  # fmt: skip

    def _table(self, block: Block, section: Section) -> None:
        """A table belongs to the item above it, or row by row to the questions it numbers."""
        first = fold(self.text[block.start : block.end].split("\n", 1)[0])
        ids = self.here if self.led else self.shown or tuple(opens(first, self.ids))
        numbered = self._numbered_rows(block)
        if len(numbered) >= 2 and len({named for _, _, named, _ in numbered}) == len(numbered):
            for start, end, named, words in numbered:
                self.found.append(
                    Statement(
                        text=words, start=start, end=end, ids=named, own=True, says=says(words),
                        section=section, item=True,
                    )
                )  # fmt: skip
            return
        folded = fold(self.text[block.start : block.end])
        shown = frozenset({"gives"}) | (says(folded) & {"withheld", "elsewhere"})
        self._show(block.start, block.end, ids, shown, section)

    def _numbered_rows(self, block: Block) -> list[tuple[int, int, tuple[str, ...], str]]:
        """Range, questions and words of each row that begins with the number of a question."""
        found = []
        for match in re.finditer(r"[^\n]+", self.text[block.start : block.end]):
            row = fold(match.group())
            ids, length = led(row, self.ids, "")
            if ids and re.match(r"\W*(?:q(?:uestion)?\s*)?\(?\d{1,2}\b(?![,/.%]?\d)", row):
                start = block.start + match.start()
                end = start + len(match.group().rstrip())
                found.append((start, end, tuple(ids), row[length:].strip(" |-:.)")))
        return found

    def _show(
        self, start: int, end: int, ids: tuple[str, ...], said: frozenset[str], section: Section
    ) -> None:
        self.found.append(
            Statement(
                text=fold(self.text[start:end]), start=start, end=end, ids=ids, own=bool(ids),
                says=said, section=section, table=True, block=start,
            )
        )  # fmt: skip


def statements(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[Section],
    questions: Sequence[Question],
    citations: Sequence[Citation],
) -> list[Statement]:
    """The statements of a letter's answering passages."""
    return Reader(
        text=text, questions=questions, citations=citations, ids=tuple(q.id for q in questions)
    ).read(blocks, sections)


@lru_cache(maxsize=4096)
def says(folded: str) -> frozenset[str]:
    """The names of what a folded sentence says."""
    return frozenset(n for n, cue in vocabulary("statements")["says"].items() if cue.found(folded))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences in a range."""
    at = start
    for match in _SENTENCE.finditer(text, start, end):
        stop = (
            match.start()
            if match.group().isspace() or not match.group().strip()
            else match.start() + 1
        )
        if _ABBREVIATED.search(text[at:stop]) or _HANGS.search(text[max(at, stop - 20) : stop]):
            continue
        yield at, stop
        at = match.end()
    while at < end and text[at].isspace():
        at += 1
    if at < end:
        yield at, end
