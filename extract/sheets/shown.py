"""Numbers as a spreadsheet shows them: a value and a format code to a string."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "£#,##0", 6: "£#,##0",
    7: "£#,##0.00", 8: "£#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-", 42: "£#,##0;-£#,##0;-", 43: "#,##0.00;-#,##0.00;-",
    44: "£#,##0.00;-£#,##0.00;-", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@",
}  # fmt: skip
"""Formats that a file names by number; those that depend on the country are those of the UK."""

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|[aA]/[pP]|[aA][mM]/[pP][mM])"
    r"|(?P<exponent>[eE][+-]0+)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)"
    r"|(?P<general>General)|(?P<text>@)|(?P<percent>%)|(?P<other>.)",
    re.I | re.S,
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Piece = tuple[str, str]


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number as its cell shows it.

    >>> shown(0.125, "0.0%"), shown(1234.5, "#,##0.00"), shown(43831, "dd/mm/yyyy")
    ('12.5%', '1,234.50', '01/01/2020')
    """
    sections = _sections(code)
    pieces, signed = _section(sections, value)
    kinds = {kind for kind, _ in pieces}
    if not pieces:
        return ""
    if "date" in kinds or any(k == "elapsed" for k in kinds):
        text = _moment(value, pieces, since_1904)
        return text if text is not None else general(value)
    if "digits" not in kinds and "general" not in kinds and "text" not in kinds:
        return "".join(text for _, text in pieces)
    return _number(value if signed else abs(value), pieces)


def general(value: float) -> str:
    """A number without a format: integers in full, others to ten digits.

    >>> general(3.0), general(0.1 + 0.2)
    ('3', '0.3')
    """
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".replace("e+", "E+").replace("e-", "E-")


def is_date(code: str) -> bool:
    """Whether a format shows a moment."""
    return any(kind in ("date", "elapsed") for kind, _ in _sections(code)[0])


@lru_cache(maxsize=2000)
def _sections(code: str) -> tuple[tuple[Piece, ...], ...]:
    """The parts between semicolons, each as pieces."""
    sections: list[list[Piece]] = [[]]
    for match in _PIECE.finditer(code.strip() or "General"):
        kind, text = match.lastgroup, match[match.lastgroup] if match.lastgroup else ""
        if kind == "other" and text == ";":
            sections.append([])
        elif kind in ("quoted", "escaped", "other"):
            sections[-1].append(("literal", text))
        elif kind == "bracket":
            if text.startswith("$"):
                sections[-1].append(("literal", text[1:].partition("-")[0]))
                if text.upper() in ("$-F800", "$-F400"):
                    return (_long(text),)
            elif re.fullmatch(r"[hms]+", text, re.I):
                sections[-1].append(("elapsed", text.lower()))
            elif text[:1] in "<>=":
                sections[-1].append(("condition", text))
        elif kind:
            sections[-1].append((kind, text))
    return tuple(tuple(section) for section in sections)


def _long(code: str) -> tuple[Piece, ...]:
    """The system's own long date or time, as set in the UK."""
    pattern = "d mmmm yyyy" if code.upper() == "$-F800" else "hh:mm:ss"
    return _sections(pattern)[0]


def _section(sections: tuple[tuple[Piece, ...], ...], value: float) -> tuple[list[Piece], bool]:
    """The section for a value, and whether the sign is still to be written."""
    for section in sections:
        for kind, text in section:
            if kind == "condition" and _holds(text, value):
                return [piece for piece in section if piece[0] != "condition"], True
    plain = [s for s in sections if not any(kind == "condition" for kind, _ in s)] or [sections[0]]
    if value < 0 and len(plain) > 1:
        return list(plain[1]), False
    if value == 0 and len(plain) > 2:
        return list(plain[2]), True
    return [piece for piece in plain[0] if piece[0] != "condition"], True


def _holds(condition: str, value: float) -> bool:
    match = re.match(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)", condition)
    if not match:
        return False
    bound = float(match[2])
    return {
        "<": value < bound, ">": value > bound, "=": value == bound,
        "<=": value <= bound, ">=": value >= bound, "<>": value != bound,
    }[match[1]]  # fmt: skip


