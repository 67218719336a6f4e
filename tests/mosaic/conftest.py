"""Collections made of the gold letters' truth: the mosaic is tested apart from the reading."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from collection.collection import Collection, open_collection
from crawlers.capture import Capture, Captures
from extract.contract import dump as dump_document
from extract.document import Document, Page
from nlp.collected import Collected, keep, responses
from nlp.response import (
    Answer,
    Exemption,
    Part,
    PersonalData,
    Question,
    Response,
    Section,
)

GOLD = Path(__file__).resolve().parent.parent / "golden" / "letters"


def gold(name: str) -> dict[str, Any]:
    """The truth of a gold letter, with its text and its name."""
    truth: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return truth | {"text": (GOLD / f"{name}.txt").read_text(encoding="utf-8"), "name": name}


def gold_names() -> list[str]:
    return sorted(path.stem for path in GOLD.glob("*.json"))


def response_of(truth: Mapping[str, Any]) -> Response:
    """The record that a perfect reading gives; the evidence is the passage that answers."""
    text = truth["text"]
    sections = tuple(
        Section(
            kind=section["kind"],
            exemption=section["exemption"],
            starts=section["starts"],
            spans=((start, end),),
        )
        for section, (start, end) in zip(
            truth.get("sections", ()), _ranges(text, truth.get("sections", ())), strict=True
        )
    )
    saying = [s for s in sections if s.kind in ("response", "exemptions")]
    spans = saying[0].spans if saying else ()
    return Response(
        id=truth["name"],
        text=text,
        title=truth.get("title"),
        forces=tuple(truth["forces"]),
        regimes=tuple(truth.get("regimes", ("foia",))),
        reference=truth.get("reference"),
        received=truth.get("received"),
        responded=truth.get("responded"),
        questions=tuple(Question(**question) for question in truth["questions"]),
        exemptions=tuple(Exemption(**found) for found in truth.get("exemptions", ())),
        positions=tuple(Answer(**{"spans": spans, **answer}) for answer in truth["positions"]),
        outcome=truth.get("outcome"),
        topics=tuple(truth.get("topics", ())),
        flags=tuple(truth.get("flags", ())),
        sections=sections,
        personal_data=tuple(
            PersonalData(**found, spans=tuple(_places(text, found["text"])))
            for found in truth.get("personal_data", ())
        ),
    )


def _ranges(text: str, sections: Iterable[Mapping[str, Any]]) -> list[tuple[int, int]]:
    starts, at = [], 0
    for section in sections:
        words = r"\s+".join(map(re.escape, section["starts"].split()))
        found = re.compile(words).search(text, at)
        assert found is not None, section
        at = found.start()
        starts.append(at)
    return list(pairwise([*starts, len(text)]))


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
        yield found.span()


def add(collection: Collection, truth: Mapping[str, Any], *, url: str | None = None) -> str:
    """Keep a letter as if it had been crawled, extracted and read without a mistake.

    Its second half is its second page.
    """
    made = response_of(truth)
    text = made.text
    sha256 = collection.blobs.put(text.encode())
    url = url or f"https://www.{truth['forces'][0]}.police.uk/foi/{truth['name']}/"
    number = Captures(collection.db).add(
        Capture(
            url=url, final_url=url, fetched="2026-01-05T09:00:00Z", status=200, state="ok",
            how="live", kind="page", force=truth["forces"][0], sha256=sha256, size=len(text),
            title=truth.get("title"), published=made.responded,
        )
    )  # fmt: skip
    half = len(text) // 2
    pages = (
        Page(number=1, method="text", confidence=1.0, start=0, end=half),
        Page(number=2, method="text", confidence=1.0, start=half, end=len(text)),
    )
    document = Document(media_type="text/plain", text=text, pages=pages)
    collection.outputs("extract").put(
        sha256, dump_document(document), input=sha256, version="test"
    )
    part = Part(start=0, end=len(text), sha256=sha256, url=url)
    keep(
        collection, made.id, replace(made, parts=(part,)), [number],
        superseded=False, input=sha256, version="test",
    )  # fmt: skip
    collection.db.execute("INSERT INTO disposition VALUES (?, 'read', NULL)", (number,))
    return made.id


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with open_collection(tmp_path / "collection") as opened:
        yield opened


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """All gold letters. Tests that change a collection take one of their own."""
    with open_collection(tmp_path_factory.mktemp("gold") / "collection") as opened:
        for name in gold_names():
            add(opened, gold(name))
        yield opened


@pytest.fixture(scope="session")
def robin(everything: Collection) -> Callable[[str], list[Collected]]:
    """The letters of a gold round robin."""
    members = {name: gold(name)["round_robin"] for name in gold_names()}

    def of(id_: str) -> list[Collected]:
        return [held for held in responses(everything) if members[held.response.id] == id_]

    return of
