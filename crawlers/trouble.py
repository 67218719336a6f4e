"""Pages that answer in place of the one asked for: challenges, logins, apologies."""

import re
from collections.abc import Mapping

from crawlers.address import path_of
from crawlers.page import Page

_CHALLENGE = re.compile(
    r"^(?:just a moment|attention required|(?:403 )?forbidden\b|are you (?:a )?(?:human|robot)"
    r"|access (?:is |to this page is )?(?:denied|blocked|forbidden)|pardon our interruption"
    r"|security (?:check|verification)|checking (?:your browser|if the site)|ddos protection"
    r"|request (?:blocked|rejected|unsuccessful)|(?:one more step|please wait)\b"
    r"|human verification|verify(?:ing)? (?:that )?you|verification required|bot detection"
    r"|captcha)",
    re.IGNORECASE,
)
_CHALLENGE_TEXT = re.compile(
    r"enable javascript and cookies to continue|checking your browser|unusual traffic"
    r"|verify(?:ing)? (?:that )?you are (?:a |not a )?(?:human|robot)|incapsula incident"
    r"|complete the (?:captcha|security check)|ray id:|why have i been blocked"
    r"|i am (?:a human|not a robot)|you have been blocked|automated (?:access|requests|queries)",
    re.IGNORECASE,
)
_APOLOGY = re.compile(
    r"^(?:error\b.{0,20}$|(?:404|410|500|502|503)\b|(?:page )?not found$|sorry\b|(?:oops|uh oh)\b"
    r"|page (?:cannot|can.?t|could not|couldn.?t|not)\b.*found"
    r"|(?:we )?(?:cannot|can.?t|couldn.?t|could not) find|service (?:temporarily )?unavailable"
    r"|something (?:has |.s )?(?:gone|went) wrong|temporarily unavailable"
    r"|(?:we are |site )?(?:down |closed )?(?:for |under )?(?:essential |scheduled )?maintenance"
    r"|technical (?:problem|difficult)|(?:this )?page (?:has )?(?:moved|expired)|we have moved"
    r"|(?:the |this |that )?(?:page|content|item|document|resource|disclosure|url)\b.{0,40}\b"
    r"(?:not (?:be )?found|no longer|does(?:n.t| not) exist|unavailable|removed|withdrawn))",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"^(?:(?:please )?(?:sign|log)[ -]?(?:in|on)|login|authentication required|your session|"
    r"(?:sign|log) in (?:to|required))\b",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"/(?:log-?in|sign-?in|account/login|sso|auth|wp-login\.php)(?:/|\.|$)")


def is_challenge(page: Page, headers: Mapping[str, str]) -> bool:
    """Whether a page stands for a check that a browser, or a person, has to pass."""
    if headers.get("cf-mitigated", "").casefold() == "challenge":
        return True
    if any(_CHALLENGE.match(text) for text in (page.title, page.document_title) if text):
        return len(page.text) < 3000
    return len(page.text) < 1500 and bool(_CHALLENGE_TEXT.search(page.root.text_content()))


def is_login(page: Page) -> bool:
    """Whether a page asks for a password in place of showing something."""
    if page.asks_for_password and len(page.text) < 3000:
        return True
    if _LOGIN_PATH.search(path_of(page.url).casefold()):
        return True
    return bool(_LOGIN.match(page.title)) and len(page.text) < 1500


def is_apology(page: Page) -> bool:
    """Whether a page served as a success says that there is nothing."""
    return bool(_APOLOGY.match(page.title)) and len(page.text) < 3000


def found_instead(page: Page, headers: Mapping[str, str]) -> tuple[str, str] | None:
    """A code and words for what a page is in place of the one expected; ``None`` if unknown."""
    if is_challenge(page, headers):
        return "challenge", f"a challenge page ({_said(page)})"
    if is_login(page):
        return "login", f"a login page ({_said(page)})"
    if is_apology(page):
        return "apology", f"a page that says “{_said(page)}”"
    return None


def _said(page: Page) -> str:
    return (page.title or page.document_title or page.text)[:80] or "without a title"
