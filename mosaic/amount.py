"""What a cell says of a quantity: a figure, a bound, or one of the ways to say nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

AmountState = Literal[
    "figure", "nil", "below", "above", "range", "suppressed", "withheld", "ncnd", "not-held",
    "not-applicable", "not-known", "dash", "blank", "words",
]  # fmt: skip
"""``figure``: a number, 0 among them. ``nil``: the word, or "none". ``below``, ``above``,
``range``: bounds alone ("<5", "100+", "1-4"). ``suppressed``: a sign in its place ("*", "x").
``withheld``, ``ncnd``, ``not-held``, ``not-applicable``, ``not-known``: said in words. ``dash``:
a dash, which may mean nothing, no record or no answer. ``blank``: nothing is printed. ``words``:
something else. None of them is taken for another."""

STATES: tuple[str, ...] = get_args(AmountState)
COUNTED: frozenset[str] = frozenset({"figure", "nil"})
"""States with a value."""

_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
_WORD = {word: number for number, word in enumerate(_WORDS.split())}
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_SIZE = rf"{NUMBER}|{'|'.join(_WORD)}"
_UNIT = (
    r"%|per\s?cent(?:age)?|pence|hours?|hrs?|minutes?|mins?|seconds?|secs?|(?:working\s)?days?"
    r"|weeks?|months?|miles?|mph|km|kgs?|kilos?|grams?|g|tonnes?|litres?|GBP|k|m|million|bn|billion"
)
_EXACT = re.compile(
    rf"(?P<open>\()?(?P<about>c\.?|ca\.?|approx(?:\.|imately)?|about|around|circa|~|≈)?\s*"
    rf"(?P<sign>[-−–])?\s*(?P<coin>[£€$])?\s*(?P<minus>[-−])?(?P<size>{NUMBER})\s*(?P<unit>{_UNIT})?"
    r"(?P<close>\))?\s*(?P<mark>\*+|†|‡|\[\w{1,3}\]|\(\w{1,2}\))?"
    r"(?:\s*\(\s*\d+(?:\.\d+)?\s*%\s*\))?\.?",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf"(?:(?P<or>≤|<=|up to|no more than|not more than|at most)|<|less than|fewer than|under"
    rf"|below)\s*(?P<coin>£)?\s*(?P<size>{_SIZE})\s*(?P<unit>{_UNIT})?\.?"
    rf"|(?P<orsize>{_SIZE}) or (?:less|fewer|under|below)",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    rf"(?:(?P<or>≥|>=|at least|no fewer than|no less than)|>|more than|over|above)\s*(?P<coin>£)?"
    rf"\s*(?P<size>{_SIZE})\s*(?P<unit>{_UNIT})?\.?"
    rf"|(?P<orsize>{NUMBER})\s*(?:\+|or more|and over)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:between\s+)?(?P<low>{NUMBER})\s*(?:-|–|—|to|and)\s*(?P<high>{NUMBER})", re.IGNORECASE
)
_SAYS: Mapping[AmountState, str] = {
    "blank": r"\s*",
    "dash": r"[-–—−‐.]+",
    "nil": r"nil|none|zero|nil return|none recorded",
    "suppressed": r"\*+|x+|#+|†|\[[cxz]\]|suppressed|redacted|disclosure control",
    "ncnd": r"ncnd|neither confirm.*",
    "withheld": (
        r"withheld|exempt(?:ed)?(?: .*)?|refused|not (?:disclosed|provided|released)"
        r"|s(?:ection|ec|\.)?\s?\d{2}[\d()a-z ]*"
    ),
    "not-held": (
        r"(?:information |data )?(?:is |are )?(?:not|no)(?: information| data)?"
        r" (?:held|recorded|collected|kept|retained)(?: .{0,40})?|no data|no information"
    ),
    "not-applicable": r"n\s?[/.\\]?\s?a\.?|not applicable",
    "not-known": r"not known|unknown|not available|unavailable|n\s?/\s?k|tbc|not yet known",
}
_SAID = {state: re.compile(pattern, re.IGNORECASE) for state, pattern in _SAYS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity as it is printed.

    Attributes:
        state: What it is; see :data:`AmountState`.
        value: Of a figure; 0 for ``nil``; ``None`` for everything else.
        low, high: Bounds, where only these are printed; both are possible values.
        unit: As printed and put short: ``£``, ``%``, ``hours``; the scale belongs to it
            (``£k``); ``None`` where none is printed.
        about: Printed as approximate.
        printed: The words, white space folded.
    """

    state: AmountState
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    about: bool = False
    printed: str

    @property
    def counted(self) -> bool:
        """Whether it is a number."""
        return self.value is not None

    def of_unit(self, unit: str | None) -> "Amount":
        """The same with the unit that its row or column says, where it says none itself."""
        return self if self.unit or not unit else replace(self, unit=unit)


