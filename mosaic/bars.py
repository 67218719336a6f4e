"""Plain bars with their numbers, for print."""

from collections.abc import Mapping

import altair as alt

from mosaic.sheet import layered, styled, titled


def bars(
    counts: Mapping[str, int], *, title: str, subtitle: str = "", unit: str = "letters"
) -> alt.LayerChart:
    """A bar a name, in the order given, with its number and the number of all.

    Args:
        counts: What to draw.
        title: Above the chart.
        subtitle: Below the title.
        unit: What is counted.
    """
    total = sum(counts.values())
    rows = [{"name": str(name), "count": int(count)} for name, count in counts.items()]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("count:Q", axis=alt.Axis(tickMinStep=1, title=unit)),
        y=alt.Y(
            "name:N",
            sort=[str(name) for name in counts],
            axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=320),
        ),
    )
    drawn = layered(
        base.mark_bar(color="#0072B2", height={"band": 0.7}),
        base.mark_text(align="left", dx=5).encode(text="count:Q"),
    )
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    return styled(
        drawn.properties(
            title=titled(title, [part for part in (subtitle, f"{total} {unit} in all.") if part]),
            width=480,
            height=26 * max(len(rows), 1),
            description=f"{title}. {said or 'None'}; {total} {unit} in all.",
        )
    )
