"""Rich Text Format to lines and tables: what a word processor would show of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.S,
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict objdata themedata colorschememapping datastore"
    b" latentstyles listtable listoverridetable rsidtbl generator xmlnstbl filetbl revtbl"
    b" fldinst pntxtb pntxta bkmkstart bkmkend nonshppict mmathPr blipuid wgrffmtfilter"
    b" header footer headerl headerr headerf footerl footerr footerf annotation atnid atnauthor"
    b" pgdsctbl private passwordhash formfield datafield".split()
)
_COMMENT = b"annotation"
_TEXTS = {
    b"par": "\n", b"sect": "\n\n", b"page": "\n\n", b"line": "\n", b"tab": "\t", b"emdash": "—",
    b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_SIGNS = {b"~": " ", b"_": "-", b"-": ""}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip

CELL, ROW = "\x07", "\x1e"
"""What ends a cell and a row in the text that :func:`parts` yields."""


@dataclass(slots=True)
class _State:
    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = 0
    skip_unicode: int = 1
    html: bool = True


@dataclass(slots=True)
class Rich:
    """What stands in a file.

    Attributes:
        text: With :data:`CELL` and :data:`ROW` where cells and rows of tables end.
        hidden: Characters of hidden text.
        deleted: Characters of text that a tracked change took out.
        html: The page that a mail program wrapped up in it; empty where there is none.
    """

    text: str = ""
    hidden: int = 0
    deleted: int = 0
    comments: int = 0
    title: str | None = None
    author: str | None = None
    html: str = ""


@dataclass(slots=True)
class _Reader:
    rich: Rich = field(default_factory=Rich)
    charset: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    wrapped: bool = False
    out: list[str] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)


def read_rtf(body: bytes) -> Rich:
    """The text of a file, however broken."""
    reader = _Reader()
    reader.wrapped = b"\\fromhtml" in body[:1000]
    if match := re.search(rb"\\ansicpg(\d+)", body[:2000]):
        reader.charset = _known(f"cp{int(match[1])}")
    for match in re.finditer(rb"{\\f(\d+)[^{}]*?\\fcharset(\d+)", body[:200_000]):
        if int(match[2]) in _CHARSETS:
            reader.fonts[int(match[1])] = _CHARSETS[int(match[2])]
    for name, value in _info(body):
        if name == b"title":
            reader.rich.title = value
        elif name == b"author":
            reader.rich.author = value
    _walk(body, reader)
    reader.rich.text = "".join(reader.out)
    reader.rich.html = "".join(reader.page) if reader.wrapped else ""
    return reader.rich


def _walk(body: bytes, reader: _Reader) -> None:
    stack: list[_State] = []
    state = _State()
    eaten = 0
    starred = False
    for match in _TOKEN.finditer(body):
        hexed, word, argument, sign, brace, plain = match.groups()
        if hexed or plain:
            raw = bytes([int(hexed, 16)]) if hexed else plain
            if eaten:
                cut = min(eaten, len(raw))
                raw, eaten = raw[cut:], eaten - cut
            reader.pending += raw
            continue
        _flush(reader, state)
        if brace == b"{":
            eaten = 0
            if len(stack) < 2000:
                stack.append(_copy(state))
            starred = False
        elif brace == b"}":
            eaten = 0
            if stack:
                state = stack.pop()
        elif sign == b"*":
            starred = True
        elif sign:
            _write(
                reader, state, _SIGNS.get(sign, sign.decode("latin-1") if sign in b"\\{}" else "")
            )
        elif word:
            value = int(argument) if argument else None
            if word == b"bin" and value:
                state.skipped = state.skipped or value > 0
            elif word == b"u" and value is not None:
                _write(reader, state, _character(value))
                eaten = state.skip_unicode
            else:
                _control(reader, state, word, value, starred=starred)
            starred = False
    _flush(reader, state)


def _control(
    reader: _Reader, state: _State, word: bytes, value: int | None, *, starred: bool
) -> None:
    if word == _COMMENT:
        reader.rich.comments += 1
    if word == b"htmltag" and reader.wrapped:
        state.html, state.skipped = True, False
        state.hidden = False
    elif word in _SKIPPED or (
        starred and word not in (b"shptxt", b"shpinst", b"htmltag", b"pntext", b"shppict", b"cs")
    ):
        state.skipped = True
    elif word == b"htmlrtf":
        state.html = value == 0
    elif word == b"f" and value is not None:
        state.font = value
    elif word == b"uc" and value is not None:
        state.skip_unicode = max(0, value)
    elif word == b"v":
        state.hidden = value != 0
    elif word == b"deleted":
        state.deleted = value != 0
    elif word == b"plain":
        state.hidden = state.deleted = False
    elif word in _TEXTS:
        _write(reader, state, _TEXTS[word])
    elif word in (b"cell", b"nestcell"):
        _write(reader, state, CELL)
    elif word in (b"row", b"nestrow"):
        _write(reader, state, ROW)


def _flush(reader: _Reader, state: _State) -> None:
    if reader.pending:
        charset = reader.fonts.get(state.font, reader.charset)
        text = bytes(reader.pending).decode(charset, errors="replace")
        reader.pending.clear()
        _write(reader, state, text)


def _write(reader: _Reader, state: _State, text: str) -> None:
    if not text or state.skipped:
        return
    if state.hidden:
        reader.rich.hidden += len(text.strip())
        return
    if state.deleted:
        reader.rich.deleted += len(text.strip())
        return
    if reader.wrapped and state.html:
        reader.page.append(text)
    reader.out.append(text)


def _character(value: int) -> str:
    """A character by its signed 16-bit number; halves of a pair are joined when encoded."""
    code = value & 0xFFFF if value < 0 else value
    if 0xF000 <= code <= 0xF0FF:
        return "•" if code in (0xF0B7, 0xF0A7) else ""
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _copy(state: _State) -> _State:
    return _State(
        state.skipped, state.hidden, state.deleted, state.font, state.skip_unicode, state.html
    )


def _known(charset: str) -> str:
    try:
        b"".decode(charset)
    except LookupError:
        return "cp1252"
    return charset


def _info(body: bytes) -> Iterator[tuple[bytes, str]]:
    for match in re.finditer(rb"{\\(title|author) ([^{}\\]{1,300})}", body[:50_000]):
        yield match[1], match[2].decode("cp1252", errors="replace").strip()
