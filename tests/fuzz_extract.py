"""Mutated files through extraction: ``python -m tests.fuzz_extract [COUNT] [SEED]``.

Ends with 1 where a file got no document, or where our own code failed on one.

Bytes of real files are flipped, cut off and spliced into each other; every one must end as a
document, with or without an error, and none may end the process that started it.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from extract.error import CODES
from extract.limits import Limits
from extract.workers import Item, extract_many

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 400_000
FULL = 2000


def files(folder: Path) -> list[Path]:
    """Files that are small enough to be read many times."""
    return sorted(
        path for path in folder.glob("*/*") if path.is_file() and path.stat().st_size < LARGEST
    )


def mutated(path: Path, other: Path, seed: int) -> bytes:
    """A file with something wrong in it; the same seed gives the same bytes."""
    chance = random.Random(seed)  # noqa: S311
    body = bytearray(path.read_bytes())
    if not body:
        return b""
    for _ in range(chance.choice((1, 4, 32))):
        way = chance.randrange(4)
        at = chance.randrange(len(body)) if body else 0
        if way == 0:
            for _ in range(chance.choice((1, 10, 200))):
                if body:
                    body[chance.randrange(len(body))] = chance.randrange(256)
        elif way == 1 and chance.random() < 0.3:
            del body[at:]
        elif way == 2:
            piece = other.read_bytes()[:LARGEST]
            start = chance.randrange(len(piece) or 1)
            body[at : at + chance.randrange(2000)] = piece[start : start + chance.randrange(2000)]
        else:
            del body[at : at + chance.randrange(500)]
    return bytes(body)


def items(paths: list[Path], count: int, seed: int) -> Iterator[Item]:
    """Mutated files, each made when it is asked for."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        path, other = chance.choice(paths), chance.choice(paths)
        made: Callable[[], bytes] = partial(mutated, path, other, seed + number)
        yield f"{seed + number} {path.parent.name}/{path.name}", made, path.name, None


def page(total: int, seed: int, took: float, ends: Counter[str]) -> str:
    """What a full run writes into the docs."""
    rows = [f"| {code} | {n} | {CODES.get(code, 'text')} |" for code, n in ends.most_common()]
    return "\n".join(
        [
            "# Mutated files",
            "",
            f"Made by `make fuzz`: {total} real files with bytes flipped, cut off and spliced,"
            f" seeds from {seed}, in {took:.0f} s. The process that started the workers ended by"
            " itself, and every file has its outcome.",
            "",
            "| outcome | files | what it means |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def main(count: int = FULL, seed: int = 1) -> int:
    """Run the files through the workers and print how they ended."""
    shared = ROOT.parent / "shared" / "corpus"
    paths = files(shared)
    if not paths:
        sys.stderr.write(f"expected real files in {shared}, found none\n")
        return 2
    ends: Counter[str] = Counter()
    start = time.monotonic()
    for key, document in extract_many(items(paths, count, seed), limits=Limits(seconds=20)):
        code = document.error.code if document.error else "read"
        ends[code] += 1
        if document.error and code in ("fault", "crashed", "timeout", "out-of-memory"):
            sys.stdout.write(f"{key}: {code}: {document.error.message}\n")
    total, took = sum(ends.values()), time.monotonic() - start
    counts = ", ".join(f"{n} {code}" for code, n in ends.most_common())
    sys.stdout.write(f"{total} files in {took:.0f} s: {counts}\n")
    if count >= FULL:
        (ROOT / "docs" / "fuzzing.md").write_text(page(total, seed, took, ends), encoding="utf-8")
    return 0 if total == count and not ends["fault"] and not ends["crashed"] else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
