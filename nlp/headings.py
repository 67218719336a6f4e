"""Whether a short block has the form of a heading."""

import re

COUNTS = re.compile(r"(?:How (?:many|much|often|long)|Whether|(?:The )?[Nn]umber of)\b")
"""Words with which no heading begins."""
_TELLS = re.compile(r"(?:Please|We|I|See|Attached) [a-z]|.*(?:https?://|\bwww\.)|N/A$")
"""A line that tells something, however short: no heading begins so."""
_BARE_FIGURE = re.compile(r"(?<![\w(/:.])\d[\d,]*(?![\w(/:)])")

_ANSWERS = re.compile(r"(?:our )?(?:answer|response|reply)\s*:\s*\w", re.IGNORECASE)
"""A label with its answer on the same line."""


def heads(text: str) -> bool:
    """Whether a short block has the form of a heading."""
    words = text.split()
    if len(words) > 16 or re.search(r"[.?!,;][\"”'’)]?$", text):
        return False
    if text.endswith(":") and len(words) > 9:
        return False
    if (COUNTS.match(text) and len(words) > 3) or _TELLS.match(text) or _ANSWERS.match(text):
        return False
    if ":" in text and len(_BARE_FIGURE.findall(text)) > 1:
        return False
    capital = sum(word[0].isupper() or word[0].isdigit() for word in words)
    if len(words) > 10 and capital < 0.5 * len(words) and not re.search(r"\s[-–:]\s|\d\)", text):
        return False
    return bool(re.match(r"[A-Z0-9“\"'‘(\[]", text)) and any(c.isalpha() for c in text)
