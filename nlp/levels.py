"""Which letters and roman numerals of a list are open, from the outside in."""

from nlp.markers import ROMAN, next_letter


class Levels:
    """The letters that are open: after "(a)", "(i)", "(ii)" may come "(iii)" or "(b)"."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def enter(self, letter: str) -> None:
        """Take in the next letter that a list prints."""
        for level in reversed(range(len(self.open))):
            last = self.open[level]
            if next_letter(last, letter) and (letter != "i" or last == "h"):
                self.open[level:] = [letter]
                return
        roman = letter == "i"
        same = (at for at, one in enumerate(self.open) if (one in ROMAN) == roman)
        self.open[next(same, len(self.open)) :] = [letter]

    def innermost_before(self, letter: str) -> bool:
        """Whether a letter comes next in the innermost list; "i" only after "h"."""
        if letter in ("a", "i"):
            return letter == "i" and self.open[-1:] == ["h"]
        return bool(self.open) and next_letter(self.open[-1], letter)
