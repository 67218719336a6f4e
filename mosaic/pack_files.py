"""A pack on disk: a folder or a ZIP, the same bytes for the same contents."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from collection.error import FoiError
from mosaic.pack import as_json
from mosaic.publish import write

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP can name: the hour of the packing would make each pack another."""


class PackFileError(FoiError):
    """A place where a pack cannot be written."""


def write_pack(contents: Mapping[str, bytes], path: Path) -> str:
    """Write files and their manifest, to a ZIP where the name ends so, else to a new folder.

    A ZIP is replaced; a folder with something in it is left alone.

    Returns:
        The SHA-256 of the manifest, which stands for the whole pack.

    Raises:
        PackFileError: The folder has something in it.
        PublishError: A file cannot be written.
    """
    manifest = as_json(
        {
            "files": [
                {"path": name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
                for name, body in sorted(contents.items())
            ]
        }
    )
    whole = {**contents, "manifest.json": manifest}
    if path.suffix.lower() == ".zip":
        write(path, _zip(whole))
    else:
        _folder(whole, path)
    return hashlib.sha256(manifest).hexdigest()


def _zip(contents: Mapping[str, bytes]) -> bytes:
    """Stored, not deflated: two versions of zlib make different bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return out.getvalue()


def _folder(contents: Mapping[str, bytes], path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise PackFileError(
                f"{path}: expected a new or an empty folder, found files in it. Name another, or"
                " a name that ends in .zip."
            )
        for folder in {(path / name).parent for name in contents}:
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise PackFileError(
            f"{path}: expected a folder that can be made, found: {error.strerror}. Name another."
        ) from error
    for name, body in contents.items():
        write(path / name, body)
