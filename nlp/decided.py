"""Score the reading of tribunals' decisions: ``python -m nlp.decided CORPUS [--record]``.

The truth is ``tests/golden/tribunal/SET.json``: file numbers with the provisions at issue. The
decisions are real, so they stand in no repository: CORPUS is a folder that holds ``tribunal/``.
``--record`` keeps what each set scores in ``figures.json``, from which the report on accuracy is
written; ``first.json`` has what a set scored before anyone had looked at its faults.
"""

import json
import sys
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from extract.extract import extract
from nlp.decision import at_issue
from nlp.scoring import Score, compared

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden" / "tribunal"
FIGURES = GOLDEN / "figures.json"
FIRST = GOLDEN / "first.json"


def sets() -> list[Path]:
    """The sets of marked decisions, those that the reading was built on first."""
    return sorted(path for path in GOLDEN.glob("*.json") if path not in (FIGURES, FIRST))


def mark(truth: Path, corpus: Path, leave_out: Container[str] = ()) -> Iterator[tuple[str, Score]]:
    """Each decision of a set by its file number, with how well it was read.

    Numbers in ``leave_out`` are passed over.

    Raises:
        OSError: A decision of the set is not in ``corpus/tribunal``.
    """
    for number, ids in json.loads(truth.read_text(encoding="utf-8")).items():
        if number in leave_out:
            continue
        name = f"{number}.pdf"
        document = extract((corpus / "tribunal" / name).read_bytes(), name=name)
        yield number, compared(ids, (one.id for one in at_issue(document.text)))


def main(arguments: Sequence[str]) -> int:
    """Print what each set scores and which decisions were misread."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if len(folders) != 1 or not (folders[0] / "tribunal").is_dir():
        found = ", ".join(arguments) or "nothing"
        sys.stderr.write(f"expected a folder that holds tribunal/, found {found}\n{__doc__}")
        return 2
    figures = {}
    for truth in sets():
        scores = dict(mark(truth, folders[0]))
        total = sum(scores.values(), Score())
        sys.stdout.write(f"{truth.stem}: {len(scores)} decisions, F1 {total.value:.3f}\n")
        for number, score in scores.items():
            if score.extra or score.missed:
                sys.stdout.write(f"  {number}: {score.extra} too many, {score.missed} missed\n")
        figures[truth.stem] = {
            "decisions": len(scores),
            "right": total.right,
            "extra": total.extra,
            "missed": total.missed,
        }
    if "--record" in arguments:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
