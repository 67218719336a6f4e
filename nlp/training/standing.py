"""Learn what is relied on, and what decides: ``python -m nlp.training.standing [FOLDER...]``.

Without folders of letters, from all sets under ``tests/golden/``, and from the passages in
``tests/golden/snippets``, each put into a letter. Linear support vector machines (scikit-learn)
tell the exemptions that a letter relies on from those that it only names, and the procedural
provisions that decide something from those that it recites. A sign that stands in one letter only
is left out.
"""

import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from nlp.evaluate import sets
from nlp.procedure import spoken
from nlp.provision import is_condition, is_procedural, on_one_path
from nlp.provisions import named
from nlp.read import annotated, read
from nlp.standing import Signs, Standing, procedural_signs, signs_in
from nlp.training.machines import fitted
from nlp.training.snippets import Reliance, procedures, reliance
from nlp.training.train import letters_of

OF_EXEMPTIONS, OF_PROCEDURE = 0.02, 0.05
"""How much fitting the letters counts against small weights."""
TARGET = Path(__file__).parent.parent / "vocabulary"
Example = tuple[Signs, bool]


def exemptions(text: str, listed: Mapping[str, bool]) -> list[Example]:
    """The signs of each exemption of which it is known whether it is relied on."""
    doc = annotated(text, before="foi_provisions")
    found = [one for one in named(doc) if not is_procedural(one.id)]
    ids = list(dict.fromkeys(one.id for one in found if not is_condition(one.id)))
    out = []
    for id_, own, signs in signs_in(ids, found, doc._.sections):
        known = {engaged for other, engaged in listed.items() if on_one_path(id_, other)}
        if own and known:
            out.append((signs, any(known)))
    return out


def procedural(text: str, deciding: Collection[str]) -> list[Example]:
    """The signs of each procedural provision, and whether it decides something."""
    refusing = any(one.engaged for one in read(text).exemptions)
    own = spoken(named(annotated(text, before="foi_provisions")))
    return [
        (signs, any(on_one_path(id_, other) for other in deciding))
        for id_, signs in procedural_signs(own, refusing=refusing)
    ]


def marked(letters: Sequence[Path]) -> tuple[list[list[Example]], list[list[Example]]]:
    """The exemptions of marked letters, and their procedural provisions."""
    relied, decided = [], []
    for path in letters:
        text = path.read_text(encoding="utf-8")
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        relied.append(exemptions(text, {i["id"]: i["engaged"] for i in truth["exemptions"]}))
        decided.append(procedural(text, truth["procedural"]))
    return relied, decided


def of_reliance(passages: Iterable[Reliance]) -> list[list[Example]]:
    """The exemptions of passages."""
    return [
        exemptions(
            one.letter, dict.fromkeys(one.relied, True) | dict.fromkeys(one.rejected, False)
        )
        for one in passages
    ]


def of_procedures(passages: Iterable[Reliance]) -> list[list[Example]]:
    """The procedural provisions of passages."""
    return [procedural(one.letter, one.procedural) for one in passages]


def learn(letters: Sequence[Path]) -> tuple[Standing, Standing]:
    """Weights for what is relied on and for what decides, from letters and from passages."""
    relied, decided = marked(letters)
    return (
        fit([*relied, *of_reliance(reliance())], OF_EXEMPTIONS),
        fit([*decided, *of_procedures(procedures())], OF_PROCEDURE),
    )


def fit(letters: Sequence[Sequence[Example]], strength: float) -> Standing:
    """Weights learned from the provisions of letters."""
    names, machine = fitted(letters, strength)
    weights = machine.coef_[0].round(3).tolist()
    signs = {sign: weight for sign, weight in zip(names, weights, strict=True) if weight}
    return Standing(signs, round(float(machine.intercept_[0]), 3))


def main() -> None:
    """Learn from the sets of gold letters, and write the weights."""
    letters = letters_of([Path(folder) for folder in sys.argv[1:]] or sets())
    for name, learned in zip(("standing", "procedure"), learn(letters), strict=True):
        data = json.dumps({"bias": learned.bias, "signs": learned.signs})
        (TARGET / f"{name}.json").write_text(data, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(letters)} letters, {len(learned.signs)} signs\n")


if __name__ == "__main__":
    main()
