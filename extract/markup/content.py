"""Which part of a page is its content; everything else is the site's furniture."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

DROPPED = frozenset(
    """
        script style noscript template svg iframe object embed canvas audio video map head
        button input select textarea option datalist progress meter dialog
    """.split()  # noqa: SIM905
)
"""Elements of which a reader sees no text, or only the text of a control."""

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"])
_LEAVES = frozenset(["p", "table", "pre", "blockquote", "ul", "ol", "dl"])
_STRIPS = frozenset(["ul", "ol", "p", "div", "td", "th", "span", "center", "font", "table"])
_FURNITURE_TAGS = frozenset(["nav", "footer", "aside"])
_STANDING = frozenset(["a", "p", "div", "span", "li", "h2", "h3", "section"])
_FURNITURE_ROLES = frozenset(
    """
        navigation banner contentinfo search complementary dialog alertdialog menu menubar
        toolbar
    """.split()  # noqa: SIM905
)
_FURNITURE_WORDS = re.compile(
    r"cookie|consent-?(banner|bar|box|manager|modal|notice|overlay|popup)|breadcrumb|quick-?exit|exit-?site|leave-?site|skip-?(link|to|nav)|pagination"
    r"|social-?(media|links|share|sharing|icons|bar|nav|follow)|share-?(this|bar|links|page|tools)|addthis|site-?(header|footer|nav|search)"
    r"|page-?feedback|was-?this|rate-?this|newsletter|back-?to-?top|related-?(links|content|pages)"
    r"|side-?(bar|nav|menu)",
    re.I,
)
_FURNITURE_TEXT = re.compile(
    r"\s*(skip to (main )?content|quickly exit this site|leave this site|quick exit"
    r"|exit this (page|site)"
    r"|we use (some )?(essential )?cookies|this (web)?site uses cookies|your cookie preferences"
    r"|was this (page|information) (useful|helpful)|is this page useful|is there anything wrong"
    r"|rate this page|share this page|print this page|back to top|return to top"
    r")\b|(copyright\s*)?©",
    re.I,
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I
)


def tag_of(element: HtmlElement) -> str:
    """The name of an element in lower case; empty for comments and the like."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_control(element: HtmlElement) -> bool:
    """Whether a button is a control and no heading over a part that it opens."""
    return not any(tag_of(above) in _HEADINGS for above in element.iterancestors())


def opened_by(root: HtmlElement) -> frozenset[str]:
    """Ids of the parts that a reader opens and closes: accordions and tabs."""
    found: set[str] = set()
    for element in root.iter("a", "button", "h2", "h3", "h4", "li", "div", "summary"):
        for name in ("aria-controls", "data-target", "data-bs-target", "data-toggle-target"):
            found.update((element.get(name) or "").replace("#", " ").split())
        if (address := element.get("href") or "").startswith("#"):
            found.add(address[1:])
    return frozenset(found)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page itself says that the element is not shown."""
    return (
        "hidden" in element.attrib
        or bool(_HIDING.search(element.get("style") or ""))
        or (element.get("aria-hidden") == "true" and element.get("role") == "dialog")
    )


def _is_part(element: HtmlElement) -> bool:
    """Whether what opens is part of the page's text, and no window or menu over it."""
    return (
        tag_of(element) in ("div", "section", "dd", "p", "article")
        and _role(element) not in _FURNITURE_ROLES
        and not _named_furniture(element)
        and not any(
            tag_of(above) in _FURNITURE_TAGS or _role(above) in _FURNITURE_ROLES
            for above in element.iterancestors()
        )
    )


def words_in(element: HtmlElement) -> int:
    """Characters of text, white space aside, in an element that furniture was taken from."""
    return sum(len(part) - part.count(" ") for part in element.itertext() if part.strip())


def strip(root: HtmlElement) -> list[str]:
    """Take out what no reader sees; return the texts of elements that were hidden on purpose."""
    hidden = []
    opened = opened_by(root)
    for element in list(root.iter()):
        tag = tag_of(element)
        if not tag or (tag in DROPPED and (tag != "button" or is_control(element))):
            _drop(element)
        elif (
            is_hidden(element)
            and tag not in ("html", "body")
            and not (element.get("id") in opened and _is_part(element))
        ) or tag == "del":
            text = " ".join(" ".join(element.itertext()).split())
            if text and not any(is_hidden(above) for above in element.iterancestors()):
                hidden.append(text)
            _drop(element)
    return hidden


def content_of(root: HtmlElement) -> HtmlElement:
    """The element with the content: the main landmark, an article, or the densest text.

    Furniture inside it is taken out of the tree; ``strip`` must have run before.
    """
    body = next((child for child in root.iter("body")), root)
    found = _landmark(body)
    if found is None:
        _clean(body)
        found = _article(body)
        if found is None:
            found = _headed(_densest(body), body)
            _drop_links_above(found)
    else:
        _clean(found)
    return found


def _landmark(body: HtmlElement) -> HtmlElement | None:
    mains = [
        element
        for element in body.iter()
        if tag_of(element) == "main" or element.get("role") == "main"
    ]
    best = max(mains, key=words_in, default=None)
    return best if best is not None and words_in(best) >= 20 else None


