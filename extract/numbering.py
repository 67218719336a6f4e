"""Numbers as lists print them: 1, a, iv."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def as_alpha(number: int) -> str:
    """Letters: a to z, then aa, bb as word processors have it.

    >>> as_alpha(3), as_alpha(28)
    ('c', 'bb')
    """
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def as_roman(number: int) -> str:
    """Roman numerals in lower case.

    >>> as_roman(14)
    'xiv'
    """
    if not 1 <= number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out
