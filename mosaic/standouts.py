"""Stand-outs: one letter that says what no other says on the same question."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mosaic.doubt import Doubt, doubts
from mosaic.evidence import passage
from mosaic.finding import ANSWERS, REFUSES, Finding, said
from mosaic.position import Position
from mosaic.table import name_of
from nlp.provision import printed

LEAST = 2
"""Other letters that must agree before one stands out from them; the finding says how many do."""


def standouts(rows: Iterable[Position], left: Iterable[Doubt] | None = None) -> list[Finding]:
    """Who stands out in the matrix of one round robin; a joint letter counts once.

    A letter stands out that alone refuses what all others answer, or alone answers what all others
    refuse; that alone confirms what all other answers deny, or the other way round; that alone
    gives a part where all others give the whole, or the other way round; that alone holds nothing
    where all others give something, or the other way round; and that alone says a plain no where
    every other no comes with a refusal to say more, or the other way round.
    Letters that pass a question over, ask back or point elsewhere are left out.

    Args:
        rows: The matrix.
        left: The doubts of the same rows, where they are known already.
    """
    held = list(rows)
    known = doubts(held) if left is None else left
    doubt = {(one.question, one.response): one for one in known}
    by_question: dict[str, list[Position]] = {}
    for row in held:
        if row.question is not None and row.asked and row.position in ANSWERS | REFUSES:
            by_question.setdefault(row.question, []).append(row)
    return [finding for cells in by_question.values() for finding in _of_question(cells, doubt)]


def _of_question(
    cells: Sequence[Position], doubt: Mapping[tuple[str, str | None], Doubt]
) -> Iterator[Finding]:
    letters = list({row.response: row for row in cells}.values())
    answering = [row for row in letters if row.position in ANSWERS]
    plain = [row for row in letters if row.position in ("confirmed", "denied")]
    given = [row for row in letters if row.position in ("disclosed", "partly-disclosed")]
    lacking = given + [row for row in letters if row.position == "not-held"]
    no = [row for row in letters if row.position == "denied"]
    splits: tuple[tuple[Sequence[Position], Callable[[Position], object]], ...] = (
        (letters, lambda row: row.position in REFUSES),
        (plain if len(plain) == len(answering) else (), lambda row: row.position),
        (given if len(given) == len(letters) else (), _in_part),
        (lacking if len(lacking) == len(letters) else (), lambda row: row.position == "not-held"),
        (no, lambda row: row.partial_ncnd),
    )
    told: set[str | None] = set()
    for group, side in splits:
        alone = _alone(group, side)
        if alone is not None and alone.response not in told:
            told.add(alone.response)
            yield from _finding(alone, group, cells, letters, doubt)


def _in_part(row: Position) -> bool:
    """Whether something is held back, by the reading of the answer or by what it relies on."""
    return row.position == "partly-disclosed" or bool(row.exemptions)


def _alone(group: Sequence[Position], side: Callable[[Position], object]) -> Position | None:
    """The letter that is on its own side, if all others, and enough of them, are on one other."""
    counts = Counter(map(side, group))
    if len(counts) != 2 or len(group) <= LEAST:
        return None
    rare, count = counts.most_common()[-1]
    return next(row for row in group if side(row) == rare) if count == 1 else None


def _finding(
    alone: Position,
    group: Sequence[Position],
    cells: Sequence[Position],
    letters: Sequence[Position],
    doubt: Mapping[tuple[str, str | None], Doubt],
) -> Iterator[Finding]:
    counts = Counter(said(row.position, partial_ncnd=row.partial_ncnd) for row in letters)
    rest = Counter(row.position for row in group if row is not alone)
    own = said(alone.position, partial_ncnd=alone.partial_ncnd)
    if alone.position == "disclosed" and alone.exemptions:
        own += f", relying on {', '.join(map(printed, alone.exemptions))}"
    for row in cells:
        if row.response == alone.response:
            known = doubt.get((row.question or "", row.response))
            yield Finding(
                kind="stands-out",
                robin=row.robin,
                question=row.question,
                text=row.text,
                force=row.force,
                before=rest.most_common(1)[0][0],
                after=row.position,
                evidence=(passage(row),),
                others=dict(sorted(counts.items())),
                doubt=known,
                message=(
                    f"of {len(letters)} letters, only that of {name_of(row.force)} says: {own}"
                    + (_left(known) if known else "")
                ),
            )


def _left(doubt: Doubt) -> str:
    taken = doubt.before - doubt.after
    return (
        f"; it takes {taken or 'none'} of {doubt.counted} forces out of doubt, and"
        f" {doubt.left or 'none'} {'is' if doubt.left == 1 else 'are'} left in the end"
    )
