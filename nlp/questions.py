"""What was asked, question by question."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from nlp.cues import fold, vocabulary
from nlp.layout import Block, blocks_in, words_of
from nlp.markers import ROMAN, Marker, inner_marks, next_letter
from nlp.numbering import Item, distinct, inline, tree
from nlp.response import Question, Section, Span
from nlp.retold import retold
from nlp.stems import asks, asks_for, own_words
from nlp.text import text_of

STEMS = "foi_stems"
"""Key of ``doc.user_data`` under which the words above each question stand, by its id."""
_QUOTES = "\"“”'‘’«»"
_LEAD = re.compile(
    r"^(?:i note (?:that )?)?(?:you|the applicant)\s+(?:have\s+|had\s+)?"
    r"(?:(?:asked|requested|sought|seek|wrote|enquired)(?:\s+(?:for|to know|access to|about))?)"
    r"(?:\s+(?:the following|information)(?:\s+information)?)?\s*[:,]?\s*",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\s\W?(\d{1,2})[.)]\s+(?=[A-Z“\"])")
_NEXT = re.compile(r"(?<=[?.;:,])\s+\W?(\d{1,2})[.)]\s+(?=[A-Z“\"])")
"""The number of the next item on the same line."""
_SENTENCE = re.compile(r"[.?!][\"”’')]*(?=\s+[A-Z“\"(]|\s*$)")
_WELSH = frozenset({
    "yn", "yr", "y", "o", "ar", "ei", "eu", "eich", "gan", "sydd", "wedi", "faint", "sawl", "pob",
    "bob", "oedd", "mae", "neu", "heddlu", "gwaith", "oed",
})  # fmt: skip
_ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "a", "is", "for", "on", "that", "how", "many", "was", "were",
    "you", "please", "each", "any",
})  # fmt: skip


@Language.factory("foi_questions", assigns=["doc._.questions"])
def make_questions(nlp: Language, name: str) -> "Questions":
    """Build the component."""
    return Questions()


class Questions:
    """Reads the questions from the passages that hold the request."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        zones = list(_zones(text, doc._.blocks, doc._.sections))
        items = asked(text, zones)
        doc._.questions = tuple(
            Question(id=item.id, text=item.text, spans=tuple(item.spans)) for item in items
        )
        doc.user_data[STEMS] = {item.id: item.stem for item in items}
        return doc


Found = tuple[Marker, str, list[Span]]
"""An item of a list: its marker, its own words and where they stand."""
TITLE = 60
"""Characters of a title between the parts of a list, at most."""


def asked(text: str, zones: Sequence[Sequence[Block]]) -> list[Item]:
    """The questions of all passages of a request, each once."""
    numbered = [any(b.head and b.head.path for b in zone) for zone in zones]
    listed = [
        block
        for index, zone in enumerate(zones)
        for block in zone
        if numbered[index] or not any(numbered[:index])
    ]
    items = list(_labelled_only(list(_items(text, listed))))
    found = distinct(_leaves(tree(_numbered_through(items))))
    if found and any(numbered):
        return found
    found = _said_once(found)
    each = [alone for zone in zones if (alone := _unnumbered(text, zone))]
    if found and len(found) >= sum(not any(b.head for b in zone) for zone in zones):
        return found
    single = _said_once([one for found in each for one in _as_one(found)])
    if len(each) > 1 and all("?" in one.text or asks_for(one.text) for one in single):
        # Each stands above its answer.
        return list(distinct(_counted(single)))
    if each:
        return each[0]
    return retold(text)


def _said_once(items: list[Item]) -> list[Item]:
    """A list of bullets that is printed again, in the mail under the answer, asks no more."""
    half = len(items) // 2
    pairs = [(items[n].text, items[n + half].text) for n in range(half)]
    again = len(items) % 2 == 0 and all(a.startswith(b) or b.startswith(a) for a, b in pairs)
    return items[:half] if half > 1 and again else items


