"""Figures that sentences state: "there were 12 in 2023/24", "theft 301; other 124"."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from mosaic.amount import NUMBER, Amount, AmountState, amount, number
from mosaic.timespan import Timespan, basis_said, of_basis, timespan
from nlp.days import days
from nlp.response import Span

_SIZE = re.compile(
    rf"(?<![\w/.,£€-])(?<!\w\()(?:(?:fewer|less|more) than |<\s?|(?:approximately|about|around) )?"
    rf"[£€]?(?:{NUMBER})\s?(?:%|per\s?cent|hours|minutes|days|million|k\b|m\b)?(?![\w/]|-\d|\.\d)"
    r"|\b(?:(?:fewer|less) than )?(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b"
    r"|\bnil\b|(?<=[:–-] )none\b|^\W*(?:nil|none|zero)\b(?=\W*$)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\bFY\s?)?(?<![\d/.,£-])(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)(?![\d/.–-]\d|\d)"
    r"|(?<![\d/.,£-])(?:19|20)\d\d(?![\d/–-]\d|\d|,\d{3}|\.\d)",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(
    r"\b(?:sections?|ss?\.|acts?(?: of)?|regulations?|articles?|schedules?|questions?|qs?|parts?"
    r"|annex|tables?|pages?|paragraphs?|para|ref(?:erence)?|version|no\.|numbers?:|tel\w*|ext\w*|aged?|under"
    r"|row|column|tab|sheet|point|item|answer|response|reply|chapter|appendix|stage|tier|level|band|type|form|unit|taser|class|code|m|a)\s*$"
    r"|\b(?:section|regulation|q(?:uestion)?s?)\s[\w(), ]{0,14}(?:and|to|&|,)\s*$",
    re.IGNORECASE,
)
_NOT_FOLLOWED = re.compile(
    r"\s*(?:\(\w|[a-z]\)|working days|of the\b|of our\b|(?:out )?of \d|or (?:more|fewer|less)\b"
    r"|of (?:which|whom|them|these|those)\b|years? old|/\d|pm\b|am\b|months?\b|weeks?\b|years?\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:no|any|some|each|every|this|that|the|which|only|first|last|next|other|of)\s+$",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:withheld|withhold\w*|exempt\w*|refus\w+|not (?:be )?(?:disclos|releas|provid)\w+"
    r"|neither confirm\w*)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\bPROTECTIVELY MARKED\b|\bOFFICIAL\b|^\W*page \d"
    r"|\byou have (?:made|sent)\b|\byour requests?\b",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    r"\b(?:we|our|there|it|police|constabulary|questions?|answers?|responses?|reply|of those"
    r"|the number|the figure)\b",
    re.IGNORECASE,
)
_NO_LABEL = re.compile(
    r"\b(?:we|our|there|it|police|constabulary|questions?|answers?|responses?|reply|those|these|which"
    r"|number|figure|is|are|was|were|has|have|had|in|on|for|during|of|to|from|a)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\W*(?:(?:in )?(?:answer|response|reply|regard|respect)?\s*(?:to|of)?\s*"
    r"(?P<word>question|point|part|item|answer|response|reply|q|a|to)?\s*\(?"
    r"(?P<id>\d{1,2}\s?\(?[a-z]{0,3}\)?|[a-z]|[ivx]{1,4}))"
    r"(?P<more>\s*(?:,|and|&|[-–])\s*(?:q|\()?(?:\d{1,2}[a-z]{0,3}|[a-z]|[ivx]{1,4})\)?){0,3}"
    r"(?P<end>\s*[.):/–-]+(?=\s|$)|\s*$|\s+(?=[A-Z£])|(?(word)\s+(?=\d)|(?!)))",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\W*(?P<label>[A-Za-z][A-Za-z '’/&(),-]{1,90}?)\s*(?:(?P<colon>[:=–-])|was|were|is|are)?"
    rf"\s*(?P<size>[£€]?(?:{NUMBER})\s?%?|nil|none|(?:<|fewer than|less than)\s?\d+)\W*",
    re.IGNORECASE,
)
_WORD_OF_TIME = re.compile(
    r"\b(?:in|for|during|and|from|to|between|until|since)\s*$", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_MARK = re.compile(r"\s*(?:Q|question\s)?\d{1,2}[a-z]?\.", re.IGNORECASE)
_MONTH_BEFORE = re.compile(r"\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.?\s+$")
_MONTH_NAME = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\bto date\b|\bso far\b"
)
_SHARE = re.compile(r"\d\s+(?:out )?of (?:the |our |those |these )?\d", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w-]*\s$")
_NAME_BEHIND = re.compile(r"\s?[A-Z]\w")
FAR = 60
"""Characters between a figure and its year beyond which they are not one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure in a sentence.

    Attributes:
        labels: The words of a list's item before its figure; none for a plain sentence.
        span: Of which time it is; ``None`` where the sentence names none.
        amount: ``None`` where figures stand there and which is which was not read.
        place: Of the sentence in the text.
        marker: The question under whose number it stands in the passage, as its id.
    """

    labels: tuple[str, ...] = ()
    span: Timespan | None = None
    amount: Amount | None
    place: Span
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    said: Timespan | Amount


def statements(
    text: str, span: Span, without: Sequence[Span] = (), ids: Collection[str] = ()
) -> list[Statement]:
    """The figures of a passage; what is not plain is given as unread, not guessed.

    Several bare figures in one answer are unread as well: one of them may be what was asked for,
    and the others something else.

    Args:
        text: Of the letter.
        span: Of the passage.
        without: Where tables stand.
        ids: Of the letter's questions: a number that opens a sentence may be one of them.
    """
    found: list[Statement] = []
    marker: str | None = None
    for place in _sentences(text, *span):
        if any(a < place[1] and place[0] < b for a, b in without):
            continue
        sentence = text[slice(*place)]
        if _FURNITURE.search(sentence):
            continue
        lead = _lead(sentence, ids)
        if lead is not None:
            marker, sentence = lead
        if refused := _REFUSES.search(sentence):
            said = _refused(sentence, refused, place)
        else:
            said = _of_sentence(sentence, place)
        found += [replace(one, marker=marker) for one in said]
    return _plain(found)


def _refused(sentence: str, refused: re.Match[str], place: Span) -> list[Statement]:
    """One year's figure refused ("2022/23 - exempt, see below"); other refusals state nothing."""
    time = _TIME.search(sentence)
    if time is None or sentence[: time.start()].strip() or refused.start() - time.end() > 12:
        return []
    span, rest = timespan(time[0])
    state: AmountState = "ncnd" if refused[0].casefold().startswith("neither") else "withheld"
    amount_ = Amount(state=state, printed=refused[0])
    return [] if span is None or rest else [Statement(span=span, amount=amount_, place=place)]


