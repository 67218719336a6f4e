"""Workers: one document an item, whatever happens to the worker."""

from collections.abc import Iterator
from pathlib import Path

from extract.limits import Limits
from extract.workers import Item, extract_many


def test_every_item_yields_one_document_also_the_ones_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    items: list[Item] = [
        ("path", tmp_path / "a.txt", "a.txt", None),
        ("function", lambda: b"two", None, "text/plain"),
        ("gone", tmp_path / "b.txt", None, None),
        ("folder", tmp_path, None, None),
    ]

    found = dict(extract_many(items, workers=2))

    assert {key: document.text for key, document in found.items()} == {
        "path": "one", "function": "two", "gone": "", "folder": "",
    }  # fmt: skip
    assert found["gone"].error
    assert found["gone"].error.code == "missing"
    assert found["folder"].error
    assert found["folder"].error.code == "missing"


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[Item]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield str(number), lambda: b"text", None, None

    stream = extract_many(items(), workers=1)
    next(stream)

    assert taken <= 5
    stream.close()  # type: ignore[attr-defined]


def test_a_function_that_cannot_give_its_bytes_is_a_missing_file() -> None:
    def gone() -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    [(key, document)] = extract_many([("k", gone, None, None)], workers=1)

    assert key == "k"
    assert document.error
    assert document.error.code == "missing"


def test_a_file_over_the_size_limit_says_so(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 2000)
    item: Item = ("big", tmp_path / "big.txt", None, None)

    [(_, document)] = extract_many([item], limits=Limits(bytes=1000), workers=1)

    assert document.error
    assert document.error.code == "too-large"
    assert "extract_bytes" in document.error.message
