"""Word's old binary documents (.doc), through antiword or LibreOffice, whichever is installed."""

import re
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from extract.document import Document, Hidden, Table
from extract.error import ExtractError
from extract.flow import Flow
from extract.grid import filled, is_table, split_header
from extract.source import Source

MEDIA_TYPE = "application/msword"

_ROW = re.compile(r"^\s*\|.*\|\s*$")
_ENCRYPTED = 0x0100
_PICTURE = re.compile(r"\[pic\]")


def recognise(source: Source) -> int:
    """Microsoft's container with a Word document in it."""
    return 90 if "WordDocument" in source.streams else 0


def read(source: Source) -> Document:
    """Text and tables as the program prints them.

    Raises:
        ExtractError: ``locked``, ``damaged``, or ``no-program`` where neither is installed.
    """
    metadata = _look_inside(source)
    antiword, office = shutil.which("antiword"), _office()
    if antiword is None and office is None:
        raise ExtractError(
            "no-program",
            "expected antiword or LibreOffice to read an old Word document, found neither."
            " Install the system package antiword.",
        )
    hidden = (
        (Hidden(kind="author", severity="low", where="properties", count=1),)
        if metadata.get("author")
        else ()
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.doc"
        path.write_bytes(source.body)
        seconds = max(source.budget.seconds, 0.1)
        if antiword and (text := _antiword(antiword, path, seconds)).strip():
            flow, tables = _written(text)
            return Document(
                media_type=MEDIA_TYPE,
                text=flow.text(),
                title=metadata.get("title"),
                pages=flow.pages(),
                tables=tuple(tables),
                hidden=hidden,
                metadata=metadata,
            )
        if office:
            return _through_office(office, path, source, seconds)
    raise ExtractError(
        "damaged", "expected a Word document that antiword can read, found that it reads nothing"
    )


def _look_inside(source: Source) -> dict[str, str]:
    """Author and the like.

    Raises:
        ExtractError: ``locked`` or ``damaged``.
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(source.body)) as ole:
            head = ole.openstream("WordDocument").read(32)
            properties = ole.get_metadata()
    except Exception as error:
        # olefile raises whatever its own parsing meets.
        raise ExtractError(
            "damaged", f"expected a whole Word document, found its container broken: {error}"
        ) from error
    if int.from_bytes(head[10:12], "little") & _ENCRYPTED:
        raise ExtractError(
            "locked",
            "expected a document that opens without a password, found one that needs it."
            " Ask the publisher for an open copy.",
        )
    found = {
        "title": properties.title,
        "author": properties.author,
        "last-modified-by": properties.last_saved_by,
        "created": properties.create_time,
        "modified": properties.last_saved_time,
    }
    return {name: _plain(value) for name, value in found.items() if value and _plain(value)}


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("cp1252", errors="replace")
    return str(value).strip("\0 ").strip()


def _antiword(program: str, path: Path, seconds: float) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            [program, "-w", "0", "-m", "UTF-8.txt", str(path)],
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractError(
            "timeout", "expected antiword to end within the time limit, found it did not"
        ) from error
    return done.stdout.decode("utf-8", errors="replace")


def _written(text: str) -> tuple[Flow, list[Table]]:
    """Antiword's lines: paragraphs each on one, rows of tables between bars."""
    flow = Flow()
    tables: list[Table] = []
    rows: list[list[str]] = []

    def close() -> None:
        full = filled(rows)
        rows.clear()
        if not full:
            return
        if sum(sum(map(bool, row)) > 1 for row in full) * 2 < len(full):
            # A frame around the whole letter: its cells are paragraphs.
            for row in full:
                for cell in filter(None, row):
                    flow.line(cell)
            flow.gap()
            return
        if is_table(full):
            header, body = split_header(full)
            tables.append(Table(page=1, header=header, rows=body))
        flow.table(full)

    for line in _PICTURE.sub("", text).replace("\f", "\n\n").split("\n"):
        if _ROW.match(line):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            # A cell of several lines goes on in the next row, whose first cell is empty.
            rows.append(cells)
            continue
        close()
        if line.strip():
            flow.line(line.rstrip())
        else:
            flow.gap()
    close()
    flow.end_page(0)
    return flow, tables


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _through_office(program: str, path: Path, source: Source, seconds: float) -> Document:
    """Converted to a modern document and read as that."""
    from dataclasses import replace

    from extract.formats import docx

    profile = path.parent / "profile"
    try:
        subprocess.run(  # noqa: S603
            [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
             "docx", "--outdir", str(path.parent), str(path)],
            capture_output=True,
            timeout=seconds,
            check=False,
        )  # fmt: skip
        body = path.with_suffix(".docx").read_bytes()
    except subprocess.TimeoutExpired as error:
        raise ExtractError(
            "timeout", "expected LibreOffice to end within the time limit, found it did not"
        ) from error
    except OSError as error:
        raise ExtractError(
            "damaged", "expected LibreOffice to convert the document, found it did not"
        ) from error
    inner = Source(body=body, budget=source.budget, read_child=source.read_child)
    return replace(docx.read(inner), media_type=MEDIA_TYPE)
