"""Pictures of text to lines, through Tesseract."""

import csv
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from extract.error import ExtractError
from extract.pdf.glyphs import Run
from extract.pdf.lines import Line, lines_of
from extract.source import Budget

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
UNSURE = 0.55
"""Mean confidence below which a page may lie on its side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in one picture.

    Attributes:
        lines: In reading order, in points from the top left corner.
        confidence: Mean of the words' own, 0 to 1; 0 where there is no word.
    """

    lines: tuple[Line, ...]
    confidence: float

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)


@cache
def program() -> str | None:
    """Where Tesseract is; ``None`` where it is not installed."""
    return shutil.which("tesseract")


def read_picture(picture: "Image", budget: Budget) -> Reading:
    """Read a picture at 300 dots to the inch; if little is found, turn it upright and try again.

    Raises:
        ExtractError: ``no-program`` or ``timeout``.
    """
    best = _read(picture, budget)
    if best.words >= 5 and best.confidence >= UNSURE:
        return best
    said = _orientation(picture, budget)
    # Much that is nearly unreadable is text the wrong way up, whatever the program says of it.
    turns = [said, *({180, 90, 270} - {said})] if best.words >= 20 else [said]
    for turn in filter(None, turns):
        other = _read(picture.rotate(-turn, expand=True, fillcolor=255), budget)
        if other.words * other.confidence > best.words * best.confidence:
            best = other
        if best.words >= 5 and best.confidence >= UNSURE:
            break
    return best


def _run(picture: "Image", budget: Budget, *options: str) -> str:
    where = program()
    if where is None:
        raise ExtractError(
            "no-program",
            "expected Tesseract to read a page without text, found it is not installed."
            " Install the system package tesseract-ocr.",
        )
    buffer = BytesIO()
    picture.save(buffer, format="PNG", compress_level=1)
    try:
        done = subprocess.run(  # noqa: S603
            [where, "-", "-", *options],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=max(budget.seconds, 0.1),
            # One thread a process: more of them only get in each other's way.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractError(
            "timeout",
            "expected OCR to end within the time limit, found it did not; what was read so far"
            " is kept. Raise extract_seconds in collection.toml.",
        ) from error
    return done.stdout.decode("utf-8", errors="replace")


def _orientation(picture: "Image", budget: Budget) -> int:
    """Degrees by which the picture must be turned clockwise to stand upright."""
    for line in _run(picture, budget, "--psm", "0").splitlines():
        if line.startswith("Rotate:"):
            return int(line.partition(":")[2])
    return 0


def _read(picture: "Image", budget: Budget) -> Reading:
    table = _run(picture, budget, "--dpi", str(DPI), "-l", "eng", "--psm", "3", "tsv")
    scale = 72 / DPI
    groups: dict[tuple[str, ...], list[Run]] = {}
    sure: list[float] = []
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top, width, height = (
            int(row[name]) * scale for name in ("left", "top", "width", "height")
        )
        sure.append(float(row["conf"]))
        key = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
        groups.setdefault(key, []).append(Run(text, left, top, left + width, top + height))
    lines: list[Line] = []
    paragraph: tuple[str, ...] = ()
    for key, runs in groups.items():
        # The program has said which words are one line; its boxes hug the letters.
        y0, y1 = min(run.y0 for run in runs), max(run.y1 for run in runs)
        for run in runs:
            run.y0, run.y1 = y0, y1
        [line] = lines_of(runs)
        line.broken = key[:2] != paragraph
        paragraph = key[:2]
        lines.append(line)
    known = [value for value in sure if value >= 0]
    confidence = sum(known) / len(known) / 100 if known else 0.0
    return Reading(lines=tuple(lines), confidence=round(confidence, 4))
