"""Figures as DataFrames: a row a figure with its evidence, and side by side."""

from collections.abc import Iterable, Sequence

import pandas as pd

from mosaic.figure import Figure
from mosaic.figure_blocks import blocks, caption


def figures_frame(found: Iterable[Figure]) -> pd.DataFrame:
    """A row a figure, with its place and its letter; ``start``, ``end``, ``responded`` are dates.

    ``value`` is missing for all that is no number; ``state`` says what it is. Rows of one
    ``question``, ``series``, ``unit`` and ``period`` may be compared, after a look at ``message``.
    """
    rows = [one.contract() for one in found]
    frame = pd.DataFrame(rows, columns=[*Figure.__dataclass_fields__])
    for name in ("start", "end", "responded"):
        frame[name] = pd.to_datetime(frame[name], errors="coerce")
    for name in ("table", "row", "column", "page"):
        frame[name] = frame[name].astype("Int64")
    for name in ("value", "low", "high"):
        frame[name] = pd.to_numeric(frame[name])
    return frame


def figures_side_by_side(found: Sequence[Figure]) -> pd.DataFrame:
    """A row a question, series, unit, kind of year, force and letter; a column a period.

    Cells are as printed. The denominators are in ``frame.attrs["caption"]``, the words of the
    questions in ``frame.attrs["questions"]``.
    """
    keys = ["question", "series", "unit", "counts", "force", "response"]
    rows = []
    for block in blocks(found):
        rows += [
            {
                "question": block.question,
                "series": line.series,
                "unit": block.unit,
                "counts": block.counts,
                "force": line.force,
                "response": line.response,
                **{period: line.cell(period) for period in block.periods},
                "note": "; ".join(line.notes) or None,
            }
            for line in block.lines
        ]
    frame = pd.DataFrame(rows, columns=None if rows else [*keys, "note"])
    frame["note"] = frame.pop("note")
    frame = frame.set_index(keys)
    frame.attrs["caption"] = caption(found)
    frame.attrs["questions"] = {one.question: one.text for one in found if one.question}
    return frame
