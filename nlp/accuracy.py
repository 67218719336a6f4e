"""The report on how well letters are read, as Markdown: ``docs/accuracy.md``."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from crawlers.force import forces
from nlp.decided import FIGURES, FIRST
from nlp.evaluate import GOLDEN, LEFT_OUT, PASSAGES, Marked, confusion, summed
from nlp.filed import FIGURES as FILES_NOW
from nlp.filed import FIRST as FILES_FIRST
from nlp.people import personal_data
from nlp.scoring import MEASURES, Score, total

NOBODY = GOLDEN / "nobody.txt"
"""Sentences with places, firms and ranks in which no person is named, one a line."""

INTRODUCTION = """\
# How well letters are read

Written by `make accuracy`; do not edit. Each set is a folder under `tests/golden/`: letters
composed for the purpose, and what a careful FOI officer would say that they say. A set is frozen:
new letters are scored before anyone looks at what went wrong with them, faults are put right in
kind and not case by case, and a test fails when a figure falls below the one recorded beside the
set. Fields that hold a set are compared by F1 over all letters, single values by the share that is
right. Rows with a star make the total.
"""


FIRST_SIGHT = """\
## Letters nobody had seen

Composed by people who had not read the code, in the styles of other forces. The first figure is
what the set scored before anyone looked at it: what to expect of the next letter lies nearer to
it. The second is what it scores now, its faults put right in kind.

| set | letters | total | exemptions | positions | outcome | sections | main topic |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


LEARNED = """\
## Letters that were not learned from

Passages, and the questions of sentences that name none, are known by learned weights, so a set
that was learned from scores too well. Here each letter is read with weights learned from the
others, those of the same request left out together, and so are the networks that weigh positions
and the words that tell what is relied on (`python -m nlp.training.left_out`).

| set | total | sections | kind and start | arguments only | positions | outcome |
| --- | --- | --- | --- | --- | --- | --- |"""


UNSEEN = """\
## Passages that were not learned from

Composed one by one, each with wording of its own, to widen what is learned
(`tests/golden/snippets`), and harder than letters: officers seldom avoid the usual words. Each is
put into a letter and read with weights learned from the letters and from other passages
(`python -m nlp.training.unseen`); what was never learned from, with the weights that are kept.

| what is asked of them | right | of |
| --- | --- | --- |"""


FILES = """\
## Whole files

Word files, pages and PDF as forces make them, composed with what a reader sees in them
(`tests/golden/files`; `python -m nlp.filed`): at first sight, before anyone had looked at what
went wrong, and now.

| set | files | | questions F1 | positions | exemptions F1 | outcome | received | responded |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


DECISIONS = """\
## Decisions of the tribunal

Real decisions on information rights: the provisions at issue, that is the exemptions and sections
12 and 14 that the authority refused under or that the Commissioner or a party put forward, at
the level that the decision names (`tests/golden/tribunal/NOTE.md`; `python -m nlp.decided`). The
first F1 is what a set scored before anyone had looked at its faults.