def amount(cell: str) -> Amount:
    """What a cell says.

    >>> amount("1,234").value, amount("<5").high, amount("£1.5m").unit, amount("(12)").value
    (1234, 4, '£m', -12)
    >>> [amount(cell).state for cell in ("0", "nil", "-", "", "not held", "*", "2019/20")]
    ['figure', 'nil', 'dash', 'blank', 'not-held', 'suppressed', 'words']
    """
    printed = " ".join(cell.split())
    for state, pattern in _SAID.items():
        if pattern.fullmatch(printed):
            return Amount(state=state, value=0 if state == "nil" else None, printed=printed)
    if match := _EXACT.fullmatch(printed):
        size = number(match["size"])
        brackets = bool(match["open"]) and bool(match["close"])
        if bool(match["open"]) != bool(match["close"]):
            return Amount(state="words", printed=printed)
        less = brackets or match["sign"] or match["minus"]
        return Amount(
            state="figure",
            value=-size if less else size,
            unit=unit_of(match["coin"], match["unit"]),
            about=bool(match["about"]),
            printed=printed,
        )
    if match := _BELOW.fullmatch(printed):
        size = number(match["size"] or match["orsize"])
        inside = bool(match["or"] or match["orsize"])
        whole = isinstance(size, int)
        return Amount(
            state="below",
            high=size if inside or not whole else size - 1,
            unit=unit_of(match["coin"], match["unit"]),
            printed=printed,
        )
    if match := _ABOVE.fullmatch(printed):
        size = number(match["size"] or match["orsize"])
        inside = bool(match["or"] or match["orsize"])
        return Amount(
            state="above",
            low=size if inside or not isinstance(size, int) else size + 1,
            unit=unit_of(match["coin"], match["unit"]),
            printed=printed,
        )
    if match := _RANGE.fullmatch(printed):
        low, high = number(match["low"]), number(match["high"])
        # "2019-20" is a year.
        if low < high and not (1900 < low < 2100):
            return Amount(state="range", low=low, high=high, printed=printed)
    return Amount(state="words", printed=printed)


def number(printed: str) -> int | float:
    """The number that digits or a word print.

    >>> number("1,012"), number("2.5"), number("twelve")
    (1012, 2.5, 12)
    """
    bare = printed.replace(",", "").casefold()
    if bare in _WORD:
        return _WORD[bare]
    return float(bare) if "." in bare else int(bare)


_SHORT = {
    "percent": "%", "percentage": "%", "%": "%", "gbp": "£", "hr": "hours", "hour": "hours",
    "min": "minutes", "minute": "minutes", "sec": "seconds", "second": "seconds", "day": "days",
    "week": "weeks", "month": "months", "mile": "miles", "kg": "kg", "kilo": "kg", "gram": "g",
    "tonne": "tonnes", "litre": "litres", "million": "m", "billion": "bn", "workingday":
    "working days", "pence": "p",
}  # fmt: skip


def unit_of(coin: str | None, unit: str | None) -> str | None:
    """A unit put short.

    >>> unit_of("£", "million"), unit_of(None, "hrs"), unit_of(None, "per cent")
    ('£m', 'hours', '%')
    """
    bare = re.sub(r"\s", "", unit or "").casefold()
    short = _SHORT.get(bare) or _SHORT.get(bare.removesuffix("s")) or bare
    if coin:
        return f"{coin}{short if short != '£' else ''}"
    return short or None


_SAYS_UNIT = re.compile(
    r"(?P<thousand>[£€$]\s?(?:000s?|'000s?|’000s?|k\b|thousands?))"
    r"|(?P<million>[£€$]\s?m(?:illions?)?\b)"
    r"|(?P<coin>[£€]|\bGBP\b|\bpounds\b(?! of| in w))|(?P<percent>%|\bper\s?cent(?:age)?\b)"
    r"|[(\[](?:in |no\.? of )?(?P<unit>hours?|hrs|minutes?|mins?|seconds?|secs?|days?|weeks?"
    r"|months?|miles?|km|kgs?|kilos|grams?|tonnes?|litres?)[)\]]|\bin (?P<inunit>hours|minutes"
    r"|seconds|days|weeks|months|miles|kg|grams)\b",
    re.IGNORECASE,
)


def unit_said(label: str) -> str | None:
    """The unit that the label of a row, column or table says its figures have.

    >>> unit_said("Cost (£)"), unit_said("Spend £000s"), unit_said("% charged"), unit_said("Days")
    ('£', '£000', '%', None)
    """
    match = _SAYS_UNIT.search(label)
    if match is None:
        return None
    if match["thousand"]:
        return "£000"
    if match["million"]:
        return "£m"
    if match["coin"]:
        return "£"
    return "%" if match["percent"] else unit_of(None, match["unit"] or match["inunit"])
