"""Taking the data home: files and tables hold every letter and nobody's name."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from collection.error import FoiError
from foi import open_collection
from foi.notebook import FoiCollection
from foi.tables import COLUMNS, tables


@pytest.fixture(scope="module")
def opened(sample: Path) -> Iterator[FoiCollection]:
    with open_collection(sample) as collection:
        yield collection


def record(**more: object) -> dict[str, object]:
    return {
        "id": "a", "title": "Tasers", "forces": ["norfolk", "suffolk"], "reference": None,
        "received": None, "responded": "2023-07-10", "outcome": "partly-disclosed",
        "exemptions": ["foia/31/1/a", "foia/24/2"], "ncnd": ["foia/24/2"], "topics": ["taser"],
        "questions": [{"id": "1", "text": "How many?"}, {"id": "2", "text": "And where?"}],
        "positions": [{"question": "2", "position": "withheld", "partial_ncnd": True,
                       "exemptions": ["foia/31/1/a", "foia/24/2"]}],
        "url": "https://force.example/a", "fetched": "2024-01-01T00:00:00Z", "sha256": "0" * 64,
        "published": None,
    } | more  # fmt: skip


def test_what_repeats_has_a_table_and_no_row_is_lost() -> None:
    made = tables([record(), record(id="b", questions=[], positions=[], exemptions=[], ncnd=[])])

    assert {name: tuple(frame.columns) for name, frame in made.items()} == dict(COLUMNS)
    assert {name: len(frame) for name, frame in made.items()} == {
        "letters": 2, "letter_forces": 4, "letter_topics": 2, "letter_provisions": 2, "answers": 2,
    }  # fmt: skip
    unread, read = made["answers"].to_dict("records")
    assert made["answers"]["position"].isna().tolist() == [True, False]
    assert (unread["partial_ncnd"], unread["provisions"]) == (False, "")
    assert (read["position"], read["partial_ncnd"]) == ("withheld", True)
    assert read["provisions"] == "foia/31/1/a|foia/24/2"
    assert list(made["letter_provisions"]["ncnd"]) == [False, True]


def test_no_letter_gives_the_same_tables_without_rows() -> None:
    assert {name: tuple(frame.columns) for name, frame in tables([]).items()} == dict(COLUMNS)


def test_all_letters_come_home_and_join(opened: FoiCollection, tmp_path: Path) -> None:
    written = opened.export(tmp_path / "letters.parquet")
    assert written == len(opened.responses())
    with closing(sqlite3.connect(tmp_path / "foi.db")) as connection:
        for name, frame in opened.tables().items():
            frame.to_sql(name, connection, index=False)
        (joined,) = connection.execute(
            "SELECT count(DISTINCT l.id) FROM letters l JOIN letter_forces f ON f.letter = l.id"
        ).fetchone()
    assert joined == len(opened.responses().query("forces.str.len() > 0"))
    letters = duckdb.read_parquet(str(tmp_path / "letters.parquet"))
    [(counted,)] = letters.aggregate("count(*)").fetchall()
    assert counted == written


def test_two_exports_have_one_schema(opened: FoiCollection, tmp_path: Path) -> None:
    opened.export(tmp_path / "all.parquet")
    opened.export(tmp_path / "none.parquet", "title:nothingiscalledthis")
    every, none = (
        [(name, str(kind)) for name, kind in zip(made.columns, made.types, strict=True)]
        for made in (duckdb.read_parquet(str(tmp_path / f"{n}.parquet")) for n in ("all", "none"))
    )
    assert every == none
    assert dict(every)["corrected"] == dict(every)["forces"] == "VARCHAR[]"


def test_nobody_who_stands_in_a_letter_comes_home(opened: FoiCollection, tmp_path: Path) -> None:
    from nlp.collected import responses

    people = {
        found.text
        for letter in responses(opened.collection)
        for found in letter.response.personal_data
        if len(found.text) > 8
    }
    assert people
    opened.export(tmp_path / "letters.jsonl")
    words = (tmp_path / "letters.jsonl").read_text(encoding="utf-8")
    flat = " ".join(frame.to_csv() for frame in opened.tables().values())
    assert not [name for name in people if name in words or name in flat]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.bib", "a.json"])
def test_the_name_says_the_format(opened: FoiCollection, tmp_path: Path, name: str) -> None:
    assert opened.export(tmp_path / name, "topic:taser") > 3
    text = (tmp_path / name).read_text(encoding="utf-8")
    starts = {"a.csv": "id,title", "a.jsonl": '{"id":', "a.bib": "@misc{foi-", "a.json": "["}
    assert text.startswith(starts[name])
    if name == "a.json":
        assert json.loads(text)[0]["type"] == "document"


def test_a_name_that_says_no_format_is_an_error_and_leaves_no_file(
    opened: FoiCollection, tmp_path: Path
) -> None:
    with pytest.raises(FoiError, match=r"ends in one of \.csv.*found '\.xls'"):
        opened.export(tmp_path / "a.xls")
    assert not (tmp_path / "a.xls").exists()


def test_a_joint_letter_in_two_logs_is_one_letter_where_letters_are_counted(
    opened: FoiCollection,
) -> None:
    pages, letters = opened.responses(), opened.responses(once=True)
    assert len(letters) < len(pages)
    assert set(letters.index) < set(pages.index)
    assert set(opened.exemptions(once=True)["id"]) <= set(letters.index)


def test_where_no_request_went_to_several_the_message_says_what_to_do(
    opened: FoiCollection,
) -> None:
    assert opened.largest_robin("topic:taser") in opened.robins().index
    with pytest.raises(FoiError, match="Ask for another subject"):
        opened.largest_robin("title:nothingiscalledthis")
