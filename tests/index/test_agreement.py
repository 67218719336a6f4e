"""Hundreds of made-up queries: every engine finds what a plain reading of the letters finds."""

import re
from collections import Counter
from itertools import product
from random import Random
from typing import Any, assert_never

import pytest
from rapidfuzz.distance import OSA

from index.engine import SearchEngine
from index.fields import FACETS
from index.letter import Entry
from index.query import read_query
from index.schema import FACET_FIELDS, SCHEMA, Document, answers, letter_document
from index.tree import (
    All,
    And,
    Between,
    Boost,
    Fuzzy,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    SameAnswer,
    Term,
    Wildcard,
)

QUERIES = 400


def values(document: Document, field: str) -> list[str]:
    held: Any = document.get(field, [])
    if SCHEMA[field] in ("stream", "set"):
        return held.split() if held else []
    return held if isinstance(held, list) else [held]


def holds(node: Node, document: Document, inner: list[Document]) -> bool:
    """Whether a letter is such, read as slowly and plainly as can be."""
    match node:
        case All():
            return True
        case Nothing():
            return False
        case Term(field, value):
            return value in values(document, field)
        case Phrase(field, words, slop):
            held = values(document, field)
            places = [[at for at, word in enumerate(held) if word == asked] for asked in words]
            for chosen in product(*places):
                moves = [at - place for place, at in enumerate(chosen)]
                if len(set(chosen)) == len(chosen) and max(moves) - min(moves) <= slop:
                    return True
            return False
        case Wildcard(field, pattern):
            shape = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
            return any(re.fullmatch(shape, value) for value in values(document, field))
        case Fuzzy(field, word, edits):
            return any(OSA.distance(word, value) <= edits for value in values(document, field))
        case Between(field, first, last):
            day = document.get(field)
            low, high = (end.isoformat() if end else "" for end in (first, last))
            return bool(day) and low <= day and (not high or day <= high)
        case And(parts):
            return all(holds(part, document, inner) for part in parts)
        case Or(parts):
            return any(holds(part, document, inner) for part in parts)
        case Not(part):
            return not holds(part, document, inner)
        case Boost(part, _):
            return holds(part, document, inner)
        case SameAnswer(part):
            return any(holds(part, answer, []) for answer in inner)
    assert_never(node)


