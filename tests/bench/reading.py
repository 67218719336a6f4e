"""Speed of the reading beside a blank spaCy pipeline with a ruler, on the golden letters."""

import resource
import subprocess
import sys
import time
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import spacy
from spacy.language import Language

from crawlers.force import forces
from nlp.hints import Hints
from nlp.pipeline import reading_pipeline
from nlp.provision import law
from nlp.read import read

LETTERS = Path(__file__).resolve().parents[1] / "golden" / "letters"
SUBJECTS = Path(str(files("nlp"))) / "subjects"
ROUNDS = 3
MANY, OPENING = 20_000, 800


def ruler() -> Language:
    """A blank pipeline with one ruler: forces, provisions and terms of topics as patterns."""
    nlp = spacy.blank("en")
    words = [name for force in forces().values() for name in (force.name, *force.aliases)]
    words += [
        f"{marker} {row.path[0]}{''.join(f'({part})' for part in row.path[1:])}"
        for row in law().values()
        for marker in ("section", "sections", "s", "s.", "regulation", "exemption under")
    ]
    words += [term for path in SUBJECTS.glob("*.toml") for term in _terms(path)]
    patterns = [
        {"label": "NAMED", "pattern": [{"LOWER": token.lower_} for token in nlp.make_doc(word)]}
        for word in words
    ]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def _terms(path: Path) -> list[str]:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return [*found.get("strong", ()), *found.get("weak", ()), *found.get("exact", ())]


def start_up() -> float:
    """Processor seconds of a new process that reads one line."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "from nlp.read import read; read('Dear Sir')"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=LETTERS.parents[2])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds(work: object, texts: list[str]) -> float:
    """The least processor time of a few rounds over all texts."""
    assert callable(work)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    return best


def by_component(texts: list[str]) -> Counter[str]:
    """Milliseconds of each component, over all texts."""
    spent: Counter[str] = Counter()
    pipeline = reading_pipeline()
    for text in texts:
        doc = pipeline.make_doc(text)
        doc._.hints = Hints()
        for name, component in pipeline.pipeline:
            start = time.process_time()
            doc = component(doc)
            spent[name] += int(1e6 * (time.process_time() - start))
    return spent


def lines() -> list[str]:
    """The section, as lines of Markdown."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(LETTERS.glob("*.txt"))]
    base = seconds(ruler(), texts)
    ours = seconds(read, texts)
    spent = by_component(texts)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(MANY):
        # Each another text, so that nothing is found in a cache and every cache is filled.
        read(f"{texts[number % len(texts)][:OPENING]} {number}")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = sum(map(len, texts)) / len(texts)
    rows = [f"| `{name}` | {n / 1000 / len(texts):.2f} |" for name, n in spent.most_common()]
    return [
        "## Reading",
        "",
        f"{len(texts)} letters of {size:.0f} characters on average, one core, processor time.",
        "",
        "| what | ours | beside it | ratio |",
        "| --- | --- | --- | --- |",
        f"| the whole reading | {len(texts) / ours:.0f} letters/s (at least 40)"
        f" | blank spaCy with a ruler {len(texts) / base:.0f} |"
        f" {base / ours:.2f} × (at least 0.50) |",
        f"| start-up | {start_up():.2f} s (at most 2) | | |",
        f"| memory over {MANY} openings of letters | {grown:+.0f} MiB | | |",
        "",
        "| component | ms a letter |",
        "| --- | --- |",
        *rows,
        "",
    ]
