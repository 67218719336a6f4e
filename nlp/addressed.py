"""Names that the form of a letter shows: greeted, signing, in a header, with a title or a rank."""

import re
from collections.abc import Iterator

from nlp.letter import Letter, Line
from nlp.names import Run, lexicon, run_at, surname_at, whole_at
from nlp.response import Span
from nlp.sieve import matches

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Reverend|Cllr"
    r"|Councillor|Imam|Rabbi)"
)
_RANK_IN_FULL = (
    r"(?:(?:Acting|Temporary|Special|A/|T/|Retired|Former)[ \t]?)*"
    r"(?:(?:Detective|Police|Det\.?|Chief|Deputy|Assistant)[ \t]+)*"
    r"(?:Chief[ \t]+)?(?:Constable|Sergeant|Inspector|Superintendent|Commander|Commissioner)\b"
)
_RANK_IN_SHORT = (
    r"(?:(?:(?:Det|Ch|Chief)\.?[ \t]|[ADT]/))?(?:Sgt|Insp|Supt|PC|WPC|PCSO|PS|WPS|DC|TDC|DS|DI|DCI"
    r"|DSU|CI|ACC|DCC|CC|DAC)\b\.?"
)
_RANK = rf"(?:{_RANK_IN_FULL}|{_RANK_IN_SHORT})"
_IS_RANK = re.compile(_RANK)
_TITLED = re.compile(
    rf"(?<![\w]){_TITLE}\b\.?"
    rf"(?:[ \t]+(?:(?:and|&|/)[ \t]+)?(?:{_TITLE}|Canon)\b\.?|/{_TITLE}\b\.?)?"
    rf"(?:[ \t\xa0]+|[ \t]*\n[ \t]*)"
)
_RANKED = re.compile(
    rf"(?<![\w]){_RANK}(?:[ \t]*(?:\(?\d{{2,6}}\)?|[A-Z]{{0,2}}\d{{2,6}}"
    rf"|\((?:now|then|formerly|ret(?:ire)?d)\b[^()\n]{{0,40}}\)))?(?:[ \t\xa0]+"
    rf"|[ \t]*\n[ \t]*)(?=[A-Z])"
)
_CAPITAL = re.compile(r"[A-Z](?<!\w.)")
_PREFIX = re.compile(rf"(?:(?:{_TITLE}\b\.?|{_RANK})[ \t]+(?:\d{{2,6}}[ \t]+)?)+")
_GREETING = re.compile(
    r"[>\s]*(?:dear|annwyl|good (?:morning|afternoon|evening|day)|hello|hi|hiya)[ \t,]+",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"[ \t]*(?:and|&)[ \t]+(?:the )?(?:team|all|everyone|colleagues)\b", re.IGNORECASE
)
_HEADER = re.compile(
    r"^[>\s|*]*(?:from|to|cc|bcc|reply-to|sent by|name"
    r"|(?:page |press |case )?contact(?: name| officer| person)?"
    r"|your contact"
    r"|case ?(?:officer|worker|handler)|officer(?: dealing)?|(?:handled|dealt with|requested"
    r"|prepared|completed"
    r"|reviewed|approved|written|signed|authorised|submitted) by|decision[ -]maker|author"
    r"|applicant(?:'s)?(?: name)?"
    r"|request(?:er|or)(?:'s)?(?: name)?|request from|review(?:ing officer|er)|signed|fao"
    r"|f\.a\.o\.?|attn"
    r"|for the attention of|(?:please )?ask for|enquiries to|responding officer|researcher"
    r"|enquirer"
    r"|complainant|data subject|subject'?s name|swyddog cyswllt)\*?[ \t]*(?:[:|–]"
    r"|-(?=[ \t]))[ \t]*(?=\S)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:officers?|managers?|advis[eo]r|makers?|analyst|assistant|administrator|co-?ordinator"
    r"|supervisor|lead"
    r"|head of|director|solicitor|reviewer|researcher|clerk|assessor|custodian|specialist"
    r"|consultant|controller"
    r"|inspector|sergeant|superintendent|constable|secretary|executive|apprentice|handler"
    r"|representative|swyddog"
    r"|rheolwr|caseworker|case worker|commander|commissioner)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\b(?:unit|team|department|directorate|section|branch|office|bureau|information|disclosure"
    r"|foi|compliance"
    r"|police|constabulary|governance|legal services)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[ \t]*(?:$|[,;|–/][ \t]*(?=\D)|-[ \t]+|\([^()]{1,40}\)[ \t]*(?:$|[,|–-])|[,]?[ \t]+(?:LLB"
    r"|BA|BSc|MA|MSc|LLM|CIPP)\b)"
)
_PROXY = re.compile(r"(?:p\.?p\.?|signed:?|for and on behalf of)[ \t]+", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:\bon\b[^\n]{6,60}?,?[ \t]+|^[> \t]*)(?=[A-Z][^\n<>]{2,50}(?:<[^<>\n]*>"
    r"|\[[^\n\]]*\])?[ \t\n>]*wrote:)",
    re.MULTILINE,
)
_INITIALS = re.compile(
    r"(?<=\n)(?:[A-Z]\. ?(?:[A-Z]\. ?)*|(?:[A-Z] ){1,3})[A-Z][a-z][\w'’-]+(?=[ \t]*(?:\n|$))"
)
"""A line that is nothing but initials and a surname, or the letter of a list and a word."""
BUILT = re.compile(
    r"(?:road|street|lane|house|police|constabulary|hall|park|avenue|court|station|way|drive|close"
    r"|grove|bridge|church|castle|abbey|market|beach|cross|field|forest|heath|moor)",
    re.IGNORECASE,
)
"""What stands behind a name that is no longer a person's: a street, a house, a force."""

_AREA = re.compile(
    r"north|south|east|west|england|english|ireland|lancashire|cheshire|major|lake|judge"
)
"""What stands behind a rank or an old title and is an area, a street or an office."""


def addressed(text: str, letter: Letter) -> Iterator[Span]:
    """Names by their place: titles, ranks, greetings, signatures, headers."""
    for pattern in (_TITLED, _RANKED):
        for match in matches(pattern, _CAPITAL, text):
            run = run_at(text, match.end(), capitals=True)
            if run is None:
                run = surname_at(text, match.end())
                if run is not None and _ground(match.group(), run):
                    continue
            else:
                run = whole_at(text, run)
            if run is None or _IS_RANK.fullmatch(run.words[0]):
                continue
            if not _place(run, strict=pattern is _RANKED):
                yield run.start, run.end
    for index in letter.greetings:
        yield from _greeted(text, letter.lines[index])
    yield from _signing(text, letter)
    for line in letter.lines:
        if found := _HEADER.match(line.text):
            yield from _in_header(text, line.start + found.end(), line.end)
    yield from _initialled(text)
    for match in _WROTE.finditer(text) if "wrote:" in text else ():
        run = run_at(text, match.end(), wrap=False)
        if run is not None and (run.full or run.known):
            yield run.start, run.end


def _initialled(text: str) -> Iterator[Span]:
    """A name under a letter that has no close: "G. Wetwang", where no other line looks so."""
    found = list(_INITIALS.finditer(text))
    if len(found) == 1 and text[found[0].end() :].strip().count("\n") < 3:
        run = run_at(text, found[0].start(), wrap=False)
        if run is not None and run.end == found[0].end() and not _place(run, strict=True):
            yield run.start, run.end


def _place(run: Run, *, strict: bool) -> bool:
    """Whether what follows makes it a place or a body ("Inspector Sutton Road")."""
    if not run.next or run.next.isupper():
        return False
    return strict and BUILT.fullmatch(run.next) is not None


def _ground(title: str, run: Run) -> bool:
    """Whether title and word are a street or an area: "Constable Way", "Chief Inspector East"."""
    word = run.words[0].lower()
    if re.match(_RANK_IN_SHORT, title) and not re.match(r"[AD]?CC\b", title):
        return False
    if re.match(r"(?:Mr|Mrs|Ms|Mx|Dr|Cllr|Councillor|Prof)", title):
        return False
    return bool(BUILT.fullmatch(word) or _AREA.fullmatch(word))


def _greeted(text: str, line: Line) -> Iterator[Span]:
    match = _GREETING.match(line.text)
    if match is None:
        return
    at = line.start + match.end()
    if prefix := _PREFIX.match(text, at, line.end):
        at = prefix.end()
    run = run_at(text, at, capitals=True, wrap=False)
    if run is not None and not _ALL.sub("", text[run.end : line.end]).strip(" \t,.:;!-–\\"):
        yield run.start, run.end


def _signing(text: str, letter: Letter) -> Iterator[Span]:
    """Names after "Yours sincerely", and names above or before an office near the end."""
    for close in letter.closes:
        for index in range(close + 1, min(close + 4, len(letter.lines))):
            line = letter.lines[index]
            run = _name_line(text, line)
            if run is not None and (run.full or run.known or _single(run)):
                yield run.start, run.end
                break
            if ROLE.search(line.text) or _TEAM.search(line.text):
                break
    for index, line in enumerate(letter.lines):
        if len(line.text) > 90:
            continue
        run = _name_line(text, line)
        if run is None or not run.full:
            continue
        rest = text[run.end : line.end]
        below = letter.lines[index + 1] if index + 1 < len(letter.lines) else None
        near = below is not None and below.number - line.number <= 2 and len(below.text) < 90
        office = rest.strip(" \t,|–-") or (below.text if below is not None and near else "")
        if office.rstrip().endswith("."):
            continue
        role, team = ROLE.search(office), _TEAM.search(office)
        if (role and (run.known or not letter.in_head(line.start))) or (team and run.known):
            yield run.start, run.end


def _single(run: Run) -> bool:
    return run.words[0].lower() in lexicon("given-names-doubtful") or not run.words[0].isupper()


def _name_line(text: str, line: Line) -> Run | None:
    """A line that holds a name, or a name and then an office."""
    at = line.start + (len(line.text) - len(line.text.lstrip("> *_")))
    if proxy := _PROXY.match(text, at, line.end):
        at = proxy.end()
    if prefix := _PREFIX.match(text, at, line.end):
        at = prefix.end()
    run = run_at(text, at, capitals=True, wrap=False)
    if run is None or len(run.words) > 4:
        return None
    if run.next and run.words[-1].lower() != run.next.lower():
        return None
    return run if _REST.match(text[run.end : line.end]) else None


def _in_header(text: str, at: int, end: int) -> Iterator[Span]:
    """Each name of a list that is parted by semicolons or addresses."""
    while at < end:
        opening = re.compile(r"[\s;,'\"“”<>()]*").match(text, at, end)
        at = opening.end() if opening else at
        if prefix := _PREFIX.match(text, at, end):
            at = prefix.end()
        run = run_at(text, at, capitals=True, wrap=False)
        turned = re.compile(r",[ \t]+(?=[A-Z])").match(text, run.end, end) if run else None
        if run is not None and turned and not run.full:
            given = run_at(text, turned.end(), wrap=False)
            if given is not None:
                yield run.start, given.end
                run = None
        if run is not None and (run.full or run.known) and (run.known or not run.next):
            yield run.start, run.end
        further = re.compile(r"[;>]").search(text, at, end)
        if further is None:
            return
        at = further.end()
