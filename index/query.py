"""From a typed query to the tree that the engines are asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from luqum import tree as lucene

from index.analysis import stem, words
from index.clauses import asked_of, filled, section_forms, wild_word, wild_words
from index.dates import EXPECTED, period
from index.error import QueryError
from index.fields import FIELDS, IN_ANSWER, NAMES, PARTS, Kind
from index.provisions import exists, provisions_meant
from index.syntax import Parsed, parse_query
from index.tree import (
    All,
    Between,
    Boost,
    Fuzzy,
    Node,
    Not,
    Nothing,
    Phrase,
    SameAnswer,
    Term,
    Wildcard,
    both,
    depth,
    either,
)
from index.values import fold_text, folded, names, nearest_value, values_like, values_near

MOST_WAYS = 3000
"""In how many ways the words of a loose phrase may stand."""

DEEPEST = 20
"""Levels that both engines take in one query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query that has been read.

    Attributes:
        text: As typed.
        root: What the engines are asked.
        notes: What the person should know: a value that no force or topic has.
    """

    text: str
    root: Node
    notes: tuple[str, ...] = ()


def read_query(text: str) -> Query:
    """Read a query as ``docs/queries.md`` describes it.

    Raises:
        QueryError: It cannot be read; the message has a caret under the character.
    """
    parsed = parse_query(text, NAMES)
    reader = _Reader(parsed)
    try:
        root = reader.node(parsed.tree, _Scope())
        if root is None:
            raise QueryError(text, 0, "there is no word or value in it; *:* finds everything")
        if depth(root) > DEEPEST:
            raise QueryError(text, 0, f"its clauses stand in one another more than {DEEPEST} deep")
    except RecursionError as error:
        raise QueryError(text, 0, "its clauses stand in one another too deep") from error
    return Query(text=text, root=root, notes=tuple(dict.fromkeys(reader.notes)))


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a clause is a value of.

    Attributes:
        field: ``None`` for bare words.
        answer: The clauses hold for one question.
    """

    field: str | None = None
    answer: bool = False


