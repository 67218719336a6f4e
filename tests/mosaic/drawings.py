"""What a drawing shows, for tests: its words, and its shapes without the words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any


def words_in(chart: dict[str, Any]) -> Counter[str]:
    """Every word that a drawing shows, the halos behind words left out."""
    return Counter(
        row["text"]
        for layer, rows in _layers(chart)
        if layer["mark"]["type"] == "text" and "stroke" not in layer["encoding"]
        for row in rows
    )


def shapes_in(chart: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The boxes, lines and dots of a drawing, layer by layer."""
    return [rows for layer, rows in _layers(chart) if layer["mark"]["type"] != "text"]


def _layers(chart: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for layer in chart["layer"]:
        data = layer["data"]
        yield layer, data["values"] if "values" in data else chart["datasets"][data["name"]]