def whole_answer(text: str, span: Span) -> Span:
    """A passage with the sentences around it that give a figure a year, one a year.

    "2020/21 88. 2021/22 71. 2022/23 90." is one answer, whichever sentence was found.
    """
    start, end = span
    stop = text.find("\n\n", end)
    for at, after in _sentences(text, end, len(text) if stop < 0 else stop):
        if not _of_a_year(text[at:after]):
            break
        end = after
    if not _of_a_year(text[start:end]):
        return start, end
    for at, after in reversed(list(_sentences(text, text.rfind("\n\n", 0, start) + 1, start))):
        lead = _LEADING.match(text[at:after])
        if not _of_a_year(text[at:after][lead.end() if lead else 0 :]):
            break
        start = at
    return start, end


def _of_a_year(words: str) -> bool:
    """Whether words begin with a time and give its figure, or refuse it."""
    tokens = sorted(_tokens(words), key=lambda token: token.start)
    if not tokens or not isinstance(tokens[0].said, Timespan):
        return False
    lead = words[: tokens[0].start].strip(" \t\n-–•")
    says = len(tokens) > 1 or _REFUSES.search(words)
    return bool(says) and lead.casefold() in ("", "in", "for", "and", "and in")


def _lead(sentence: str, ids: Collection[str]) -> tuple[str | None, str] | None:
    """The question whose number opens a sentence, and the sentence without it."""
    match = _LEADING.match(sentence)
    if match is None:
        return None
    id_ = re.sub(r"[\s()]", "", match["id"]).casefold()
    if not match["word"] and id_ not in ids:
        return None
    # "Seven 12" numbers nothing, nor does "12" alone where it is what was asked for.
    if not match["word"] and not match["end"].strip() and id_ not in ids:
        return None
    several = match["more"] is not None
    return (id_ if id_ in ids and not several else None), sentence[match.end() :]


