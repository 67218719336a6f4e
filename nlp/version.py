"""The version of the reading: a digest of everything that decides what a letter says."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

DECIDING = ("nlp", "crawlers/forces")
"""Folders of code and data. A change to any file in them makes every reading stale."""


@cache
def version() -> str:
    """Twelve hexadecimal digits, the same wherever the files are the same."""
    digest = hashlib.sha256()
    for place in DECIDING:
        room, *inner = place.split("/")
        folder = Path(str(files(room))).joinpath(*inner)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
