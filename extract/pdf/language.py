"""Whether the text layer of a page is language, or what a font without a map leaves of it."""

import re

_COMMON = re.compile(
    r"\b(?:the|of|to|and|in|for|is|on|that|by|this|with|you|it|not|or|be|are|from|at|as|your"
    r"|we|an|have|which|a|police|total|date|number|name|page)\b",
    re.I,
)
_LETTER = re.compile(r"[^\W\d_]")
_VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.I)
LITTLE = 40
"""Letters up to which nothing can be said."""


def is_language(text: str) -> bool:
    """Whether text is plausibly what a person reads there; too little text passes.

    Figures alone are language. Scripts without Latin letters pass.
    """
    if len(_COMMON.findall(text[:2000])) >= 5:
        return True
    shown = [char for char in text if not char.isspace()]
    if not shown:
        return False
    odd = sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" or not char.isprintable()
              for char in shown)  # fmt: skip
    if odd > 0.3 * len(shown):
        return False
    letters = _LETTER.findall(text)
    latin = [char for char in letters if char < "\u0250"]
    if len(latin) < LITTLE or len(latin) < 0.5 * len(letters):
        return True
    vowels = len(_VOWEL.findall("".join(latin))) / len(latin)
    common = len(_COMMON.findall(text)) / max(1, len(text.split()))
    if 0.24 <= vowels <= 0.55:
        return True
    return common > 0.08