def _article(body: HtmlElement) -> HtmlElement | None:
    """An article that holds most of what is left; several side by side are a list of news."""
    whole = words_in(body)
    found = [
        element
        for element in body.iter()
        if tag_of(element) == "article"
        or element.get("role") == "article"
        or (element.get("itemprop") or "").lower() == "articlebody"
    ]
    best = max(found, key=words_in, default=None)
    return best if best is not None and words_in(best) * 2 > whole else None


def _densest(body: HtmlElement) -> HtmlElement:
    """The deepest element that still holds nearly all text that is no link."""
    weights: dict[HtmlElement, int] = {}
    for element in body.iter():
        own = element.text if tag_of(element) != "a" else ""
        weight = len((own or "").strip())
        weight += sum(len((child.tail or "").strip()) for child in element)
        weights[element] = weight
    for element in reversed(list(body.iter())):
        above = element.getparent()
        if above is not None and above in weights and element is not body:
            weights[above] += weights[element]
    whole = weights[body]
    at = body
    while whole:
        inner = max(at, key=lambda child: weights.get(child, 0), default=None)
        if inner is None or weights.get(inner, 0) < 0.85 * whole or tag_of(inner) in _LEAVES:
            break
        at = inner
    return at


def _headed(found: HtmlElement, body: HtmlElement) -> HtmlElement:
    """The element around the densest one that holds the page's heading too, if it is near."""
    if next(found.iter("h1"), None) is not None:
        return found
    most = 1.5 * words_in(found) + 200
    for above in found.iterancestors():
        if words_in(above) > most:
            break
        if next(above.iter("h1"), None) is not None:
            return above
        if above is body:
            break
    return found


def _drop_links_above(content: HtmlElement) -> None:
    """Take out lists and lines of links above the heading: the way around the site."""
    heading = next(content.iter("h1", "h2"), None)
    strips = _STRIPS
    if heading is None:
        # Without a heading only a cell beside the text is surely no list of disclosures.
        strips = frozenset(["td"])
        heading = next(
            (part for part in content.iter("p", "pre", "h3", "h4") if not _only_links(part)), None
        )
    if heading is None:
        return
    around = {heading, *heading.iterancestors()}
    for element in list(content.iter()):
        if element is heading:
            break
        if element in around or tag_of(element) not in strips:
            continue
        if any(above is content for above in element.iterancestors()) and _only_links(element):
            _drop(element)


def _only_links(element: HtmlElement) -> bool:
    words, links = words_in(element), sum(map(words_in, element.iter("a")))
    return links > 0 and (words - links) * 5 < links


def _clean(root: HtmlElement) -> None:
    whole = words_in(root) or 1
    for element in list(root.iter()):
        if element is root or element.getroottree().getroot() is None:
            continue
        tag = tag_of(element)
        if not tag:
            continue
        words = words_in(element) if _may_be_furniture(element, tag) else whole
        # A page that is one big <aside> or role=search keeps its text.
        share = words / whole
        if (
            (
                share < 1 / 2
                and (tag in _FURNITURE_TAGS or _role(element) in _FURNITURE_ROLES)
                and not (tag == "aside" and _is_callout(element))
            )
            or (share < 1 / 3 and tag == "header" and _is_site_header(element, root))
            or (share < 1 / 4 and tag == "form" and _has_only_controls(element))
            or (share < 1 / 4 and _named_furniture(element))
            or (share < 1 / 3 and words < 400 and _FURNITURE_TEXT.match(_start(element)))
        ):
            _drop(element)


def _is_callout(aside: HtmlElement) -> bool:
    """Whether an aside is a passage of the article, and no list of links beside it."""
    links = sum(map(words_in, aside.iter("a")))
    return (
        links * 3 < words_in(aside)
        and not _named_furniture(aside)
        and any(tag_of(above) in ("article", "main") for above in aside.iterancestors())
    )


def _role(element: HtmlElement) -> str:
    return (element.get("role") or "").lower()


def _may_be_furniture(element: HtmlElement, tag: str) -> bool:
    """Whether it is worth counting the words of an element."""
    return (
        tag in _FURNITURE_TAGS
        or tag in ("header", "form")
        or _role(element) in _FURNITURE_ROLES
        or _named_furniture(element)
        or (tag in _STANDING and bool(_FURNITURE_TEXT.match(_start(element))))
    )


def _is_site_header(element: HtmlElement, root: HtmlElement) -> bool:
    """The header of the page, not that of its article."""
    return (
        tag_of(root) == "body"
        and not any(tag_of(inner) == "h1" for inner in element.iter())
        and not any(tag_of(above) in ("article", "main") for above in element.iterancestors())
    )


def _start(element: HtmlElement) -> str:
    out = ""
    for part in element.itertext():
        out += part
        if len(out.strip()) > 80:
            break
    return " ".join(out.split())


def _has_only_controls(form: HtmlElement) -> bool:
    """Whether a form is not the whole page, as some servers have it."""
    return not any(tag_of(inner) in ("table", "article", "h1", "main") for inner in form.iter())


def _named_furniture(element: HtmlElement) -> bool:
    return any(_FURNITURE_WORDS.search(name) for name in _names(element))


def _names(element: HtmlElement) -> Iterator[str]:
    for attribute in ("id", "class", "aria-label"):
        if value := element.get(attribute):
            yield from value.split() if attribute == "class" else (value.replace(" ", "-"),)


def _drop(element: HtmlElement) -> None:
    """Take an element out and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if tail and not tail[0].isspace():
        tail = " " + tail
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
