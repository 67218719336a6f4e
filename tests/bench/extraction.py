"""Speed of extraction beside the libraries that it stands on."""

import io
import os
import subprocess
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
SCANS = {"566", "614", "710", "728", "732", "777", "1448", "1449", "2094"}


def seconds(work: Callable[[], object], tries: int = 3) -> float:
    """The least processor time of a few tries: others may be using the machine."""
    best = float("inf")
    for _ in range(tries):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def pdfium_text(bodies: list[bytes]) -> int:
    """Text of all pages by the library alone; the number of pages."""
    import pypdfium2

    count = 0
    for body in bodies:
        with pypdfium2.PdfDocument(body) as pdf:
            for page in pdf:
                page.get_textpage().get_text_range()
                count += 1
    return count


def our_text(bodies: list[bytes]) -> None:
    """Lines and paragraphs of plain pages, without looking for what is hidden."""
    import pypdfium2

    from extract.pdf.glyphs import display, glyphs_of
    from extract.pdf.layout import layout_of, plain_layout
    from extract.pdf.objects import Drawings
    from extract.pdf.swift import swift_lines
    from extract.pdf.text import Sheet, write

    nothing = Drawings()
    for body in bodies:
        sheets = []
        with pypdfium2.PdfDocument(body) as pdf:
            for number, page in enumerate(pdf, 1):
                text_page, height = page.get_textpage(), display(page)[1][3]
                found = swift_lines(page, text_page, nothing)
                sheets.append(
                    Sheet(
                        number,
                        plain_layout(found, height)
                        if found is not None
                        else layout_of(glyphs_of(page, text_page), nothing, height),
                    )
                )
        write(sheets)


def whole(bodies: list[bytes]) -> None:
    """Everything, with every check of hidden content."""
    from extract.extract import extract

    for body in bodies:
        extract(body)


def plumber_text(bodies: list[bytes]) -> None:
    """Text of all pages by pdfplumber."""
    import pdfplumber

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for body in bodies:
            with pdfplumber.open(io.BytesIO(body)) as pdf:
                for page in pdf.pages:
                    page.extract_text()
                    page.close()


def plumber_tables(body: bytes) -> list[list[str | None]]:
    """Rows of all tables by pdfplumber."""
    import pdfplumber

    rows: list[list[str | None]] = []
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                rows += table
            page.close()
    return rows


def tables() -> str:
    """Hertfordshire's 61 pages."""
    from extract.extract import extract

    body = (CORPUS / "police-foi" / "Hertfordshire.pdf").read_bytes()
    theirs = seconds(lambda: plumber_tables(body), 1)
    ours = seconds(lambda: extract(body))
    rows = [[" ".join((cell or "").split()) for cell in row] for row in plumber_tables(body)]
    document = extract(body)
    mine = [list(row) for table in document.tables for row in (table.header, *table.rows)]
    same = [row for row in rows if any(row)] == mine
    return (
        f"| 61 pages of tables, with all checks | {ours:.1f} s | pdfplumber's tables alone"
        f" {theirs:.1f} s | {ours / theirs:.2f} × (at most 0.50); cell for cell"
        f" {'the same' if same else 'not the same'} |"
    )


