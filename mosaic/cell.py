"""A value as a cell of a CSV file that a spreadsheet may open."""

import json
from typing import Any


def cell(value: Any) -> Any:
    """Lists of words joined by ``|``, others as JSON; what a spreadsheet would run stays words.

    >>> cell(["kent", "essex"]), cell("=1+1")
    ('kent|essex', "'=1+1")
    """
    if isinstance(value, list):
        if not all(isinstance(item, str) for item in value):
            return json.dumps(value, ensure_ascii=False)
        value = "|".join(value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value
