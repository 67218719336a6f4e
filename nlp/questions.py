"""What was asked, question by question."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from nlp.block import Block, blocks_in, words_of
from nlp.cues import fold, vocabulary
from nlp.items import (
    clean,
    items_of,
    labelled_only,
    numbered_through,
    own_parts,
    spans_of,
    told_in_order,
    unquote,
    without_serial,
)
from nlp.letter import letter_of
from nlp.markers import ROMAN, next_letter
from nlp.numbering import Item, distinct, inline, tree
from nlp.response import Question, Section
from nlp.retold import retold
from nlp.stems import asks, asks_for, own_words
from nlp.text import text_of
from nlp.welsh import in_english, is_welsh

STEMS = "foi_stems"
"""Key of ``doc.user_data`` under which the words above each question stand, by its id."""
_LEAD = re.compile(
    r"^(?:(?:to (?:begin|start) with|\w+ly|first|next|then|also|in addition),? )?"
    r"(?:(?:i note (?:that )?)?(?:you|the applicant)\s+"
    r"(?:(?:have|had|also|next|then|further|lastly|finally|would)\s+)*"
    r"(?:(?:ask(?:ed)?|request(?:ed)?|sought|seek|wrote|enquired?|want(?:ed)?|like|wish(?:ed)?)"
    r"(?:\s+(?:for|to (?:know|see|have|learn|be told)|access to|about))?)"
    r"(?:\s+(?:the following|information)(?:\s+information)?)?"
    r"|(?:the|your) (?:\w+) (?:point|question|thing|matter|request|part|query) (?:is|was|asks?))"
    r"\s*[:,]?\s*",
    re.IGNORECASE,
)
_PUT = re.compile(r"\?|\bplease\b|\b(?:request|question|asked|wish)", re.IGNORECASE)
"""What shows that a passage is a request, and no list of anything else."""
_SENTENCE = re.compile(r"[.?!][\"”’')]*(?=\s+[A-Z“\"(]|\s*$)")


@Language.factory("foi_questions", assigns=["doc._.questions"])
def make_questions(nlp: Language, name: str) -> "Questions":
    """Build the component."""
    return Questions()


class Questions:
    """Reads the questions from the passages that hold the request."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        zones = list(_zones(text, doc._.blocks, doc._.sections))
        parts = own_parts(text, doc._.blocks, zones)
        zones = [[block for block in zone if block.start not in parts] for zone in zones]
        above, below = _quoted(text, zones)
        items = asked(text, above)
        if below:
            items = _filled(items, asked(text, below))
        doc._.questions = tuple(
            Question(id=item.id, text=item.text, spans=tuple(item.spans)) for item in items
        )
        doc.user_data[STEMS] = {item.id: item.stem for item in items}
        return doc


def asked(text: str, zones: Sequence[Sequence[Block]]) -> list[Item]:
    """The questions of all passages of a request, each once."""
    numbered = [any(b.head and b.head.path for b in zone) for zone in zones]
    listed = [
        block
        for index, zone in enumerate(zones)
        for block in zone
        if numbered[index] or not any(numbered[:index]) or _go_on(zones[index - 1], zone)
    ]
    items = without_serial(list(labelled_only(list(items_of(text, listed)))))
    found = distinct(_leaves(tree(numbered_through(items))))
    if found and any(numbered):
        return found
    found = _said_once(found)
    each = [alone for zone in zones if (alone := _unnumbered(text, zone))]
    if found and len(found) >= sum(not any(b.head for b in zone) for zone in zones):
        return found
    single = _said_once([one for found in each for one in _as_one(found)])
    apart = all("?" in one.text or asks_for(one.text) for one in single)
    if len(each) > 1 and (apart or all(_tells(text, zone) for zone in zones)):
        # Each stands above its answer.
        return list(distinct(_counted(single)))
    if each:
        return each[0]
    return retold(text)


