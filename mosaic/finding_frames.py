"""Findings, doubts and wording as DataFrames, each row with the evidence that carries it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from index.plain import said
from mosaic.doubt import Doubt
from mosaic.evidence import Passage
from mosaic.finding import COLUMNS, Finding
from mosaic.passages import Share, Shared


def findings_frame(found: Iterable[Finding]) -> pd.DataFrame:
    """A row a finding; ``evidence`` is a list of passages with address and SHA-256.

    ``force`` is the first of ``forces``, a list: a joint letter's finding has one row.
    ``responded`` is the day of the latest letter of the evidence, as a datetime.
    """
    rows = [
        finding.contract() | {"responded": _last(one.responded for one in finding.evidence)}
        for finding in found
    ]
    return _frame(rows, [*COLUMNS, "responded"])


def passages_of(findings: pd.DataFrame) -> pd.DataFrame:
    """The passages of some rows of :func:`findings_frame`, a row a passage, the earlier first.

    ``finding`` is the index of the finding; its ``kind``, ``forces`` and ``question`` stand before
    the passage's own columns, and ``says``, its position in plain words, behind them.
    """
    rows = [
        {"finding": at, "kind": one["kind"], "forces": one["forces"], "question": one["question"]}
        | passage
        | {"says": said(passage["position"], partial_ncnd=passage["partial_ncnd"])}
        for at, one in findings.iterrows()
        for passage in one["evidence"]
    ]
    names = ["finding", "kind", "forces", "question", *Passage.__dataclass_fields__, "says"]
    return pd.DataFrame(rows, columns=names).set_index("finding")


def doubts_frame(found: Iterable[Doubt]) -> pd.DataFrame:
    """A row a question and letter: how many forces are in doubt before and after it.

    ``forces``, ``yes``, ``no``, ``silent``, ``refusing``, ``other`` and ``beyond`` are lists of
    slugs, ``cells`` one of passages with address and SHA-256; ``responded`` is a datetime.
    """
    return _frame([one.contract() for one in found], [*Doubt.__dataclass_fields__])


def passages_frame(found: Iterable[Shared]) -> pd.DataFrame:
    """A row a passage, indexed by id; ``first_force`` and ``first_date`` for its first letter.

    ``letters``, ``forces``, ``edits`` and ``spread`` are lists.
    """
    rows = [
        passage.contract() | {"first_force": passage.first.force, "first_date": passage.first.date}
        for passage in found
    ]
    columns = [*Shared.__dataclass_fields__, "first_force", "first_date"]
    return _frame(rows, columns).drop(columns="first").set_index("id")


def shares_frame(found: Iterable[Share]) -> pd.DataFrame:
    """A row a letter, indexed by its id: how much of it is its own."""
    rows = [share.contract() for share in found]
    return _frame(rows, [*Share.__dataclass_fields__]).set_index("response")


def _last(days: Iterable[str | None]) -> str | None:
    return max((day for day in days if day), default=None)


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns)
    for name in ("responded", "first_date"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name], errors="coerce")
    return frame