def _number(value: float, pieces: list[Piece]) -> str:
    digits = "".join(text for kind, text in pieces if kind == "digits")
    percent = sum(kind == "percent" for kind, _ in pieces)
    if any(kind == "literal" and text == "/" for kind, text in pieces) and "?" in digits:
        return general(value)
    number = Decimal(repr(value)) * 100**percent
    scale = re.search(r"(,+)$", digits.partition(".")[0] if "." not in digits else digits)
    if scale:
        number /= Decimal(1000) ** len(scale[1])
    out, done = "", False
    exponent = next((text for kind, text in pieces if kind == "exponent"), None)
    for kind, text in pieces:
        if kind == "digits" and not done:
            out += _scientific(number, digits, exponent) if exponent else _decimal(number, digits)
            done = True
        elif kind == "general":
            out += general(abs(value))
        elif kind == "text":
            out += general(value)
            return out
        elif kind == "percent":
            out += "%"
        elif kind == "literal":
            out += text
    negative = value < 0 and bool(re.search(r"[1-9]", out))
    return ("-" if negative else "") + out.strip()


def _decimal(number: Decimal, digits: str) -> str:
    whole, _, fraction = digits.partition(".")
    fraction = fraction.rstrip(",")
    try:
        rounded = abs(number).quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return str(abs(number))
    before, _, after = f"{rounded:f}".partition(".")
    least = whole.replace(",", "").count("0")
    before = before.lstrip("0").rjust(least, "0")
    if "," in whole.rstrip(","):
        before = f"{int(before or 0):,}" if before else ""
        before = before.rjust(least, "0")
    needed = len(fraction.rstrip("#?"))
    while len(after) > needed and after.endswith("0"):
        after = after[:-1]
    return f"{before}.{after}" if after or ("." in digits and needed) else before


def _scientific(number: Decimal, digits: str, exponent: str) -> str:
    places = len(digits.partition(".")[2])
    mantissa, _, power = f"{abs(number):.{places}E}".partition("E")
    sign = "-" if power.startswith("-") else ("+" if exponent[1] == "+" else "")
    return f"{mantissa}E{sign}{power.lstrip('+-').lstrip('0').rjust(len(exponent) - 2, '0')}"


def moment_of(value: float, *, since_1904: bool = False) -> datetime | None:
    """The moment that a serial number stands for; ``None`` for what is no day."""
    if not 0 <= value < 2_958_466:
        return None
    # Excel counts a 29 February 1900 that never was.
    base = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if value >= 60 else 31)
    return base + timedelta(seconds=round(value * 86400, 3))


def _moment(value: float, pieces: list[Piece], since_1904: bool) -> str | None:
    moment = moment_of(value, since_1904=since_1904)
    if moment is None:
        return None
    if not any("." in text for kind, text in pieces if kind == "date"):
        moment += timedelta(milliseconds=500)
    half = any(kind == "date" and text.lower().startswith("a") for kind, text in pieces)
    out, before = "", ""
    dated = [(i, text.lower()) for i, (kind, text) in enumerate(pieces) if kind == "date"]
    for index, (kind, text) in enumerate(pieces):
        if kind == "date":
            code = text.lower()
            after = next((later for i, later in dated if i > index), "")
            if (
                code.startswith("m")
                and len(code) <= 2
                and (before.startswith("h") or after.startswith("s"))
            ):
                out += f"{moment.minute:0{len(code)}}"
            else:
                out += _part(moment, code, half=half)
            before = code
        elif kind == "elapsed":
            seconds = round(value * 86400)
            size = {"h": 3600, "m": 60, "s": 1}[text[0]]
            out += str(seconds // size).rjust(len(text), "0")
            before = text
        elif kind in ("literal", "percent", "digits", "text"):
            out += "" if kind == "text" else text
    return out.strip()


def _part(moment: datetime, code: str, *, half: bool) -> str:
    if code.startswith("y"):
        return f"{moment.year % 100:02}" if len(code) <= 2 else f"{moment.year}"
    if code.startswith("m"):
        name = _MONTHS[moment.month - 1]
        return [str(moment.month), f"{moment.month:02}", name[:3], name, name[0]][
            min(len(code), 5) - 1
        ]
    if code.startswith("d"):
        name = _DAYS[moment.weekday()]
        return [str(moment.day), f"{moment.day:02}", name[:3], name][min(len(code), 4) - 1]
    if code.startswith("h"):
        hour = ((moment.hour - 1) % 12 + 1) if half else moment.hour
        return f"{hour:0{min(len(code), 2)}}"
    if code.startswith("s"):
        whole, _, fraction = code.partition(".")
        tail = f".{moment.microsecond:06}"[: len(fraction) + 1] if fraction else ""
        return f"{moment.second:0{min(len(whole), 2)}}{tail}"
    return ("AM" if moment.hour < 12 else "PM")[: 1 if code == "a/p" else 2]
