"""Personal data of named people."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.addressed import addressed
from nlp.contacts import emails, homes, phones
from nlp.identifiers import collar_numbers, insurance_numbers, nhs_numbers, vehicle_marks
from nlp.letter import letter_of
from nlp.named import mentioned
from nlp.names import is_ordinary, lexicon
from nlp.response import PersonalData, Span
from nlp.text import text_of

_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|DC|PS|DS|DI|DCI|Sgt|Insp|Inspector|Sergeant|Constable)"
    r"\.?[ \t\n]+$"
)

_INITIAL = re.compile(r"(?<![\w'’-])([A-Z])\.?[ \t]$")
_GIVEN = re.compile(r"[a-z,;(][ \t\n]+([A-ZÀ-Þ][a-zß-ÿ]{2,})[ \t]+$")
_TOKEN = re.compile(r"(?<![\w@.-])[^\W\d_](?:[\w-]|['’](?!s\b)|\.(?=\w\.)|(?<=\b\w)\.)*(?![\w@])")


@Language.factory("foi_people", assigns=["doc._.personal_data"])
def make_people(nlp: Language, name: str) -> "People":
    """Build the component."""
    return People()


class People:
    """Sets ``doc._.personal_data``: each printed form once, with every place where it stands.

    Names of requesters, officials and people asked about alike, without title or rank; their
    e-mail addresses, direct lines, homes and the numbers that stand for them. A team's mailbox, a
    switchboard, a firm and the name of a court case are nobody's.
    """

    def __call__(self, doc: Doc) -> Doc:
        doc._.personal_data = personal_data(text_of(doc))
        return doc


def personal_data(text: str) -> tuple[PersonalData, ...]:
    """All personal data of a text, in the order in which each form first appears."""
    letter = letter_of(text)
    names = _apart([*addressed(text, letter), *mentioned(text)])
    printed = list(dict.fromkeys(_fold(text[start:end]) for start, end in names))
    names = _apart([*names, *_again(text, printed, names)])
    printed = list(dict.fromkeys(_fold(text[start:end]) for start, end in names))
    found: list[tuple[str, Span]] = [("name", span) for span in names]
    taken = bytearray(len(text))
    for start, end in names:
        taken[start:end] = b"\1" * (end - start)
    for kind, spans in (
        ("email", emails(text, printed)),
        ("address", homes(text, letter, names)),
        ("nhs-number", nhs_numbers(text)),
        ("phone", phones(text, letter, names)),
        ("ni-number", insurance_numbers(text)),
        ("vehicle", vehicle_marks(text)),
        ("collar-number", collar_numbers(text)),
    ):
        for span in spans:
            if not any(taken[span[0] : span[1]]):
                found.append((kind, span))
                taken[span[0] : span[1]] = b"\1" * (span[1] - span[0])
    return _grouped(text, found)


def _grouped(text: str, found: Iterable[tuple[str, Span]]) -> tuple[PersonalData, ...]:
    places: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for kind, (start, end) in sorted(found, key=lambda item: item[1]):
        places[kind, _fold(text[start:end])].append((start, end))
    return tuple(
        PersonalData(kind=kind, text=printed, spans=tuple(spans))
        for (kind, printed), spans in places.items()
    )


def _fold(printed: str) -> str:
    return " ".join(printed.split())


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Of overlapping spans the longest, in order."""
    kept: list[Span] = []
    taken: set[int] = set()
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end))
            taken.update(range(start, end))
    return sorted(kept)


def _again(text: str, printed: Iterable[str], names: list[Span]) -> Iterator[Span]:
    """Every other place of a name, and of its surname alone."""
    forms = {form for form in printed if len(form) > 3}
    alone: set[str] = set()
    initials = {form.split()[-1]: form[0] for form in printed if " " in form}
    for form in printed:
        words = form.split()
        given, surname = words[0], words[-1]
        if len(words) > 1 and given.lower() in lexicon("given-names") and not is_ordinary(given):
            forms.add(given)
        elif len(words) > 1 and given.lower() in lexicon("given-names-doubtful"):
            alone.add(given)
        if len(words) > 1 and len(surname) > 3 and not is_ordinary(surname):
            forms.add(surname)
    by_first: dict[str, list[list[str]]] = defaultdict(list)
    for form in forms:
        by_first[form.split()[0]].append(form.split())
    for form in alone - forms:
        for line in re.finditer(rf"^[>\s]*({re.escape(form)})[,.]?[ \t]*$", text, re.MULTILINE):
            yield line.span(1)
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens):
        for words in by_first.get(token.group(), ()):
            run = tokens[index : index + len(words)]
            if [part.group() for part in run] != words:
                continue
            start, end = run[0].start(), run[-1].end()
            before = _INITIAL.search(text, max(0, start - 4), start)
            if before and initials.get(words[0]) == before[1]:
                yield before.start(1), end  # "C Ystwyth" beside "Caradog Ystwyth"
            if len(words) == 1 and (first := _given_before(text, start)):
                yield first, end  # "Struan Pitfichie" beside "Mr Pitfichie"
            elif len(words) > 1 or not _elsewhere(text, start, end):
                yield start, end


def _given_before(text: str, start: int) -> int | None:
    """Where the given name before a surname begins: a capital within a sentence, and no place."""
    found = _GIVEN.search(text, max(0, start - 40), start)
    if found is None or is_ordinary(found[1]) or _TITLE.search(text[max(0, start - 24) : start]):
        return None
    return found.start(1)


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a single word is here part of a place, a firm or an address."""
    before = text[max(0, start - 24) : start]
    after = re.match(r"[ \t]+([A-Z]\w+)", text[end : end + 24])
    if after is not None and is_ordinary(after[1]):
        return True
    if _TITLE.search(before):
        return False
    if after is not None and text[start:end].lower() in lexicon("given-names"):
        return True  # another's name
    return bool(re.search(r"(?:\b(?:in|at|near|around|within)[ \t\n]+|[A-Z]\w+[ \t])$", before))