def _as_one(items: list[Item]) -> list[Item]:
    """The lines of one question, where not each asks: "How many of these? Rats. Mice."."""
    if all(item.text.endswith("?") for item in items):
        return items
    text = " ".join(item.text for item in items)
    return [Item(path=("1",), text=text, spans=[span for item in items for span in item.spans])]


def _counted(items: Sequence[Item]) -> Iterator[Item]:
    """Items that have no number of their own, counted."""
    for number, item in enumerate(items, 1):
        item.path = (str(number),)
        yield item


def _labelled_only(found: list[Found]) -> Iterator[Found]:
    """The items without the letter's own numbers, where questions are marked as such.

    "2. You wrote:" above "Q1 ..." is a paragraph, and so is "PART 1 - DOGS" above "Question 1".
    """
    styles = Counter(m.style for m, _, _ in found if m.side and m.path[0].isdigit())
    style, often = styles.most_common(1)[0] if styles else ("", 0)
    aside = [
        marker
        for marker, words, _ in found
        if marker.path[:1]
        and marker.path[0].isdigit()
        and marker.style != style
        and not ("?" in words or asks_for(words))
    ]
    others = [m for m, _, _ in found if m.path[:1] and m.path[0].isdigit() and m.style != style]
    if often < 2 or len(aside) < len(others):
        yield from found
        return
    yield from (each for each in found if each[0] not in aside)


def _numbered_through(found: list[Found]) -> list[Found]:
    """The items without "Part 2 - pursuits", where the numbers run on from part to part."""
    numbers = [marker.path for marker, _, _ in found if not marker.side and marker.path[:1]]
    digits = [path for path in numbers if path[0].isdigit()]
    if digits.count(("1",)) != 1 or len(digits) < 3:
        return found
    below = [marker for marker, _, _ in found[1:]]
    return [
        (marker, words, spans)
        for (marker, words, spans), after in zip(found, [*below, None], strict=True)
        if not (marker.side and after and after.path[:1] and after.path[0].isdigit())
        or after.side
        or "?" in words
        or len(words) > TITLE
    ]


def _zones(
    text: str, blocks: Sequence[Block], sections: Sequence[Section]
) -> Iterator[list[Block]]:
    """The blocks of each request; a Welsh one only if there is no English one."""
    found = []
    for section in sections:
        if section.kind != "request":
            continue
        ((start, end),) = section.spans
        inside = [b for b in blocks_in(blocks, start, end) if b.kind not in ("rule", "furniture")]
        found.append((_is_welsh(text[start:end]), inside))
    english = [zone for welsh, zone in found if not welsh]
    yield from english or (zone for _, zone in found)


def _is_welsh(text: str) -> bool:
    words = re.findall(r"[\w']+", text.lower())
    return sum(w in _WELSH for w in words) > 2 * sum(w in _ENGLISH for w in words)


def _items(text: str, blocks: Sequence[Block]) -> Iterator[Found]:
    """Each item with its own words, those on the lines after a bare marker included."""
    for index, block in enumerate(blocks):
        if block.head is None or block.head.side == "answer":
            continue
        parts = [block]
        for following in blocks[index + 1 :]:
            if following.head or following.kind == "rule" or not _goes_on(text, parts, following):
                break
            parts.append(following)
        spans = _spans(text, parts)
        marks = inner_marks(text[block.start + block.head.length : block.end])
        if len(parts) == 1 and (more := list(_run_on(text, block))):
            yield from more
        elif marks:
            yield block.head, "", []
            yield from _within(text, parts, marks)
        else:
            yield block.head, _clean(text, spans, block.quote), spans


def _within(text: str, parts: Sequence[Block], marks: Sequence[Marker]) -> Iterator[Found]:
    """The items of lists that begin on the line of the item above: "4. (a) Hay? (b) Oats?"."""
    block, last = parts[0], marks[-1]
    assert block.head is not None
    for mark in marks[:-1]:
        yield mark, "", []
    begin = block.start + block.head.length + sum(mark.length for mark in marks[:-1])
    words = text[begin : block.end]
    cut = inline(words, "roman" if last.path == ("i",) else "letter") if len(parts) == 1 else []
    for path, _, start, end in cut or [(last.path[0], 0, last.length, len(words))]:
        spans = [(begin + start, begin + len(words[:end].rstrip())), *_spans(text, parts[1:])]
        yield replace(last, path=(path,)), _clean(text, spans, block.quote), spans


