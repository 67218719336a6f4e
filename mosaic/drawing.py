"""A chart as SVG or PNG that needs no network; the SVG can be heard."""

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair as alt


class Drawing:
    """A chart that a notebook shows as SVG, with its description for those who hear it.

    Altair's own display fetches its program from the network, and its SVG leaves the description
    out.

    Attributes:
        chart: The chart, for those who want to go on with it.
    """

    def __init__(self, chart: "alt.TopLevelMixin") -> None:
        self.chart = chart

    def svg(self) -> str:
        """The drawing, with the chart's description as its label and title."""
        import vl_convert

        made: str = vl_convert.vegalite_to_svg(self.chart.to_json())
        described = escape(str(self.chart.to_dict().get("description") or "A chart."))
        label = f'<svg role="img" aria-label="{described}" '
        made = made.replace("<svg ", label, 1)
        return re.sub(r"(<svg [^>]*>)", rf"\1<title>{_literal(described)}</title>", made, count=1)

    def png(self) -> bytes:
        """The drawing as pixels, two for each of the chart's."""
        import vl_convert

        made: bytes = vl_convert.vegalite_to_png(self.chart.to_json(), scale=2)
        return made

    def _repr_svg_(self) -> str:
        return self.svg()


def draw(chart: "alt.TopLevelMixin") -> Drawing:
    """Show a chart in a notebook without a network, with its description."""
    return Drawing(chart)


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")
