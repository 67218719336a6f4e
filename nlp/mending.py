"""What the row of kinds cannot see: labels, sides of a dialogue, answers under their questions."""

from collections.abc import Sequence
from itertools import pairwise

from nlp.block import Block
from nlp.closing import both_rights, complaints, enclosed
from nlp.dialogue import (
    ANSWERS,
    TELLS,
    by_labels,
    by_lead,
    by_lines,
    by_pairs,
    by_sequence,
    by_sides,
    by_turns,
    given_by_parts,
    heads_answers,
)
from nlp.edges import (
    leads_to_request,
    page_labels,
    page_links,
    quoted_to_the_end,
    told_amid,
    told_first,
    under_label,
    under_lead,
)
from nlp.listed import by_own_parts, by_yes_or_no, together
from nlp.unmarked import by_bullets, by_nested, by_questions

_HEADED_BY = {
    "request": frozenset({"h:request"}),
    "response": frozenset({"h:response", "h:advice"}),
    "harm": frozenset({"h:harm"}),
    "pit-for": frozenset({"h:for", "h:favouring_ncnd"}),
    "pit-against": frozenset({"h:against", "h:against_ncnd"}),
    "balance": frozenset({"h:balance", "h:pit"}),
    "annex": frozenset({"h:annex"}),
    "review": frozenset({"h:review"}),
    "ico": frozenset({"h:ico"}),
    "exemptions": frozenset({"h:exemption", "h:reason", "h:section", "h:partial_ncnd"}),
}


def mended(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: Sequence[str]
) -> list[str]:
    """The kinds, where a label or heading says more than the row of kinds allows for.

    The oldest mail under an answer is the request, where the answer does not repeat it.
    """
    if starts := _thread(blocks, signs):
        cut, last = starts[0], starts[-1]
        answer = mended(blocks[:cut], signs[:cut], kinds[:cut])
        if "request" in answer:
            below = [kind if kind == "request" else "boilerplate" for kind in kinds[cut:]]
        else:
            below = ["boilerplate"] * (len(blocks) - cut)
            end = _mail_end(blocks, signs, last)
            below[last - cut : end - cut] = ["request"] * (end - last)
        return answer + below
    found = list(kinds)
    by_sides(blocks, signs, found)
    by_pairs(blocks, signs, found)
    by_labels(blocks, signs, found)
    by_lines(blocks, signs, found)
    by_turns(blocks, signs, found)
    by_questions(blocks, signs, found)
    by_sequence(blocks, signs, found)
    by_lead(blocks, signs, found)
    _goes_on(blocks, signs, found)
    _hangs(blocks, signs, found)
    _answers_on(blocks, signs, found)
    by_bullets(blocks, signs, found)
    _begins_again(blocks, signs, found)
    _asks_twice(signs, found)
    _cites(signs, found)
    _upholds(blocks, signs, found)
    _parts(blocks, signs, found)
    together(blocks, signs, found)
    by_yes_or_no(blocks, signs, found)
    by_own_parts(blocks, signs, found)
    by_nested(blocks, signs, found)
    _first_gives(blocks, signs, found)
    _plain(blocks, signs, found)
    _weighs(blocks, signs, found)
    _leads_to_harm(blocks, signs, found)
    if "request" not in found:
        under_label(signs, found, "request")
    if "request" not in found:
        under_lead(blocks, signs, found)
    if "request" not in found:
        told_first(signs, found)
    if not {"response", "exemptions"} & set(found):
        under_label(signs, found, "response")
    if not {"response", "exemptions"} & set(found):
        _bare_answers(blocks, signs, found)
    page_labels(blocks, signs, found)
    leads_to_request(signs, found)
    told_amid(blocks, signs, found)
    quoted_to_the_end(signs, found)
    page_links(blocks, signs, found)
    enclosed(signs, found)
    complaints(blocks, signs, found)
    both_rights(blocks, signs, found)
    for index, block in enumerate(blocks):
        if index and block.continues:
            found[index] = found[index - 1]
    _rules(blocks, found)
    for index in range(len(blocks) - 2, -1, -1):
        block, after = blocks[index], found[index + 1]
        alone = block.head and block.head.side and block.only_mark
        named = block.kind == "heading" and _HEADED_BY.get(after, frozenset()) & set(signs[index])
        annexed = "h:annex" in signs[index] and found[index] == "boilerplate"
        titled = (
            block.head
            and block.head.side == "question"
            and after == "request"
            and {"size:1", "size:2"} & set(signs[index])
            and not (TELLS | {"asks"}) & set(signs[index])
        )
        if alone or named or annexed or titled:
            found[index] = after
    for index in range(1, len(blocks)):
        led = "colon" in signs[index - 1] and (
            found[index - 1] == "request" or "o:leads" in signs[index - 1]
        )
        told = found[index] in ANSWERS and blocks[index].kind == "paragraph"
        first = led and told and found[index - 1] == "request" and "o:leads" in signs[index - 1]
        if (led and "quotes" in signs[index]) or (first and "r:response" not in signs[index]):
            found[index] = "request"  # nothing is answered straight under "You wrote:"
    return found


