"""What stands at the end of a letter: rights of review, and what is enclosed."""

from collections.abc import Sequence

from nlp.block import Block
from nlp.dialogue import ANSWERS

_ANEW = frozenset({
    "o:mail_head", "o:thread", "quoted", "h:request", "h:annex", "o:leads", "o:request_opens",
    "o:salutation", "o:letter_opens", "asks", "o:asks", "o:outright",
})  # fmt: skip
"""What may stand after a signature and begin another document, or a request that is quoted."""


def enclosed(signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Below the signature nothing is asked, where the request stands above: "Enc. 1. Map"."""
    signed = listed = False
    for index, kind in enumerate(kinds):
        said = set(signs[index])
        if "o:signoff" in said and kind != "request" and "quoted" not in said:
            above = set(kinds[:index])
            signed = signed or ("request" in above and not above.isdisjoint(ANSWERS))
        elif "o:enclosed" in said:
            listed = signed
        elif signed and _ANEW & said and not (listed and "kind:item" in said):
            return
        if signed and kind == "request":
            kinds[index] = "boilerplate"


def complaints(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What stands under "Complaint rights" is about them, even if it only points to a sheet."""
    for index in range(len(blocks) - 1):
        pair = {kinds[index], kinds[index + 1]} == {"boilerplate"}
        headed = blocks[index].kind == "heading" and "h:review" in signs[index]
        told = blocks[index + 1].kind == "paragraph" and "o:signoff" not in signs[index + 1]
        if pair and headed and told:
            kinds[index] = kinds[index + 1] = "review"


def both_rights(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Straight under its heading a paragraph on both rights is about the review."""
    for index, block in enumerate(blocks):
        here = block.kind == "paragraph" and "both rights" in signs[index]
        headed = index and blocks[index - 1].kind == "heading" and kinds[index - 1] == "review"
        if here and headed and kinds[index] == "ico":
            kinds[index] = "review"