class Writer:
    """Writes queries of the words, names and dates of some letters."""

    def __init__(self, entries: list[Entry], seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.entries = entries
        self.letters = [entry.letter for entry in entries]

    def query(self, depth: int = 2) -> str:
        pick = self.random.random()
        if depth == 0 or pick < 0.35:
            return self.clause()
        parts = [self.query(depth - 1) for _ in range(self.random.randint(2, 3))]
        if pick < 0.75:
            return (
                "(" + self.random.choice([" AND ", " OR ", " ", " && ", " || "]).join(parts) + ")"
            )
        if pick < 0.85:
            return f"(NOT {parts[0]})"
        signs = self.random.choices(["+", "-", ""], k=len(parts))
        joined = self.random.choice([" ", " OR "]).join(map("".join, zip(signs, parts)))  # noqa: B905
        return f"({joined})"

    def clause(self) -> str:
        makers = (self.word, self.word, self.phrase, self.wild, self.fuzzy, self.value, self.value,
                  self.provision, self.dates, self.answer)  # fmt: skip
        return self.random.choice(makers)()

    def words(self) -> tuple[str, ...]:
        found = [word for held in self.random.choice(self.letters).words for word in held]
        start = self.random.randrange(len(found))
        return tuple(word for word in found[start : start + 4] if word.isalnum())

    def word(self) -> str:
        chosen = self.random.choice(self.words() or ("police",))
        field = self.random.choice(["", "", "title:", "request:", "response:", "text:"])
        return field + chosen + self.random.choice(["", "", "s", "ing", "^2"])

    def phrase(self) -> str:
        chosen = list(self.words()[: self.random.randint(2, 3)]) or ["the", "force"]
        if self.random.random() < 0.3:
            self.random.shuffle(chosen)
        slop = self.random.choice(["", "", "~1", "~2", "~4"])
        return f'{self.random.choice(["", "response:"])}"{" ".join(chosen)}"{slop}'

    def wild(self) -> str:
        word = self.random.choice(self.words() or ("police",))
        cut = self.random.randint(1, len(word))
        return self.random.choice(
            [f"{word[:cut]}*", f"*{word[-cut:]}", f"{word[: cut - 1]}?{word[cut:]}"]
        )

    def fuzzy(self) -> str:
        word = self.random.choice(self.words() or ("police",))
        at = self.random.randrange(len(word))
        other = self.random.choice("aeiourstx")
        return f"{word[:at]}{other}{word[at + 1 :]}~{self.random.choice(['', '1', '2'])}"

    def value(self) -> str:
        letter = self.random.choice(self.letters)
        name, held = self.random.choice(
            [("force", letter.forces), ("nation", letter.nations), ("region", letter.regions),
             ("regime", letter.regimes), ("outcome", (letter.outcome,)), ("ncnd", (letter.ncnd,)),
             ("position", letter.positions), ("topic", letter.topics), ("has", letter.has),
             ("reference", (letter.reference,)), ("robin", (letter.robin,))]
        )  # fmt: skip
        value = self.random.choice(held or ("*",))
        return f"{name}:*" if value in ("*", None) else f'{name}:"{value}"'

    def provision(self) -> str:
        letter = self.random.choice(self.letters)
        ids = letter.mentions or ("foia/31/3",)
        parts = self.random.choice(ids).split("/")[: self.random.randint(2, 4)]
        bare = parts[1] + "".join(f"({part})" for part in parts[2:])
        form = self.random.choice(["/".join(parts), bare, f"s{bare}", f'"section {bare}"'])
        return f"{self.random.choice(['exemption', 'mentions'])}:{form}"

    def dates(self) -> str:
        field = self.random.choice(["received", "responded"])
        first, last = sorted(
            self.random.choices(["2016", "2018", "2018-06", "2019-03", "2021"], k=2)
        )
        form = self.random.choice(["{}", "[{} TO *]", "[{} TO {}]", "{{{} TO {}}}", "<={}", ">{}"])
        return f"{field}:{form.format(first, last)}"

    def answer(self) -> str:
        entry = self.random.choice(self.entries)
        if not entry.positions:
            return "question:*"
        position = self.random.choice(entry.positions)
        words = re.findall(r"[a-z]{4,}", position.text.casefold()) or ["police"]
        clauses = [f"position:{position.position}", f"question:{self.random.choice(words)}"]
        clauses += [f"exemption:{id_}" for id_ in position.exemptions[:1]]
        self.random.shuffle(clauses)
        joined = self.random.choice([" AND ", " OR ", " "]).join(clauses[:2])
        return self.random.choice(["answer:({})", "answer:(NOT ({}))", "({})"]).format(joined)


@pytest.mark.parametrize("seed", range(8))
def test_engines_find_and_count_what_a_plain_reading_finds(
    filled: SearchEngine, gold_entries: list[Entry], seed: int
) -> None:
    writer = Writer(gold_entries, seed)
    documents = [(letter_document(entry), answers(entry)) for entry in gold_entries]
    something = 0
    for _ in range(QUERIES // 8):
        text = writer.query()
        query = read_query(text)
        expected = [held for held, inner in documents if holds(query.root, held, inner)]
        ids = {held["id"] for held in expected}

        hits = filled.search(query, limit=0).hits

        assert {hit.id for hit in hits} == ids, text
        assert len(hits) == len(ids), text
        field = writer.random.choice(FACETS)
        counted = Counter(
            v for held in expected for v in values(held, FACET_FIELDS.get(field, field))
        )
        assert filled.facets(query, field) == counted, (text, field)
        newest = [hit.id for hit in filled.search(query, limit=0, sort="-responded").hits]
        assert newest == [held["id"] for held in sorted(expected, key=lambda it: it["newest"])], (
            text
        )
        something += bool(ids)
    assert something > QUERIES / 8 / 2