def _spent() -> float:
    """Processor time of this process and of the programs that it has run."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def ocr() -> str:
    """A scan against bare Tesseract on the same pictures."""
    from extract.extract import extract
    from extract.limits import Limits

    body = (CORPUS / "tribunal" / "566.pdf").read_bytes()
    pictures = pictures_of(body)
    start = _spent()
    for picture in pictures:
        _finish([_tesseract(picture)])
    bare = _spent() - start
    start = _spent()
    extract(body, limits=Limits(seconds=600))
    ours = _spent() - start
    return (
        f"| OCR of {len(pictures)} pages | {ours:.1f} s | bare Tesseract {bare:.1f} s |"
        f" {ours / bare:.2f} × (at most 1.10) |"
    )


def _timed(count: int, path: Path) -> float:
    """Wall-clock seconds of one scan, read twice, through so many workers that have started."""
    from extract.limits import Limits
    from extract.workers import extract_many

    with tempfile.TemporaryDirectory() as folder:
        # Each worker waits at a pipe of its own until all of them have come to theirs.
        gates = [Path(folder, str(number)) for number in range(count)]
        for gate in gates:
            os.mkfifo(gate)

        def open_gates() -> None:
            with ExitStack() as stack:
                for file in [stack.enter_context(gate.open("wb")) for gate in gates]:
                    file.write(b"text")

        opener = threading.Thread(target=open_gates)
        opener.start()
        items = [(str(gate), gate, None, None) for gate in gates]
        items += [(str(number), path, None, None) for number in range(2)]
        stream = extract_many(items, limits=Limits(seconds=600), workers=count)
        for _ in range(count):
            next(stream)
        start = time.perf_counter()
        for _ in stream:
            pass
        opener.join()
        return time.perf_counter() - start


def cores() -> str:
    """The same scan twice, through one worker and through two.

    Beside it what two bare Tesseracts gain from running at once: more is not to be had where
    others use the cores.
    """
    path = CORPUS / "tribunal" / "2094.pdf"
    one, two = (min(_timed(count, path) for _ in range(3)) for count in (1, 2))
    picture = pictures_of(path.read_bytes())[0]
    start = time.perf_counter()
    for _ in range(2):
        _finish([_tesseract(picture)])
    apart = time.perf_counter() - start
    start = time.perf_counter()
    _finish([_tesseract(picture), _tesseract(picture)])
    gain = apart / (time.perf_counter() - start)
    return (
        f"| OCR of two equal files on two cores, by the clock | {two:.1f} s | on one {one:.1f} s;"
        f" two bare Tesseracts at once are {gain:.2f} × faster | {one / two:.2f} × faster"
        f" (at least 1.80 of an idle machine) |"
    )


def _tesseract(picture: bytes) -> "subprocess.Popen[bytes]":
    """Bare Tesseract on a picture, one thread."""
    process = subprocess.Popen(
        ["tesseract", "-", "-", "--dpi", "300", "tsv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    assert process.stdin
    process.stdin.write(picture)
    process.stdin.close()
    return process


def _finish(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        assert process.wait() == 0


def pictures_of(body: bytes) -> list[bytes]:
    """The pages of a scan as they are read, as PNG."""
    import pypdfium2

    from extract.pdf.pages import picture_of

    pictures = []
    with pypdfium2.PdfDocument(body) as pdf:
        for page in pdf:
            with closing(page):
                buffer = io.BytesIO()
                picture_of(page).save(buffer, format="PNG", compress_level=1)
                pictures.append(buffer.getvalue())
    return pictures


def memory(files: int = 10_000) -> list[str]:
    """Memory of one worker over many files: what it holds after each thousand of them."""
    import psutil

    from extract.workers import extract_many

    paths = [
        path
        for folder in ("alaveteli", "alaveteli-xl", "redaction-xray", "police-foi")
        for path in sorted((CORPUS / folder).iterdir())
        if path.stat().st_size < 200_000
    ]
    items = ((str(n), paths[n % len(paths)], None, None) for n in range(files))
    seen: list[tuple[int, float]] = []
    step = max(1, files // 200)
    for done, _ in enumerate(extract_many(items, workers=1), 1):
        if done % step == 0:
            workers = [
                child
                for child in psutil.Process().children()
                if "spawn_main" in " ".join(child.cmdline())
            ]
            seen.append((done, max((w.memory_info().rss for w in workers), default=0) / 2**20))
    # Least squares over the second half: what is loaded once has been loaded by then.
    late = [(done, size) for done, size in seen if size and done > files / 2]
    x, y = (sum(values) / len(late) for values in zip(*late, strict=True))
    slope = sum((a - x) * (b - y) for a, b in late) / sum((a - x) ** 2 for a, _ in late)
    shown = "; ".join(
        f"{done}: {size:.0f}" for done, size in seen[len(seen) // 10 - 1 :: len(seen) // 10]
    )
    return [
        f"Memory of one worker in MiB after so many files: {shown}. Over the second half it"
        f" changes by {slope * 1000:+.2f} MiB in a thousand files, at most"
        f" {max(size for _, size in seen):.0f}.",
        "",
    ]


def lines() -> list[str]:
    """The section, as lines of Markdown."""
    if not CORPUS.exists():
        return ["## Extraction", "", "Not measured: the real files are not here.", ""]
    paths = [p for p in sorted((CORPUS / "tribunal").glob("*.pdf")) if p.stem not in SCANS][:30]
    bodies = [path.read_bytes() for path in paths]
    whole(bodies[:1])
    pages = pdfium_text(bodies)
    base = seconds(lambda: pdfium_text(bodies))
    text = seconds(lambda: our_text(bodies))
    full = seconds(lambda: whole(bodies))
    plumber = seconds(lambda: plumber_text(bodies[:6]), 1) * pages / pdfium_text(bodies[:6])
    return [
        "## Extraction",
        "",
        f"{pages} born-digital pages of tribunal decisions, one core, processor time.",
        "",
        "| what | ours | beside it | ratio |",
        "| --- | --- | --- | --- |",
        f"| text of pages | {pages / text:.0f} pages/s | pypdfium2 alone {pages / base:.0f} |"
        f" {base / text:.2f} × (at least 0.50) |",
        f"| the whole, with all checks | {pages / full:.0f} pages/s | pdfplumber's text alone"
        f" {pages / plumber:.0f} | {plumber / full:.1f} × (at least 8) |",
        tables(),
        ocr(),
        cores(),
        "",
        *memory(),
    ]