| set | decisions | first F1 | F1 now | right | too many | missed |
| --- | --- | --- | --- | --- | --- | --- |"""


def report(results: Mapping[Path, Sequence[Marked]]) -> str:
    """All sets, in the order given."""
    lines = [INTRODUCTION, *_first_sight(results), *_files(), *_left_out(), *_unseen()]
    for folder, marked in results.items():
        lines += _set(folder, marked)
    lines += [*_decisions(), *_false_alarms()]
    return "\n".join(lines).rstrip() + "\n"


def _first_sight(results: Mapping[Path, Sequence[Marked]]) -> Iterator[str]:
    """What fresh sets scored before anyone had looked at them, beside what they score now."""
    fields = ("total", "exemptions", "positions", "outcome", "sections", "main_topic")
    rows = []
    for folder, marked in results.items():
        path = folder.with_name(f"{folder.name}.first.json")
        if not path.exists():
            continue
        first, scores = json.loads(path.read_text(encoding="utf-8")), summed(marked)
        now = {"total": total(scores)} | {name: scores[name].value for name in fields[1:]}
        cells = (f"{first[name]:.3f} → {now[name]:.3f}" for name in fields)
        rows.append(f"| `{folder.name}` | {len(marked)} | {' | '.join(cells)} |")
    if rows:
        yield FIRST_SIGHT
        yield from rows
        yield ""


def _left_out() -> Iterator[str]:
    """What each set scores with weights that were not learned from it."""
    if not LEFT_OUT.exists():
        return
    fields = (
        "total", "sections", "sections_kind", "sections_argument", "positions", "outcome",
    )  # fmt: skip
    yield LEARNED
    for name, figure in json.loads(LEFT_OUT.read_text(encoding="utf-8")).items():
        yield f"| `{name}` | {' | '.join(f'{figure[field]:.3f}' for field in fields)} |"
    yield ""


def _unseen() -> Iterator[str]:
    """How composed passages are read that were not learned from."""
    yield UNSEEN
    for name, tally in json.loads(PASSAGES.read_text(encoding="utf-8")).items():
        share = tally["right"] / tally["all"]
        yield f"| {name} | {tally['right']} ({share:.3f}) | {tally['all']} |"
    yield ""


def _files() -> Iterator[str]:
    """What whole files scored at first sight, and when they were last read."""
    fields = ("questions", "positions", "exemptions", "outcome", "received", "responded")
    first = json.loads(FILES_FIRST.read_text(encoding="utf-8"))
    yield FILES
    for name, now in json.loads(FILES_NOW.read_text(encoding="utf-8")).items():
        for when, figures in (("at first sight", first.get(name)), ("now", now)):
            if figures:
                values = " | ".join(f"{figures[field]:.3f}" for field in fields)
                yield f"| `{name}` | {figures['files']} | {when} | {values} |"
    yield ""


def _decisions() -> Iterator[str]:
    """What decisions scored when they were last at hand: the report needs none of them."""
    first = json.loads(FIRST.read_text(encoding="utf-8"))
    yield DECISIONS
    for name, figure in json.loads(FIGURES.read_text(encoding="utf-8")).items():
        score = Score(right=figure["right"], extra=figure["extra"], missed=figure["missed"])
        sight = f"{first[name]:.3f}" if name in first else "–"
        yield (
            f"| `{name}` | {figure['decisions']} | {sight} | {score.value:.3f} | {score.right} "
            f"| {score.extra} | {score.missed} |"
        )
    yield ""


def _set(folder: Path, marked: Sequence[Marked]) -> Iterator[str]:
    scores = summed(marked)
    yield f"## `{folder.name}`: {len(marked)} letters, total {total(scores):.3f}"
    yield ""
    yield "| | field | figure | right | too many | missed or wrong |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for key, measure in MEASURES.items():
        if key == "round_robin":
            continue  # a letter alone does not show it
        score = scores[key]
        extra = "" if measure.share else score.extra
        star = "*" if measure.counts else ""
        yield (
            f"| {star} | {measure.label} | {score.value:.3f} | {score.right} | {extra} "
            f"| {score.missed} |"
        )
    precision = scores["personal_data_exact"].precision
    yield ""
    yield f"Personal data as printed: precision {precision:.3f}."
    yield ""
    yield from _styles(marked)
    for field in ("positions", "outcome"):
        yield from _confusion(marked, field)
    yield from _worst(marked)


def _styles(marked: Sequence[Marked]) -> Iterator[str]:
    groups: dict[str, list[Marked]] = defaultdict(list)
    for letter in marked:
        for style in _style(letter):
            groups[style].append(letter)
    shown = ("exemptions", "positions", "outcome", "sections", "personal_data")
    yield "### By the style of the force"
    yield ""
    yield f"| style | letters | total | {' | '.join(shown).replace('_', ' ')} |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for style in sorted(groups):
        scores = summed(groups[style])
        cells = " | ".join(f"{scores[key].value:.3f}" for key in shown)
        yield f"| {style} | {len(groups[style])} | {total(scores):.3f} | {cells} |"
    yield ""


def _style(letter: Marked) -> Iterator[str]:
    """The platforms of its forces, and what else sets its letters apart."""
    answering = [forces()[slug] for slug in letter.truth["forces"] if slug in forces()]
    if len(answering) > 1:
        yield "joint reply"
    yield from sorted({platform for force in answering for platform in force.platform.split("|")})
    if any(force.nation == "Wales" for force in answering):
        yield "Welsh force"
    if letter.truth["regimes"] != ["foia"]:
        yield "regime " + " + ".join(letter.truth["regimes"])


def _confusion(marked: Sequence[Marked], field: str) -> Iterator[str]:
    counts = confusion(marked, field)
    wrong = sorted(
        ((pair, n) for pair, n in counts.items() if pair[0] != pair[1]),
        key=lambda item: (-item[1], item[0]),
    )
    right = sum(n for pair, n in counts.items() if pair[0] == pair[1])
    yield f"### {field.capitalize()}: what was taken for what"
    yield ""
    yield f"{right} of {sum(counts.values())} right."
    yield ""
    if wrong:
        yield "| the letter says | read as | times |"
        yield "| --- | --- | --- |"
        for (truth, got), n in wrong:
            yield f"| {truth} | {got} | {n} |"
        yield ""


def _worst(marked: Sequence[Marked]) -> Iterator[str]:
    order = sorted(marked, key=lambda letter: (letter.value, letter.name))
    yield "### The ten worst letters"
    yield ""
    yield "| letter | score | fields that are not wholly right |"
    yield "| --- | --- | --- |"
    for letter in order[:10]:
        wrong = [
            f"{measure.label} {letter.scores[key].value:.2f}"
            for key, measure in MEASURES.items()
            if measure.counts and letter.scores[key].value < 1
        ]
        yield f"| {letter.name} | {letter.value:.3f} | {'; '.join(wrong) or 'none'} |"
    yield ""


def _false_alarms() -> Iterator[str]:
    """Personal data found where there is none."""
    if not NOBODY.exists():
        return
    found = [(line, item) for line in sentences() for item in personal_data(line)]
    yield "## Names where nobody is named"
    yield ""
    count = len(sentences())
    yield f"{count} sentences with places, firms, offices and ranks: {len(found)} false alarms."
    yield ""
    for line, item in found:
        yield f"- {item.kind} *{item.text}* in: {line}"


def sentences() -> list[str]:
    """Those of :data:`NOBODY`."""
    return [line for line in NOBODY.read_text(encoding="utf-8").splitlines() if line.strip()]
