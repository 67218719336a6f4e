"""The notebooks run from top to bottom, and find what is there."""

import json
import re
import warnings
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import lxml.etree
import nbformat
import pytest
from nbclient import NotebookClient

from collection.collection import Collection
from index.engine import open_engine
from index.freshness import bring_up_to_date
from mosaic.robins import robin_of

TRUTH = Path(__file__).resolve().parents[2] / "foi" / "sample" / "truth.json"
NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def run(path: Path, collection: Path) -> nbformat.NotebookNode:
    """The notebook with its outputs, run beside a collection: the kernel leaves sockets there."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(collection.parent)}}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources)
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        # The client's own event loop and sockets are closed by the collector, if late.
        warnings.simplefilter("ignore")
        patch.setenv("FOI_COLLECTION", str(collection))
        client.execute()
    return notebook


@pytest.fixture(scope="module")
def on_sample(sample: Path) -> Callable[[Path], nbformat.NotebookNode]:
    """Each notebook run on the sample, once for all tests."""
    return cache(lambda path: run(path, sample))


@pytest.fixture(scope="module")
def on_gold(everything: Collection) -> Callable[[Path], nbformat.NotebookNode]:
    """Each notebook run on the gold letters, once for all tests."""
    engine = open_engine(everything)
    bring_up_to_date(everything, engine, robins=robin_of(everything))
    engine.close()
    return cache(lambda path: run(path, everything.path))


def said(notebook: nbformat.NotebookNode) -> list[str]:
    return [
        output.data["text/markdown"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/markdown" in output.get("data", {})
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_the_sample(
    path: Path, on_sample: Callable[[Path], nbformat.NotebookNode]
) -> None:
    notebook = on_sample(path)

    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    assert not [o for o in outputs if o.output_type == "stream" and o.name == "stderr"]
    charts = [o.data["image/svg+xml"] for o in outputs if "image/svg+xml" in o.get("data", {})]
    assert charts
    for chart in charts:
        described = lxml.etree.fromstring(chart.encode()).get("aria-label")
        assert described is not None
        assert len(described) > 40


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [None] * len(code)
    assert not any(cell.outputs for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_what_is_made_up_and_what_to_mind(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert (
        "The demo's letters are composed" in prose or "letters of the demo are composed" in prose
    )
    assert re.search("^## The finding$", prose, re.MULTILINE)
    assert re.search("^## Before you (print|publish) it$", prose, re.MULTILINE)
    longest = max(cell.source.count("\n") for cell in cells if cell.cell_type == "code")
    assert longest < 20


def test_the_first_notebook_finds_what_the_gold_letters_say(
    on_gold: Callable[[Path], nbformat.NotebookNode],
) -> None:
    assert said(on_gold(NOTEBOOKS[0])) == [
        "**7 letters answer the first question, for 8 forces: 2 say yes, 4 say no, 1 will neither"
        " confirm nor deny.** Of the 4 that say no, 3 add that they neither confirm nor deny"
        " anything further; 1 say no and nothing else.",
        "7 letters, answered 2019-02-19 to 2019-03-06; 1 of them joint. 8 of 48 forces have an"
        " answer here; 40 have none.",
    ]


def test_the_map_and_the_crowd_are_those_of_the_gold_letters(
    on_gold: Callable[[Path], nbformat.NotebookNode],
) -> None:
    finding, caption = said(on_gold(NOTEBOOKS[1]))
    assert finding.startswith(
        "**8 forces have a letter on this question. Before the first of the letters all 8 were in"
        " doubt, after the last 1.** In numbers: 8 forces with a letter on the question - 2 that"
        " say yes or give it - 5 that say no or hold none = 1 in doubt"
    )
    assert "It is no answer: neither a yes nor a no follows from it." in finding
    assert caption.startswith("7 letters, answered 2019-02-19 to 2019-03-06")


def test_who_changed_their_mind_is_who_was_planted_to(
    on_sample: Callable[[Path], nbformat.NotebookNode],
) -> None:
    planted = [
        one
        for one in json.loads(TRUTH.read_text(encoding="utf-8"))["findings"]
        if one["kind"] in ("changed", "withdrawn") and "missed" not in one
    ]
    later = {one["force"] for one in planted if one["kind"] == "changed"}
    (finding,) = said(on_sample(NOTEBOOKS[2]))
    assert f", {len(later)} gave another answer in a later letter. " in finding
    turns, opened, closed = map(int, re.findall(r"(?:all:|an answer|nothing) (\d+)", finding))
    assert opened + closed == turns == len(planted)


def test_shares_say_when_there_are_too_few_letters(
    on_gold: Callable[[Path], nbformat.NotebookNode],
) -> None:
    finding, request = said(on_gold(NOTEBOOKS[3]))
    assert finding == (
        "**Large enough to be compared: 0 of 45 bodies and 3 of 27 topics. Outside the funnel for"
        " any section: bodies 0, topics 1.**"
    )
    assert request.startswith("The request: ")


def test_shared_wording_is_what_was_planted(
    on_sample: Callable[[Path], nbformat.NotebookNode],
) -> None:
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))["findings"]
    planted = Counter(one["kind"] for one in truth if "missed" not in one)
    (finding,) = said(on_sample(NOTEBOOKS[4]))
    assert f", {planted['template']} look like a text that all were sent" in finding
    assert f"and {planted['copied']} like one that wandered" in finding


def test_every_door_leads_to_the_same_number(
    on_sample: Callable[[Path], nbformat.NotebookNode],
) -> None:
    finding, entry = said(on_sample(NOTEBOOKS[5]))
    numbers = re.fullmatch(
        r"\*\*(\d+) of (\d+) letters .* search says (\d+), .* file (\d+), .* file (\d+)\.\*\*.*",
        finding,
    )
    assert numbers is not None, finding
    relying, letters, search, duckdb, datasette = map(int, numbers.groups())
    assert 0 < relying == search == duckdb == datasette < letters
    assert entry.startswith("```\n@misc{foi-")
