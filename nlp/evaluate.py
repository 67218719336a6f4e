"""Score the reading against sets of gold letters: ``python -m nlp.evaluate [SET_DIR...]``.

Each set is a folder of ``NAME.txt`` and ``NAME.json``. Without an argument all sets under
``tests/golden/`` are scored, ``docs/accuracy.md`` is written, and with ``--record`` the figures
that no later change may fall below: ``SET.figures.json`` beside the folder. A figure that would
fall is named and its set is not recorded, but with ``--lower``. ``--first`` keeps what a set that
nobody has looked at scores: ``SET.first.json``, once and for all.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from nlp.contract import contract
from nlp.read import read
from nlp.scoring import MEASURES, Score, Truth, pairs_in_round, score_letter, total

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
LEFT_OUT = GOLDEN / "left-out.json"
PASSAGES = GOLDEN / "unseen.json"
REPORT = ROOT / "docs" / "accuracy.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One letter of a set: its truth, what was read, and how they agree."""

    name: str
    truth: Truth
    found: Truth
    scores: Mapping[str, Score]

    @property
    def value(self) -> float:
        """The mean of the measures that count and say something about this letter."""
        said = [
            self.scores[key].value
            for key, measure in MEASURES.items()
            if measure.counts and _speaks(self.scores[key])
        ]
        return sum(said) / len(said)


def _speaks(score: Score) -> bool:
    return bool(score.right or score.extra or score.missed)


def sets(folder: Path = GOLDEN) -> list[Path]:
    """The sets of gold letters, ``letters`` first."""
    held = [path for path in folder.iterdir() if path.is_dir() and any(_truths(path))]
    return sorted(held, key=lambda path: (path.name != "letters", _number(path.name), path.name))


def _number(name: str) -> int:
    """The number of a set: fresh-10 comes after fresh-9."""
    tail = name.rsplit("-", 1)[-1]
    return int(tail) if tail.isdigit() else 0


def _truths(folder: Path) -> Iterable[tuple[Path, Truth]]:
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(truth, dict) and isinstance(truth.get("forces"), list):
            yield path.with_suffix(".txt"), truth


def mark(folder: Path) -> list[Marked]:
    """Read and score every letter of a set, in the order of names."""
    return [mark_letter(path, truth) for path, truth in _truths(folder)]


def mark_letter(path: Path, truth: Truth) -> Marked:
    """Read and score one letter."""
    text = path.read_text(encoding="utf-8")
    found = contract(read(text))
    return Marked(
        name=path.stem, truth=truth, found=found, scores=score_letter(truth, found, text)
    )


def summed(marked: Sequence[Marked]) -> dict[str, Score]:
    """Every measure over all letters."""
    out = {
        key: reduce(add, (letter.scores[key] for letter in marked), Score(share=measure.share))
        for key, measure in MEASURES.items()
        if key != "round_robin"
    }
    if out["exemptions"].missed and not _speaks(out["ncnd"]):
        out["ncnd"] = Score(missed=1, share=True)  # no id was found, so no flag either
    truths = {letter.name: letter.truth for letter in marked}
    found = {letter.name: letter.found for letter in marked}
    return {**out, "round_robin": pairs_in_round(truths, found)}


def figures(scores: Mapping[str, Score]) -> dict[str, float]:
    """The figures of a set by measure, and ``total``; the precision of personal data as well."""
    out = {key: round(scores[key].value, 4) for key in MEASURES}
    out["personal_data_precision"] = round(scores["personal_data_exact"].precision, 4)
    return {**out, "total": round(total(scores), 4)}


def recorded(folder: Path) -> Path:
    """Where the figures stand that a set must not fall below."""
    return folder.with_name(f"{folder.name}.figures.json")


def fallen(folder: Path, now: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The figures of a set that are below the recorded ones: what was recorded, and what is."""
    if not recorded(folder).exists():
        return {}
    last: dict[str, float] = json.loads(recorded(folder).read_text(encoding="utf-8"))
    return {key: (last[key], now[key]) for key in last if now[key] < last[key]}


def confusion(marked: Sequence[Marked], field: str) -> Counter[tuple[str, str]]:
    """How often each position or outcome of the truth was read as which."""
    out: Counter[tuple[str, str]] = Counter()
    for letter in marked:
        if field == "outcome":
            out[str(letter.truth["outcome"]), str(letter.found["outcome"] or "–")] += 1
            continue
        read_as = {answer["question"]: answer["position"] for answer in letter.found["positions"]}
        for answer in letter.truth["positions"]:
            got = read_as.get(answer["question"]) or "–"
            out[answer["position"], got] += 1
    return out


def main(arguments: Sequence[str]) -> int:
    """Score sets and print their totals; write the report when all sets were scored."""
    record, lower = "--record" in arguments, "--lower" in arguments
    named = [Path(argument) for argument in arguments if not argument.startswith("--")]
    first = "--first" in arguments
    unknown = {a for a in arguments if a.startswith("--")} - {"--record", "--lower", "--first"}
    missing = [folder for folder in named if not folder.is_dir() or not any(_truths(folder))]
    if unknown or missing:
        wrong = ", ".join([*sorted(unknown), *map(str, missing)])
        sys.stderr.write(f"expected folders of NAME.txt and NAME.json, found {wrong}\n{__doc__}")
        return 2
    results = {folder: mark(folder) for folder in named or sets()}
    failed = False
    for folder, marked in results.items():
        scores = summed(marked)
        sys.stdout.write(f"{folder.name}: {len(marked)} letters, total {total(scores):.3f}\n")
        for key, measure in MEASURES.items():
            star = "*" if measure.counts else " "
            sys.stdout.write(f"{star} {measure.label:<38} {_line(scores[key])}\n")
        now = figures(scores)
        text = json.dumps(now, indent=1) + "\n"
        worse = fallen(folder, now) if record and not lower else {}
        for key, (last, value) in worse.items():
            sys.stderr.write(
                f"{folder.name}: {key} was recorded as {last} and is {value}; nothing recorded for"
                " this set: put right what fell, or give --lower and say why\n"
            )
        failed = failed or bool(worse)
        if record and not worse:
            recorded(folder).write_text(text, encoding="utf-8")
        sight = folder.with_name(f"{folder.name}.first.json")
        if first and not sight.exists():
            sight.write_text(text, encoding="utf-8")
    if not named:
        from nlp.accuracy import report

        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(report(results), encoding="utf-8")
    return 1 if failed else 0


def _line(score: Score) -> str:
    if score.share:
        return f"{score.value:.3f}  ({score.right} of {score.right + score.missed})"
    counts = f"{score.right} right, {score.extra} too many, {score.missed} missed"
    return f"{score.value:.3f}  (P {score.precision:.3f}, R {score.recall:.3f}; {counts})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
