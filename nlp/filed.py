"""Score the reading of whole files: ``python -m nlp.filed [--record] [FOLDER...]``.

Letters are composed as text, and forces publish Word files, pages and PDF. The sets under
``tests/golden/files/`` are files with what a reader sees in them, in the terms of the contract
(``NAME.json``: forces, reference, dates, questions, exemptions, positions, outcome). ``--record``
keeps what each set scores in ``figures.json``, from which the report on accuracy is written;
``first.json`` has what a set scored before anyone had looked at its faults.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from pathlib import Path

from extract.extract import extract
from nlp.contract import contract
from nlp.documents import Source, read_documents
from nlp.hints import Hints
from nlp.scoring import Score, Truth, score_letter

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden" / "files"
FIGURES = GOLDEN / "figures.json"
FIRST = GOLDEN / "first.json"
FIELDS = (
    "forces", "reference", "received", "responded", "questions", "exemptions", "procedural",
    "positions", "outcome",
)  # fmt: skip
_UNMARKED: Truth = {
    "regimes": (), "topics": (), "sections": (), "personal_data": (), "other_acts": (),
    "not_engaged": (),
}  # fmt: skip
"""What the truth of a file says nothing of."""


def sets() -> list[Path]:
    """The sets of files, in order."""
    return sorted(path for path in GOLDEN.iterdir() if path.is_dir())


def mark(folder: Path) -> Iterator[tuple[str, Mapping[str, Score]]]:
    """Each file of a set by its name, with how well it was read, field by field.

    Raises:
        ValueError: There is no file beside a truth, or more than one.
    """
    for truth in sorted(folder.glob("*.json")):
        beside = [path for path in folder.glob(f"{truth.stem}.*") if path != truth]
        if len(beside) != 1:
            raise ValueError(f"expected one file beside {truth}, found {len(beside)}")
        document = extract(beside[0].read_bytes(), name=beside[0].name)
        marked = {**_UNMARKED, **json.loads(truth.read_text(encoding="utf-8"))}
        found = contract(read_documents([Source(document=document)], Hints()))
        scores = score_letter(marked, found, document.text)
        yield beside[0].name, {field: scores[field] for field in FIELDS}


def summed(scores: Sequence[Mapping[str, Score]]) -> dict[str, float]:
    """The figures of a set: F1 of sets, the share that is right of single values."""
    return {
        field: round(reduce(add, (one[field] for one in scores), Score()).value, 4)
        for field in FIELDS
    }


def main(arguments: Sequence[str]) -> int:
    """Print what each set scores and which fields of which files were misread."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if any(not folder.is_dir() for folder in folders):
        found = ", ".join(map(str, folders))
        sys.stderr.write(f"expected folders of files with their truth, found {found}\n{__doc__}")
        return 2
    figures = {}
    for folder in folders or sets():
        scores = dict(mark(folder))
        figures[folder.name] = {"files": len(scores), **summed([*scores.values()])}
        sys.stdout.write(f"{folder.name}: {json.dumps(figures[folder.name])}\n")
        for name, fields in scores.items():
            if wrong := [field for field, one in fields.items() if one.extra or one.missed]:
                sys.stdout.write(f"  {name}: {', '.join(wrong)}\n")
    if "--record" in arguments and not folders:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