def _plain(found: Sequence[Statement]) -> list[Statement]:
    """The statements, those of one question and time that contradict each other as one unread."""
    values: dict[object, set[object]] = defaultdict(set)

    def key(one: Statement) -> object:
        return one.marker, one.labels, one.span and one.span.label

    for one in found:
        values[key(one)].add(
            one.amount and (one.amount.value, one.amount.unit, one.amount.printed)
        )
    out: list[Statement] = []
    unread: set[str | None] = set()
    for one in found:
        if one.amount is not None and len(values[key(one)]) == 1:
            out.append(one)
        elif one.marker not in unread:
            unread.add(one.marker)
            out.append(replace(one, amount=None, labels=(), span=None))
    return out


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    edges = [match.span() for match in _SENTENCE.finditer(text, start, end)]
    for gap, after in [*edges, (end, end)]:
        # A wrapped line goes on; a semicolon between items of one list parts them all the same.
        wrapped = text[gap : gap + 1] == "\n" and re.match(r"\n[ \t]*[a-z]", text[gap : gap + 20])
        if wrapped and not re.search(r"[.;!?:]\s*$|\d\s*$", text[at:gap]):
            continue
        if text[gap : gap + 1] == " " and _MARK.fullmatch(text, at, gap):
            continue  # "1. and 1a. 2019/20: 402" is numbered, not counted
        if text[at:gap].strip():
            yield at, gap
        at = after


def _of_sentence(body: str, place: Span) -> list[Statement]:
    if re.search(r"\t|\S {3,}\S", body):
        # Columns of a table that was not read as one.
        numbers = sum(isinstance(token.said, Amount) for token in _tokens(body))
        times = sum(isinstance(token.said, Timespan) for token in _tokens(body))
        if numbers > max(times, 1):
            return [Statement(amount=None, place=place)]
    tokens = list(_tokens(body))
    sizes = [token for token in tokens if isinstance(token.said, Amount)]
    times_ = [token for token in tokens if isinstance(token.said, Timespan)]
    if not sizes:
        return []
    if _SHARE.search(body):
        return [Statement(amount=None, place=place)]
    pairs = _pairs(body, tokens)
    if pairs is not None:
        lead = body[: min(token.start for token in tokens)].strip(" :,.-–\n")
        # "Ivybridge October 2019 £310,000" is of Ivybridge.
        named = len(pairs) == 1 and lead[:1].isupper() and not _NO_LABEL.search(lead)
        labels = (lead,) if named else ()
        return [
            Statement(labels=labels, span=span, amount=size, place=place) for span, size in pairs
        ]
    if not times_ and (items := _items(body)):
        return [Statement(labels=(label,), amount=size, place=place) for label, size in items]
    if len(sizes) == 1 and not times_:
        (size,) = (token.said for token in sizes)
        assert isinstance(size, Amount)
        return [Statement(amount=size, place=place)]
    return [Statement(amount=None, place=place)]


