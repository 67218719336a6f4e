"""The sentences of an answer, what each says, and to which questions it belongs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from nlp.advised import ADVICE, advises, proposes
from nlp.block import Block, blocks_in, words_of
from nlp.citations import Citation
from nlp.cues import fold
from nlp.dialogue import ANSWERS
from nlp.history import heads_history, is_review, tells_history
from nlp.labels import labelled
from nlp.leads import Leads
from nlp.parts import led_lines, lettered_parts, numbered_rows, running
from nlp.pointers import falls_away, opens, pointed, remaining
from nlp.reach import (
    comes_under,
    excepts,
    lacking,
    named_in,
    named_last,
    of_all,
    of_the_same,
    of_them,
    refers_back,
    so_too,
    words_told,
)
from nlp.response import ARGUMENTS, Question, Section
from nlp.rows import CITED
from nlp.statement import REST, Statement, has_name, says, sentences, spelled
from nlp.told import counts, has_figures

_REFUSED = re.compile(
    r"(?:exempt(?:ed)?|excepted|withheld|refused)\b.{0,50}\b(?:under|by virtue of|in terms of) "
    r"(?:section|regulation|s\.)"
    r"|\b(?:is|are) (?:both |all |each )?held(?: and|,? but) (?:both |all |each )?(?:(?:is|are) )?"
    r"(?:withheld|exempt|refused)\b"
)
_OPENS = re.compile(
    r":\s*$|(?:below|above|following|as follows|table|attached)\W*$", re.IGNORECASE
)
_SHOWS = re.compile(
    r"\btables? (?:below|that follows?|shows?|gives?|sets? out|lists?)\b", re.IGNORECASE
)
"""An item that speaks of the table under it, whatever else it says."""
_TABLED = re.compile(
    r"\b(?:the|this|next|following) table\b|:$"
    r"|^(?:they|these|this|it) (?:\w+ )?(?:covers?|answers?|relates?|concerns?|goes?|meets?)\b"
)
"""What a sentence says that names its questions before a table of them."""
_TOLD = re.compile(
    r"please |we |i |n/a|yes\b|no\b|none\b|nil\b|not |attached\b|as (?:above|for|per)\b"
)
"""How a line begins that tells something, and heads nothing."""
_LABEL = re.compile(r"^(?:our |my |the )?(?:reply|answer|response)(?: to \(?\w{1,3}\)?)?: ")
_AFTER = re.compile(r"\s*[-–—:]+\s+")
"""What stands between the number of a question and its answer: "Q2 & Q3 - none"."""
_REST_OF = re.compile(
    r"[\s,;:)]*(?:and )?(?:the )?(?:rest|remainder) of \W?\w{1,3}\W*", re.IGNORECASE
)
"""What a heading names besides its questions: "(i) to (iv), and the rest of (v)"."""
_WORDS = re.compile(r"\w+")
_COMPLETE = re.compile(r"(?:[.!]|(?<![A-Za-z] )\b[\d,]+)\s*$")
TOPIC = 5
"""Blanks up to the second sentence of a paragraph whose first is the name of a thing."""
LINE = 200
"""Characters of a line that names a provision and the questions that it is relied on for."""

_SHORT = re.compile(r"(?:yes|no|none|nil)\W*")
"""An answer in one word, where questions and answers take turns."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """Walks over the answering passages of a letter.

    Attributes:
        ids: Of all questions.
        leads: What the heads of blocks name.
        here: Ids to which what follows belongs until something else is named.
        under: Number to which a letter alone belongs.
        open: What follows belongs to the item above it, which announced it.
        led: ``here`` was named by a marker or heading, and not within a sentence.
        shown: Questions whose answer a sentence announced, for the table that follows.
        review: The letter gives the outcome of a review.
        past: What follows tells of the decision under review.
        shows: The item above speaks of the table under it.
        heads: Where headings stand that are nothing but the names of questions, and which.
        headed: What follows stands under one of them.
        advising: What follows stands under a heading of advice: "How to refine your request".
        listing: What follows is a list of advice: "Under section 16 I can suggest:".
    """

    text: str
    questions: Sequence[Question]
    citations: Sequence[Citation]
    ids: tuple[str, ...]
    leads: Leads
    here: tuple[str, ...] = ()
    under: str = ""
    open: bool = False
    led: bool = False
    shown: tuple[str, ...] = ()
    review: bool = False
    past: bool = False
    shows: bool = False
    heads: Mapping[int, list[str]] = field(default_factory=dict)
    headed: bool = False
    advising: bool = False
    listing: bool = False
    found: list[Statement] = field(default_factory=list)

    def read(
        self, sections: Sequence[Section], within: Sequence[Sequence[Block]]
    ) -> list[Statement]:
        """All statements, in order, of passages and the blocks of each."""
        self.review = is_review(self.text, sections)
        zones = [s for s in sections if s.kind == "request"]
        told = max((s.spans[0][0] for s in sections if s.kind in ANSWERS), default=0)
        spread = sum(bool(self._asked_in(z)) for z in zones if z.spans[0][0] < told) > 1
        before: Section | None = None
        leads = [
            (block.start, ids)
            for section, inside in zip(sections, within, strict=True)
            if section.kind in (*ANSWERS, *ARGUMENTS)
            for block in inside
            if block.kind != "table" and (ids := self.leads.of(block)[0])
        ]
        self.heads = self.leads.headings(sections, within)
        leads = sorted({**dict(leads), **self.heads}.items())
        asked_above: tuple[str, ...] = ()
        last = max((z.spans[0][0] for z in zones if self._asked_in(z)), default=0)
        for section, inside in zip(sections, within, strict=True):
            under = before is not None and before.kind == "request"
            if under and before:
                asked_above = self._asked_in(before)
            # Between two questions all answers are to the first.
            on = before is not None and before.kind in ANSWERS and section.spans[0][0] < last
            interleaved = spread and (under or (on and bool(asked_above)))
            if section.kind in ARGUMENTS:
                self._aside(inside, section, asked_above if interleaved else ())
            elif section.kind in ANSWERS:
                if interleaved:
                    self.here, self.open, self.under = asked_above, False, ""
                elif not (
                    before
                    and (before.kind in ANSWERS or self.headed)
                    and self._runs_on(inside, leads)
                ):
                    self.here, self.open = (), False
                    if not (before and before.kind in ANSWERS):
                        self.under = ""
                self.past = self.review and heads_history(fold(section.starts))
                for block in inside:
                    following = next((ids for at, ids in leads if at > block.start), [])
                    if block is inside[-1] and self._counts(block):
                        block = replace(block, kind="paragraph")  # it heads nothing
                    self._block(block, section, interleaved, following)
                    if block is inside[0] and block.kind == "paragraph":
                        self.past = False  # its first words were of this paragraph alone
            before = section
        return self.found

    def _counts(self, block: Block) -> bool:
        """Whether a line that looks like a heading has a figure: "North 41 / East 33"."""
        return block.kind == "heading" and has_figures(fold(self.text[block.start : block.end]))

    def _runs_on(
        self, blocks: Sequence[Block], leads: Sequence[tuple[int, Sequence[str]]]
    ) -> bool:
        """Whether a passage goes on with the item that the one before it ended with."""
        if self.open and self.led:
            return True
        if not blocks or blocks[0].kind != "paragraph":
            return False
        following = next((ids for at, ids in leads if at > blocks[0].start), [])
        return self._keeps(blocks[0], following)

    def _keeps(self, block: Block, following: Sequence[str]) -> bool:
        """Whether a paragraph goes on with the item above it.

        It does where no blank line parts them, and where the item after it is the next.
        """
        if not (self.led and self.here):
            return False
        if self.headed and following:
            return True
        ids = list(self.ids)
        after = bool(following) and ids.index(following[0]) == ids.index(self.here[-1]) + 1
        return block.gap == 0 or after

    def _aside(self, blocks: Sequence[Block], section: Section, asked: tuple[str, ...]) -> None:
        """A passage of arguments may open with the refusal itself, or hold a numbered answer.

        Where it stands below its question, it refuses that.
        """
        for block in blocks:
            if block.kind == "item" and self._goes_on_answering(block):
                self._block(block, section, False, [])
                self.here, self.led, self.open = (), False, False
            elif block.kind == "heading":
                self._names(block, section)
            elif block.kind == "paragraph" and section.kind in ("harm", "balance"):
                first = block.start
                for at, stop in sentences(self.text, block.start, block.end):
                    if at > first == block.start and self.text.count(" ", first, at) <= TOPIC:
                        at = first  # "Speed and range. Both are withheld."
                    first = stop
                    if self._refuses(at, stop) or (
                        at == block.start and self._names_for(at, stop)
                    ):
                        self.here, self.led, self.open = asked, False, False
                        self._sentence(
                            at, stop, section, bool(asked), item=bool(asked), block=block.start
                        )

    def _refuses(self, start: int, end: int) -> bool:
        """Whether a sentence says what is refused, and under which provision."""
        folded = fold(self.text[start:end])
        if _REFUSED.search(folded):
            return True
        return comes_under(folded) and bool(pointed(folded, self.ids))

    def _names_for(self, start: int, end: int) -> bool:
        """Whether a sentence names the thing that a provision is for."""
        return bool(labelled(spelled(self.text[start:end]), self._cited(start, end)))

    def _goes_on_answering(self, block: Block) -> bool:
        """Whether an item among arguments answers a question, and is not one of their list."""
        ids = self.leads.of(block, self.under)[0]
        answered = [s.ids[-1] for s in self.found if s.own and s.ids]
        last = self.ids.index(answered[-1]) if answered and answered[-1] in self.ids else -1
        next_one = bool(ids) and self.ids.index(ids[0]) == last + 1 > 0
        return bool(ids) and (next_one or bool(says(spelled(self.text[block.start : block.end]))))

    def _names(self, block: Block, section: Section) -> None:
        """A heading of arguments that says for which question: "Section 31(1)(a) - Question 3"."""
        cited = self._cited(block.start, block.end)
        folded = spelled(self.text[block.start : block.end])
        named = tuple(pointed(folded, self.ids)) if cited else ()
        if named and len(named) < len(self.ids):
            self.found.append(
                Statement(
                    text=folded, start=block.start, end=block.end, ids=named, own=True,
                    says=says(folded) | {"withheld"}, section=section, block=block.start,
                    cited=cited,
                )
            )  # fmt: skip

    def _asked_in(self, zone: Section) -> tuple[str, ...]:
        ((start, end),) = zone.spans
        return tuple(q.id for q in self.questions if q.spans and start <= q.spans[0][0] < end)

    def _block(
        self, block: Block, section: Section, interleaved: bool, following: Sequence[str]
    ) -> None:
        folded = fold(words_of(self.text, block))
        self.listing = self.listing and block.kind == "item"
        if block.kind == "table" and not (
            (section.kind == "exemptions" or CITED.match(self.text, block.start))
            and self._cited(block.start, block.end)
        ):
            self._table(block, section, interleaved)
            self.open = False
            return
        if section.kind == "exemptions" and self._provisions(block, section):
            return
        if self.leads.heads_part(block):
            self.here, self.open, self.led = (), False, False
            return
        begin, own = block.start, False
        raw = self.text[block.start : block.end]
        ids, length = self.leads.of(block, self.under)
        if block.start in self.heads:
            self.headed = True
        elif ids or block.kind == "heading":
            self.headed = False
        if block.head and not block.head.path:
            begin += block.head.length
        if block.kind == "heading":
            self.past = self.review and heads_history(folded)
            self.advising = advises(says(folded), self._cited(block.start, block.end))
        if ids:
            self.here, own, self.led = tuple(ids), True, True
            numbers = re.findall(r"\d+", raw[:length])
            self.under = numbers[-1] if numbers else self.under
            begin = block.start + max(length, block.head.length if block.head else 0)
            if between := _AFTER.match(self.text, begin, block.end):
                begin = between.end()
            if self._repeats(begin, block.end, ids):
                self.open = self.led = True
                return
            if block.kind != "paragraph" and _REST_OF.fullmatch(self.text, begin, block.end):
                self.open = True
                return
        elif block.kind == "heading" and not self._answers(folded, interleaved):
            if named := pointed(folded, self.ids):
                self.here, self.open, self.led = tuple(named), True, True
                where = block.start, block.end
                listed_here = section.kind == "exemptions" and bool(self._cited(*where))
                if says(folded) - {"held"} or listed_here:
                    self._sentence(*where, section, True, item=listed_here, block=block.start)
            elif not interleaved and not self.open:
                self.here, self.led = (), False
            return
        elif not (interleaved or self.open or block.continues or self._keeps(block, following)):
            self.here, self.led = (), False
        item = bool(ids) or self.open or interleaved
        before = self.here
        parts = running(self.text, begin, block.end, ids[0], self.ids) if len(ids) == 1 else []
        if len(parts) < 2:
            whose = ids or self.here
            parts = lettered_parts(self.text, begin, block.end, whose, self.ids)
        for part, stop, whose in parts:
            self.here = whose or before
            for start, end in sentences(self.text, part, stop):
                self._sentence(
                    start, end, section, own or interleaved, item=item, block=block.start
                )
        if len(ids) != 1 and parts[-1][2]:
            self.here = before
        ending = self.text[max(begin, block.end - 40) : block.end]
        short = block.end - begin < 12 and not _COMPLETE.search(ending)
        self.shows = bool(ids) and bool(_SHOWS.search(self.text, begin, block.end))
        self.open = bool(self.here) and (bool(_OPENS.search(ending)) or self.shows or short)

    def _provisions(self, block: Block, section: Section) -> bool:
        """Lines that say which provision is relied on for which question: "2.3 - section 22"."""
        lines = [
            (match, ids, cited)
            for match, ids in led_lines(self.text, block, self.ids)
            if (cited := self._cited(match.start(), match.end()))
        ]
        if len(lines) < 2:
            return False
        for match, ids, cited in lines:
            folded = spelled(match.group())
            said = says(folded) | {"withheld"}
            start, end = match.span()
            self.found.append(
                Statement(
                    text=folded, start=start, end=end, ids=tuple(ids), own=True, says=said,
                    section=section, block=start, cited=cited, past=self.past,
                )
            )  # fmt: skip
        return True

    def _answers(self, folded: str, interleaved: bool) -> bool:
        """Whether a line that looks like a heading is an answer: "N/A", "Please see page 4"."""
        if interleaved and _SHORT.fullmatch(folded):
            return True
        named = [i for i in pointed(folded, self.ids) if i not in self.here]
        if self.open and self.here:
            return not named or bool(says(folded) & {"same", "not-applicable"})
        return bool(_TOLD.match(folded) and says(folded) - {"held"} and not named)

    def _repeats(self, begin: int, end: int, ids: Sequence[str]) -> bool:
        """Whether an item has no words of its own, or only those of its question over again."""
        words = " ".join(_WORDS.findall(fold(self.text[begin:end])))
        asked = [
            " ".join(_WORDS.findall(fold(q.text))) for q in self.questions if q.id in ids
        ] if words.count(" ") > 2 else []  # fmt: skip
        return not words or any(words in question for question in asked)

    def _cited(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(c.id for c in self.citations if start <= c.start < end)

    def _sentence(
        self, start: int, end: int, section: Section, own: bool, *, item: bool, block: int
    ) -> None:
        """What one sentence says, and the questions that it belongs to."""
        folded = _LABEL.sub("", spelled(self.text[start:end]))
        cited = self._cited(start, end)
        told = words_told(folded, self.ids)
        one = Statement(
            text=folded, start=start, end=end, ids=self.here, own=own,
            says=says(told, cites=bool(cited) or not self.citations),
            section=section, block=block, cited=cited, item=item,
            past=self.past or (self.review and tells_history(folded)),
            names=has_name(self.text[start:end]),
        )  # fmt: skip
        named = self._belongs(one, self._named(one, told))
        self._implies(one, named)
        lacks = lacking(folded, self.ids)
        if lacks and set(lacks) < set(named or self.ids):
            self._beside(one, lacks, frozenset({"not-held"}))
            one.says -= {"not-held"}
        if len(one.ids) > 1 and len(cited) > 1:
            self._apart(one)
        self.found.append(one)

    def _named(self, one: Statement, told: str) -> tuple[str, ...]:
        """The questions that a sentence names."""
        answers = one.item and self.led and len(self.here) == 1 and one.section.kind == "response"
        named = named_in(
            one, told, self.ids, self.here, opening=one.own or answers, inside=one.own and one.item
        )
        lapsed = falls_away(one.text, self.ids) if "not-applicable" in one.says and named else []
        if lapsed and set(lapsed) < set(named):
            self._beside(one, lapsed, frozenset({"not-applicable"}))
            named = tuple(i for i in named if i not in lapsed)
            one.says -= {"not-applicable"}
        if not named and one.cited and one.section.kind == "exemptions":
            named = named_last(one.text, self.ids)
        if named and self.found and self.found[-1].table and refers_back(one.text):
            self.found[-1].ids, self.found[-1].own = named, True
        return named

    def _belongs(self, one: Statement, named: tuple[str, ...]) -> tuple[str, ...]:
        """Give a sentence to its questions; returned are those it names, if it is told of them."""
        above = self._above(one)
        if named:
            one.ids, one.own = named, True
            self.here = named
            if "gives" in one.says or _TABLED.search(one.text):
                self.shown = named
        elif not one.own and remaining(one.text):
            one.ids = (REST,)
        general = of_all(one)
        of_it = above is not None and above.own and of_the_same(one, above)
        if general and not one.own and not one.item and not of_it:
            one.ids = ()
        rest = above is not None and above.ids == (REST,) and not (general or one.ids)
        if rest and {"cost", "withheld"} & one.says:
            one.ids = (REST,)  # "I must refuse the others. To answer them would cost too much."
        if "cost" in one.says and "request as a whole" in one.text:
            one.ids, one.own, named = (), False, ()  # whatever part it says it of
        if "goodwill" in one.says and remaining(one.text):
            one.ids = ()  # said below the refusal of one question, of the others
        if "gives" in one.says and excepts(one.text):
            one.ids, one.own, named = (), False, ()  # "the rest is given, save for question 2"
        return named

    def _implies(self, one: Statement, named: tuple[str, ...]) -> None:
        """What a sentence says by its place, and by what stands above it."""
        above = self._above(one)
        if len(named) > 1 and "partial" in one.says and one.text.endswith("in part"):
            one.says -= {"partial"}  # of the last alone
        advised = above is not None and advises(above.says, above.cited)
        if self.listing:
            one.says, one.ids, one.own = frozenset({"advice"}), (), False
        elif ADVICE & set(one.cited) and one.text.endswith(":"):
            self.listing = True
        advised = self.advising or advised or one.section.exemption in ADVICE
        if advised and proposes(one.text, one.says):
            one.says |= {"advice"}
        heads = named or (one.item and one.own)
        short = one.end - one.start < LINE
        if heads and one.cited and one.section.kind == "exemptions" and short:
            one.says |= {"withheld"}
        if named and one.cited and "elsewhere" not in one.says and comes_under(one.text):
            one.says |= {"withheld"}
        if above and so_too(one.text):
            one.says |= above.says & {"withheld", "not-held", "ncnd", "cost"}
            one.cited = one.cited or above.cited
        if named and not one.cited and of_them(one.text):
            one.says |= self._refused_above(one.section)

    def _above(self, one: Statement) -> Statement | None:
        """The statement before another in its paragraph."""
        last = self.found[-1] if self.found else None
        return last if last and last.block == one.block else None

    def _beside(self, one: Statement, ids: Sequence[str], said: frozenset[str]) -> None:
        """What a sentence says of some of its questions and of no others."""
        self.found.append(_part_of(one, ids, said))

    def _told(self, line: str, block: Block) -> bool:
        """Whether a line in columns stands below a refusal that is complete, and gives nothing."""
        above = self.found[-1] if self.found and self.led and not self.open else None
        plain = bool(self._cited(block.start, block.end)) or not counts(line)
        return (
            above is not None and plain and above.item and not {"gives", "partial"} & above.says
            and any(s.ids == self.here and "withheld" in s.says for s in self.found[-2:])
        )  # fmt: skip

    def _refused_above(self, section: Section) -> frozenset[str]:
        """What the last refusal above in this passage says of its questions."""
        above = (
            s.says & {"withheld", "ncnd"} for s in reversed(self.found) if s.section is section
        )
        return next((said for said in above if said), frozenset())

    def _apart(self, one: Statement) -> None:
        """A clause that names one provision for one of several questions."""
        for match in re.finditer(r"(?:(?!\band\b)[^,;])+", self.text[one.start : one.end]):
            start, end = one.start + match.start(), one.start + match.end()
            cited = self._cited(start, end)
            folded = fold(match.group())
            named = tuple(i for i in pointed(folded, self.ids) if i in one.ids)
            if cited and named and len(named) < len(one.ids) and set(cited) < set(one.cited):
                refused = frozenset({"withheld"})
                part = _part_of(one, named, refused)
                self.found.append(replace(part, text=folded, start=start, end=end, cited=cited))

    def _table(self, block: Block, section: Section, interleaved: bool) -> None:
        """A table belongs to the item above it, or row by row to the questions it numbers."""
        first = fold(self.text[block.start : block.end].split("\n", 1)[0])
        if "\n" not in self.text[block.start : block.end].strip() and self._told(first, block):
            self.here, self.led = (), False
            return
        held = self.led or self.shows or interleaved
        ids = self.here if held else self.shown or tuple(opens(first, self.ids))
        numbered = numbered_rows(self.text, block, self.ids)
        in_turn = [named for named, _ in groupby(named for _, _, named, _ in numbered)]
        if len(in_turn) >= 2 and len(set(in_turn)) == len(in_turn):
            for start, end, named, words in numbered:
                self.found.append(
                    Statement(
                        text=words, start=start, end=end, ids=named, own=True, says=says(words),
                        section=section, item=True, cited=self._cited(start, end),
                    )
                )  # fmt: skip
            return
        folded = fold(self.text[block.start : block.end])
        self.found.append(
            Statement(
                text=folded, start=block.start, end=block.end, ids=ids, own=bool(ids),
                says=frozenset({"gives"}) | (says(folded) & {"withheld", "elsewhere"}),
                section=section, table=True, block=block.start,
            )
        )  # fmt: skip


def _part_of(one: Statement, ids: Sequence[str], said: frozenset[str]) -> Statement:
    """What a sentence says of some of its questions, which it names, in place of what it says."""
    return replace(one, ids=tuple(ids), own=True, says=said, cited=(), item=False, names=False)


def statements(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[Section],
    questions: Sequence[Question],
    citations: Sequence[Citation],
) -> list[Statement]:
    """The statements of a letter's answering passages."""
    told = [b for b in blocks if b.kind not in ("rule", "furniture")]
    within = [blocks_in(told, *s.spans[0]) for s in sections]
    leads = Leads.of_letter(text, questions, sections, within)
    reader = Reader(
        text=text, questions=questions, citations=citations, ids=leads.ids, leads=leads
    )
    return reader.read(sections, within)
