from pathlib import Path

import pytest

from collection.catalogue import transaction
from collection.collection import CollectionError, open_collection
from collection.failures import Failure
from collection.settings import SettingsError, read_settings


def test_a_collection_is_made_where_there_is_none(tmp_path: Path) -> None:
    with open_collection(tmp_path / "new") as collection:
        assert collection.settings.engine == "embedded"
    assert (tmp_path / "new" / "catalogue.db").exists()


def test_a_missing_collection_is_an_error_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="foi import"):
        open_collection(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"")

    with pytest.raises(CollectionError, match="other files"):
        open_collection(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_mistyped_setting_names_the_file_and_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "collection.toml").write_text('engin = "embedded"\n', encoding="utf-8")

    with pytest.raises(SettingsError, match=r"collection\.toml.*engin.*engine"):
        read_settings(tmp_path / "collection.toml", {})


def test_the_environment_lies_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "collection.toml").write_text('contact = "a@b.example"\n', encoding="utf-8")

    settings = read_settings(tmp_path / "collection.toml", {"FOI_ENGINE": "elasticsearch"})

    assert (settings.engine, settings.contact) == ("elasticsearch", "a@b.example")


def test_an_output_is_fresh_only_for_its_input_and_maker(tmp_path: Path) -> None:
    with open_collection(tmp_path / "c") as collection:
        outputs = collection.outputs("read")
        outputs.put("k", {"a": [1, None, "é"]}, input="i", version="1")

        assert outputs.get("k") == {"a": [1, None, "é"]}
        assert outputs.fresh("k", input="i", version="1")
        assert not outputs.fresh("k", input="i", version="2")
        assert not outputs.fresh("k", input="j", version="1")
        assert list(outputs.items()) == [("k", {"a": [1, None, "é"]})]


@pytest.mark.parametrize("length", [0, 1, 254, 255, 256, 300, 5_000, 40_000, 200_000])
def test_a_value_of_any_length_comes_back(tmp_path: Path, length: int) -> None:
    value = "".join(chr(97 + at * at % 26) for at in range(length))
    with open_collection(tmp_path / "c") as collection:
        outputs = collection.outputs("read")
        outputs.put("k", value, input="i", version="1")

        assert outputs.get("k") == value
        assert list(outputs.items()) == [("k", value)]


def test_all_outputs_come_once_and_in_order_even_while_new_ones_are_written(
    tmp_path: Path,
) -> None:
    with open_collection(tmp_path / "c") as collection:
        outputs = collection.outputs("read")
        for number in range(450):
            outputs.put(f"{number:04}", number, input="", version="")

        seen = []
        for key, _ in outputs.items():
            seen.append(key)
            outputs.put(key, 0, input="", version="new")

        assert seen == [f"{number:04}" for number in range(450)]


def test_a_failure_counts_its_tries_and_ends_with_a_success(tmp_path: Path) -> None:
    failure = Failure(stage="extract", key="k", url=None, force=None, code="locked", message="m")
    with open_collection(tmp_path / "c") as collection:
        collection.failures.record(failure, input="i", version="1")
        collection.failures.record(failure, input="i", version="1")

        assert [(found.key, found.tries) for found in collection.failures] == [("k", 2)]
        assert collection.failures.known("extract", "k", input="i", version="1")
        assert not collection.failures.known("extract", "k", input="i", version="2")

        collection.failures.clear("extract", "k")
        assert list(collection.failures) == []


def test_a_transaction_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    with open_collection(tmp_path / "c") as collection:
        outputs = collection.outputs("read")

        def broken() -> None:
            with transaction(collection.db):
                outputs.put("k", 1, input="", version="")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            broken()
        assert outputs.get("k") is None


def test_a_run_without_an_end_was_killed(tmp_path: Path) -> None:
    with open_collection(tmp_path / "c") as collection:
        with pytest.raises(KeyboardInterrupt), collection.run("crawl"):
            raise KeyboardInterrupt
        with collection.run("process") as run:
            run.count({"done": 1})
        rows = collection.db.execute("SELECT command, ended IS NULL AS killed, counts FROM run")
        assert [tuple(row) for row in rows] == [("crawl", 1, "{}"), ("process", 0, '{"done": 1}')]
