"""Which program, law, registry and weights made a pack."""

import hashlib
from importlib.metadata import version as installed
from importlib.resources import files
from pathlib import Path

from nlp.version import version as reading

_DATA = {
    "law": ("nlp", "law"),
    "registry": ("crawlers", "forces"),
    "weights": ("nlp", "vocabulary/passages.json"),
}


def versions() -> dict[str, str]:
    """The program's release and, as digests, everything that decides what a letter says."""
    return {
        "program": f"foi-mosaic {installed('foi-mosaic')}",
        "reading": reading(),
        **{name: _digest(Path(str(files(room))) / path) for name, (room, path) in _DATA.items()},
    }


def _digest(place: Path) -> str:
    """SHA-256 over the names and the bytes of a file or of the data in a folder."""
    digest = hashlib.sha256()
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            digest.update(path.relative_to(place.parent).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
