"""Which provision a passage is about, from the citations in it and from what was said before."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from nlp.block import Block, blocks_in
from nlp.citations import Citation
from nlp.provision import is_procedural, law, on_one_path, section_of, within
from nlp.response import ARGUMENTS, Exemption, Provision, Section
from nlp.titles import matches

NOTICES = frozenset({"foia/17", "foia/1", "foia/10", "foisa/16", "foisa/18", "eir/14", "eisr/13"})
"""The notice itself and the duty to confirm or deny: named in passing nearly everywhere."""
_DUTIES = frozenset({"foia/1", "foisa/1"})
_DELAY = frozenset({"foia/10", "foisa/10"})
_ABSOLUTE = ("absolute", "partly-absolute")
_SILENCE = re.compile(r"(?:confirm\w*|confirmation) (?:n?or|and) (?:den|not)", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:both|all(?: of)?(?: these| the| three| four)?|these"
    r"|the (?:two|three|four|qualified|above))\s+"
    r"(?:\w+\s+)?(?:exemptions|exceptions|sections)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:q(?:uestions?)?|parts?|points?|requests?)\.?\s*\(?(\d{1,2}[a-h]?)\)?", re.IGNORECASE
)
RECITALS = frozenset({"eir/12/1", "eir/12/2", "eisr/10/1", "eisr/10/2"})
"""The balance and the presumption that the Regulations prescribe for every exception."""
SEVERAL = "*"
"""Stands for more than one provision."""
LISTED = 60
"""Characters between two provisions of one list, which may have titles."""
_AND = re.compile(r"[\w\s()&,/–-]*?(?:\band\b|,|&|\+)(?:\s*(?:also|under|by|with))?[\s•-]*")
TITLE = 60
"""Characters of a heading."""
_OF_PEOPLE = frozenset({"foia/40", "foisa/38", "eir/13", "eisr/11"})
_PERSONAL = re.compile(
    r"\b(?:personal (?:data|information)|data (?:subject|protection)|GDPR|(?:un)?fair|names?)\b"
)
HEAD = 30
"""Characters in which the head of a passage says what it is about."""


def settled(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[Section],
    citations: Sequence[Citation],
    exemptions: Sequence[Exemption],
    procedural: Sequence[Provision],
) -> tuple[Section, ...]:
    """The passages with what they are about, now that it is known what the letter lists.

    What the letter does not list, a condition or another's recital, is no subject. Nothing is
    argued about what is not relied on, and where something else was listed before it, nothing
    about an absolute exemption either.
    """
    case = [*(one.id for one in exemptions), *(one.id for one in procedural)]
    idle = frozenset(one.id for one in exemptions if not one.engaged)
    silent = frozenset(one.id for one in exemptions if one.ncnd)
    near = [c for c in citations if is_notice(c.id) or _listed(c.id, case)]
    relied = [i for i in case if i not in idle]
    argued = [c for c in near if is_notice(c.id) or _listed(c.id, relied)]
    subjects = Subjects(
        text=text,
        citations=near,
        unargued=idle | {i for i in case if law()[i].kind in _ABSOLUTE},
    )
    out: list[Section] = []
    for section in sections:
        ((start, end),) = section.spans
        inside = [b for b in blocks_in(blocks, start, end) if b.kind != "furniture"]
        subjects.citations = argued if section.kind in ARGUMENTS else near
        if section.kind in ARGUMENTS and inside and inside[0].kind == "heading":
            head = inside[0].start, inside[0].end
            if not subjects.cited(*head):
                subjects.citations = near  # a heading says what is argued, whatever was read
        each = [subjects.named(block.start, block.end) for block in inside]
        if section.kind == "exemptions" and reduce(joined, each, None) == SEVERAL:
            subjects.citations = argued
            less = [subjects.named(block.start, block.end) for block in inside]
            only = _single(reduce(joined, less, None))
            if only and is_procedural(only):
                each = less  # nothing else is needed beside a refusal on cost, or as vexatious
            subjects.citations = near
        told = [one for block, one in zip(inside, each, strict=True) if block.kind != "heading"]
        answers = section.kind == "response" and 2 * sum(map(bool, told)) < len(told)
        answers = answers and not (each and each[0])
        pointed = section.kind == "response" and _POINTED.search(text, start, end)
        answers = answers or bool(pointed and not _REFUSED.search(text, start, end))
        # Answers, one of which is a refusal, are about no provision.
        about = None if answers else reduce(joined, _headed(inside, each), None)
        path = subjects.of(section.kind, start, end, about)
        meant = relied if section.kind in ARGUMENTS else case
        if section.kind in ARGUMENTS:
            ncnd = bool(_SILENCE.search(text, start, end))
            meant = [i for i in meant if (i in silent) == ncnd] or meant
        path = _of_case(path, meant) or _of_case(path, case)
        before = out[-1] if out else None
        goes_on = inside and inside[0].kind != "heading" and section.kind in ARGUMENTS
        if before and goes_on and about is None and _alike(before, section, path):
            out[-1] = replace(before, spans=((before.spans[0][0], end),))
        else:
            out.append(replace(section, exemption=path))
    return tuple(out)


def _headed(inside: Sequence[Block], each: Sequence[str | None]) -> Iterator[str | None]:
    """What the blocks of a passage are about, less what is recited under the heading of one."""
    titled = bool(inside) and inside[0].kind == "heading" and each[0] not in (None, SEVERAL)
    for block, one in zip(inside, each, strict=True):
        if not (titled and block.kind == "paragraph"):
            yield one


def _alike(before: Section, section: Section, path: str | None) -> bool:
    return before.kind == section.kind and before.exemption == path


def joined(about: str | None, named: str | None) -> str | None:
    """What a passage is about whose blocks are about the one and then the other."""
    if about is None or named in (None, about):
        return about or named
    return common((named or "", about)) or SEVERAL


def _listed(identifier: str, case: Sequence[str]) -> bool:
    return any(on_one_path(one, identifier) for one in case)


def _of_case(path: str | None, case: Sequence[str]) -> str | None:
    """A path as the letter's own list has it; ``None`` for the notice and what is not listed."""
    if path is None or (is_notice(path) and section_of(path) not in _DELAY):
        return None
    below = [one for one in case if within(one, path)]
    if below:
        return common(below) or path
    return max((one for one in case if path.startswith(one + "/")), key=len, default=None)


