"""Stand-outs: one letter that says what no other says on the same question."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from index.plain import said
from mosaic.doubt import LEAST, Doubt, doubts
from mosaic.evidence import passage
from mosaic.finding import Finding
from mosaic.position import ANSWERS, REFUSES, Position
from mosaic.table import names_of
from nlp.provision import printed


def standouts(rows: Iterable[Position], left: Iterable[Doubt] | None = None) -> list[Finding]:
    """Which letters stand out in the matrix of one round robin; a joint one counts once.

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
            own = (row.force for row in cells if row.response == alone.response)
            forces = [*dict.fromkeys(slug for slug in own if slug)]
            known = doubt.get((alone.question or "", alone.response))
            yield _finding(alone, forces, group, letters, known)


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
    forces: Sequence[str],
    group: Sequence[Position],
    letters: Sequence[Position],
    doubt: Doubt | None,
) -> Finding:
    counts = Counter(
        f"{row.position}{', and NCND beyond that' if row.partial_ncnd else ''}" for row in letters
    )
    rest = Counter(row.position for row in group if row is not alone)
    own = said(alone.position, partial_ncnd=alone.partial_ncnd)
    if alone.position == "disclosed" and alone.exemptions:
        own += f", relying on {', '.join(map(printed, alone.exemptions))}"
    return Finding(
        kind="stands-out",
        robin=alone.robin,
        question=alone.question,
        text=alone.text,
        forces=tuple(forces),
        before=rest.most_common(1)[0][0],
        after=alone.position,
        evidence=(passage(alone),),
        others=dict(sorted(counts.items())),
        doubt=doubt,
        message=(
            f"of {len(letters)} letters, only that of {names_of(forces)} says: {own}"
            + (_left(doubt) if doubt else "")
        ),
    )


def _left(doubt: Doubt) -> str:
    taken = doubt.before - doubt.after
    return (
        f"; it takes {taken or 'none'} of {doubt.counted} forces out of doubt, and"
        f" {doubt.left or 'none'} {'is' if doubt.left == 1 else 'are'} left in the end"
    )
