"""The pages of a sample site, in one of three markups."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from foi.sample.site import LISTER, PAGE_SIZE, Entry, Markup, Site, title

_ITEM = re.compile(r"\s*(?:[•*-]|\d+[.)/]|\(?[a-z][.)])\s+")
CELLS = re.compile(r"\S(?:.*?\S)??(?=\s{2,}|\t|$)")
"""One cell of a line: cells are two spaces or a tab apart."""

_QUESTION = re.compile(r"\s*Q\d+\b")
_WRAPPED = 55
"""A longer line with another after it was broken by the margin, not by the author."""


def entry_page(site: Site, entry: Entry, *, welsh: bool = False) -> str:
    """The page of one entry."""
    if entry.file is None:
        body = "\n".join(blocks(entry.text))
    else:
        words = "The response and its data are" if entry.form == "xlsx" else "The response is"
        body = (
            "\n".join(blocks(entry.text)) if entry.form == "xlsx" else f"<p>{words} attached.</p>"
        )
        name = escape(entry.file)
        body += f'\n<p><a href="{site.file_path(entry)}">{name}</a></p>'
    twin = ""
    if site.welsh and not welsh:
        twin = f'<a href="{site.welsh_path(entry)}" hreflang="cy" rel="alternate">Cymraeg</a>'
    return frame(site, title(entry), _body(site.markup, title(entry), body), twin)


def list_page(site: Site, folders: tuple[str, ...], number: int) -> str:
    """One page of the list of entries, newest first as the site has them, with its pager.

    Args:
        site: Whose list it is.
        folders: Those below the list whose entries are shown; what is higher leads to folders.
        number: Of the page, from 1.
    """
    here = site.lister.rstrip("/") + "/" + "".join(f"{name}/" for name in folders)
    within = [entry for entry in site.entries if _folders(site, entry)[: len(folders)] == folders]
    if len(folders) < site.levels:
        below = dict.fromkeys(_folders(site, entry)[len(folders)] for entry in within)
        links = [(f"{here}{name}/", name.replace("-", " ").capitalize(), "") for name in below]
        return frame(site, "Disclosure log", rows(site.markup, links), "")
    pages = max(1, -(-len(within) // PAGE_SIZE))
    shown = within[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    links = [(site.path(entry), title(entry), "Disclosure log") for entry in shown]
    if site.lister == LISTER:
        scheme = LISTER.replace("published-items", "publication-scheme")
        links.append((scheme, "Publication scheme", ""))
    body = rows(site.markup, links) + pager(site.markup, "?q=&amp;page={}", number, pages)
    return frame(site, "Published items", body, "")


def pager(markup: Markup, address: str, number: int, pages: int) -> str:
    """The links to the pages of a list, the last of them to the next one."""
    nearby = [f'<a href="{address.format(n)}">{n}</a>' for n in range(1, pages + 1)]
    if number < pages:
        label = 'aria-label="Next page"' if markup == "divisions" else 'rel="next"'
        nearby.append(f'<a {label} href="{address.format(number + 1)}">Next</a>')
    return f'\n<nav aria-label="Pages">{" ".join(nearby)}</nav>'


def _folders(site: Site, entry: Entry) -> tuple[str, ...]:
    return tuple(entry.folder.split("/")[: site.levels])


def list_paths(site: Site) -> dict[str, tuple[str, ...]]:
    """The addresses at which a site has lists, each with its folders below the first."""
    every = {
        _folders(site, entry)[:depth] for entry in site.entries for depth in range(site.levels + 1)
    }
    return {
        site.lister.rstrip("/") + "".join(f"/{name}" for name in folders): folders
        for folders in every
    }


def rows(markup: Markup, held: Sequence[tuple[str, str, str]]) -> str:
    """The rows of a list.

    Args:
        markup: How they are marked up.
        held: Of each: where it leads, its title, and what stands beside it.
    """
    links = [(f'<a href="{path}">{escape(text)}</a>', kind) for path, text, kind in held]
    match markup:
        case "article":
            return (
                "<ol>"
                + "".join(f"<li><h3>{a}</h3><p>{kind}</p></li>" for a, kind in links)
                + "</ol>"
            )
        case "divisions":
            return "".join(f"<div><div>{kind}</div><div>{a}</div></div>" for a, kind in links)
        case "table":
            cells = "".join(f"<tr><td>{a}</td><td>{kind}</td></tr>" for a, kind in links)
            return f"<table><thead><tr><th>Title</th><th>Type</th></tr></thead>{cells}</table>"


def _body(markup: Markup, heading: str, body: str) -> str:
    match markup:
        case "article":
            return f"<article><h1>{escape(heading)}</h1>\n{body}</article>"
        case "divisions":
            return f"<div><div><h1>{escape(heading)}</h1></div><div>\n{body}</div></div>"
        case "table":
            return f"<h1>{escape(heading)}</h1><section>\n{body}</section>"


def frame(site: Site, heading: str, body: str, twin: str = "") -> str:
    """The site's own words round a page: what a reader of letters must set aside."""
    inner = f"<div>{body}</div>" if site.markup == "divisions" else f"<main>{body}</main>"
    return f"""<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{escape(heading)} | {escape(site.host)}</title></head>
<body>
<div role="dialog" aria-label="Cookies"><p>We use cookies to make this site work.
You can change your mind at any time.</p></div>
<header><a href="#main">Skip to main content</a> <p>You can leave this site quickly by pressing the
Escape key</p> {twin}
<nav aria-label="Main"><a href="/">Home</a> <a href="{site.lister}">Accessing information</a>
<a href="/rqo/request/">Request information</a> <a href="/hyg/">Notices</a></nav></header>
{inner}
<footer><p>This is a sample site. Its letters are composed; forces are real, people and figures are
not.</p><a href="/hyg/privacy/">Privacy</a></footer>
</body>
</html>
"""


def blocks(text: str) -> Iterator[str]:
    """The letter as HTML: paragraphs, lists and tables where its lines show them."""
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        if is_table(lines):
            yield _table(lines)
        elif _ITEM.match(lines[0]):
            # Printed numbers stay in the words, as a letter pasted into a page has them.
            yield "\n".join(f"<p>{escape(item)}</p>" for item in _items(lines))
        else:
            yield f"<p>{_broken(lines)}</p>"


def is_table(lines: Sequence[str]) -> bool:
    """Whether lines are the rows of a table: at least three, with the same number of cells."""
    cells = [len(CELLS.findall(line)) for line in lines]
    return len(lines) > 2 and min(cells) > 1 and max(cells) == min(cells)


def _table(lines: Sequence[str]) -> str:
    head, *rows = ([cell.strip() for cell in CELLS.findall(line)] for line in lines)
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    cells = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{cells}</tbody></table>"


def _items(lines: Sequence[str]) -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        if held and _ITEM.match(line):
            yield " ".join(held)
            held = []
        held.append(line.strip())
    yield " ".join(held)


def _broken(lines: Sequence[str]) -> str:
    """Lines as one paragraph, with breaks where the author ended a line early."""
    words = escape(lines[0].strip())
    for before, after in pairwise(lines):
        wrapped = len(before) >= _WRAPPED and not before.endswith(":")
        join = " " if wrapped and not _QUESTION.match(after) else "<br>\n"
        words += join + escape(after.strip())
    return words
