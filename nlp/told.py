"""What one statement tells about its question: a refusal, an answer, a figure, yes or no."""

import re
from collections.abc import Set
from functools import lru_cache

from nlp.cues import fold, vocabulary
from nlp.pointers import without_lead
from nlp.provision import section_of
from nlp.response import PositionName
from nlp.statement import Statement

_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)(?:n't)?\b"
)
_YES_NO = re.compile(
    r"^(?:please )?(?:(?:could|can|would) you )?(?:please )?"
    r"(?:(?:confirm|state|say|tell (?:me|us)|advise|let me know|confirmation(?: of| as to)?)"
    r" (?:if|whether)|whether|if)\b"
    r"(?! (?:so|yes|no|not|the answer"
    r"|(?:it|you|they|there|he|she) (?:is|are|has|have|does|do|did|was|were))\b"
    r"|[^,?]{3,60}, (?:what|which|who|when|where|why|how|please)\b)"
    rf"|^{_AUXILIARY}"
    r"|^(?:if (?:so|no|not|yes|known|(?:it|they|you|there) (?:does|do|is|are|has|have))"
    rf"|(?:for|since|in) [^,]{{3,60}}), ?{_AUXILIARY}"
    rf"|^(?:since|during|between|from|in) (?:(?!what|which|how|who|where|when)[\w/]+ ){{1,6}}?"
    rf"(?<=\d ){_AUXILIARY}"
    r"|^any plans?\b|^any\b(?! (?:other|further|more) )[^?]*\?\W*$|^are there\b"
)
_FIGURES = re.compile(
    r"^(?!.*\b(?:sections?|regulations?|article|act|under s\.?\d|hours|minutes|correct as"
    r"|working days|dated|received)\b)"
    r".*(?<![\w/.])£?\d[\d,]*(?!\d|(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_NUMBER = re.compile(r"(?<![\w.,/])\d[\d,]*(?![\d/])")
_NUMBERED = re.compile(r"\b(?:questions?|parts?|points?|requests?|items?|q) ?\d{1,2}[a-h]?\b")
_DAYS = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)? )?\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"(?: \d{4})?\b|\b(?:19|20)\d\d(?:[-/]\d+)?\b"
)
COUNTED = re.compile(
    r"(?:(?:in|for|during|between) [^,]{3,24},? )?(?:(?:a total of|there were|in all) )?\d[\d,]*"
    r"(?! (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r" .{0,60}\b(?:were|was|received|recorded|spent|paid)\b"
    r"|.{0,60}\b(?:there (?:were|was|are|is)|numbered|total(?:led|s)?|came to)"
    r" (?:a total of )?£?\d[\d,]*"
    r"(?!\d|\s(?:hours|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_COUNTS = re.compile(
    r"(?:(?:a total of|of (?:these|those|them|which)|in all),? )?\d[\d,]*"
    r" (?!(?:hours?|is|we|i|the|this|that|no|not|it|there)\b|and \d)[a-z]"
)
"""A sentence that counts something: "Of these, 41 were not recorded as crimes"."""
SPELLED = re.compile(
    r"(?:(?:the (?:force|constabulary|service)|we|it|there) (?:were|are|is|was|has|have|had|owns?"
    r"|holds?|uses?) )?(?:about |some |only )?(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\w+teen|\w+ty)\b"
    r"|(?!.*\b(?:hours|minutes|days)\b).{3,60}"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" (?:occasions?|times|people|officers|cases|incidents)\b"
)
_LETTERED = re.compile(r"^\(?(?:[a-h]|[ivx]{1,4})[.)]\s+")
"""The letter of the question, where an answer begins with it."""
_OPEN_ENDED = re.compile(r"^(?:could|can|would|will|may) (?:you|i|we)\b")
REFUSALS: tuple[PositionName, ...] = (
    "ncnd", "not-held", "vexatious", "cost", "elsewhere", "clarify", "withheld",
)  # fmt: skip
_SEE = re.compile(
    r"(?:[\w() ]{1,24}[,:]? )?(?:please )?(?:see|refer to)(?: (?:the )?(?:explanation|reasons?))?"
    r" (?:below|above|overleaf|further (?:down|on)"
    r"|(?:the )?(?:end|foot|bottom|next page|last page)\b[\w ]{0,24})\.?"
)
_UNDER_HEADING = re.compile(
    r"\b(?:found|given|set out|answered|dealt with|explained) (?:below )?under (?:the )?heading"
)
"""What only says under which heading an answer stands."""
_COVERS = re.compile(
    r"(?:(?:please|you will) (?:find|see)|attached|enclosed|(?:i|we) (?:attach|enclose))"
    r"\b[^.]{0,60}\b(?:response|reply|letter|answer|refusal|internal review)\b[^.]{0,60}"
    r"\b(?:attached|enclosed|below|as follows|request|letter)[^.]{0,30}[.:]?$"
)
"""What only leads to an answer that stands below or in another document."""
_COURTESY = re.compile(
    r"(?:if|should) you (?:have|require|need) (?:any )?(?:further |other )?"
    r"(?:queries|questions|information)"
    r"|(?:the )?information (?:provided|supplied|contained) in this (?:response|letter)"
    r" (?:is|may be) (?:available for )?re-?use"
    r"|(?:(?:all|our|any) )?(?:requests and )?(?:our |the )?(?:responses|replies)"
    r"(?: to (?:them|requests))?"
    r" (?:may|will|can|are) (?:also |then |routinely )?(?:be )?published"
    r"|(?:the )?terms of the (?:ogl|open government)|when re-?using"
    r"|(?:please )?(?:accept (?:our|my) )?(?:we |i )?(?:sincerely )?apologi[sz]e"
    r"|thank(?:s| you) for|there are (?:two|three|four|several) (?:reasons|grounds|exemptions)\b"
    r"|(?:the )?(?:response|information|figures?)(?: (?:provided|given|supplied|below))*"
    r" (?:is|are|was|were) (?:correct|accurate) (?:as )?(?:of|at|on)\b"
    r"|.{0,60}\b(?:raise the same|dealt? with (?:them|these|all of them|both) (?:as one|together))"
    r"|(?:i|we) (?:hope|trust) (?:this|that|you|the)"
    r"|please (?:do not hesitate|bookmark|accept my apolog)"
)
"""What letters say for politeness or for their publication: no answer."""
_PUTS_OFF = re.compile(
    r"\bexten(?:d|ds|ded|ding|sion of) (?:the |this |our |that )?(?:\w+ )?"
    r"(?:deadline|time(?: limit| for| by|$))"
    r"|\b(?:we|i) (?:hope|aim|expect|intend) to (?:\w+ ){1,3}you\b"
    r"|\b(?:has|have) (?:now )?been (?:logged|registered|allocated)\b"
    r"|\bcode of practice\b.{0,60}\b(?:states|says|recommends|allows?)\b"
    r"|\bcontact us at the (?:e-?mail )?address below\b"
    r"|\b(?:consider|weigh|assess)ing the (?:balance of the )?public interest\b"
    r"|\b(?:we|i) (?:will|shall|aim to|hope to|expect to|should) (?:then )?"
    r"(?:contact|write to|inform|update|notify|respond to|reply to|be in touch with) you\b"
    r"|\byou (?:will|should|can expect to) (?:then )?(?:receive|hear|have) "
)
"""What tells only when an answer will come."""
_NOT_GIVING = re.compile(
    r"\bnot (?:\w+ )?(?:releas|disclos|provid|giv|suppl|attach|enclos|publish)ing\b"
    r"|\bwill be (?:released|published|disclosed) (?:as|on|in|by|at|with)\b"
)
_ONLINE = re.compile(r"https?://|\bwww\.|\bweb ?(?:sites?|pages?)\b")
_HERE = re.compile(
    r"\b(?:attach|enclos|accompan|below|above|annex|appendix|(?:foot|end|bottom) of this page)"
)
"""What is given with the letter, whether or not it is online as well."""
_ABOUT_EXEMPTIONS = re.compile(r"(?:the |these |those |this |which )?(?:exemptions?|refusal)\b")
_LATE = re.compile(
    r".{0,30}\b(?:apolog\w+|sorry)\b.*\b(?:delay\w*|late|time|sooner|earlier|deadline|days)\b"
)
"""What excuses that an answer comes late, and refuses nothing."""
_SEARCHING = re.compile(
    r"\bwould (?:\w+ )?(?:need|have|take|require|mean|involve|entail)\b.{0,60}"
    r"\b(?:search|review|read|check|open|examin|go|going|look|trawl|hours|minutes|manual)"
    r"|\b(?:hours|minutes)\b.{0,60}\bat £ ?(?:15|25)\b"
    r"|\b\d+ minutes (?:for each|each|per|a|apiece)\b"
)
"""What tells how long a search would take."""
_HELPS = re.compile(
    r"\b(?:should|may|might|will|would) (?:well )?be able to"
    r" (?:help|assist|answer|tell|give|provide)\b"
    r"|\bis (?:looking after|dealing with|handling) (?:it|this|your)\b"
)
"""What says who else may know."""
_NOT_HELD_FIRST = re.compile(
    r"(?:\w+ ){1,4}(?:do|does|did) not (?:hold|record|keep|collect|have)\b"
)
_NOTHING_TAKEN = re.compile(
    r"\bno redactions?\b"
    r"|\bno (?:part|page|name|detail)s?(?: of \w+)? (?:has|have|is|was|were) (?:been )?redacted\b"
    r"|\bnot (?:been )?redacted\b|\bwithout (?:any )?redaction"
    r"|\bredaction (?:software|tools?|products?|systems?)\b"
    r"|\bnothing (?:has been |was |is )(?:withheld|redacted|removed|(?:left|taken|blacked) out)\b"
)
_REFUSED_IN_PART = re.compile(r"\bpart of (?:your|the) request (?:is|was|has been|being)\b")
"""What only says that something is refused, as a notice does."""
_NOT_KNOWN = re.compile(r"\bnot know (?:whether|if) (?:we|the \w+|it) (?:hold|has|have)")
REDACTED = re.compile(
    r"\bredact(?:ed|ions?|ing)\b|\b(?:names?|personal details)\b.{0,120}"
    r"\b(?:removed|withheld|blacked out|taken out)\b"
    r"|\b(?:removed|withheld|taken out) (?:the )?(?:names?|personal details)\b"
)
"""A refusal of a few words in what is given."""
SMALL = re.compile(
    r"\b(?:figures?|numbers?|counts?|totals?|values?|results?|entries)\b.{0,30}"
    r"\b(?:below|under|less than|fewer than|of|to) (?:five|ten|5|10)\b"
    r"|<\s?(?:5|10)\b|\bsuppress\w+"
)
"""A refusal of small figures in what is given."""
_ELSEWHERE = frozenset({"foia/21", "foia/22", "foia/22A", "foisa/25", "foisa/27"})
_COST = ("foia/12", "foisa/12", "eir/12/4/b", "eisr/10/4/b")
_VEXATIOUS = frozenset({"foia/14", "foisa/14"})
_NOT_HELD = ("eir/12/4/a", "eisr/10/4/a", "foisa/17")