def is_notice(identifier: str) -> bool:
    """Whether a provision is the notice or the duty itself, which is no subject."""
    if identifier in RECITALS:
        return True
    return section_of(identifier) in NOTICES and not identifier.startswith("foia/1/3")


def common(ids: Iterable[str]) -> str | None:
    """The path that all ids share, or ``None`` where they share less than a section."""
    paths = [i.split("/") for i in ids]
    if not paths:
        return None
    shared: list[str] = []
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "/".join(shared) if len(shared) > 1 else None


@dataclass(slots=True, kw_only=True)
class Subjects:
    """Reads a letter's passages in order and remembers what is on the table.

    Attributes:
        current: What the last passage was about.
        group: What was weighed since the last balance.
        questions: Which provisions were named for which question.
        unargued: Provisions of which no harm is shown and nothing is weighed.
        base: What an argument is about that names nothing.
        weighed: What was argued since provisions were last listed.
        listed: What the passages that list provisions name, where one follows the other.
        last: The kind of the last passage in which something was relied on or argued.
        before: The kind of the passage before, whatever it is.
    """

    text: str
    citations: Sequence[Citation]
    current: str | None = None
    group: set[str | None] = field(default_factory=set)
    questions: dict[str, set[str]] = field(default_factory=dict)
    unargued: Collection[str] = ()
    base: str | None = None
    weighed: set[str | None] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    last: str = ""
    before: str = ""

    def cited(self, start: int, end: int) -> list[Citation]:
        """The citations in a range."""
        return [c for c in self.citations if start <= c.start < end]

    def named(self, start: int, end: int) -> str | None:
        """What a range itself says that it is about: a path, ``SEVERAL``, ``None`` for nothing.

        What stands at the head counts more than what follows.
        """
        text = self.text[start:end]
        found = [c for c in self.cited(start, end) if not is_notice(c.id)]
        head = text[:160]
        if "ions" in head.lower() and _PLURAL.search(head):
            return SEVERAL
        at_line = [c for c in found if self._heads_line(c.start)]
        listed = at_line if len({c.start for c in at_line}) > 1 else []
        first = [
            c
            for c in found
            if c.start < start + HEAD or c in listed or self._opens_sentence(c.start, start)
        ]
        first += [c for c in found if c not in first and self._joins(first, c)]
        for ids in ([c.id for c in first], [c.id for c in found]):
            sections = {section_of(i) for i in ids}
            if len(sections) == 1:
                return self.full(ids)
            if len(sections) > 1:
                return SEVERAL
        return None

    def _heads_line(self, at: int) -> bool:
        """Whether nothing but bullets and spaces stands before it on its line."""
        line = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        return not re.search(r"\w", line)

    def _opens_sentence(self, at: int, start: int) -> bool:
        """Whether a sentence of the passage begins with it."""
        return bool(re.search(r"[.;]\s+$", self.text[max(start, at - 4) : at]))

    def _joins(self, head: Sequence[Citation], other: Citation) -> bool:
        """Whether it is the next of a list: "section 31(1)(a) Law Enforcement and section 38"."""
        return any(
            one.end <= other.start <= one.end + LISTED
            and _AND.fullmatch(self.text, one.end, other.start) is not None
            for one in head
        )

    def full(self, ids: Sequence[str]) -> str:
        """The path common to ids of one section; a bare section takes what stands below it."""
        section = section_of(ids[0])
        exact = [i for i in ids if i != section]
        if not exact:
            exact = [
                c.id for c in self.citations if section_of(c.id) == section and c.id != section
            ]
        deepest = [i for i in exact if not any(o.startswith(i + "/") for o in exact)]
        return common(deepest) or section

    def of(self, kind: str, start: int, end: int, about: str | None) -> str | None:
        """The subject of the next passage.

        ``about`` is what its blocks together were found to be about, one after the other.
        """
        before, self.before = self.before, kind
        if kind not in _ARGUED:
            return None
        named = about if kind in ("response", "exemptions") else self._argued(start, end)
        if kind == "response":
            return self._delay(start, end) if named is None else _single(named)
        named = named or self._by_question(start, end) or self._by_title(start, end)
        if named is None:
            if kind == "exemptions" and (notice := self._notice(start, end)):
                return notice
            subject = self._unnamed(kind) or self._personal(kind, start, end)
        else:
            subject = _single(named)
        self._remember(kind, subject, named, start, end, before)
        return subject

    def _argued(self, start: int, end: int) -> str | None:
        """What an argument names, less what it only says to be absolute."""
        named = self.named(start, end)
        every = self.citations
        if named in (SEVERAL, None) or not self._is_unargued(named):
            return named
        self.citations = [c for c in every if not self._is_unargued(c.id)]
        other = self.named(start, end)
        self.citations = every
        return other or named

    def _unnamed(self, kind: str) -> str | None:
        """What a passage is about that names nothing."""
        if kind == "exemptions":
            return self.current
        argued = self.weighed if self.last == "balance" else self.group
        overall = {one and section_of(one) for one in argued}
        if len(overall) > 1 and kind.startswith("pit-") and self.last == "harm":
            self.base = None  # the harm was shown for each, the interests are weighed for all
        return None if kind == "balance" and len(overall) > 1 else self.base

    def _arguable(self) -> str | None:
        """The only one of several provisions of which harm is shown or that is weighed."""
        ids = {i for i in self.listed if not is_notice(i) and not self._is_unargued(i)}
        ids = {i for i in ids if i != section_of(i)} or ids  # "any of sections 28 to 35" recites
        return self.full(sorted(ids)) if len({section_of(i) for i in ids}) == 1 else None

    def _is_unargued(self, identifier: str) -> bool:
        """Whether nothing is weighed of it, nor of what is listed below it.

        To keep silent, in Scotland, is weighed whatever would be exempt.
        """
        if law()[section_of(identifier)].kind == "procedural":
            return True
        silent = any(section_of(one) == "foisa/18" for one in self.listed)
        return not silent and any(on_one_path(one, identifier) for one in self.unargued)

    def _notice(self, start: int, end: int) -> str | None:
        """The notice is the subject of a passage that names nothing else."""
        ids = [c.id for c in self.cited(start, end) if section_of(c.id) not in _DUTIES]
        short = end - start < 400
        return common(ids) if ids and short and len({section_of(i) for i in ids}) == 1 else None

    def _delay(self, start: int, end: int) -> str | None:
        ids = {c.id for c in self.cited(start, end)}
        late = re.search(r"breach|\blate\b|delay", self.text[start:end], re.IGNORECASE)
        return "foia/10" if ids and late and all(section_of(i) == "foia/10" for i in ids) else None

    def _by_question(self, start: int, end: int) -> str | None:
        """A passage headed "Harm - Q4" is about what was relied on for question 4."""
        asked = _QUESTION.findall(self.text[start : min(end, start + 40)])
        found = set().union(*(self.questions.get(q.lower(), set()) for q in asked))
        if len({section_of(i) for i in found}) > 1:
            return SEVERAL
        return self.full(sorted(found)) if found else None

    def _by_title(self, start: int, end: int) -> str | None:
        """Under a heading that is the title of one of several provisions on the table."""
        line = self.text[start:end].split("\n", 1)[0].strip()
        if self.base is not None or len(line) > TITLE:
            return None
        ids = {i for i in self.listed if not is_notice(i)}
        titled = {section_of(i) for i in ids if matches(section_of(i), line)}
        if len(titled) != 1:
            return None
        return self.full(sorted(i for i in ids if section_of(i) in titled))

    def _personal(self, kind: str, start: int, end: int) -> str | None:
        """What is said of people's data without a number is about the provision for it."""
        ids = sorted(i for i in self.listed if section_of(i) in _OF_PEOPLE)
        one = len({section_of(i) for i in ids}) == 1
        if kind != "exemptions" or not one or not _PERSONAL.search(self.text, start, end):
            return None
        return self.full(ids)

    def _remember(
        self,
        kind: str,
        subject: str | None,
        named: str | None,
        start: int,
        end: int,
        before: str,
    ) -> None:
        if kind == "exemptions":
            for sentence in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", self.text[start:end]):
                at = start + sentence.start()
                ids = {c.id for c in self.cited(at, start + sentence.end())}
                ids = {i for i in ids if not is_notice(i)}
                for question in _QUESTION.findall(sentence.group()):
                    if ids:
                        self.questions.setdefault(question.lower(), set()).update(ids)
            if before != "exemptions":
                self.listed = set()
            self.listed |= {c.id for c in self.cited(start, end)}
            # Beside what was listed before it, an absolute exemption is not what is argued.
            if not (self.last == "exemptions" and subject in self.unargued):
                self.base = subject or self._arguable()
            self.group, self.weighed = set(), set()
        else:
            if named is not None:
                self.base = subject
            self.weighed.add(subject)
            self.group = set() if kind == "balance" else self.group | {subject}
        self.current, self.last = subject, kind


def _single(named: str | None) -> str | None:
    return None if named == SEVERAL else named


_POINTED = re.compile(
    r"\bsee\s+(?:also\s+)?sections?\s+[\w()/]{1,9}\s+(?:below|above)\b", re.IGNORECASE
)
"""An answer that only points to where a provision is explained: "(c) see section 22 below"."""
_REFUSED = re.compile(
    r"\b(?:exempt|withh[eo]ld|refus|appl(?:y|ies)|virtue|engaged)", re.IGNORECASE
)
_ARGUED = ARGUMENTS | {"response", "exemptions"}
