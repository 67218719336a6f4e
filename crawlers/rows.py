"""The rows of a list: which part of the page speaks of which entry, and which speaks of none."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import takewhile

from lxml.html import HtmlElement

from crawlers import address
from crawlers.lines import lines, words
from crawlers.page import Link, Page
from crawlers.printed import is_span_of_years, label_and_value, label_of, printed_date

_ITEMS = ("li", "tr", "article")
_WHOLE = ("main", "body", "html", "ul", "ol", "table")
_SCHEME = re.compile(r"(?:.*\btype:?\s*)?(?:publication schemes?|cynllun cyhoeddi)", re.I)
_DISCLOSURE = re.compile(
    r"(?:.*\btype:?\s*)?(?:(?:foi )?disclosure logs?|log datgelu|foi releases?"
    r"|environmental information regulations?)",
    re.I,
)
_RELATED = re.compile(
    r"(?:related|similar|popular|useful|recommended|featured|most (?:read|viewed|popular)|see also"
    r"|you (?:may|might)|more (?:from|in|like|on)|in this section|also (?:in|of)|other pages"
    r"|quick links|elsewhere)\b",
    re.I,
)


def rows_of(groups: Mapping[str, list[Link]]) -> dict[str, HtmlElement]:
    """The row of each entry: the largest element around its link that holds no other entry."""
    held: Counter[HtmlElement] = Counter()
    for links in groups.values():
        held.update(
            {parent for link in links for parent in link.element.iterancestors()}
            | {link.element for link in links}
        )
    rows = {}
    for key, links in groups.items():
        node = links[0].element
        while (parent := node.getparent()) is not None:
            if held[parent] > 1 or parent.tag in _WHOLE:
                break
            if node.tag in _ITEMS or parent.get("role") == "main":
                break
            node = parent
        rows[key] = node
    return rows


def own_words(
    page: Page, row: HtmlElement, links: Sequence[Link], rows: Collection[HtmlElement] = ()
) -> HtmlElement:
    """A row without what is said of another page, and with what stands loose about it.

    Where a list shows one entry only, its row reaches to the next landmark. Its own words end
    where another link's row begins, be that an entry's or not: an element beside one round the
    entry's link, and built like it round a link of its own.
    """
    loose = run_of(row, rows, {link.element for link in links})
    if loose is not None:
        return loose
    own = {link.element for link in links}
    start, here = links[0].element, address.path_of(page.url)
    others = {
        link.element
        for link in page.links
        if link.element not in own and address.path_of(link.url) != here
    }
    if row in own or row.tag in _ITEMS or not others & set(row.iter("a")):
        return row
    foreign = []
    node, way = start, [start.tag]
    while node is not row:
        parent = node.getparent()
        assert parent is not None
        for sibling in parent:
            if sibling is node or own & set(sibling.iter("a")):
                continue
            held = others & set(sibling.iter("a"))
            if any(_way(sibling, other) == way for other in held):
                foreign.append(sibling)
                # What describes a term stands beside it.
                foreign += takewhile(lambda one: one.tag == "dd", sibling.itersiblings())
        node = parent
        way.insert(0, node.tag)
    return _without(row, foreign) if foreign else row


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS = frozenset(
    ("hr", "br", "nav", "form", "footer", "ul", "ol", "table", "section", "aside", "dt")
)
_LONGEST_RUN = 8


def run_of(
    row: HtmlElement, rows: Collection[HtmlElement], own: Collection[HtmlElement]
) -> HtmlElement | None:
    """A copy of a row with its heading and the words after it, where a list has no boxes.

    Its rows then stand side by side in one element: a heading, a date and a link, and again a
    heading. ``None`` where each row has a box of its own, or no words stand outside the rows.

    Args:
        row: The row.
        rows: All rows of the list.
        own: The links of the row.
    """
    parent = row.getparent()
    if parent is None or row.tag in _ITEMS or sum(one.getparent() is parent for one in rows) < 2:
        return None
    others = {inner for one in rows if one is not row for inner in one.iter("a")} | set(rows)
    around = list(parent)
    at = around.index(row)
    headed = sum(node.tag in _HEADINGS for node in around)
    under_heading = headed >= sum(one.getparent() is parent for one in rows)
    before = _heading_before(around[:at], others) if under_heading else []
    if any(node.tag in _HEADINGS for node in row.iter()):
        before = []
    after = []
    for node in around[at + 1 : at + 1 + _LONGEST_RUN]:
        foreign = node in others or any(
            link in others or link not in own for link in node.iter("a")
        )
        if foreign or node.tag in _ENDS or node.tag in _HEADINGS:
            break
        after.append(node)
    lead = (around[at - 1].tail if at else parent.text) if not before else None
    if not (before or after or (lead or "").strip() or (row.tail or "").strip()):
        return None
    run = row.makeelement("div")
    run.text = lead
    run.extend([deepcopy(node) for node in (*before, row, *after)])
    return run


def _heading_before(
    around: Sequence[HtmlElement], others: Collection[HtmlElement]
) -> list[HtmlElement]:
    """The nodes from the last heading on, if no other row stands after it."""
    for back, node in enumerate(reversed(around), 1):
        if node in others or node.tag == "hr" or any(link in others for link in node.iter("a")):
            break
        if node.tag in _HEADINGS:
            return list(around[len(around) - back :])
    return []


def _without(row: HtmlElement, parts: Collection[HtmlElement]) -> HtmlElement:
    """A copy of a row from which parts were taken out."""
    places = [at for at, node in enumerate(row.iter()) if node in parts]
    copy = deepcopy(row)
    nodes = list(copy.iter())
    for at in places:
        nodes[at].drop_tree()
    return copy


def _way(node: HtmlElement, link: HtmlElement) -> list[str]:
    """The tags from a node down to a link in it, the link's own last."""
    way = [link.tag]
    while link is not node and (above := link.getparent()) is not None:
        link = above
        way.insert(0, link.tag)
    return way