class _Reader:
    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.notes: list[str] = []

    def node(self, item: Any, scope: _Scope) -> Node | None:
        """One item of Luqum's tree; ``None`` where it has no word, as a lone comma."""
        match item:
            case lucene.AndOperation() | lucene.UnknownOperation():
                return self._all(item.children, scope)
            case lucene.OrOperation():
                return self._any(item.children, scope)
            case lucene.Not() | lucene.Prohibit():
                part = self.node(item.a, scope)
                return None if part is None else Not(part)
            case lucene.Plus():
                return self.node(item.a, scope)
            case lucene.Group() | lucene.FieldGroup():
                return self._group(item, scope)
            case lucene.SearchField():
                return self._field(item, scope)
            case lucene.Boost():
                part = self.node(item.expr, scope)
                return None if part is None else Boost(part, self._factor(item))
        return self._value(item, scope)

    def _factor(self, item: Any) -> float:
        factor = float(item.force) if item.force is not None else 1.0
        if not 0 < factor <= 1000:
            raise self.parsed.error(item, "a boost lies between 0 and 1000")
        return factor

    def _all(self, items: Iterable[Any], scope: _Scope) -> Node | None:
        parts = [part for item in items if (part := self.node(item, scope)) is not None]
        return both(parts) if parts else None

    def _any(self, items: Sequence[Any], scope: _Scope) -> Node | None:
        """OR, with Lucene's + and -: what has a + must hold, what has a - must not."""
        read = [(item, part) for item in items if (part := self.node(item, scope)) is not None]
        must = [part for item, part in read if isinstance(item, lucene.Plus)]
        never = [part for item, part in read if isinstance(item, lucene.Prohibit)]
        rest = [p for i, p in read if not isinstance(i, lucene.Plus | lucene.Prohibit)]
        if not read:
            return None
        if not must and not rest:
            return either(never)
        return both([*(must or [either(rest)]), *never])

    def _group(self, item: Any, scope: _Scope) -> Node | None:
        inner = item.expr
        if scope.field is None and not scope.answer and isinstance(inner, lucene.AndOperation):
            fields = [_field_of(child) for child in inner.children]
            inside = [name in IN_ANSWER for name in fields]
            if "position" in fields and sum(inside) > 1:
                one = [c for c, here in zip(inner.children, inside, strict=True) if here]
                rest = [c for c, here in zip(inner.children, inside, strict=True) if not here]
                answer = self._all(one, replace(scope, answer=True))
                others = self._all(rest, scope)
                parts = [SameAnswer(answer) if answer else None, others]
                return both([part for part in parts if part is not None])
        return self.node(inner, scope)

    def _field(self, item: Any, scope: _Scope) -> Node | None:
        name = item.name
        if name == "*":
            return All()
        if scope.answer and name not in IN_ANSWER:
            raise self.parsed.error(
                item,
                f"inside answer:(…) stand {', '.join(IN_ANSWER)}; '{name}' holds for the letter",
            )
        if scope.field is not None and not (scope.field == "position" and name in IN_ANSWER):
            raise self.parsed.error(
                item, f"'{name}:' stands inside the brackets of '{scope.field}:'"
            )
        if name == "answer" or (name == "position" and _names_fields(item.expr)):
            field = "position" if name == "position" else None
            part = self.node(item.expr, _Scope(field, answer=True))
            return SameAnswer(part) if part is not None else None
        if name == "question" and not scope.answer:
            part = self.node(item.expr, _Scope("question", answer=True))
            return SameAnswer(part) if part is not None else None
        return self.node(item.expr, replace(scope, field=name))

    def _value(self, item: Any, scope: _Scope) -> Node | None:
        field = scope.field or ("question" if scope.answer else "text")
        kind = FIELDS[field]
        if isinstance(item, lucene.Range | lucene.From | lucene.To):
            if kind != "date":
                raise self.parsed.error(
                    item, "ranges stand after received:, responded:, published:"
                )
            return self._range(field, item)
        if kind == "date":
            return self._date(field, item)
        fuzzy = slop = None
        if isinstance(item, lucene.Fuzzy):
            fuzzy, item = item, item.term
        elif isinstance(item, lucene.Proximity):
            slop, item = int(item.degree), item.term
        raw = item.value[1:-1] if isinstance(item, lucene.Phrase) else item.value
        typed, wild = _unescaped(raw, wild=isinstance(item, lucene.Word))
        if fuzzy is not None and wild:
            raise self.parsed.error(fuzzy, "a word has wildcards or '~', not both")
        target = _target(field, scope)
        if wild and set(typed) == {"*"}:
            return All() if scope.field is None and not scope.answer else filled(target)
        if kind in ("text", "question"):
            fields = PARTS if field == "text" else (target,)
            return self._words(item, typed, fields, wild=wild, fuzzy=fuzzy, slop=slop)
        edits = None if fuzzy is None else self._edits(fuzzy, typed)
        return self._keyword(item, kind, field, target, typed, wild=wild, edits=edits)

    # Words

    def _words(
        self, item: Any, typed: str, fields: Sequence[str], *,
        wild: bool, fuzzy: Any, slop: int | None,
    ) -> Node | None:  # fmt: skip
        """Words of text: a single one, a phrase, a wildcard, or one that is nearly written so."""
        if wild:
            pieces = wild_words(typed)
            return asked_of(
                fields, lambda field: both(wild_word(field, piece) for piece in pieces)
            )
        found = words(typed)
        if not found:
            return None
        if fuzzy is not None:
            edits = self._edits(fuzzy, found[0])
            if len(found) > 1:
                raise self.parsed.error(fuzzy, "'~' follows a single word; a phrase has \"…\"~2")
            if edits:
                return asked_of(fields, lambda field: Fuzzy(f"{field}_written", found[0], edits))
        stems = tuple(map(stem, found))
        ways = (slop or 0) + 1
        if slop and ways ** len(stems) - slop ** len(stems) > MOST_WAYS and len(stems) > 2:
            raise self.parsed.error(item, f"'~{slop}' is too loose for {len(stems)} words")
        forms = section_forms(stems, typed) if not isinstance(item, lucene.Phrase) else (stems,)
        return asked_of(
            fields,
            lambda field: either(
                Term(field, form[0]) if len(form) == 1 else Phrase(field, form, slop or 0)
                for form in forms
            ),
        )

    def _edits(self, item: Any, word: str) -> int:
        """How many edits ``~`` allows: by default none to two, by the length of the word."""
        degree: Decimal = item.degree
        if str(item).rstrip().endswith("~"):
            return 0 if len(word) < 3 else 1 if len(word) < 6 else 2
        if degree == degree.to_integral_value():
            if degree > 2:
                raise self.parsed.error(item, "'~' allows 0, 1 or 2 changes")
            return int(degree)
        # Lucene's older way: a share of the word that must be the same.
        return min(2, int((1 - min(degree, Decimal(1))) * len(word)))

    # Values

    def _keyword(
        self, item: Any, kind: Kind, field: str, target: str, typed: str, *,
        wild: bool, edits: int | None,
    ) -> Node | None:  # fmt: skip
        if kind == "closed":
            if wild:
                return either(Term(target, value) for value in values_like(field, typed))
            if edits:
                return either(Term(target, value) for value in values_near(field, typed, edits))
            return self._closed(field, target, typed)
        if wild:
            pattern = fold_text(typed)
            whole = Wildcard("reference_whole" if kind == "reference" else target, pattern)
            if kind != "reference":
                return whole
            return either([whole, both(wild_word("reference", p) for p in wild_words(typed))])
        if kind == "reference":
            found = tuple(words(typed))
            if edits and len(found) == 1:
                return Fuzzy("reference", found[0], edits)
            if not found:
                return None
            return Term(target, found[0]) if len(found) == 1 else Phrase(target, found)
        if kind == "provision":
            ids = provisions_meant(typed)
            if ids is None:
                raise self.parsed.error(
                    item, f"'{typed}' is no provision; write s31(1)(a), 31, or foia/31/1/a"
                )
            if edits is not None:
                raise self.parsed.error(item, "a provision is not looked for with '~'")
            if not any(exists(id_) for id_ in ids):
                self.notes.append(f"{field}: no law has a provision '{typed}'")
            return either(Term(target, id_) for id_ in ids)
        if edits:
            return Fuzzy(target, fold_text(typed), edits)
        return Term(target, fold_text(typed))

    def _closed(self, field: str, target: str, typed: str) -> Node:
        values = names(field).get(folded(typed))
        if values:
            if len(values) > 1:
                self.notes.append(f"{field}: '{typed}' can mean {' or '.join(values)}")
            return either(Term(target, value) for value in values)
        near = nearest_value(field, typed)
        known = sorted({value for values in names(field).values() for value in values})
        if near:
            hint = f"; the nearest is '{near}'"
        else:
            hint = f"; values are {', '.join(known)}" if len(known) < 20 else ""
        self.notes.append(f"{field}: nothing is called '{typed}'{hint}")
        return Term(target, fold_text(typed) or "\x00")

    # Dates

    def _date(self, field: str, item: Any) -> Node:
        if not isinstance(item, lucene.Word | lucene.Phrase):
            raise self.parsed.error(item, EXPECTED)
        typed = _plain(item)
        if typed == "*":
            return filled(field)
        found = period(typed.removesuffix("*").rstrip("-"))
        if found is None:
            raise self.parsed.error(item, f"'{typed}' is no date; {EXPECTED}")
        return Between(field, *found)

    def _range(self, field: str, item: Any) -> Node:
        first = last = None
        if isinstance(item, lucene.Range):
            first = self._bound(item.low, item.include_low, low=True)
            last = self._bound(item.high, item.include_high, low=False)
        elif isinstance(item, lucene.From):
            first = self._bound(item.a, item.include, low=True)
        else:
            last = self._bound(item.a, item.include, low=False)
        if first is None and last is None:
            return filled(field)
        if first and last and first > last:
            self.notes.append(f"{field}: the range ends on {last}, before it begins on {first}")
            return Nothing()
        return Between(field, first, last)

    def _bound(self, item: Any, included: bool, *, low: bool) -> date | None:
        typed = _plain(item) if isinstance(item, lucene.Word | lucene.Phrase) else str(item)
        if typed == "*":
            return None
        found = period(typed)
        if found is None:
            raise self.parsed.error(
                item, f"'{typed.strip()}' is no date; {EXPECTED}, or * for open"
            )
        start, end = found
        try:
            if low:
                return start if included else end + timedelta(days=1)
            return end if included else start - timedelta(days=1)
        except OverflowError:
            return end if low else start


def _plain(item: Any) -> str:
    raw = item.value[1:-1] if isinstance(item, lucene.Phrase) else item.value
    return re.sub(r"\\(.)", r"\1", raw)


def _unescaped(raw: str, *, wild: bool) -> tuple[str, bool]:
    """The value without backslashes, and whether it has wildcards that are not escaped.

    An escaped wildcard in a value that has a real one stands for any character.
    """
    has = wild and re.search(r"(?<!\\)(?:\\\\)*[*?]", raw) is not None
    return re.sub(r"\\(.)", r"\1", raw), has


def _target(field: str, scope: _Scope) -> str:
    """The field of the index: inside an answer, those of one question."""
    return f"answer_{field}" if scope.answer else field


def _field_of(item: Any) -> str | None:
    """The field of a clause, through NOT, + and -."""
    while isinstance(item, lucene.Not | lucene.Prohibit | lucene.Plus):
        item = item.a
    return item.name if isinstance(item, lucene.SearchField) else None


def _names_fields(item: Any) -> bool:
    return isinstance(item, lucene.SearchField) or any(map(_names_fields, item.children))