def is_yes_no(question: str) -> bool:
    """Whether a question can be answered by yes or no."""
    folded = fold(question)
    return bool(_YES_NO.match(folded)) and not _OPEN_ENDED.match(folded)


def is_partial(s: Statement) -> bool:
    """Whether it refuses to confirm or deny anything further, and nothing else."""
    return {"ncnd", "other-information"} <= s.says


def refusals(s: Statement) -> frozenset[PositionName]:
    """The refusals that a statement makes."""
    return _refusals(s.text, s.says, s.cited)


@lru_cache(maxsize=512)  # asked several times of each statement of a letter
def _refusals(text: str, told: frozenset[str], cited: tuple[str, ...]) -> frozenset[PositionName]:
    says = set(told)
    if "advice" in says:
        kept = {"not-held"} if _NOT_HELD_FIRST.match(text) else set()
        says -= {"withheld", "elsewhere", "cost", "vexatious", "not-held"} - kept
    if "considered" in says and "ncnd" not in says:
        says -= {"withheld", "elsewhere", "cost", "vexatious"}
    if "withdrawn" in says or ("elsewhere" in says and _COURTESY.match(text)):
        return frozenset()
    if _UNDER_HEADING.search(text):
        return frozenset()
    if _NOTHING_TAKEN.search(text):
        says -= {"withheld"}
    if _REFUSED_IN_PART.search(text) and not set(cited) - {"foia/17", "foia/17/1"}:
        says -= {"withheld"}
    if _NOT_KNOWN.search(text):
        says -= {"not-held"}
    if "recital" in says:
        says -= {"withheld", "clarify"}
    if "withheld" in says and _LATE.match(text):
        says -= {"withheld"}
    if _COUNTS.match(without_lead(text)):
        says -= {"not-held", "vexatious"}
    if "goodwill" in says:
        says -= {"withheld", "cost"}
    if cited and any(i.startswith(_COST) for i in cited) and "considered" not in says:
        says |= {"cost"} - ({"cost"} if {"goodwill", "advice"} & says else set())
    found: set[PositionName] = {r for r in REFUSALS if r in says}
    if "cost" in found:
        found.discard("ncnd")
    if "relies" in says and not found and not {"considered", "advice"} & says:
        found = {k for k in map(by_provision, cited) if k}
    if cited and "withheld" in found:
        kinds = {by_provision(i) for i in cited} - {None}
        if kinds and "withheld" not in kinds:
            found.discard("withheld")
            found |= {k for k in kinds if k}
    if "ncnd" in found:
        found -= {"withheld", "not-held", "elsewhere"}
    if "not-held" in found:
        found -= {"withheld"}
    if found & {"cost", "vexatious", "elsewhere"}:
        found -= {"withheld"}
    return frozenset(found)


