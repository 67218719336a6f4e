"""How far a reading agrees with the truth of a gold letter, field by field.

The rules are those of the scorer that the gold letters came with, so that figures can be compared:
sets are compared by F1 over all letters, single values by the share that is right.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.pairing import paired, words
from nlp.provision import section_of

Truth = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was right of one field, in one letter or in many.

    Attributes:
        right: Entries of the truth that were found, or letters that were right.
        extra: Entries that were found and are not in the truth; 0 where there is one value.
        missed: Entries of the truth that were not found, or letters that were wrong.
        share: One value a letter: counted as a share, not as a set.
    """

    right: int = 0
    extra: int = 0
    missed: int = 0
    share: bool = False

    def __add__(self, other: "Score") -> "Score":
        return Score(
            right=self.right + other.right,
            extra=self.extra + other.extra,
            missed=self.missed + other.missed,
            share=self.share or other.share,
        )

    @property
    def precision(self) -> float:
        found = self.right + self.extra
        return self.right / found if found else float(not self.missed)

    @property
    def recall(self) -> float:
        truth = self.right + self.missed
        return self.right / truth if truth else float(not self.extra)

    @property
    def value(self) -> float:
        """F1 of a set, the share that is right of single values; 1 where there was nothing."""
        if self.share:
            return self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row of the table.

    Attributes:
        counts: Whether it enters the total.
    """

    label: str
    share: bool
    counts: bool


MEASURES: Mapping[str, Measure] = {
    key: Measure(label=label, share=share, counts=counts)
    for key, label, share, counts in (
        ("forces", "forces", False, True),
        ("regimes", "regimes", False, False),
        ("reference", "reference, exact", True, True),
        ("reference_lenient", "reference, lenient", True, False),
        ("received", "received", True, True),
        ("received_present", "received, where there is a date", True, False),
        ("responded", "responded", True, True),
        ("responded_present", "responded, where there is a date", True, False),
        ("dates_lenient", "both dates, lenient", True, False),
        ("questions", "question ids", False, True),
        ("exemptions", "exemptions engaged, full id", False, True),
        ("exemption_sections", "exemptions engaged, section", False, True),
        ("ncnd", "ncnd flag, on ids matched", True, True),
        ("not_relied_on", "named but not relied on: kept out", True, True),
        ("not_engaged", "named but not relied on: listed so", False, False),
        ("other_acts_kept_out", "numbers of other Acts: kept out", True, True),
        ("other_acts", "other Acts, as printed", False, False),
        ("procedural", "procedural provisions", False, True),
        ("procedural_less_notice", "procedural, less notices and the duty", False, False),
        ("positions", "positions", True, True),
        ("positions_lenient", "positions, lenient", True, False),
        ("partial_ncnd", "partial NCND flag", True, False),
        ("outcome", "outcome", True, True),
        ("outcome_lenient", "outcome, lenient", True, False),
        ("main_topic", "main topic", True, True),
        ("topics", "topics", False, True),
        ("sections", "sections: kind, provision, start", False, True),
        ("sections_argument", "sections: the same, arguments only", False, False),
        ("sections_kind", "sections: kind and start", False, False),
        ("personal_data", "personal data, recall", True, True),
        ("personal_data_exact", "personal data, as printed", False, False),
        ("round_robin", "round robins, pairs", False, False),
    )
}
"""What is measured, in the order of the table."""

_PROCEDURAL = {
    "foia": ["1", "2", "8", "9", "10", "11", "12", "13", "14", "16", "17"],
    "foisa": ["1", "2", "8", "9", "10", "11", "12", "14", "15", "16", "17", "18"],
    "eir": ["5", "6", "7", "8", "9", "10", "11", "14"],
    "eisr": ["5", "6", "7", "8", "9", "13", "14", "16"],
}
_NOTICE_OR_DUTY = frozenset({"foia/1", "foia/17", "foisa/16", "eir/14", "eisr/13"})
_APPENDED = frozenset({"boilerplate", "review", "ico", "annex"})
_NUMBERED = re.compile(
    r"(?:sections?|secs?\.?|ss?\.|articles?|regulations?|regs?\.?)\s*"
    r"((?:\d+[A-Z]*(?:\([^)]*\))*(?:\s*(?:,|&|and|or)\s*)?)+)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|pc|sgt|di|dc|prof)\.?\s+")
_LABEL = re.compile(
    r"(?:(?:our|my)?(?:ref(?:erence)?(?:no|number)?[.:]?)?(?:foi|rfi|case)?[-:/]?)"
)


def score_letter(truth: Truth, found: Truth, text: str) -> dict[str, Score]:
    """Every measure of one letter but ``round_robin``, which compares letters.

    Args:
        truth: The gold fields.
        found: The fields of the reading.
        text: The letter, to find the places of passages.
    """
    accept: Mapping[str, Any] = truth.get("accept") or {}
    scores = {
        field: compared(map(_id, truth[field]), map(_id, found.get(field) or ()))
        for field in ("forces", "regimes")
    }
    scores |= _single_values(truth, found, accept)
    scores |= _provisions(truth, found)
    scores |= _positions(truth, found, accept)
    topics = [_id(topic) for topic in truth["topics"]]
    read = [_id(topic) for topic in found.get("topics") or ()]
    scores["main_topic"] = _shares([topics[:1] == read[:1]])
    scores["topics"] = compared(topics, read)
    scores |= _passages(truth["sections"], found.get("sections") or (), words(text))
    scores |= _people(truth["personal_data"], found.get("personal_data") or ())
    return scores


def total(scores: Mapping[str, Score]) -> float:
    """The mean of the measures that count."""
    values = [scores[key].value for key, measure in MEASURES.items() if measure.counts]
    return sum(values) / len(values)


def pairs_in_round(truths: Mapping[str, Truth], found: Mapping[str, Truth]) -> Score:
    """Pairs of letters that answer the same request."""

    def pairs(named: Mapping[str, Truth]) -> set[tuple[str, str]]:
        robins = {name: letter.get("round_robin") for name, letter in named.items()}
        return {
            (a, b)
            for a in robins
            for b in robins
            if a < b and robins[a] and robins[a] == robins[b]
        }

    return compared(pairs(truths), pairs(found))


def compared(truth: Iterable[Any], found: Iterable[Any]) -> Score:
    """How two sets agree."""
    a, b = set(truth), set(found)
    return Score(right=len(a & b), extra=len(b - a), missed=len(a - b))


def _shares(rights: Iterable[bool]) -> Score:
    marks = [bool(right) for right in rights]
    return Score(right=sum(marks), missed=len(marks) - sum(marks), share=True)


def _id(value: object) -> str:
    return re.sub(r"\s+", "", str(value or "")).strip("/").casefold()


def _flat(value: object) -> str:
    return " ".join(str(value or "").split()).casefold()


def _question(value: object) -> str:
    return re.sub(r"[^0-9a-z]", "", str(value or "").casefold())


def _single_values(truth: Truth, found: Truth, accept: Mapping[str, Any]) -> dict[str, Score]:
    def bare(value: object) -> str:
        return re.sub(r"\s+", "", str(value or "")).casefold()

    right = bare(truth["reference"]) == bare(found.get("reference"))
    allowed = [truth["reference"], *accept.get("reference", ())]
    loose = {_LABEL.sub("", bare(value), count=1) for value in allowed}
    scores = {
        "reference": _shares([right]),
        "reference_lenient": _shares(
            [right or _LABEL.sub("", bare(found.get("reference")), count=1) in loose]
        ),
        "dates_lenient": _shares([]),
    }
    for field in ("received", "responded"):
        day = found.get(field) or None
        right = truth[field] == day
        scores[field] = _shares([right])
        scores[f"{field}_present"] = _shares([right] if truth[field] else [])
        scores["dates_lenient"] += _shares([right or day in accept.get(field, ())])
    return scores


def _provisions(truth: Truth, found: Truth) -> dict[str, Score]:
    on = {_id(e["id"]): bool(e["ncnd"]) for e in truth["exemptions"] if e["engaged"]}
    off = {_id(e["id"]) for e in truth["exemptions"] if not e["engaged"]}
    procedural = {_id(path) for path in truth["procedural"]}
    read_on: dict[str, bool] = {}
    read_off: set[str] = set()
    read_procedural = {_id(path) for path in found.get("procedural") or ()}
    for entry in found.get("exemptions") or ():
        path = _id(entry.get("id"))
        if not entry.get("engaged", True):
            read_off |= set() if _is_procedural(path) else {path}
        elif _is_procedural(path):
            read_procedural.add(path)
        else:
            read_on[path] = read_on.get(path, False) or bool(entry.get("ncnd"))
    claimed = set(read_on) | read_procedural
    # One that is also relied on, more or less exactly, is no trap.
    traps = [
        path
        for path in sorted(off)
        if not any(_within(path, other) or _within(other, path) for other in on)
    ]
    numbers = {n for citation in truth["other_acts"] for n in _numbers(citation)}
    known = {section_of(path) for path in {*on, *off, *procedural}}
    foreign = [
        n for n in sorted(numbers) if not any(f"{r}/{n}" in known for r in truth["regimes"])
    ]
    return {
        "exemptions": compared(on, read_on),
        "exemption_sections": compared(map(section_of, on), map(section_of, read_on)),
        "ncnd": _shares(on[path] == read_on[path] for path in sorted(set(on) & set(read_on))),
        "not_relied_on": _shares(not any(_within(c, path) for c in claimed) for path in traps),
        "not_engaged": compared(off, read_off),
        "procedural": compared(procedural, read_procedural),
        "procedural_less_notice": compared(_deciding(procedural), _deciding(read_procedural)),
        "other_acts_kept_out": _shares(
            not any(path.split("/")[1:2] == [n] for path in claimed) for n in foreign
        ),
        "other_acts": compared(
            map(_flat, truth["other_acts"]), map(_flat, found.get("other_acts") or ())
        ),
    }


def _is_procedural(path: str) -> bool:
    regime, _, rest = path.partition("/")
    return rest.split("/")[0] in _PROCEDURAL.get(regime, ())


def _within(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}/")


def _deciding(paths: Iterable[str]) -> set[str]:
    return {p for p in paths if section_of(p) not in _NOTICE_OR_DUTY or p == "foia/1/3"}


def _numbers(citation: str) -> Iterator[str]:
    for match in _NUMBERED.finditer(citation):
        for number in re.findall(r"(?<![\w(])(\d+[A-Za-z]*)", match[1]):
            yield number.casefold()


def _positions(truth: Truth, found: Truth, accept: Mapping[str, Any]) -> dict[str, Score]:
    read = {_question(answer.get("question")): answer for answer in found.get("positions") or ()}
    exact, lenient, partial = [], [], []
    for answer in truth["positions"]:
        question = _question(answer["question"])
        got = read.get(question, {}).get("position")
        exact.append(got == answer["position"])
        lenient.append(exact[-1] or got in accept.get("positions", {}).get(question, ()))
        flag = bool(read.get(question, {}).get("partial_ncnd"))
        partial.append(question in read and flag == answer["partial_ncnd"])
    right = truth["outcome"] == found.get("outcome")
    return {
        "questions": compared(
            (_question(q["id"]) for q in truth["questions"]),
            (_question(q.get("id")) for q in found.get("questions") or ()),
        ),
        "positions": _shares(exact),
        "positions_lenient": _shares(lenient),
        "partial_ncnd": _shares(partial),
        "outcome": _shares([right]),
        "outcome_lenient": _shares([right or found.get("outcome") in accept.get("outcome", ())]),
    }


def _passages(
    truth: Sequence[Truth], found: Sequence[Truth], letter: Sequence[str]
) -> dict[str, Score]:
    def kind(section: Truth) -> object:
        return section.get("kind")

    def kind_and_provision(section: Truth) -> object:
        about = section.get("exemption")
        return section.get("kind"), section_of(_id(about)) if about else None

    def score(key: Callable[[Truth], object], less: Collection[str] = ()) -> Score:
        a = [section for section in truth if section["kind"] not in less]
        b = [section for section in found if section.get("kind") not in less]
        right = paired(a, b, letter, key)
        return Score(right=right, extra=len(b) - right, missed=len(a) - right)

    return {
        "sections": score(kind_and_provision),
        "sections_argument": score(kind_and_provision, _APPENDED),
        "sections_kind": score(kind),
    }


def _people(truth: Sequence[Truth], found: Sequence[Truth]) -> dict[str, Score]:
    printed = [_flat(item.get("text")) for item in found]
    return {
        "personal_data": _shares(
            _same_name(_untitled(_flat(item["text"])), printed) for item in truth
        ),
        "personal_data_exact": compared((_flat(item["text"]) for item in truth), printed),
    }


def _untitled(form: str) -> str:
    title = _TITLE.match(form)
    return form[title.end() :] if title else form


def _same_name(name: str, printed: Iterable[str]) -> bool:
    """Found with a title, or with a few letters more or less."""
    for form in printed:
        bare = _untitled(form)
        if name in form or (len(bare) > 4 and bare in name and len(bare) >= 0.6 * len(name)):
            return True
    return False
