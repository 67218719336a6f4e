"""Workers: one document an item, whatever happens to the worker."""

import io
import os
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from extract.document import Document
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


def test_a_file_that_hangs_costs_the_time_limit_and_nothing_else(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hangs")  # nobody ever writes to it
    (tmp_path / "a.txt").write_bytes(b"text")
    items: list[Item] = [
        ("hangs", tmp_path / "hangs", None, None),
        *((str(number), tmp_path / "a.txt", None, None) for number in range(6)),
    ]

    found = dict(extract_many(items, limits=Limits(seconds=0.5), workers=2))

    assert found["hangs"].error
    assert found["hangs"].error.code == "timeout"
    assert "nothing of the file is kept" in found["hangs"].error.message
    assert all(found[str(number)].text == "text" for number in range(6))


def test_a_worker_that_dies_costs_its_own_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hangs")
    (tmp_path / "a.txt").write_bytes(b"text")
    items: list[Item] = [
        ("dies", tmp_path / "hangs", None, None),
        *((str(number), tmp_path / "a.txt", None, None) for number in range(6)),
    ]
    found = {}

    for key, document in extract_many(items, limits=Limits(seconds=60), workers=2):
        found[key] = document
        if len(found) == 6:
            for child in psutil.Process().children():
                if "spawn_main" in " ".join(child.cmdline()):
                    child.send_signal(signal.SIGSEGV)

    assert found["dies"].error
    assert found["dies"].error.code == "crashed"
    assert "Nothing of the file is kept" in found["dies"].error.message
    assert all(found[str(number)].text == "text" for number in range(6))


def test_a_file_that_needs_too_much_memory_says_so() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("big.txt", b"words of a text " * 10_000_000)
    item: Item = ("big", buffer.getvalue, None, None)

    [(_, document)] = extract_many([item], limits=Limits(mebibytes=400), workers=1)

    codes = {document.error.code if document.error else "", *map(_code, document.children)}
    assert "out-of-memory" in codes


def _code(document: Document) -> str:
    return document.error.code if document.error else ""


def test_the_memory_of_a_worker_does_not_grow_with_its_files() -> None:
    page = "<html><body><main><p>Words of a page.</p></main></body></html>" * 20
    sizes: list[int] = []

    stream = extract_many(
        ((str(n), page.encode, "page.html", None) for n in range(300)), workers=1
    )
    for number, _ in enumerate(stream, 1):
        if number % 50 == 0:
            workers = [
                child
                for child in psutil.Process().children()
                if "spawn_main" in " ".join(child.cmdline())
            ]
            sizes.append(max(worker.memory_info().rss for worker in workers))

    # What is loaded with the first files is there from then on.
    assert max(sizes[2:]) - sizes[1] < 4 * 2**20