def by_provision(identifier: str) -> PositionName | None:
    """The refusal that relying on a provision is; ``None`` for notices and duties."""
    section = section_of(identifier)
    if section in _ELSEWHERE:
        return "elsewhere"
    if identifier.startswith(_COST):
        return "cost"
    if section in _VEXATIOUS:
        return "vexatious"
    if identifier.startswith(_NOT_HELD):
        return "not-held"
    if section in ("foia/1", "foia/16", "foia/17", "foisa/16", "foisa/15", "foisa/18", "foia/10"):
        return None
    return "withheld"


def covers(s: Statement) -> bool:
    """Whether a statement only leads to an answer that stands below or in another document."""
    return bool(_COVERS.match(s.text))


def is_courtesy(s: Statement) -> bool:
    """Whether a statement is said for politeness, or on how the letter may be used."""
    return bool(_COURTESY.match(s.text))


def redacts(s: Statement) -> bool:
    """Whether a statement withholds names or small figures, and no more, of what is given."""
    return "withheld" in refusals(s) and bool(REDACTED.search(s.text) or SMALL.search(s.text))


def announces(s: Statement) -> bool:
    """Whether a statement says that something is given, and not that exemptions follow."""
    if {"whole", "considered"} & s.says and "withheld" in s.says:
        return False
    if "partial" in s.says and "withheld" in s.says:
        return True
    answers = s.section.kind == "response" or s.item
    if covers(s) or _SEE.fullmatch(s.text) or _NOT_GIVING.search(s.text):
        return False
    if _ONLINE.search(s.text) and not _HERE.search(s.text):
        return False
    exempts = re.search(
        r"exempt|exception|refus|section|regulation|reason|explain"
        r"|^no(?:thing| information| data)\b",
        s.text,
    )
    return "gives" in s.says and answers and not exempts


