"""How letters are read by weights not learned from them: ``python -m nlp.training.left_out``.

What is learned are the passages, which question a sentence answers, the second opinions on
positions and on what is relied on, and which topics stand beside the main one. The letters of all
sets are divided into parts, those that answer one request together; each part is read whole with
weights learned from the others. The figures of each set are written beside the sets; ``make
accuracy`` puts them in its report.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from nlp.evaluate import GOLDEN, LEFT_OUT, Marked, figures, mark_letter, sets, summed
from nlp.pipeline import reading_pipeline
from nlp.training import companions, match, opinion, standing
from nlp.training.train import folds, learn, letters_of

PARTS = 8


def part(letters: Sequence[Path], left_out: Sequence[Path]) -> list[tuple[str, Marked]]:
    """Each letter that was not learned from, read and scored, with the name of its set."""
    others = [path for path in letters if path not in left_out]
    learned = {
        "foi_positions": match.learn(others),
        "foi_sections": learn(others),
        "foi_topics": companions.learn(others),
    }
    for name, weights in learned.items():
        component: Any = reading_pipeline().get_pipe(name)
        component.weights = weights
    provisions: Any = reading_pipeline().get_pipe("foi_provisions")
    provisions.weights, provisions.deciding = standing.learn(others)
    positions: Any = reading_pipeline().get_pipe("foi_positions")
    positions.judge = opinion.learn(others)
    found = []
    for path in left_out:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found.append((path.parent.name, mark_letter(path, truth)))
    return found


def main() -> int:
    """Measure, print and write."""
    folders = sets(GOLDEN)
    letters = letters_of(folders)
    parts = folds(letters, PARTS)
    marked: dict[str, list[Marked]] = defaultdict(list)
    with ProcessPoolExecutor(2) as pool:
        for results in pool.map(part, [letters] * len(parts), parts):
            for name, one in results:
                marked[name].append(one)
    out = {folder.name: figures(summed(marked[folder.name])) for folder in folders}
    for name, figure in out.items():
        sys.stdout.write(
            f"{name}: total {figure['total']:.3f}, sections {figure['sections']:.3f}\n"
        )
    LEFT_OUT.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