def _run_on(text: str, block: Block) -> Iterator[Found]:
    """The items of a list whose line breaks are lost: "1. How many? 2. Where?"."""
    assert block.head is not None
    if block.head.path in (("i",), ("a",)):
        parts = inline(
            text[block.start : block.end], "roman" if block.head.path == ("i",) else "letter"
        )
        for mark, _, begin, end in parts:
            spans = [(block.start + begin, block.start + len(text[block.start :][:end].rstrip()))]
            yield replace(block.head, path=(mark,)), _clean(text, spans, block.quote), spans
        return
    if len(block.head.path) != 1 or not block.head.path[0].isdigit():
        return
    cuts = _cuts(text, block, block.head, _NEXT)
    if len(loose := _cuts(text, block, block.head, _LOOSE)) > max(3, len(cuts)):
        cuts = loose  # full stops are lost too
    if len(cuts) == 1:
        return
    ends = [
        block.start + text[block.start : start].rstrip(" (").rfind(marker.path[0])
        for marker, start in cuts[1:]
    ]
    for (marker, start), end in zip(cuts, [*ends, block.end], strict=True):
        spans = [(start, start + len(text[start:end].rstrip(" (")))]
        yield marker, _clean(text, spans, block.quote), spans


def _cuts(
    text: str, block: Block, head: Marker, pattern: re.Pattern[str]
) -> list[tuple[Marker, int]]:
    """The markers of a list on one line, counting on from its head, and where each item begins."""
    found = [(head, block.start + head.length)]
    for match in pattern.finditer(text, block.start, block.end):
        if int(match[1]) == int(head.path[0]) + len(found):
            found.append((replace(head, path=(match[1],)), match.end()))
    return found


def _goes_on(text: str, parts: Sequence[Block], following: Block) -> bool:
    """Whether a block without a marker belongs to the item above it."""
    so_far = " ".join(words_of(text, p, after_marker=True) for p in parts).strip()
    if following.continues or not so_far:
        return True
    low = text[following.start].islower()
    return low and so_far[-1] not in ".?!;" and following.gap < 2


def _spans(text: str, parts: Sequence[Block]) -> list[Span]:
    found = []
    for block in parts:
        start = block.start + (block.head.length if block.head else 0)
        while start < block.end and (text[start].isspace() or text[start] in _QUOTES):
            start += 1
        if start < block.end:
            found.append((start, block.end))
    return found


def _clean(text: str, spans: Sequence[Span], quote: int) -> str:
    """The words of a question without numbers, quotation and e-mail marks."""
    raw = " ".join(text[start:end] for start, end in spans)
    if quote:
        raw = re.sub(r"\n[ \t]*(?:>[ \t]?)+", "\n", raw)
    return _unquote(" ".join(raw.split()))


def _unquote(words: str) -> str:
    words = words.strip().strip("*").strip()
    for _ in range(2):
        if words and words[0] in _QUOTES and (words[-1] in _QUOTES or words.count(words[0]) == 1):
            words = words[1:].strip()
        if words and words[-1] in '"”’' and not _closes(words):
            words = words[:-1].strip()
    return words


def _closes(words: str) -> bool:
    """Whether the last mark closes a quotation that stands within the words."""
    last = words[-1]
    opening = {"”": "“", "’": "‘", '"': '"'}[last]
    if last == '"':
        return words.count('"') % 2 == 0
    if last == "’" and "‘" not in words:
        return False
    return words.count(opening) >= words.count(last)


def _leaves(items: Sequence[Item]) -> Iterator[Item]:
    """The questions among items: the ends of the tree, and stems that ask something."""
    for item in items:
        item.children = [*_inline_parts(item), *item.children]
        for child in item.children:
            child.stem = f"{item.stem} {item.text}".strip()
        if not re.search(r"\w", item.text):
            pass
        elif not item.children:
            yield item
        elif asks(item):
            item.text = own_words(item.text)
            yield item
        yield from _leaves(item.children)


