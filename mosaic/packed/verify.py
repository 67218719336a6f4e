#!/usr/bin/env python3
"""Checks an evidence pack: every hash, every passage, and that nothing is missing or added.

Needs Python 3.10 or later and nothing else. ``python3 verify.py [PACK] [--manifest SHA256]``:
PACK is a folder or a ZIP, by default the folder of this file. Exit 0: all is as it was packed.
1: something is not, and each is named. 2: there is no pack to check.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Read = Callable[[str], bytes]
MANIFEST = "manifest.json"
LONGEST = 160


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the pack that the arguments name, and say what was found; the exit code."""
    parser = argparse.ArgumentParser(description="Checks an evidence pack.")
    parser.add_argument("pack", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--manifest", metavar="SHA256", help="expected of manifest.json")
    given = parser.parse_args(arguments)
    try:
        names, read = opened(given.pack)
    except (OSError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"{given.pack}: expected a folder or a ZIP, found: {error}\n")
        return 2
    if MANIFEST not in names:
        sys.stderr.write(f"{given.pack}: expected {MANIFEST}, found none: no evidence pack.\n")
        return 2
    found = list(wrong(names, read, given.manifest))
    for line in found:
        sys.stderr.write(f"WRONG {line}\n")
    digest = sha256(read(MANIFEST))
    if found:
        sys.stderr.write(f"Findings: {len(found)}. This is not the pack that was made.\n")
        return 1
    passages = len(json.loads(read("passages.json")))
    sys.stdout.write(f"{len(names)} files and {passages} passages are as the manifest says.\n")
    sys.stdout.write(f"SHA-256 of {MANIFEST}: {digest}\n")
    return 0


def opened(pack: Path) -> tuple[list[str], Read]:
    """The names in a pack (a name that stands twice in a ZIP is given twice), and a reader."""
    if pack.is_dir():
        paths = [path for path in pack.rglob("*") if path.is_symlink() or not path.is_dir()]
        names = sorted(path.relative_to(pack).as_posix() for path in paths)
        return names, lambda name: (pack / name).read_bytes()
    archive = zipfile.ZipFile(pack)
    return sorted(info.filename for info in archive.infolist()), archive.read


def sha256(body: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def wrong(names: Sequence[str], read: Read, manifest: str | None) -> Iterator[str]:
    """One line for each thing that is not as it should be."""
    if manifest and sha256(read(MANIFEST)) != manifest.lower():
        yield difference(MANIFEST, f"SHA-256 {manifest}", sha256(read(MANIFEST)))
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield difference(name, "one file of this name", names.count(name))
    try:
        files = {entry["path"]: entry for entry in json.loads(read(MANIFEST))["files"]}
        yield from wrong_files(names, read, files)
        yield from wrong_contents(names, read)
    except (
        AttributeError, KeyError, OSError, TypeError, ValueError, zipfile.BadZipFile
    ) as error:  # fmt: skip
        yield difference("the pack", "files that can be read", f"{type(error).__name__}: {error}")


def wrong_files(names: Sequence[str], read: Read, files: Mapping[str, Any]) -> Iterator[str]:
    """What the manifest lists against what is there."""
    for name in sorted(files.keys() - set(names)):
        yield difference(name, "a file of the manifest", "none")
    for name in sorted(set(names) - files.keys() - {MANIFEST}):
        yield difference(name, "no such file in the manifest", "a file")
    for name in sorted(files.keys() & set(names)):
        try:
            body = read(name)
        except (OSError, zipfile.BadZipFile) as error:
            yield difference(name, "a file that can be read", error)
            continue
        if len(body) != files[name]["size"]:
            yield difference(name, f"{files[name]['size']} bytes", len(body))
        if sha256(body) != files[name]["sha256"]:
            yield difference(name, f"SHA-256 {files[name]['sha256']}", sha256(body))


def wrong_contents(names: Sequence[str], read: Read) -> Iterator[str]:
    """Whether captures, records, passages and cells agree, whatever the manifest says."""
    captures = json.loads(read("captures.json"))
    for capture in captures:
        name = capture["file"]
        if name in names and sha256(read(name)) != capture["sha256"]:
            yield difference(name, f"the capture {capture['sha256']}", sha256(read(name)))
        elif name and name not in names:
            yield difference(name, f"the capture {capture['sha256']}", "no file")
    hashes = {capture["sha256"] for capture in captures}
    records = {record["id"]: record for record in json.loads(read("records.json"))}
    texts = {}
    for id_, record in records.items():
        if record["text"] in names:
            texts[id_] = read(record["text"]).decode("utf-8")
        else:
            yield difference(f"records.json {id_}", f"its text {record['text']}", "no file")
        for digest in record["captures"]:
            if digest not in hashes:
                yield difference(f"records.json {id_}", f"capture {digest}", "none such")
    passages = json.loads(read("passages.json"))
    for number, one in enumerate(passages):
        text = texts.get(one["response"], "")
        where = f"passages.json [{number}], response {one['response']}"
        there = text[one["start"] : one["end"]]
        if there != one["passage"] or not there:
            yield difference(
                f"{where}, {one['text']} {one['start']}-{one['end']}", one["passage"], there
            )
    for number, row in enumerate(json.loads(read("matrix.json"))):
        yield from wrong_cell(f"matrix.json [{number}], {row['force']}", row, passages, hashes,
                              records)  # fmt: skip


def wrong_cell(
    where: str,
    row: Mapping[str, Any],
    passages: Sequence[Any],
    hashes: Collection[str],
    records: Mapping[str, Any],
) -> Iterator[str]:
    """Whether what a cell says is carried by a record, a passage and a capture."""
    if row["response"] is not None and row["response"] not in records:
        yield difference(where, "a record of its response", f"none for {row['response']}")
    if row["sha256"] is not None and row["sha256"] not in hashes:
        yield difference(where, "a capture with its hash", f"none for {row['sha256']}")
    if row["evidence"] is None:
        return
    place = row["passage"]
    carried = passages[place] if place is not None and 0 <= place < len(passages) else None
    if carried is None or carried["response"] != row["response"]:
        yield difference(where, "a passage of its response", f"number {place}")
        return
    words = " ".join(carried["passage"].split())
    shown = row["evidence"][:-2] if row["evidence"].endswith(" …") else row["evidence"]
    if shown not in words:
        yield difference(where, f"evidence in passage {place}: {words}", row["evidence"])


def difference(where: str, expected: object, found: object) -> str:
    """A finding on one line; of long texts, from shortly before the first difference."""
    one, other = (" ".join(str(words).split()) for words in (expected, found))
    pairs = enumerate(zip(one, other, strict=False))
    at = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    begin = max(0, at - 40) if len(one) > LONGEST and len(other) > LONGEST else 0
    return f"{where}: expected {excerpt(one, begin)}; found {excerpt(other, begin) or 'nothing'}"


def excerpt(words: str, begin: int) -> str:
    """A part of a text that is too long for a line."""
    end = begin + LONGEST
    return ("… " if begin else "") + words[begin:end] + (" …" if words[end:] else "")


if __name__ == "__main__":
    sys.exit(main())
