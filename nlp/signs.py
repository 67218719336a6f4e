"""The signs by which the purpose of each block is known: cues, form, place and numbering."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from nlp.block import Block, words_of
from nlp.citations import Citation
from nlp.cues import fold, vocabulary
from nlp.headings import heads
from nlp.numbering import inline
from nlp.provision import law, section_of
from nlp.rows import CITED

_LABEL = re.compile(r"^(?:.{2,90}?)(?=:(?!//)(?:\s|$)| - |\. (?=[A-Z£\d]))")
_FIGURE = re.compile(r"(?<![(\w/.])[£]?\d[\d,]*(?![\d(]|\s?\()")
_LABELLED = re.compile(r"(?:[=:]| -) ?£?(?!(?:19|20)\d\d$)\d[\d,.]*%?$")
"""A figure that ends a block and has its label before it: "Referred = 34"."""
_WORD = re.compile(r"[a-z][a-z'-]+")
HEAD = 30
"""Characters at the head of a block that say what it is about."""
TITLE = 10
"""Words of a title behind a number or letter: "4. Reasons"."""
LONG = 3
"""A line of more words that is printed twice is a question over again, not a label."""
_ASKING = frozenset({"o:leads", "o:asks", "o:request_opens"})
"""What "Please find the answer to your request below" shows as well, and does not mean."""
_COUNTED = ("harm_effect", "harm_actor", "open_words")


def signs_of(
    text: str, blocks: Sequence[Block], citations: Sequence[Citation]
) -> list[tuple[str, ...]]:
    """The signs of each block, in order."""
    words = [words_of(text, block) for block in blocks]
    folded = [fold(w) for w in words]
    told = [fold(words_of(text, block, after_marker=_numbered(block))) for block in blocks]
    own = [_own(*each) for each in zip(blocks, words, folded, told, strict=True)]
    for signs, cited in zip(own, _cited(blocks, citations), strict=True):
        signs += cited
    printed: set[str] = set()
    for signs, line in zip(own, folded, strict=True):
        if line in printed:
            signs.append("repeats")
        if line.count(" ") > LONG:
            printed.add(line)
    return _with_context(blocks, folded, own)


@lru_cache(maxsize=16384)
def _found(group: str, text: str, prefix: str) -> tuple[str, ...]:
    """The cues of a group in a text. Headings and closings are the same from letter to letter."""
    return tuple(prefix + name for name in vocabulary("passages")[group].found(text))


def _numbered(block: Block) -> bool:
    return bool(block.head and block.head.path)


def _own(block: Block, words: str, folded: str, body: str) -> list[str]:
    """What a block shows by itself; ``body`` is without its number."""
    count = folded.count(" ") + 1
    size = "1" if count <= 3 else "2" if count <= 12 else "3" if count <= 40 else "4"
    signs = [f"kind:{block.kind}", f"size:{size}", f"{block.kind}:{size}"]
    if block.quote:
        signs.append("quoted")
    if block.head:
        signs.append("marker:" + (block.head.side or ("number" if block.head.path else "bullet")))
    if folded.endswith(":"):
        signs.append("colon")
    if folded.endswith("?"):
        signs.append("asks")
    if folded[:1] in ('"', "'"):
        signs.append("quotes")
    if folded[-1:] == '"' and folded.count('"') % 2:
        signs.append("closes quotation")
    if folded.count("?") > 1:
        signs.append("asks much")
    if block.kind == "heading":
        signs += _found("heading", folded, "h:")
        if words.isupper():
            signs.append("capitals")
        signs += _found("opening", folded, "o:")
        signs += _found("body", folded, "hb:")
        signs += ["hw:" + word for word in sorted(set(_WORD.findall(folded)))]
        return signs
    if (label := _LABEL.match(words)) and block.kind != "table":
        run_in = fold(label.group())
        if run_in.count(" ") < 12:
            signs += _found("heading", run_in, "r:")
    if block.head and count <= 2 * TITLE:
        title = words[block.head.length :].strip(" -–—:")
        if titled(title):
            signs += ["titled", *_found("heading", fold(title), "t:")]
    opening = _found("opening", body, "o:")
    answers = "o:answer_leads" in opening
    if not answers and folded.endswith(":") and ". " in body:
        last = body.rsplit(". ", 1)[1]
        if "o:answer_leads" in _found("opening", last, "o:"):
            signs.append("leads on")
            opening = tuple(sign for sign in opening if sign not in _ASKING)
    signs += [sign for sign in opening if not (answers and sign in _ASKING)]
    cues = vocabulary("passages")["body"]
    shown = cues.found(folded)
    counts = Counter({name: cues[name].count(folded) if name in _COUNTED else 1 for name in shown})
    signs += ["b:" + name for name in shown]
    signs += [f"b:{name}+" for name in _COUNTED if counts[name] > 2]
    harm = counts["harm_effect"] + counts["harm_actor"]
    if harm and harm > counts["open_words"]:
        signs.append("more harm")
    if counts["open_words"] and counts["open_words"] >= harm:
        signs.append("more open")
    if counts["public_interest"] and not counts["outweigh"]:
        signs.append("interest only")
    if harm > 1 and not counts["public_interest"]:
        signs.append("harm only")
    if counts["review"] and counts["ico"]:
        signs.append("both rights")
    if block.kind != "table":
        signs += _words(folded)
    figures = len(_FIGURE.findall(folded))
    if figures:
        signs.append("figures" if figures > 2 else "figure")
    if block.head and CITED.match(body):
        signs.append("cites first")
    if _LABELLED.search(folded):
        signs.append("labelled figure")
    if "(b)" in folded and inline(body, "letter"):
        signs.append("parts within")
    return signs


def _cited(blocks: Sequence[Block], citations: Sequence[Citation]) -> Iterator[list[str]]:
    """Which provisions each block names, and whether others name them before it or after it.

    What is named once and never again is refused there and then; an answer that will be explained
    names what the explanation names again.
    """
    row = sorted(citations, key=lambda one: one.start)
    names = [section_of(one.id) for one in row]
    last = {name: index for index, name in enumerate(names)}
    seen: set[str] = set()
    at = 0
    for block in blocks:
        while at < len(row) and row[at].start < block.start:
            at += 1
        first = at
        while at < len(row) and row[at].start < block.end:
            at += 1
        sections = dict.fromkeys(names[first:at])
        signs = ["c:" + one for one in sections]
        signs += ["ck:" + kind for kind in dict.fromkeys(law()[one].kind for one in sections)]
        if sections:
            signs.append("ck:several" if len(sections) > 1 else "ck:one")
            if row[first].start < block.start + HEAD:
                signs.append("ck:opens")
            exempting = [one for one in sections if law()[one].kind != "procedural"]
            before = "again" if seen & set(exempting or sections) else "new"
            after = "later" if any(last[one] >= at for one in exempting or sections) else "last"
            told = "exempt " if exempting else ""
            item = "item " if block.head and block.head.path else ""
            signs += [
                f"ck:{told}{before}",
                f"ck:{told}{after}",
                f"ck:{item}{told}{before} {after}",
            ]
        seen.update(sections)
        yield signs


def titled(words: str) -> bool:
    """Whether what stands behind the number of an item is a title, and no answer."""
    return words.count(" ") < TITLE and heads(words)


def _words(folded: str) -> list[str]:
    """The words of a block, and those it begins with: what no list of cues thought of."""
    words = _WORD.findall(folded)
    signs = ["w:" + word for word in sorted(set(words))]
    signs += ["ow:" + word for word in words[:2]]
    signs += [f"ow:{first} {second}" for first, second in pairwise(words[:4])]
    return signs


_AFTER = frozenset({"h:", "o:", "b:", "ki", "ma", "r:", "t:", "ck"})
_BEFORE = frozenset({"o:", "ki", "ma", "ck", "t:"})
_SHAPES = frozenset({"colon", "asks", "quotes", "titled"})
"""What a block shows to its neighbours."""


def _with_context(
    blocks: Sequence[Block], folded: Sequence[str], own: list[list[str]]
) -> list[tuple[str, ...]]:
    """Add what the blocks around one show: its heading, its neighbours, what came before."""
    out: list[tuple[str, ...]] = []
    heading: list[str] = []
    seen: set[str] = set()
    highest = 0
    for index, block in enumerate(blocks):
        signs = list(own[index])
        signs += _place(index, len(blocks))
        after = own[index + 1] if index + 1 < len(own) else []
        before = own[index - 1] if index else []
        signs += ["n:" + s for s in after if s[:2] in _AFTER or s in _SHAPES]
        signs += ["p:" + s for s in before if s[:2] in _BEFORE or s in _SHAPES]
        if block.kind == "heading":
            if before and "kind:heading" in before:
                heading += ["H:" + s for s in own[index] if s.startswith("h:")]
            else:
                heading = ["H:" + s for s in own[index] if s.startswith("h:")]
        else:
            if titles := ["H:h:" + s[2:] for s in own[index] if s.startswith("t:")]:
                heading = titles
            signs += heading
            signs.append("headed" if before and "kind:heading" in before else "not headed")
        if block.head and block.head.path and block.head.path[0].isdigit():
            number = int(block.head.path[0])
            if number <= highest and (number == 1 or "restarted" in seen or "asked" in seen):
                signs.append("again")
            highest = max(highest, number)
        signs += sorted("seen:" + s for s in seen)
        if index and block.head and blocks[index - 1].head and "again" not in signs:
            signs.append("next item")
        if block.head and block.head.path:
            asks = "asks" in signs or "o:asks" in signs
            stage = "answered" if "answered" in seen else "again" if "again" in signs else "new"
            signs.append(f"item:{stage}:{'asks' if asks else 'tells'}")
        out.append(tuple(signs))
        for name, cues in _MILESTONES.items():
            if not cues.isdisjoint(own[index]):
                seen.add(name)
        if "again" in signs:
            seen.add("restarted")
    return out


_MILESTONES = {
    "asked": frozenset({"asks", "h:request", "o:request_opens", "marker:question"}),
    "answered": frozenset({
        "h:response", "r:response", "b:not_held", "b:ncnd", "b:by_virtue", "marker:answer",
    }),
    "signed": frozenset({"o:signoff"}),
    "rights": frozenset({"o:next_review", "h:review"}),
    "thread": frozenset({"o:thread"}),
}  # fmt: skip


def _place(index: int, count: int) -> list[str]:
    share = index / max(1, count - 1)
    return (
        ["first"] if index == 0 else ["top"] if share < 0.15 else ["end"] if share > 0.85 else []
    )
