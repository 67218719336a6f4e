"""Addresses: links resolved, two spellings known as one, the way through a local copy."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|_ga|mc_[ce]id)$")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?]*", re.IGNORECASE)
_LANGUAGE = re.compile(r"^/(?:en(?:-gb)?)(?=/)", re.IGNORECASE)


def joined(base: str, href: str) -> str | None:
    """The address that a link on the page ``base`` leads to, without its fragment.

    ``None`` for what is no web address: scripts, mail, ports and passwords of its own.

    >>> joined("https://a.example/foi/list/?page=2", "../one/#top")
    'https://a.example/foi/one/'
    """
    href = re.sub(r"[\t\r\n]+", "", href.strip())
    if not href or href.startswith("#"):
        return None
    try:
        parts = urlsplit(safe_url_string(urljoin(base, href.replace("\\", "/"))))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if port not in (None, 80, 443):
        return None
    path = _SESSION.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme, host, path, parts.query, ""))


@lru_cache(maxsize=8192)
def key(url: str) -> str:
    """What two spellings of one address have in common.

    The scheme, ``www.``, the last slash, tracking parameters, their order, how characters are
    escaped and whether letters are capital count for nothing; an English language prefix neither.

    >>> key("http://www.a.example/FOI/one/?utm_source=x") == key("https://a.example/foi/one")
    True
    """
    parts = urlsplit(url)
    path = quote(
        unquote(_LANGUAGE.sub("", parts.path)).casefold().rstrip("/") or "/", safe="/-._~"
    )
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=False)
        if not _TRACKING.match(name)
    )
    host = (parts.hostname or "").removeprefix("www.")
    return host + path + ("?" + urlencode(query) if query else "")


@lru_cache(maxsize=8192)
def path_of(url: str) -> str:
    """The path, with escaped characters as they are meant."""
    return unquote(urlsplit(url).path)


def secured(url: str) -> str:
    """The same address over https."""
    return "https://" + url.removeprefix("http://") if url.startswith("http://") else url


def through(via: str, url: str) -> str:
    """Where a request for ``url`` goes when it is sent to a local copy of the sites.

    >>> through("http://127.0.0.1:8000", "https://www.a.example/foi/?page=2")
    'http://127.0.0.1:8000/www.a.example/foi/?page=2'
    """
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{via.rstrip('/')}/{parts.netloc}{parts.path or '/'}{query}"


def back(via: str, url: str, location: str) -> str:
    """Where a redirect leads that a local copy may give in its own terms.

    Args:
        via: The local copy.
        url: The original address that was asked for.
        location: As the copy gives it.

    >>> here = "http://127.0.0.1:8000"
    >>> back(here, "https://a.example/foi", here + "/b.example/foi/")
    'https://b.example/foi/'
    >>> back(here, "https://a.example/foi", "/a.example/foi/")
    'https://a.example/foi/'
    >>> back(here, "https://a.example/foi", "/other/")
    '/other/'
    """
    for own in (via.rstrip("/") + "/", f"/{urlsplit(url).netloc}/"):
        if location.startswith(own):
            host = "" if own.startswith("http") else own.strip("/") + "/"
            return "https://" + host + location.removeprefix(own)
    return location


def name_of(url: str) -> str:
    """The last part of the path, in small letters.

    >>> name_of("https://a.example/foi/2026/Drones-12326/")
    'drones-12326'
    """
    return path_of(url).rstrip("/").rpartition("/")[2].casefold()


def is_loopback(url: str) -> bool:
    """Whether an address means this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
