"""From what a person types to a syntax tree that knows where everything stood.

Luqum reads Lucene's syntax. Before it does, the query is rewritten: brackets and slashes that
belong to a word are escaped, ``AND`` is put where nothing stands between two clauses, and the
signs that Luqum does not know are replaced. A map from the rewritten to the typed query is kept,
so that every message can point at the character that was typed.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from luqum.exceptions import ParseError
from luqum.thread import parse
from rapidfuzz.distance import OSA

from index.error import QueryError

LONGEST = 20_000
"""Characters of a query; longer ones are a mistake."""

DEEPEST = 50
"""Levels of brackets."""

# ``s31(1)(a)``, ``31(1)``, ``foia/31(1)``, ``reg. 12(5)(b)``: the brackets are part of it.
_BRACKETED = re.compile(
    r"(?i)(?:(?:sections?|sect?s?|ss?|regulations?|regs?|r)\.?\s?)?(?:[a-z]{3,5}/)?"
    r"\d+[a-z]{0,2}(?:/[0-9a-z]+)*\([0-9a-z]{1,5}\)(?:\([0-9a-z]{1,5}\)|/[0-9a-z]+)*"
)
# ``section 31`` or ``FOIA s31`` without quotation marks, where a provision is expected.
_SPACED = re.compile(
    r"(?i)(?:(?:foia|foisa|eir|eisr)\s+(?=(?:section|s|regulation|reg|r)?s?\.?\s?\d))?"
    r"(?:(?:sections?|sect?s?|ss?|regulations?|regs?|r)\.?\s+(?=\d))?"
)
_OPERATOR = re.compile(r"(?:AND|OR|NOT)(?=[\s()\"]|$)")
_REGEX = re.compile(r"/[^\s/]+/(?=[\s)]|$)")
_SIGN = re.compile(r"&&|\|\|")
_MODIFIER = re.compile(r"[~^](?:\d+(?:\.\d*)?|\.\d+)?")
_QUOTES = '"“”„‟'
_WORD_ENDS = frozenset(" \t\n()[]{}:^~" + _QUOTES)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A syntax tree and the way back from its offsets to the typed query."""

    query: str
    tree: Any
    origin: tuple[int, ...]

    def at(self, node: Any) -> int:
        """Where a node of the tree begins in the typed query."""
        return self.origin[min(node.pos or 0, len(self.origin) - 1)]

    def error(self, node: Any, reason: str) -> QueryError:
        """An error that points at a node."""
        return QueryError(self.query, self.at(node), reason)


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known name that is least different from a word; ``None`` where none is near.

    >>> nearest("exmption", ["exemption", "region", "regime"])
    'exemption'
    """
    word = word.casefold()
    ranked = sorted((OSA.distance(word, name.casefold()), name) for name in known)
    best = next(iter(ranked), None)
    return best[1] if best and best[0] <= max(2, len(word) // 2) else None


class _Rewriter:
    """Goes through the typed query once and writes the one that Luqum is given."""

    def __init__(self, query: str, fields: Mapping[str, str]) -> None:
        self.query = query
        self.fields = fields
        self.out: list[str] = []
        self.origin: list[int] = []
        self.at = 0
        self.brackets: list[tuple[int, str | None]] = []
        self.field: str | None = None
        """The field whose value comes next."""
        self.colon = -1
        self.clause_ended = False
        self.operator = -1
        """Where an operator stands that waits for its clause; -1 for none."""

    def run(self) -> tuple[str, tuple[int, ...]]:
        while self.at < len(self.query):
            self._step(self.query[self.at])
        if self.brackets:
            raise self._error("this bracket is opened and never closed", self.brackets[-1][0])
        self._end_of_clauses(len(self.query))
        return "".join(self.out), (*self.origin, len(self.query))

    def _error(self, reason: str, at: int | None = None) -> QueryError:
        return QueryError(self.query, self.at if at is None else at, reason)

    def _put(self, text: str, at: int) -> None:
        """Write text that is not in the query, as if it stood at one place of it."""
        self.out.append(text)
        self.origin.extend([at] * len(text))

    def _copy(self, length: int) -> None:
        self.out.append(self.query[self.at : self.at + length])
        self.origin.extend(range(self.at, self.at + length))
        self.at += length

    def _begin(self) -> None:
        """A clause begins here: without an operator before it, it is joined by AND."""
        if self.clause_ended and self.field is None:
            self._put(" AND ", self.at)
        self.clause_ended = False
        self.operator = -1

    def _ended(self) -> None:
        self.clause_ended = True
        self.field = None
        self.operator = -1

    def _end_of_clauses(self, at: int) -> None:
        if self.field is not None:
            raise self._error(f"after '{self.field}:' a value is missing", self.colon)
        if self.operator >= 0:
            raise self._error("this operator joins nothing: a clause is missing", self.operator)
        if not self.clause_ended:
            raise self._error(
                "there is nothing to look for; *:* finds everything" if not self.brackets
                else "there is nothing between these brackets",
                self.brackets[-1][0] if self.brackets else at,
            )  # fmt: skip

    def _step(self, char: str) -> None:
        if char.isspace():
            self._put(" ", self.at)
            self.at += 1
        elif char in _QUOTES:
            self._phrase()
        elif char == "(":
            self._begin()
            if len(self.brackets) == DEEPEST:
                raise self._error(f"brackets stand in brackets more than {DEEPEST} deep")
            self.brackets.append((self.at, self.field or self._context()))
            self.field = None
            self._copy(1)
        elif char == ")":
            if not self.brackets:
                raise self._error("this bracket closes nothing")
            self._end_of_clauses(self.at)
            self.brackets.pop()
            self._copy(1)
            self._ended()
        elif char in "[{":
            self._range()
        elif char in "]}":
            raise self._error("this bracket closes nothing")
        elif char in "~^":
            self._modifier(char)
        elif char == ":":
            raise self._error("there is no field name before the colon")
        elif match := _OPERATOR.match(self.query, self.at):
            self._operator(match.group(), len(match.group()))
        elif match := _SIGN.match(self.query, self.at):
            self._operator("AND" if match.group() == "&&" else "OR", 2)
        elif char in "+-!" and self._stands_before_clause():
            self._begin()
            if char == "!":
                self._put("NOT ", self.at)
                self.at += 1
            else:
                self._copy(1)
            self.operator = self.at - 1
        elif char in "+-!&|" and self._stands_alone():
            self.at += 1
        elif char in "<>" and self.field is not None:
            self._copy(2 if self.query[self.at + 1 : self.at + 2] == "=" else 1)
        elif _REGEX.match(self.query, self.at):
            raise self._error("regular expressions are not known; * and ? are")
        else:
            self._word()

    def _context(self) -> str | None:
        return self.brackets[-1][1] if self.brackets else None

    def _following(self) -> str:
        return self.query[self.at + 1 : self.at + 2]

    def _stands_before_clause(self) -> bool:
        following = self._following()
        return following != "" and not following.isspace() and following not in ")]}:^~+-!&|"

    def _stands_alone(self) -> bool:
        following = self._following()
        return following == "" or following.isspace() or following == ")"

    def _operator(self, name: str, length: int) -> None:
        if name == "NOT":
            self._begin()
        elif self.field is not None:
            raise self._error(f"after '{self.field}:' a value is missing", self.colon)
        elif not self.clause_ended:
            raise self._error(f"before '{name}' a clause is missing")
        self.clause_ended = False
        self.operator = self.at
        # Written with spaces, the name can stand beside anything.
        self._put(f" {name} ", self.at)
        self.at += length

    def _modifier(self, char: str) -> None:
        match = _MODIFIER.match(self.query, self.at)
        before = self.query[self.at - 1 : self.at]
        if not self.clause_ended or before.isspace() or match is None:
            what = "'~' follows a word or a phrase" if char == "~" else "'^' follows a clause"
            raise self._error(f"{what} without a space")
        self._copy(len(match.group()))

    def _phrase(self) -> None:
        start = self.at
        self._begin()
        self._put('"', self.at)
        self.at += 1
        while self.at < len(self.query) and self.query[self.at] not in _QUOTES:
            self._copy(2 if self.query[self.at] == "\\" and self._following() else 1)
        if self.at >= len(self.query):
            raise self._error("this quotation mark is opened and never closed", start)
        self._put('"', self.at)
        self.at += 1
        self._ended()

    def _range(self) -> None:
        start = self.at
        self._begin()
        length = next(
            (i for i, c in enumerate(self.query[start:]) if c in "]}"), None
        )  # fmt: skip
        if length is None:
            raise self._error("this range is opened and never closed")
        inside = self.query[start + 1 : start + length]
        if not re.fullmatch(
            r'\s*("[^"]*"|[^\s"()\[{:]+)\s+TO\s+("[^"]*"|[^\s"()\[{:]+)\s*', inside
        ):
            raise self._error("a range is written [2019 TO 2021], with * for an open end")
        for char in self.query[start : start + length + 1]:
            if char in "/'<>=+":
                self._put("\\", self.at)
            self._copy(1)
        self._ended()

    def _word(self) -> None:
        start = self.at
        value_of = self.field or self._context()
        if value_of in ("exemption", "mentions") and (
            (match := _SPACED.match(self.query, self.at)) and match.group()
        ):
            self._begin()
            self._escape(match.end())
        if match := _BRACKETED.match(self.query, self.at):
            if self.at == start:
                self._begin()
            self._escape(match.end())
            self._ended()
            return
        end = self._word_end()
        if end < len(self.query) and self.query[end] == ":" and self.at == start:
            self._field(end)
            return
        if self.at == start:
            self._begin()
        self._escape(end)
        self._ended()

    def _word_end(self) -> int:
        at = self.at
        while at < len(self.query) and self.query[at] not in _WORD_ENDS:
            if self.query[at].isspace():
                break
            if self.query[at] == "\\":
                if at + 1 == len(self.query):
                    raise self._error("a backslash at the end escapes nothing", at)
                at += 1
            at += 1
        return at

    def _escape(self, end: int) -> None:
        """Copy a word so that Luqum takes it as one, whatever signs are in it."""
        first = True
        while self.at < end:
            char = self.query[self.at]
            if char == "\\":
                self._copy(2)
            else:
                if char in "()" or char.isspace() or (first and char in "/'<>=+-"):
                    self._put("\\", self.at)
                self._copy(1)
            first = False

    def _field(self, end: int) -> None:
        name = self.query[self.at : end]
        if self.field is not None:
            raise self._error(f"after '{self.field}:' a value is missing", self.colon)
        if name == "*" and re.match(r"\*(?![^\s)])", self.query[end + 1 :]):
            self._begin()
            self._copy(3)
            self._ended()
            return
        known = self.fields.get(name.casefold())
        if known is None:
            proper = tuple(dict.fromkeys(self.fields.values()))
            near = nearest(name, proper)
            hint = f"the nearest is '{near}'" if near else f"fields are {', '.join(proper)}"
            raise self._error(
                f"there is no field '{name}'; {hint}"
                " (a colon that belongs to a word stands in quotation marks)"
            )
        self._begin()
        for offset in range(len(known)):
            self._put(known[offset], min(self.at + offset, end))
        self.at = end
        self._copy(1)
        self.field, self.colon = known, end


def parse_query(query: str, fields: Mapping[str, str]) -> Parsed:
    """Read a query into Luqum's tree.

    Args:
        query: As typed.
        fields: Every name that a field may be called by, and its proper name.

    Raises:
        QueryError: It cannot be read; the error points at the character.
    """
    if len(query) > LONGEST:
        raise QueryError(query[:80], 80, f"it is longer than {LONGEST} characters")
    rewritten, origin = _Rewriter(query, fields).run()
    try:
        return Parsed(query, parse(rewritten), origin)
    except ParseError as error:
        match = re.search(r"at position (\d+)", str(error))
        at = origin[min(int(match[1]), len(origin) - 1)] if match else len(query)
        raise QueryError(query, at, "something is missing or too much here") from error
