"""How real replies are read: ``python -m tests.nlp.replies [CORPUS]``.

Of every fourth thread of the corpus the last long message of the authority was read by hand:
what comes of it, the position on each question, the exemptions relied on. ``replies.csv`` has the
number of the thread and these, and ``replies-2.csv`` those of 42 threads more, marked by someone
who had not seen how they are read; the texts stay in the corpus. Mail as a platform publishes it
has lost its blank lines, and carries links, disclaimers and the mails before it.
"""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.read import read
from nlp.scoring import Score, compared

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
SAMPLES = ("replies.csv", "replies-2.csv")
LONG = 500
"""A message of fewer characters is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many replies, and how the reading agrees with the marks.

    Attributes:
        outcome: The share of replies with the marked outcome; an answer in an attachment has none.
        positions: F1 of pairs of question and position.
        exemptions: F1 of the provisions relied on.
    """

    replies: int
    outcome: float
    positions: float
    exemptions: float


def texts(corpus: Path) -> dict[str, str]:
    """The last long message of the authority in each thread, by the number of the thread."""
    found: dict[str, str] = {}
    with (corpus / "wdtk-threads" / "sheffield.jsonl").open(encoding="utf-8") as lines:
        for thread in map(json.loads, lines):
            sent = [
                "\n".join(event.get("content") or ())
                for event in thread["events"]
                if event["type"] == "incoming"
            ]
            if long := [text for text in sent if len(text) > LONG]:
                found[str(thread["id"])] = long[-1]
    return found


def marks(sample: str = SAMPLES[0]) -> Iterator[tuple[str, str, set[str], set[str]]]:
    """Thread, outcome, ``question=position`` and exemptions of each marked reply of a sample."""
    with (GOLDEN / sample).open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield (
                row["thread"],
                row["outcome"],
                set(row["positions"].split()),
                set(row["exemptions"].split()),
            )


def agreement(corpus: Path, sample: str = SAMPLES[0]) -> Agreement:
    """Read every marked reply of a sample and compare; a position left open claims nothing."""
    held = texts(corpus)
    same = count = 0
    positions = exemptions = Score()
    for thread, outcome, answered, relied in marks(sample):
        response = read(held[thread])
        count += 1
        same += (response.outcome or "") == outcome
        ours = {f"{a.question}={a.position}" for a in response.positions if a.position}
        positions += compared(answered, ours)
        exemptions += compared(relied, {one.id for one in response.exemptions if one.engaged})
    return Agreement(
        replies=count,
        outcome=same / count,
        positions=positions.value,
        exemptions=exemptions.value,
    )


if __name__ == "__main__":
    for name in SAMPLES:
        print(agreement(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpus"), name))  # noqa: T201