def _inline_parts(item: Item) -> list[Item]:
    """Parts that are lettered within the words of an item; its words end where they begin.

    Those on lines of their own may go on from them: "Please give (a) its age" above "(b)".
    """
    if item.children:
        following = item.children[0].path[-1]
        parts = _up_to(item.text, following)
    else:
        parts = inline(item.text, "letter") or inline(item.text, "roman")
    if not parts or len(item.spans) > 1:
        return []
    whole = item.text
    item.text = whole[: parts[0][1]].strip()
    return [
        Item(path=(*item.path, mark), text=whole[start:end].strip(), spans=list(item.spans))
        for mark, _, start, end in parts
    ]


def _up_to(words: str, following: str) -> list[tuple[str, int, int, int]]:
    """The parts within words up to the one before another, if that is not the first."""
    rank: Literal["letter", "roman"] = "roman" if following in ROMAN else "letter"
    parts = inline(words, rank, least=1)
    return parts if parts and next_letter(parts[-1][0], following) else []


def _unnumbered(text: str, zone: Sequence[Block]) -> list[Item]:
    """The questions of a request without list: one, unless each stands on a line of its own."""
    blocks = list(_content(text, zone))
    if not blocks:
        return []
    words = [_lead_off(_clean(text, _spans(text, [b]), b.quote)) for b in blocks]
    if len(blocks) == 1 and len(blocks[0:1]) == 1:
        parts = inline(words[0], "digit") or inline(words[0], "letter")
        if parts:
            spans = _spans(text, blocks)
            items = [
                Item(path=(mark,), text=_unquote(words[0][s:e].strip()), spans=spans)
                for mark, _, s, e in parts
            ]
            return list(_leaves(items))
    hangs = any(w.endswith(":") for w in words)
    if len(blocks) > 1 and not hangs and all(_single_question(w) for w in words):
        return [
            Item(path=(str(n),), text=w, spans=_spans(text, [b]))
            for n, (b, w) in enumerate(zip(blocks, words, strict=True), 1)
        ]
    whole = _unquote(" ".join(words))
    return [Item(path=("1",), text=whole, spans=_spans(text, blocks))] if whole else []


def _lead_off(words: str) -> str:
    """Words without "You asked for"."""
    return _unquote(_LEAD.sub("", words, count=1))


def _single_question(words: str) -> bool:
    """Whether a line asks one thing and no more."""
    fragment = words[-1:].isalnum() and len(words) < 200
    return len(_SENTENCE.findall(words)) <= 1 and (
        words.endswith("?") or asks_for(words) or fragment
    )


def _content(text: str, zone: Sequence[Block]) -> Iterator[Block]:
    """The blocks that ask, without greeting, introduction, mail headers and signature."""
    cues = vocabulary("passages")
    kept: list[Block] = []
    introduced = False
    for block in zone:
        words = fold(words_of(text, block))
        opening = cues["opening"]
        if opening["signoff"].found(words) and kept:
            break
        if any(opening[c].found(words) for c in ("salutation", "mail_head", "thread")):
            continue
        if words.endswith(":") and not kept:
            introduced = True
            continue
        if block.kind == "heading" and not words.endswith("?") and not kept:
            continue
        if not kept and not introduced and _introduces(words):
            continue
        if block.kind == "heading" and kept and block.quote:
            break
        if re.match(
            r"i am required|please note|you are advised|(?:further )?clarification\b", words
        ):
            break
        kept.append(block)
    yield from kept


def _introduces(words: str) -> bool:
    """Whether words lead up to a request and say nothing of it."""
    return bool(
        re.fullmatch(
            r"(?:please find )?(?:your|the) (?:request|question|email)s?[^.?]*"
            r"(?:below|follows|set out|replicated)[^.?]*[.:]?|hiya?\W*|hello\W*",
            words,
        )
    )
