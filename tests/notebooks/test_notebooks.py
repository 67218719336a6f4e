"""The notebooks run from top to bottom, and find what is there."""

import warnings
from pathlib import Path

import lxml.etree
import nbformat
import pytest
from nbclient import NotebookClient

from collection.collection import Collection
from index.engine import open_engine
from index.freshness import bring_up_to_date
from mosaic.robins import robin_of

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def run(path: Path, collection: Path, monkeypatch: pytest.MonkeyPatch) -> nbformat.NotebookNode:
    """The notebook with its outputs, run beside a collection: the kernel leaves sockets there."""
    monkeypatch.setenv("FOI_COLLECTION", str(collection))
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(collection.parent)}}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources)
    with warnings.catch_warnings():
        # The client's own event loop and sockets are closed by the collector, if late.
        warnings.simplefilter("ignore")
        client.execute()
    return notebook


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
    path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = run(path, sample, monkeypatch)

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


def test_the_first_notebook_finds_what_the_gold_letters_say(
    everything: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(everything)
    bring_up_to_date(everything, engine, robins=robin_of(everything))
    engine.close()

    notebook = run(NOTEBOOKS[0], everything.path, monkeypatch)

    assert said(notebook) == [
        "**7 letters answer the first question, for 8 forces: 2 say yes, 4 say no, 1 will neither"
        " confirm nor deny.** Of the 4 that say no, 3 add that they neither confirm nor deny"
        " anything further; 1 say no and nothing else.",
        "7 letters, answered 2019-02-19 to 2019-03-06; 1 of them joint. 8 of 48 forces have an"
        " answer here; 40 have none.",
    ]