def _tokens(body: str) -> Iterator[_Token]:
    """Figures and times in their order; dates, sections, ages and the like are neither."""
    taken = [(day.start, day.end) for day in days(body)]
    for match in _TIME.finditer(body):
        span, rest = timespan(match[0])
        end = match.end()
        if (span is None or rest or span.grain != "year") and match[0][4:].strip():
            # "2020 - 31" is a year and its figure.
            (span, rest), end = timespan(match[0][:4]), match.start() + 4
        before = body[: match.start()]
        start = match.start()
        if month := _MONTH_BEFORE.search(before):
            named, beside = timespan(f"{month[1]} {match[0]}")
            if named is not None and not beside and named.grain == "month":
                span, start = named, month.start()
        if span and not rest and not any(a < end and match.start() < b for a, b in taken):
            basis = basis_said(before[-20:])
            if not re.search(r"\b(?:act|regulations?|order)\s*$", before, re.IGNORECASE):
                yield _Token(start, end, of_basis(span, basis) if basis else span)
            taken.append((match.start(), end))
    for match in _SIZE.finditer(body):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        before, after = body[: match.start()], body[match.end() : match.end() + 20]
        if _NO_FIGURE.search(before) or _NOT_FOLLOWED.match(after):
            continue
        if _NAME_BEFORE.search(before) and _NAME_BEHIND.match(after):
            continue  # "Microsoft 365 Copilot"
        if match[0] in ("999", "101", "111") or re.search(r"\d\s?\(\s*$", before):
            continue
        if re.fullmatch(r"\d\d?\.\d\d", match[0]) and re.search(r"\b(?:at|by|from)\s$", before):
            continue  # a time of day
        if match[0].isalpha() and (match[0].casefold() == "one" or _PRONOUN.search(before)):
            continue
        printed = re.sub(r"^\W+(?=[A-Za-z])", "", match[0])
        said = amount(printed)
        if said.state == "words":
            said = amount(str(number(printed)))
        yield _Token(match.start(), match.end(), said)


def _pairs(body: str, tokens: Sequence[_Token]) -> list[tuple[Timespan, Amount]] | None:
    """Figures and times that follow each other in turn; ``None`` where they do not."""
    order = sorted(tokens, key=lambda token: token.start)
    if len(order) < 2 or len(order) % 2:
        return None
    pairs: list[tuple[Timespan, Amount]] = []
    first = isinstance(order[0].said, Timespan)
    for one, other in zip(order[::2], order[1::2], strict=True):
        time, size = (one.said, other.said) if first else (other.said, one.said)
        between = body[one.end : other.start]
        if not isinstance(time, Timespan) or not isinstance(size, Amount) or len(between) > FAR:
            return None
        if not first and not re.search(r"\b(?:in|for|during)\b|^\s*\(\W*$", between):
            return None
        if days(between) or _MONTH_NAME.search(between):
            return None  # "2022 (1 January to 30 September): 119"
        pairs.append((time, size))
    # "2021 to 2022" or "12 and 15 in 2021 and 2022" would be paired across.
    if len({time.label for time, _ in pairs}) < len(pairs):
        return None
    return pairs


def _items(body: str) -> list[tuple[str, Amount]]:
    """The items of a list of words with figures; none where a piece is something else.

    One item alone ("Male: 12") is one by its colon.
    """
    found = []
    for piece in re.split(r"[;\n]|,(?=\s*[A-Za-z])|\band\b(?=[^;,]*\d)", body):
        if not re.search(r"\w", piece):
            continue
        match = _ITEM.fullmatch(piece)
        if match is None or len(match["label"].split()) > 9:
            return []
        label = match["label"].strip(" -–:,")
        if _NO_ITEM.search(label):
            return []
        if label:
            place = len(label.split()) < 4 and label[0].isupper()
            found.append((label, amount(match["size"]), match["colon"] or place))
    alone = len(found) == 1 and not found[0][2]
    return [] if alone else [(label, size) for label, size, _ in found]
