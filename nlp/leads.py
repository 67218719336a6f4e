"""Which questions the head of a block of an answer names: its number, bullet or heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from nlp.block import Block, words_of
from nlp.cues import fold
from nlp.dialogue import ANSWERS
from nlp.headed import headed
from nlp.ordinals import ANY_OF
from nlp.parts import tail
from nlp.pointers import LETTERS, led, listed, opens, pointed, without_lead
from nlp.response import ARGUMENTS, Question, Section
from nlp.turns import begun_anew, by_bare_numbers, by_ordinals, by_place, in_turn, lettered

_SEVERAL = re.compile(
    r"(?P<list>\(?\d{1,2}\)?(?:[a-h]\b)?/?(?:(?:, and|,| and| &)\s+\(?\d{0,2}[a-h]?\)?/?){1,6})"
    r"(?:[.:)]|\s+[-–])\s+(?=[A-Z“\"]|(?<=: )[£\d])"
)
"""Numbers of several questions before their one answer: "2, 2a and 4. You asked ..."."""
_HEADS = re.compile(rf"(?:the |your )?{ANY_OF} (?:part|point|question|request|query|item)s?\W*")
"""A line that is nothing but the name of a question: "Second request"."""
_PART = re.compile(
    r"^\W{0,3}Part (?:\d{1,2}|One|Two|Three|Four)\s*[-–:]\s*\w[^\n?]{2,60}$",
    re.MULTILINE | re.IGNORECASE,
)
_SEE_PART = re.compile(r"\b(?:see|in|under) Part (?:\d|One|Two|Three|Four)\b", re.IGNORECASE)
_A_PART = re.compile(r"\bpart \w", re.IGNORECASE)
_COMPACT = re.compile(r"\W*Q\.?\s?\d", re.IGNORECASE)
_CAPITAL = re.compile(r"(?P<list>[A-H](?:(?:, ?| and | ?& ?)[A-H])*)(?:\s+[-–—]|:)\s+(?=\S)")
"""Letters before an answer, where the questions have nothing else: "B - The pipe had burst"."""
_NOTHING_ELSE = re.compile(r"[\s.:]*(?:\([^)]*\))?[\s.:]*")
LINE = 60
"""Characters of a line that may be nothing but the numbers of its questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """What the heads of the blocks of one letter name.

    Attributes:
        ids: Of all questions.
        titled: The request has parts with titles, "Part 2 - pursuits", which are no questions, or
            the answer has parts of its own: "See Part Two".
        lettered: The answers are lettered as the parts of the one question that has any.
        bullets: The question that each bullet answers, where these stand in the same order.
        anew: The question that each numbered block answers, where numbers begin anew.
        told: What the letter as a whole tells of blocks: the questions, and how long the words are
            that name them. Headings with the subjects of questions, where nothing else tells them
            apart; paragraphs that begin with ordinals; lines that begin with bare numbers.
    """

    text: str
    ids: tuple[str, ...]
    titled: bool
    lettered: bool
    bullets: Mapping[int, str]
    anew: Mapping[int, str]
    told: Mapping[int, tuple[list[str], int]] = field(default_factory=dict)

    @classmethod
    def of_letter(
        cls,
        text: str,
        questions: Sequence[Question],
        sections: Sequence[Section],
        within: Sequence[Sequence[Block]],
    ) -> Self:
        """Look at the request and at the answers as a whole.

        Args:
            text: The letter.
            questions: In the order of the request.
            sections: The passages of the letter.
            within: The blocks of each.
        """
        ids = tuple(q.id for q in questions)
        asked = [text[slice(*s.spans[0])] for s in sections if s.kind == "request"]
        leads = cls(
            text=text,
            ids=ids,
            titled=any(_PART.search(words) for words in asked)
            or (
                any(_SEE_PART.search(text, *s.spans[0]) for s in sections if s.kind in ANSWERS)
                and not any(_A_PART.search(words) for words in asked)
            ),
            lettered=lettered(sections, within, ids),
            bullets=in_turn(sections, within, ids),
            anew=begun_anew(text, questions, sections, within),
        )
        answers = [
            block
            for section, inside in zip(sections, within, strict=True)
            if section.kind in ANSWERS
            for block in inside
        ]
        told = by_place(text, answers, ids) or {
            **by_ordinals(text, answers, ids),
            **by_bare_numbers(text, answers, ids),
        }
        leads = replace(leads, told=told)
        if any(leads.of(block)[0] for block in answers):
            return leads
        size = {block.start: block.end - block.start for block in answers}
        subjects = headed(text, questions, sections, within)
        return replace(leads, told={at: (list(own), size[at]) for at, own in subjects.items()})

    def of(self, block: Block, under: str = "") -> tuple[list[str], int]:
        """Questions that the head of a block names, and how long it is.

        ``under`` is the number that a letter alone belongs to; empty where there is none.
        """
        if block.start in self.told:
            return self.told[block.start]
        if block.head and block.start in self.anew:
            return [self.anew[block.start]], block.head.length
        raw = self.text[block.start : block.end]
        if self.heads_part(block):
            return [], 0
        if block.head is None:
            return self._without_marker(block, raw)
        if block.head.path and not block.head.length:
            return listed(block.head.id, self.ids), 0  # it is printed in another cell of the row
        ids, length = led(raw, self.ids, under)
        if not ids and block.head.path:
            ids = listed(block.head.id, self.ids) or self._part(block.head.id)
            length = block.head.length
        if not block.head.path and block.start in self.bullets:
            return [self.bullets[block.start]], block.head.length
        return ids, length

    def heads_part(self, block: Block) -> bool:
        """Whether a block is the title of a part, whose number is that of no question."""
        return self.titled and bool(_PART.match(self.text[block.start : block.end]))

    def headings(
        self, sections: Sequence[Section], within: Sequence[Sequence[Block]]
    ) -> dict[int, list[str]]:
        """Headings that are nothing but the names of questions; none, where there is one alone."""
        found = {}
        for section, inside in zip(sections, within, strict=True):
            for block in inside if section.kind in (*ANSWERS, *ARGUMENTS) else ():
                if named := self._named_alone(block):
                    found[block.start] = named
        return found if len(set(map(tuple, found.values()))) > 1 else {}

    def _named_alone(self, block: Block) -> list[str]:
        """The questions that a line names, if it is a heading and says nothing else."""
        if block.kind == "paragraph" or block.end - block.start > LINE:
            return []
        folded = fold(words_of(self.text, block))
        ids = opens(folded, self.ids) or self.of(block)[0]
        words = re.sub(r"[^a-z]", "", without_lead(folded))
        return ids if ids and not words else []

    def _without_marker(self, block: Block, raw: str) -> tuple[list[str], int]:
        if several := _SEVERAL.match(raw):
            ids, _ = led(several["list"], self.ids, "")
            if len(ids) > 1:
                return ids, several.end()
        capital = _CAPITAL.match(raw) if all(i[0].isalpha() for i in self.ids) else None
        if capital and (named := listed(capital["list"].lower(), self.ids)):
            return named, capital.end()
        folded = fold(raw)
        if _HEADS.fullmatch(folded) and (named := pointed(folded, self.ids)):
            return named, len(raw)
        ids, length = led(raw, self.ids, "")
        if ids and (_COMPACT.match(raw) or LETTERS.match(raw.lower())):
            return ids, length
        if block.kind == "heading" or len(raw) > LINE:
            return [], 0
        return (ids, len(raw)) if ids and _NOTHING_ELSE.fullmatch(raw, length) else ([], 0)

    def _part(self, letter: str) -> list[str]:
        """The question that a letter means where all letters are parts of one number."""
        return [i for i in self.ids if tail(i) == letter] if self.lettered else []
