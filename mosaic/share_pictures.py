"""Shares of letters that rely on a section, for print: with intervals, and as a funnel."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Any

import altair as alt

from mosaic.provisions import FEW, FUNNEL, INTERVAL, Share
from mosaic.sheet import EDGE, layered, styled, titled
from mosaic.tilemap import short_name
from nlp.provision import law

_LAWS = {"foia": "FOIA", "foisa": "FOISA", "eir": "EIR", "eisr": "EISR"}
_STATES = ("inside the funnel", "outside the funnel", f"fewer than {FEW} letters")
_SHAPES = ("circle", "diamond", "square")
_LEGEND = alt.Legend(title=None, orient="bottom", symbolSize=90)
_FILLS = ("#56B4E9", "#D55E00", "#FFFFFF")


def intervals(shares: Iterable[Share], *, title: str = "Which sections") -> alt.LayerChart:
    """How many letters rely on each section, with the interval of the share.

    In the order of the laws and their sections, which is no ranking. The shares of groups are
    left out.
    """
    shown = [share for share in shares if share.group is None]
    names = [section_name(share.section) for share in shown]
    rows = [
        {
            "section": section_name(share.section),
            "share": share.share,
            "low": share.low,
            "high": share.high,
            "of": f"{share.letters} of {share.of}",
        }
        for share in shown
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "section:N",
            sort=names,
            axis=alt.Axis(title=None, labelLimit=430, ticks=False, domain=False, grid=True),
        )
    )
    percent = alt.X(
        "low:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", title="letters of that law that rely on it"),
    )
    lines = base.mark_rule(strokeWidth=2, color="#0072B2").encode(x=percent, x2="high:Q")
    points = base.mark_point(filled=True, size=70, color="#0072B2", opacity=1).encode(x="share:Q")
    words = base.mark_text(align="left", dx=7).encode(x="high:Q", text="of:N")
    described = "; ".join(
        f"{section_name(share.section)}: {share.letters} of {share.of} letters, {share.share:.0%}"
        f" ({share.low:.0%} to {share.high:.0%})"
        for share in shown
    )
    subtitle = [
        "Share of the letters under each law that rely on a section, with its 95% interval"
        " (Wilson).",
        "A letter may rely on several. In the order of the sections; not a ranking.",
    ]
    return _finished(
        layered(lines, points, words), title, subtitle, described or "No letter.",
        width=430, height=22 * max(len(rows), 1),
    )  # fmt: skip


def funnel(
    shares: Iterable[Share], section: str, *, title: str = "Noise or difference"
) -> alt.LayerChart:
    """The share of each group by the number of its letters, and the limits of chance.

    Args:
        shares: Of groups, from :func:`mosaic.provisions.provisions` with ``by``.
        section: The path of the section: ``foia/31``.
        title: Above the chart.
    """
    held = [one for one in shares if one.section == section]
    shown = [one for one in held if one.group is not None]
    rows = _marks(shown)
    expected = held[0].expected if held else 0.0
    most = max((share.of for share in shown), default=FEW) + 1
    x = alt.X(
        "of:Q",
        scale=alt.Scale(domain=[0, most], nice=False),
        axis=alt.Axis(tickMinStep=1, title="letters of the group"),
    )
    # A little more than all and nothing, so that marks at the edges are whole.
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[-0.04, 1.1], nice=False),
        axis=alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1], title="rely on it"),
    )
    marks = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
    points = marks.mark_point(
        size=90, filled=True, opacity=1, stroke="#000000", strokeWidth=1
    ).encode(
        fill=alt.Fill("state:N", scale=alt.Scale(domain=_STATES, range=_FILLS), legend=_LEGEND),
        shape=alt.Shape("state:N", scale=alt.Scale(domain=_STATES, range=_SHAPES), legend=_LEGEND),
    )
    words = marks.mark_text(dy=-13, fontSize=10.5).encode(text="words:N")
    halos = marks.mark_text(
        dy=-13, fontSize=10.5, stroke="#FFFFFF", strokeWidth=3, strokeJoin="round"
    ).encode(text="words:N")
    outside = [share for share in shown if share.unusual]
    few = sum(share.unusual is None for share in shown)
    crowded = any(row["words"] and row["words"].isdigit() for row in rows)
    summary = (
        f"{len(shown)} groups: {len(outside)} outside the funnel, {few} with fewer than {FEW}"
        " letters, too few to say."
    )
    subtitle = [
        f"{section_name(section)}. The straight line is all letters together ({expected:.0%}).",
        "By chance alone 998 of 1,000 groups of a size lie between the solid curves, 95 of 100"
        " between the dashed.",
        summary + (" A number above a mark: so many groups." if crowded else ""),
    ]
    described = f"Funnel of {section_name(section)}, {expected:.0%} of all letters. {summary} " + (
        "Outside: "
        + "; ".join(f"{short_name(one.group or '')}, {one.letters} of {one.of}" for one in outside)
        + "."
        if outside
        else "None is outside."
    )
    layers = [*_curves(expected, most), points, halos, words]
    return _finished(layered(*layers), title, subtitle, described, width=560, height=340)


def section_name(section: str) -> str:
    """A section as people write it, with its heading.

    >>> section_name("foia/31")
    'FOIA s31 Law enforcement'
    """
    regime, number = section.split("/")[:2]
    mark = "r" if regime in ("eir", "eisr") else "s"
    known = law().get(section)
    return f"{_LAWS[regime]} {mark}{number}" + (f" {known.title}" if known else "")


def _marks(shares: Sequence[Share]) -> list[dict[str, Any]]:
    """A mark a place: groups of one size and share lie upon each other."""
    places: dict[tuple[int, float, bool | None], list[Share]] = defaultdict(list)
    for one in shares:
        places[one.of, one.share, one.unusual].append(one)
    marks: list[dict[str, Any]] = []
    for (of, share, unusual), there in places.items():
        names = [short_name(each.group or "") for each in there]
        words = ", ".join(names) if unusual else f"{len(names)}" if len(names) > 1 else ""
        state = _STATES[2 if unusual is None else 1 if unusual else 0]
        marks.append({"of": of, "share": share, "state": state, "words": words})
    return marks


def _curves(expected: float, most: int) -> list[alt.Chart]:
    """The line of all letters together, and the limits of chance by the size of a group."""
    spread = sqrt(expected * (1 - expected))
    sizes = [1 + step * (most - 1) / 80 for step in range(81)]
    rows = [
        {
            "of": size,
            "low": max(0.0, expected - limit * spread / sqrt(size)),
            "high": min(1.0, expected + limit * spread / sqrt(size)),
            "expected": expected,
            "limit": limit,
        }
        for limit in (INTERVAL, FUNNEL)
        for size in sizes
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(x="of:Q")
    ends = [
        base.transform_filter(alt.datum.limit == limit)
        .mark_line(color=EDGE, strokeWidth=1.2, strokeDash=dash)
        .encode(y=f"{end}:Q")
        for limit, dash in ((INTERVAL, [4, 3]), (FUNNEL, [1, 0]))
        for end in ("low", "high")
    ]
    return [base.mark_line(color="#000000", strokeWidth=1).encode(y="expected:Q"), *ends]


def _finished(
    chart: alt.LayerChart,
    title: str,
    subtitle: Sequence[str],
    description: str,
    *,
    width: float,
    height: float,
) -> alt.LayerChart:
    named = titled(title, subtitle)
    chart = chart.properties(title=named, width=width, height=height, description=description)
    return styled(chart)
