"""Writes docs/extraction.md from real files: ``python -m tests.extraction_report``.

One row a file of the corpus, and each page on which PDFium and pdfplumber do not agree.
"""

import re
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document import Document
from extract.limits import Limits
from extract.pdf.glyphs import character
from extract.workers import extract_many

if TYPE_CHECKING:
    from pdfplumber.page import Page

    from extract.pdf.layout import Layout

ROOT = Path(__file__).resolve().parent.parent
AGREED = 0.995
_FOLD = re.compile(r"\s+|\(cid:\d+\)")
"""White space, and what pdfplumber writes for a character that the font does not name."""
_SAME = {code: character(code) for code in (0xAD, 0x2010, 0x2011, *range(0xF000, 0xF100),
                                            *range(0xFB00, 0xFB07))}  # fmt: skip
"""Ligatures, hyphens and symbol fonts as we show them: the same mark by another number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readers agree on a page.

    Attributes:
        ordered: Share of the characters that agree in order.
        bag: Likewise without regard to order.
        why: What on the page explains a difference; empty where they agree.
    """

    page: int
    ordered: float
    bag: float
    why: str = ""


def agreements(path: Path, step: int = 1) -> Iterator[Agreement]:
    """Agreement of the two readers, page by page.

    Only pages on which both find text; white space folded away. Every ``step``-th page.
    """
    import pdfplumber
    import pypdfium2
    from rapidfuzz.distance import Indel

    from extract.pdf.glyphs import display, glyphs_of
    from extract.pdf.layout import layout_of, plain_layout, plain_text
    from extract.pdf.objects import drawings_of
    from extract.pdf.swift import swift_lines

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ours, theirs = pypdfium2.PdfDocument(path), pdfplumber.open(path)
        except Exception:
            return  # what one of them cannot open at all has no page to agree on
        with closing(ours), theirs:
            for index in range(0, min(len(ours), len(theirs.pages)), step):
                page = ours[index]
                with closing(page), closing(page.get_textpage()) as text_page:
                    drawings, height = drawings_of(page), display(page)[1][3]
                    lines = swift_lines(page, text_page, drawings)
                    layout = (
                        plain_layout(lines, height)
                        if lines is not None
                        else layout_of(glyphs_of(page, text_page), drawings, height)
                    )
                a = _FOLD.sub("", plain_text(layout)).translate(_SAME)
                b = _FOLD.sub("", _theirs(theirs.pages[index])).translate(_SAME)
                if a and b:
                    common = sum((Counter(a) & Counter(b)).values())
                    bag = 2 * common / (len(a) + len(b))
                    ordered = Indel.normalized_similarity(a, b)
                    why = "" if ordered >= AGREED else reason(layout, theirs.pages[index], a, bag)
                    yield Agreement(page=index + 1, ordered=ordered, bag=bag, why=why)


def _theirs(page: "Page") -> str:
    """A page as pdfplumber reads it; empty where it cannot."""
    try:
        return page.extract_text() or ""
    except Exception:
        return ""


def row(path: Path, document: Document) -> str:
    """One line of the table."""
    methods = Counter(page.method for page in document.pages)
    pages = ", ".join(f"{count} {method}" for method, count in methods.items())
    hidden: Counter[str] = Counter()
    for found in document.hidden:
        hidden[f"**{found.kind}**" if found.severity == "high" else found.kind] += found.count
    cells = (
        f"{path.parent.name}/{path.name}",
        document.media_type.replace("application/", ""),
        pages,
        str(len(document.text)),
        str(len(document.tables)),
        ", ".join(f"{kind} {count}" for kind, count in hidden.items() if kind != "author"),
        str(len(document.children) or ""),
        document.error.code if document.error else "read",
    )
    return f"| {' | '.join(cells)} |"


def reason(layout: "Layout", page: "Page", ours: str, bag: float) -> str:
    """What is on a page that the two readers treat differently."""
    from extract.pdf.tables import Placed

    found = []
    chars = page.chars
    inside = [c for c in chars if 0 <= c["x0"] <= page.width and 0 <= c["top"] <= page.height]
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in ours):
        found.append("written from right to left")
    if sum(not char["upright"] for char in chars) * 50 > len(chars) or page.rotation:
        found.append("text turned on its side")
    if bag < AGREED and len(page.dedupe_chars().chars) < 0.99 * len(chars):
        found.append("characters printed twice, which are read once here")
    if len(inside) < 0.995 * len(chars):
        found.append("text outside the page, which is left out here")
    if "(cid:" in page.extract_text() or any(unicodedata.category(c) == "Co" for c in ours):
        found.append("a font without a usable map")
    if any(isinstance(part, Placed) for part in layout.parts):
        found.append("a table, read by cell here and by line there")
    if not found and bag >= AGREED:
        found.append("columns or overprinted lines: the same characters in another order")
    return "; ".join(found) or "characters that one of the two does not find on the page"


def main() -> int:
    """Read everything and write the page."""
    corpus = ROOT.parent / "shared" / "corpus"
    paths = sorted(path for path in corpus.glob("*/*") if path.is_file())
    if not paths:
        sys.stderr.write(f"expected real files in {corpus}, found none\n")
        return 2
    found = dict(
        extract_many(
            ((str(path), path, path.name, None) for path in paths), limits=Limits(seconds=180)
        )
    )
    ends = Counter(d.error.code if d.error else "read" for d in found.values())
    out = [
        "# What extraction makes of real files",
        "",
        "Generated by `python -m tests.extraction_report` from files that are not part of this",
        "repository. Findings that quarantine a file are in bold.",
        "",
        f"{len(paths)} files: {', '.join(f'{n} {code}' for code, n in ends.most_common())}.",
        "",
        "| file | kind | pages | characters | tables | hidden | files inside | end |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(row(path, found[str(path)]) for path in paths),
        "",
        "## Agreement with pdfplumber",
        "",
    ]
    total = agreed = 0
    differing = []
    for path in paths:
        if path.suffix != ".pdf":
            continue
        for on in agreements(path):
            total += 1
            if on.ordered >= AGREED:
                agreed += 1
            else:
                name = f"{path.parent.name}/{path.name}"
                differing.append(
                    f"| {name} | {on.page} | {on.ordered:.3f} | {on.bag:.3f} | {on.why} |"
                )
    out += [
        f"On {agreed} of {total} born-digital pages on which both find text they agree on"
        f" {AGREED:.1%} of the characters or more, white space folded. The others:",
        "",
        "| file | page | in order | in any order | reason |",
        "| --- | --- | --- | --- | --- |",
        *differing,
        "",
    ]
    (ROOT / "docs" / "extraction.md").write_text("\n".join(out), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
