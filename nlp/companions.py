"""The topics that a letter has beside its main one.

Whether a letter that speaks of money in one of its ten questions is also about money is a matter
of degree: the weights are learned (``nlp.training.companions``) from the marked letters.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlp.response import Exemption

_LIKELY = 0.38
"""How likely a companion must be: half of the F1 that is reached, below which naming one more
loses."""
_MOST = 3
_FEW = 3
"""Questions of a short request, in which each is more than a detail."""
_WORDS = 5
"""Different words beyond which more of them say nothing."""
_KINDRED = frozenset(
    frozenset(pair)
    for pair in (
        ("artificial-intelligence", "ict"),
        ("artificial-intelligence", "predictive-policing"),
        ("child-protection", "missing-persons"),
        ("child-protection", "sexual-offences"),
        ("complaints", "domestic-abuse"),
        ("complaints", "workforce"),
        ("covert-surveillance", "imsi-catchers"),
        ("covert-surveillance", "spyware"),
        ("drugs", "road-traffic"),
        ("firearms", "property"),
        ("custody", "use-of-force"),
        ("historical-cases", "homicide"),
        ("intelligence-policy", "vehicles"),
        ("stop-and-search", "use-of-force"),
        ("taser", "use-of-force"),
    )
)
"""Topics that are two sides of one matter, so that one may be meant where no word of it stands."""
_REFUSED_FOR = {
    "national-security": ("foia/23", "foia/24", "foisa/31"),
    "finance": ("foia/43", "foisa/33"),
}
"""Topics that an exemption points to: what is refused for them touches on them."""
_SILENT_ON = ("covert-surveillance", "undercover")
"""Topics on which it is neither confirmed nor denied that anything is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a letter has for its topics.

    Attributes:
        points: How much speaks for each topic.
        words: How many different words of the request speak for each.
        questions: How many questions speak of each.
        asked: How many questions there are.
        exemptions: What the letter relies on.
    """

    points: Mapping[str, float]
    words: Mapping[str, int]
    questions: Mapping[str, int]
    asked: int
    exemptions: Sequence[Exemption]

    def signs(self, main: str) -> Iterator[tuple[str, dict[str, float]]]:
        """Every topic that may stand beside the main one, with the signs that it does."""
        engaged = [one for one in self.exemptions if one.engaged]
        hinted = {
            topic
            for topic, sections in _REFUSED_FOR.items()
            if any(one.id.startswith(sections) for one in engaged)
        }
        if any(one.ncnd for one in engaged):
            hinted.update(_SILENT_ON)
        kin = {topic for pair in _KINDRED if main in pair for topic in pair}
        for topic in sorted({*self.points, *kin, *hinted} - {main}):
            points = self.points.get(topic, 0.0)
            signs = {
                "any": 1.0,
                "near": math.log(points / self.points[main] + 0.03),
                "much": math.log(1 + points) / 3,
                "words": min(self.words.get(topic, 0), _WORDS) / _WORDS,
                "again": float(self.questions.get(topic, 0) > 1),
                "few": float(self.asked <= _FEW),
                "asked": 0.3 * math.log(self.asked or 1),
                "kin": float(topic in kin),
                f"hint {topic}": float(topic in hinted),
                topic: 1.0,
                "+".join(sorted((main, topic))): 1.0,
            }
            yield topic, {sign: strength for sign, strength in signs.items() if strength}


def likelihood(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely a topic with these signs stands beside the main one."""
    total = sum(strength * weights.get(sign, 0.0) for sign, strength in signs.items())
    return 1 / (1 + math.exp(-total))


def companions(evidence: Evidence, main: str, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The topics beside the main one, the likeliest first."""
    found = [(likelihood(signs, weights), topic) for topic, signs in evidence.signs(main)]
    likely = sorted((pair for pair in found if pair[0] >= _LIKELY), reverse=True)
    return tuple(topic for _, topic in likely[:_MOST])


@cache
def shipped() -> Mapping[str, float]:
    """The weights of ``nlp/vocabulary/companions.json``."""
    path = files("nlp") / "vocabulary" / "companions.json"
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights
