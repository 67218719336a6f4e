"""How letters say on which day a request, or the request for a review, came."""

import re

from nlp.days import Day

_ASKING = (
    r"(?:requests?|applications?|e[- ]?mails?|letters?|correspondence|enquir(?:y|ies)|messages?"
    r"|submission|form|questions?|quer(?:y|ies)|points|facsimile|fax|FOIs?|cais)"
)
_RECEIVED = re.compile(
    r"(?:\brece[il1]ved\b(?![^.]*\b(?:response|reply)\b)[^.:;]{0,90}?"
    r"|\breceipt(?: of [^.:;]{0,60})?)"
    r"(?:\bon|\bof)?(?: the)?[\s:–-]*$",
    re.IGNORECASE,
)
_ABOUT_REQUEST = re.compile(
    rf"\b{_ASKING}\b|\bthe above\b|\byours\b"
    r"|\b(?:(?:it|which) (?:was|were|we)|you (?:\w+ )?(?:wrote|asked|requested))\b"
    r"|\b(?:we|I) received (?:it|this)\b|^\W*(?:date )?received\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"\b{_ASKING}\b(?:(?!\b(?:how|what|who|whether)\b)[^.;]){{0,110}}?"
    r"\b(?:dated?|of|from|submitted|made|sent|emailed|e-mailed|on|dyddiedig)"
    r"(?: to (?:us|this office))?(?: by e-?mail)?(?: on)?(?: the)?[\s:,(]*$",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\b(?:it|which|enquiry|requests?|letters?|e[- ]?mails?|applications?|messages?)\b"
    r"[^.;]{0,40}?"
    r"\b(?:reached|arrived|came|got|was (?:delivered|opened|logged|registered))\b"
    r"(?: (?:in|here|at|with|to|into|through))*"
    r"(?: (?:us|me|(?:this|our|the) [\w ]{2,30}?|(?-i:[A-Z])[\w ]{2,40}?))?(?: on)?(?: the)?$"
    r"|\b(?:we|I|unit|team|office|department) (?:got|had|opened)\b[^.;]{0,40}"
    r"\b(?:requests?|applications?|letters?|e[- ]?mails?|messages?|questions?)\b(?: on)?(?: the)?$"
    r"|\b(?:have had|has been (?:here|with us)|been in hand)(?: \w+){0,3} since(?: the)?$"
    r"|\bd?derbyni(?:wyd|odd)\b[^.;]{0,60}\bar$",
    re.IGNORECASE,
)
_YOU_WROTE = re.compile(
    r"\b(?:you (?:wrote|asked|contacted|applied|e[- ]?mailed|sent(?: us| in)?|submitted|put)"
    r"|(?:we|I|force|constabulary|police|service) (?:was|were) (?:asked|contacted)|contacting"
    r"|writing to"
    r"|(?:getting|been|got) in touch)"
    r"\b[^.;]{0,60}"
    r"\bon(?: the)?$",
    re.IGNORECASE,
)
_WE_RECEIVED = re.compile(
    r"\s*,?\s*(?:we|I|(?:the|this) \w+|(?:[A-Z]\w+ ){1,4})\s*received\b[^.;]{0,60}\b"
    r"(?:request|application|e[- ]?mail|letter|enquiry|message|from you|the following|this)\b",
)
_THEN_YOURS = re.compile(
    r"\s*,? ?(?:your|a|the) (?:\w+ )?(?:request|application|e[- ]?mail|letter|enquiry|message)\b",
    re.IGNORECASE,
)
"""What goes on after "received on" and a date: "your request for ..."."""
_YOURS = re.compile(
    r"\byour?\b|\bthe request\b|\bcais\b|^\W*request "
    r"|\b(?:I|we) (?:write|am writing|are writing|refer|reply|respond)\b",
    re.IGNORECASE,
)
_ASKED_REVIEW = re.compile(
    r"\b(?:on|of|dated|received|made|from)(?: by e-?mail)?(?: on)?(?: the)?$", re.IGNORECASE
)
_OF_ANSWER = re.compile(
    r"\b(?:response|reply|answer|decision|refusal|outcome|notice)\b"
    r"(?![^.;]*\byour (?:e[- ]?mail|letter|message) (?:of|dated)\b)[^.;]{0,40}$",
    re.IGNORECASE,
)
_OUR_ANSWER = re.compile(
    r"\b(?:(?:our|my|this) (?:response|reply|answer),?"
    r"|(?:its|their) (?:\w+ )?(?:letter|response|reply|answer|decision)) (?:(?!to\b)\w+ ){0,3}"
    r"(?:dated|of|on|sent|issued)(?: the)?$",
    re.IGNORECASE,
)
_ON_THAT_DAY = re.compile(
    r"\s*,?\s*(?:(?:in|by) which |when )?you (?:submitted|made|sent|asked|wrote|requested|put"
    r"|raised|posed|e[- ]?mailed|sought|contacted)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:since|between|during|after|before|until)(?: the)?$", re.IGNORECASE)
"""What stands before a date that begins or ends what is asked about."""
_OF_REVIEW = re.compile(
    r"\breview(?:s|ed)?\b|\bcomplain(?:t|ed)?\b|\bdissatisf|\bunhappy\b|\bappeal"
    r"|\blook(?:ed)?\b[^.]{0,12}\bagain\b|\breconsider|\bchalleng",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\b(?:original|initial|first|earlier|previous)\b"
    r"|\brequest\b[^.]{0,30}\bhad (?:been |we )?(?:received|made|sent)",
    re.IGNORECASE,
)


def receipt(text: str, day: Day, sentence: str, *, review: bool) -> int:
    """How well the words before a date say that the request came then; 0 for not at all."""
    score = 0
    if _CAME.search(sentence):
        score = 91
    elif _PERIOD.search(sentence):
        return 0
    elif _RECEIVED.search(sentence) and (
        _ABOUT_REQUEST.search(sentence) or _THEN_YOURS.match(text, day.end)
    ):
        score = 90
    elif (
        _DATED.search(sentence)
        and not _OUR_ANSWER.search(sentence)
        and (_YOURS.search(sentence) or _ON_THAT_DAY.match(text, day.end))
    ):
        score = 70
    elif _YOU_WROTE.search(sentence):
        score = 65
    elif re.search(r"(?:\bon(?: the)?|^\W*on)$", sentence, re.IGNORECASE):
        if _WE_RECEIVED.match(text, day.end):
            score = 90
        elif _ON_THAT_DAY.match(text, day.end):
            score = 65
    after = text[day.end : day.end + 200].split(". ")
    if review and _OF_ANSWER.search(sentence):
        return 0
    if (
        review
        and not score
        and _ASKED_REVIEW.search(sentence)
        and not _OUR_ANSWER.search(sentence)
    ):
        score = 80 if _about_review(sentence) else 0
    if not score:
        return 0
    if review:
        # "Thank you for your e-mail of ... You asked us to look again": the next sentence tells.
        more = 2 if re.search(r"mail|letter|message", sentence[-40:]) else 1
        if _about_review(sentence) or _OF_REVIEW.search(". ".join(after[:more])):
            score += 60
        if _ORIGINAL.search(sentence[-60:]):
            score -= 50
    elif re.search(r"\byou (?:withdrew|clarified|amended|confirmed)\b", sentence, re.IGNORECASE):
        score -= 40
    return score


def _about_review(sentence: str) -> bool:
    """Whether what comes before a date last speaks of a review, and not of what is reviewed."""
    found = list(_OF_REVIEW.finditer(sentence[-120:]))
    return bool(found) and not re.search(
        r"\b(?:response|reply|answer|decision|refusal)\b"
        r"|\b(?:your|the)(?: \w+)? request,? (?:of|dated|made|received|from)\b",
        sentence[-120:][found[-1].end() :],
    )
