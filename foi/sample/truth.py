"""What is planted in the sample sites, and what was found of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pydantic import ConfigDict, TypeAdapter

from foi.sample.site import FOLDER, letter_at

if TYPE_CHECKING:
    from collection.collection import Collection
    from mosaic.figure import Figure
    from mosaic.finding import Finding
    from mosaic.passages import Shared
    from nlp.collected import Collected


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A finding that the sample letters carry.

    Attributes:
        kind: As :class:`mosaic.finding.Finding` has it; ``template`` or ``copied`` for wording;
            ``total-off`` for a total that its parts do not make, ``years-apart`` for figures of
            one question by financial and by calendar years.
        force: The one that it is about; ``None`` for wording and for what several give.
        question: Its id among the questions side by side; ``None`` where it is about none of them;
            for wording, the kind of the passage.
        letters: Stems of the letters that carry it, sorted.
        missed: Why it is not found as yet, where that is known; no part of what it is.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: str
    force: str | None = None
    question: str | None
    letters: tuple[str, ...]
    missed: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """What looks like a finding and is none.

    Attributes:
        like: The kind that it must not be found as.
        letters: Stems of the letters; none of them may carry that kind, on that question.
        question: ``None`` for any.
        why: It is innocent because of this.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    like: str
    letters: tuple[str, ...]
    question: str | None = None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """``truth.json``.

    Attributes:
        letters: The references of the letters that were composed to carry findings, by stem.
        findings: Everything that is to be found; whatever else is found is invented.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    letters: dict[str, str]
    findings: tuple[Planted, ...]
    look_alikes: tuple[LookAlike, ...]


@cache
def truth() -> Truth:
    """What the sample letters carry."""
    text = (FOLDER / "truth.json").read_text(encoding="utf-8")
    return TypeAdapter(Truth).validate_python(json.loads(text))


def found(
    findings: Iterable["Finding"],
    passages: Iterable["Shared"],
    figures: Iterable["Figure"],
    urls: dict[str, str],
) -> set[Planted]:
    """Findings as the truth has them.

    Args:
        findings: Of :func:`mosaic.findings.findings`.
        passages: Of :func:`mosaic.passages.shared`; those whose origin is unclear claim nothing.
        figures: Of :func:`figures_of`.
        urls: The address of each response, by id.
    """
    claimed = {
        Planted(
            kind=finding.kind,
            force=finding.force,
            question=finding.question,
            letters=_stems(urls[one.response] for one in finding.evidence if one.response),
        )
        for finding in findings
    }
    return (
        claimed
        | _of_figures(figures, urls)
        | {
            Planted(
                kind=passage.origin,
                question=passage.kind,
                letters=_stems(urls[id_] for id_ in passage.letters),
            )
            for passage in passages
            if passage.origin != "unclear"
        }
    )


def figures_of(collection: "Collection", letters: Iterable["Collected"]) -> list["Figure"]:
    """The figures of letters, those of one round robin side by side."""
    from mosaic.figures import figures
    from mosaic.robins import robin_of

    of = robin_of(collection)
    grouped: dict[str, list[Collected]] = {}
    for letter in letters:
        id_ = letter.response.id
        grouped.setdefault(of.get(id_, id_), []).append(letter)
    return [
        figure
        for name, held in grouped.items()
        for figure in figures(collection, held, robin=name if len(held) > 1 else None)
    ]


def _of_figures(figures: Iterable["Figure"], urls: dict[str, str]) -> set[Planted]:
    """Totals that are off, and wholes of one question by years of two kinds."""
    off = set()
    years: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        if one.adds_up is False:
            stems = _stems([urls[one.response]])
            off.add(
                Planted(kind="total-off", force=one.force, question=one.question, letters=stems)
            )
        if one.robin and one.question and one.series is None and one.grain == "year":
            years.setdefault((one.robin, one.question), []).append(one)
    return off | {
        Planted(
            kind="years-apart",
            question=question,
            letters=_stems(urls[one.response] for one in held),
        )
        for (_, question), held in years.items()
        if len({one.basis for one in held if one.value is not None}) > 1
    }


def _stems(urls: Iterable[str]) -> tuple[str, ...]:
    """The letters at these addresses; what a page said once and says now are one."""
    return tuple(sorted({letter_at(url) for url in urls}))