def has_figures(words: str) -> bool:
    """Whether a figure stands in a sentence that is no number of a question."""
    return bool(_FIGURES.search(_NUMBERED.sub("", words)))


def measures(words: str) -> bool:
    """Whether a figure stands in a sentence that is no date."""
    return bool(re.search(r"\d", _DAYS.sub("", words)))


def counts(words: str) -> int:
    """How many figures stand in a sentence that are no dates."""
    return len(_NUMBER.findall(_DAYS.sub("", _NUMBERED.sub("", words))))


def puts_off(s: Statement) -> bool:
    """Whether a statement says when or how an answer will come."""
    return bool(_PUTS_OFF.search(s.text))


def tells(s: Statement) -> bool:
    """Whether a statement without a refusal tells something."""
    if {"advice", "considered", "held", "subject-access"} & s.says:
        return False
    if covers(s) or is_courtesy(s) or _ABOUT_EXEMPTIONS.match(s.text):
        return False
    if any(p.search(s.text) for p in (_SEARCHING, _PUTS_OFF, _HELPS)):
        return False
    if _SEE.fullmatch(s.text) or _UNDER_HEADING.search(s.text):
        return False
    words = without_lead(s.text)
    return bool(re.search(r"\w", words)) and not re.fullmatch(r"\W*in part\W*", words)


def yes_or_no(s: Statement, types: Set[PositionName]) -> PositionName | None:
    """The answer to a question for yes or no, given the refusals that the statement makes."""
    cues = vocabulary("statements")["yes"]
    texts = {without_lead(s.text), s.text, _LETTERED.sub("", s.text)}
    if any(map(cues["yes"].found, texts)):
        return "confirmed"
    if any(map(cues["no"].found, texts)) and not types - {"not-held"}:
        return "denied"
    return None
