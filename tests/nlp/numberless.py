"""How answers without numbers are read: ``python -m tests.nlp.numberless``.

The numbers at the heads of the answers are taken out of every marked letter that has them. Each
half of the sets is read with weights learned from the other half, and with none.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from nlp.evaluate import sets
from nlp.matching import Matcher, matcher
from nlp.pipeline import reading_pipeline
from nlp.read import read
from nlp.training.match import learn
from nlp.training.train import letters_of

_NUMBER = re.compile(
    r"\s*(?:(?:q|question|answer|a|point|part|item|request)\.?\s*)?(?:q(?:uestion)?\s*)?"
    r"\(?\d{1,2}\s?\(?[a-h]?\)?(?:[.):]|\s[-–:—]|(?=\s[A-Z]))+\s*(?=\S)"
    r"|\s*\(?(?:[a-h]|[ivx]+)[.)]\s+(?=\S)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\s*\d+ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


class Nowhere(Matcher):
    """Weights that place nothing."""

    def best(self, rows: Sequence[object], allowed: object) -> list[int | None]:
        """No place for any sentence."""
        return [None] * len(rows)


def without_numbers(text: str) -> str:
    """A letter whose answers have lost the numbers at the heads of their lines."""
    spans = [s.spans[0] for s in read(text).sections if s.kind in ("response", "exemptions")]
    out, at = [], 0
    for line in text.splitlines(keepends=True):
        answers = any(start <= at < end for start, end in spans)
        at += len(line)
        number = _NUMBER.match(line) if answers and not _DAY.match(line) else None
        out.append(line[number.end() :] if number else line)
    return "".join(out)


def numberless(letters: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The letters that lose something, with what is left of them."""
    for path in letters:
        text = path.read_text("utf-8")
        bare = without_numbers(text)
        if bare != text:
            yield path, bare


def right(letters: Sequence[tuple[Path, str]], weights: Matcher) -> tuple[int, int]:
    """How many positions are right, of how many."""
    component = reading_pipeline().get_pipe("foi_positions")
    component.weights = weights  # type: ignore[attr-defined]  # our own component
    good = every = 0
    try:
        for path, bare in letters:
            truth = json.loads(path.with_suffix(".json").read_text("utf-8"))["positions"]
            found = {a.question: a.position for a in read(bare).positions}
            good += sum(found.get(one["question"]) == one["position"] for one in truth)
            every += len(truth)
    finally:
        component.weights = matcher()  # type: ignore[attr-defined]
    return good, every


def main() -> None:
    """Measure and print."""
    halves = [letters_of(sets()[::2]), letters_of(sets()[1::2])]
    learned = unlearned = every = 0
    for mine, others in (halves, reversed(halves)):
        bare = list(numberless(mine))
        good, count = right(bare, learn(others))
        learned, every = learned + good, every + count
        unlearned += right(bare, Nowhere({}))[0]
    sys.stdout.write(
        f"{learned} of {every} positions right by weights not learned from these letters"
        f" ({learned / every:.2f}), {unlearned} without weights ({unlearned / every:.2f})\n"
    )


if __name__ == "__main__":
    main()