def _bare_answers(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """A short note may answer without any heading."""
    for index, block in enumerate(blocks):
        said = set(signs[index])
        if "o:signoff" in said:
            return
        opens = {"o:letter_opens", "o:reference_line", "b:disclaimer", "h:request"} & said
        body = block.kind in ("paragraph", "item", "table") and kinds[index] == "boilerplate"
        if body and said & (TELLS | {"figure"}) and not opens:
            kinds[index] = "response"


def _rules(blocks: Sequence[Block], kinds: list[str]) -> None:
    """A line of dashes or stars goes with what follows; the second of a pair closes the first."""
    opened = False
    for index, block in enumerate(blocks):
        if block.kind != "rule":
            continue
        if opened and index:
            kinds[index], opened = kinds[index - 1], False
        elif index + 1 < len(blocks):
            kinds[index], opened = kinds[index + 1], True


def _asks_twice(signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """A question that is printed again among the answers stands above its own."""
    for index in range(1, len(kinds)):
        answered = kinds[index - 1] in ("response", "exemptions")
        if answered and kinds[index] == "request" and "repeats" in signs[index]:
            kinds[index] = kinds[index - 1]


def _cites(signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """An item that begins with a provision, among those relied on, asks nothing."""
    for index, kind in enumerate(kinds):
        if kind == "request" and "cites first" in signs[index] and "exemptions" in kinds[:index]:
            kinds[index] = "exemptions"


def _upholds(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """A paragraph that upholds an exemption says why it applies, also among answers."""
    for index, block in enumerate(blocks):
        here = block.kind == "paragraph" and "o:upholds" in signs[index]
        if here and kinds[index] == "response":
            kinds[index] = "exemptions"


def _begins_again(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """A list that begins again with its first number, and asks nothing there, answers."""
    asks = {"asks", "o:asks", "o:outright", "b:welsh", "quoted"}
    asked: list[tuple[str, ...]] = []
    apart = again = False
    for index, block in enumerate(blocks):
        if kinds[index] != "request":
            apart, again = True, False
            continue
        path = block.head.path if block.head and not block.head.side else ()
        if "t:request" in signs[index]:
            continue  # "2. What you asked for" is the title of the list
        before = blocks[index - 1].head
        twice = before is not None and before.path == path and len(asked) == 1
        twice = twice or bool((TELLS | {"figure"}) & set(signs[index]))
        if asked and path == asked[0] and (apart or twice) and not asks & set(signs[index]):
            again = True
        if again:
            kinds[index] = "response"
        elif path:
            asked.append(path)
            apart = False
        elif block.head is None and block.kind == "paragraph":
            apart = len(asked) > 1


def _first_gives(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """Figures that stand straight under the heading of the answer answer, whatever follows."""
    for index in range(1, len(blocks)):
        here = blocks[index].kind == "paragraph" and {"figure", "figures"} & set(signs[index])
        heads = {"h:response", "h:decision"} & set(signs[index - 1])
        headed = blocks[index - 1].kind == "heading" and heads
        refuses = {"b:ncnd", "b:by_virtue"} & set(signs[index]) and "figures" not in signs[index]
        if here and headed and kinds[index] == "exemptions" and not refuses:
            kinds[index] = "response"


def _weighs(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """A paragraph that names its exemption and goes on to strike the balance is the balance."""
    strikes = {"b:class_based", "b:public_interest", "b:outweigh", "size:4"}
    for index, block in enumerate(blocks):
        said = set(signs[index])
        argued = strikes <= said and {"more harm", "more open"} & said
        if argued and kinds[index] == "exemptions" and block.kind == "paragraph":
            kinds[index] = "balance"


def _leads_to_harm(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """A refusal between the answers and the reasons for it is no answer."""
    for index in range(len(blocks) - 2, -1, -1):
        said = set(signs[index])
        refuses = {"o:answer_ref", "b:by_virtue"} <= said and "b:gives" not in said
        if kinds[index] == "response" and kinds[index + 1] in ("harm", "exemptions") and refuses:
            kinds[index] = "exemptions"


def _hangs(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Short lines that hang from a line of the request that ends in a colon.

    Items straight below one ask as well, where the heading of the answers is still to come.
    """
    spaced = any(block.gap for block in blocks)
    heading = next((i for i, one in enumerate(signs) if heads_answers(one)), 0)
    for index in range(1, len(blocks)):
        said = set(signs[index])
        listed = blocks[index].kind == "item" and blocks[index].gap == 0 and index < heading
        if kinds[index - 1] == "request" and listed and not TELLS & said:
            kinds[index] = "request"
        hangs = "colon" in signs[index - 1] or (spaced and blocks[index - 1].gap == 0)
        if (
            kinds[index - 1] == "request"
            and hangs
            and blocks[index].gap == 0
            and blocks[index].kind in ("heading", "paragraph")
            and {"size:1", "size:2"} & said
            and not any(s.startswith(("h:", "r:")) for s in said)
            and not (_ASIDE | TELLS) & said
            and not ("asks" in signs[index - 1] and kinds[index] == "response")
        ):
            kinds[index] = "request"


def _answers_on(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """An item that follows one of the answers, was asked above and asks nothing, answers."""
    asked: set[tuple[str, ...]] = set()
    for index, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        path = block.head.path if block.head else ()
        if kind != "request" or not path:
            continue
        said = set(signs[index])
        known = path in asked or (len(path) > 1 and path[-1:] in asked)
        answered = index > 0 and kinds[index - 1] in ANSWERS
        above = blocks[index - 1].head if answered else None
        labelled = block.head is not None and bool(block.head.side)
        cites = any(sign.startswith("c:") for sign in said)
        told = not {"asks", "o:outright"} & said and (cites or "o:asks" not in said)
        if known and told and ((above and above.path) or (answered and labelled)):
            kinds[index] = "exemptions" if cites else "response"
        else:
            asked.add(path)


def _goes_on(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """A line that asks outright, under a line of the request, asks as well."""
    for index in range(1, len(blocks)):
        block = blocks[index]
        said = set(signs[index])
        asks = "o:outright" in said or ("asks" in said and not TELLS & said)
        told = kinds[index] in ANSWERS and block.kind in ("paragraph", "item")
        if kinds[index - 1] == "request" and told and asks:
            kinds[index] = "request"


_ASIDE = frozenset({
    "o:signoff", "o:letter_opens", "o:furniture", "o:reference_line", "o:next_review", "o:thread",
    "o:salutation", "o:mail_head", "b:further_queries", "b:disclaimer", "b:review", "b:ico",
    "b:dissatisfied", "b:request_words", "b:address", "b:no_inference",
})  # fmt: skip


def _plain(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """A plain sentence under an answer, below the heading of the answers, is one more."""
    for index in range(1, len(blocks)):
        said = set(signs[index])
        if (
            kinds[index] == "boilerplate"
            and kinds[index - 1] == "response"
            and blocks[index].kind in ("paragraph", "item")
            and "H:h:response" in said
            and not _ASIDE & said
        ):
            kinds[index] = "response"


def _thread(blocks: Sequence[Block], signs: Sequence[Sequence[str]]) -> list[int]:
    """Where each earlier mail begins that stands under the answer.

    None, where answers stand between its lines, or the mail above it says that they follow.
    """
    signed = False
    starts: list[int] = []
    for index in range(1, len(blocks)):
        signed = signed or "o:signoff" in signs[index - 1]
        here = set(signs[index])
        sender = "o:mail_head" in here and "o:sender" in here
        again = starts and starts[-1] == index - 1  # "Original message" above "From:"
        if signed and (("o:thread" in here and not starts) or (sender and not again)):
            starts.append(index)
    if not starts:
        return []
    between = any(a.quote and not b.quote for a, b in pairwise(blocks[starts[0] :]))
    points = any(
        "o:answer_leads" in here and {"o:signoff", "b:further_queries"} & set(after)
        for here, after in pairwise(signs[: starts[0]])
    )
    return [] if between or points else starts


def _mail_end(blocks: Sequence[Block], signs: Sequence[Sequence[str]], start: int) -> int:
    """Where a mail ends: at the line that a service draws under its signature."""
    signed = False
    for index in range(start, len(blocks)):
        signed = signed or "o:signoff" in signs[index]
        if signed and blocks[index].kind == "rule":
            return index
    return len(blocks)


def _parts(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """The lettered parts between two questions of a list are asked as well."""
    lone = {
        i
        for i in range(1, len(blocks) - 1)
        if blocks[i].is_bullet and not blocks[i - 1].is_bullet and not blocks[i + 1].is_bullet
    }
    turns = sum(kinds[i] == "response" and kinds[i - 1] == "request" for i in lone) > 1
    given = {p for i in range(1, len(blocks)) for p in given_by_parts(blocks, signs, i)}
    last: int | None = None
    for index, block in enumerate(blocks):
        head = block.head
        if head is None or not head.path or not head.path[0].isdigit() or head.side:
            continue
        if (
            last is not None
            and kinds[index] == kinds[last] == "request"
            and (before := blocks[last].head) is not None
            and int(head.path[0]) == int(before.path[0]) + 1
            and all(b.head is not None for b in blocks[last + 1 : index])
        ):
            for between in range(last, index):
                part = blocks[between].head
                told = part is not None and part.side == "answer"
                told = told or between in given or "labelled figure" in signs[between]
                told = told or (turns and between in lone and kinds[between] == "response")
                kinds[between] = "response" if told else "request"
        last = index
