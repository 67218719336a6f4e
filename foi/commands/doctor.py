"""``foi doctor``."""

from typing import Any

import typer

from foi.session import Session, session_of


def command(context: typer.Context) -> None:
    """What is installed, what is missing, and what that costs.

    Example:
    foi doctor
    """
    session = session_of(context)
    session.emit([_python(), *map(_program, PROGRAMS), _search(session)])


PROGRAMS = (
    ("tesseract", ("tesseract", "--version"), "reading scans and images; without it they fail"),
    ("antiword", ("antiword",), "reading .doc; soffice serves too, without either they fail"),
    ("soffice", ("soffice", "--version"), "reading .doc where antiword is missing"),
)  # fmt: skip


def _python() -> dict[str, Any]:
    import platform

    return {
        "part": "python",
        "found": True,
        "version": platform.python_version(),
        "needed_for": "everything",
    }


def _program(program: tuple[str, tuple[str, ...], str]) -> dict[str, Any]:
    import re
    import shutil
    import subprocess

    name, call, needed_for = program
    row: dict[str, Any] = {"part": name, "found": False, "version": None, "needed_for": needed_for}
    if (path := shutil.which(name)) is None:
        return row
    try:
        done = subprocess.run(  # noqa: S603
            [path, *call[1:]], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return row
    version = re.search(r"\d+(?:\.\d+)+", done.stdout + done.stderr)
    return row | {"found": True, "version": version[0] if version else None}


def _search(session: Session) -> dict[str, Any]:
    """Whether the Elasticsearch of the settings answers."""
    import json
    import os
    import urllib.error
    import urllib.request
    from pathlib import Path

    from collection.settings import read_settings

    folder = Path(session.path or os.environ.get("FOI_COLLECTION") or "foi-data")
    settings = read_settings(folder / "collection.toml")
    row: dict[str, Any] = {
        "part": "elasticsearch",
        "found": False,
        "version": None,
        "needed_for": "search at scale; the embedded engine needs no server",
    }
    if not settings.elasticsearch_url.startswith(("http://", "https://")):
        return row
    request = urllib.request.Request(settings.elasticsearch_url)  # noqa: S310
    if settings.elasticsearch_api_key:
        request.add_header("Authorization", f"ApiKey {settings.elasticsearch_api_key}")
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            version = json.load(answer)["version"]["number"]
    except (OSError, ValueError, KeyError):
        return row
    return row | {"found": True, "version": version}