def file_rows(
    page: Page, is_file: Callable[[Link], bool], rows: Iterable[HtmlElement]
) -> list[tuple[Link, HtmlElement]]:
    """Files that stand in the list as entries do: beside their rows, in rows of their own."""
    held = set(rows)
    lists = {row.getparent() for row in held}
    found = []
    for link in page.main_links:
        if is_file(link):
            around = (link.element, *link.element.iterancestors())
            row = next((node for node in around if node.getparent() in lists), None)
            if row is not None and row not in held:
                found.append((link, row))
    return found


def kind_of(row: HtmlElement, said: Sequence[str], labels: Mapping[str, str]) -> str | None:
    """What a row says that it is: in a line, between bars, or in words set apart.

    Args:
        row: The row.
        said: Its lines, here and in what follows.
        labels: What it states with labels.
    """
    stated = [
        value for name, value in labels.items() if re.fullmatch(r".*\btype|math", name, re.I)
    ]
    shown = (*said, *row.itertext())
    parts = [part.strip() for line in shown for part in re.split(r"[|·•]", line)]
    for part in (*stated, *parts):
        if _SCHEME.fullmatch(part) or _DISCLOSURE.fullmatch(part):
            return part
    return None


def is_scheme(kind: str | None) -> bool:
    """Whether a row says that it belongs to the publication scheme, and so is no disclosure."""
    return bool(kind and _SCHEME.fullmatch(kind))


def beside_the_list(
    rows: Mapping[str, HtmlElement], told: Collection[str]
) -> dict[str, HtmlElement]:
    """Rows that stand apart from those which say what they are, or of when, and say nothing.

    Args:
        rows: By the keys of their entries.
        told: The keys of the rows that say it.
    """
    around = around_all([rows[key] for key in rows if key in told])
    if around is None:
        return {}
    within = set(around.iter())
    return {key: row for key, row in rows.items() if key not in told and row not in within}


def around_all(rows: Sequence[HtmlElement]) -> HtmlElement | None:
    """The smallest element around all rows; a single one itself, unless it is a list's item."""
    if not rows:
        return None
    if len(rows) == 1 and rows[0].tag not in _ITEMS:
        return rows[0]
    shared = list(rows[0].iterancestors())
    for row in rows[1:]:
        above = set(row.iterancestors())
        shared = [node for node in shared if node in above]
    return shared[0] if shared else None


def is_related(link: HtmlElement, page: Page) -> bool:
    """Whether the heading over a link says that what follows is other than the page's own."""
    heading = ""
    for node in page.root.iter():
        if node is link:
            break
        if isinstance(node.tag, str) and re.fullmatch(r"h[1-6]", node.tag):
            heading = words(node)
    return bool(_RELATED.match(heading))


_GENERIC = re.compile(
    r"(?:read|view|see|open|find out|learn|show)?\s*(?:more|full|the)?\s*(?:details?|response"
    r"|disclosure|entry|item|request|information|here|continue reading|download|pdf"
    r"|about this.*)?\W*",
    re.IGNORECASE,
)


def row_title(links: list[Link], row: HtmlElement, said: Sequence[str]) -> str | None:
    """The title that a row gives its entry."""
    for link in links:
        for heading in link.element.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6"):
            if text := words(heading):
                return text
    told = [next((line for line, _ in lines(link.element)), link.text) for link in links]
    for text in told:
        if text and not _GENERIC.fullmatch(text):
            return text
    for heading in row.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//strong"):
        if text := words(heading):
            return text
    for line in said:
        plain = label_and_value(line) is None and label_of(line) is None
        if plain and not _GENERIC.fullmatch(line) and not (printed_date(line) and len(line) < 40):
            return line
    if not any(link.is_file for link in links):
        # "Read the response": the page behind it has a name.
        return None
    return next((text for text in told if text), None)


def row_reference(row: HtmlElement, said: Sequence[str]) -> str | None:
    """A reference that a row prints without a label: alone, or in brackets at its end."""
    for line in (*said, *row.itertext()):
        for part in re.split(r"\s[|·•–-]\s", line):
            bare = part.strip(" ()[]·•|,")
            if _BARE.fullmatch(bare) and not is_span_of_years(bare):
                return bare
    ends = (re.search(r"[(\[]([^)\]]*)[)\]]\W*$", line) for line in said if len(line) <= 250)
    found = (match[1].strip() for match in ends if match)
    return next((b for b in found if _BARE.fullmatch(b) and not is_span_of_years(b)), None)


_BARE = re.compile(
    r"(?:[A-Z]{2,4}[ /-]?)?\d{3,}[A-Z]?\s?[/-]\s?(?:19|20)?\d\d|FOI[ /-]?\d{4,}|\d\d-\d{4,5}"
)


def row_date(row: HtmlElement, said: Sequence[str]) -> str | None:
    """The date that a row prints without a label."""
    stamp = printed_date(str(row.xpath("string((.//time/@datetime)[1])")))
    if stamp:
        return stamp
    for line in said:
        asked = re.match(r"(?:date )?(?:of )?(?:request|recei)", line, re.IGNORECASE)
        if len(line) <= 60 and not asked and (found := printed_date(line)):
            return found
    return None