def _go_on(zone: Sequence[Block], following: Sequence[Block]) -> bool:
    """Whether a passage goes on with the bullets with which the one before it ends."""
    last, first = (
        blocks[at].head if blocks else None for blocks, at in ((zone, -1), (following, 0))
    )
    return bool(last and first and not last.path and last.style == first.style)


def _said_once(items: list[Item]) -> list[Item]:
    """A list of bullets that is printed again, in the mail under the answer, asks no more."""
    words = [item.text for item in items]
    for count in range((len(items) + 1) // 2, len(items) - 1):
        above = iter(words[:count])
        if all(any(_same(one, other) for other in above) for one in words[count:]):
            return items[:count]
    return items


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


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
        found.append((is_welsh(text[start:end]), in_english(text, inside)))
    english = [zone for welsh, zone in found if not welsh]
    yield from _of_the_letter(text, english or [zone for _, zone in found])


def _of_the_letter(text: str, zones: Sequence[list[Block]]) -> Iterator[list[Block]]:
    """The passages, without those of an attached document that ask nothing."""
    begun = next((zone[0].start for zone in zones if zone), 0)
    end = next(end for end in letter_of(text).ends if begun <= end)
    for zone in zones:
        attached = bool(zone) and zone[0].start >= end
        if not attached or any(_PUT.search(words_of(text, block)) for block in zone):
            yield zone


def _quoted(
    text: str, zones: Sequence[list[Block]]
) -> tuple[list[list[Block]], list[list[Block]]]:
    """The passages, and those in the mail below an answer, where a list is asked above it."""
    letter = letter_of(text)
    sides: tuple[list[list[Block]], list[list[Block]]] = [], []
    for zone in zones:
        sides[bool(zone) and letter.in_mail_below(zone[0].start)].append(zone)
    listed = sum(block.head is not None for zone in sides[0] for block in zone)
    return sides if listed > 1 else (list(zones), [])


def _filled(items: list[Item], quoted: Sequence[Item]) -> list[Item]:
    """The questions above a mail, and those of its list whose numbers they leave out."""
    numbers = [int(item.path[0]) for item in items if item.path[0].isdigit()]
    lost = set(range(1, max(numbers, default=0))) - set(numbers)
    more = [one for one in quoted if one.path[0].isdigit() and int(one.path[0]) in lost]
    if not more or len(numbers) < len(items):
        return items
    return sorted([*items, *more], key=lambda one: int(one.path[0]))


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
    words = [_lead_off(clean(text, spans_of(text, [b]), b.quote)) for b in blocks]
    if len(blocks) == 1:
        parts = (
            inline(words[0], "digit") or inline(words[0], "letter") or inline(words[0], "roman")
        )
        if parts:
            spans = spans_of(text, blocks)
            items = [
                Item(path=(mark,), text=unquote(words[0][s:e].strip()), spans=spans)
                for mark, _, s, e in parts
            ]
            return list(_leaves(items))
        if told := told_in_order(text, blocks[0]):
            return [Item(path=m.path, text=own, spans=spans) for m, own, spans in told]
    hangs = any(w.endswith(":") for w in words)
    if len(blocks) > 1 and not hangs and all(_single_question(w) for w in words):
        return [
            Item(path=(str(n),), text=w, spans=spans_of(text, [b]))
            for n, (b, w) in enumerate(zip(blocks, words, strict=True), 1)
        ]
    whole = unquote(" ".join(words))
    return [Item(path=("1",), text=whole, spans=spans_of(text, blocks))] if whole else []


def _lead_off(words: str) -> str:
    """Words without "You asked for"."""
    return unquote(_LEAD.sub("", words, count=1))


def _tells(text: str, zone: Sequence[Block]) -> bool:
    """Whether a passage tells what is asked: "You also want to know what it cost."."""
    words = fold(words_of(text, zone[0])) if zone else ""
    return vocabulary("passages")["opening"]["retells"].found(words)


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
