"""Find the round robins of a made-up world and say how well: ``python -m tests.world N``."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator

from mosaic.families import families
from mosaic.request import Request
from tests.world.scoring import pairwise_f1
from tests.world.world import world


def main(size: int) -> None:
    """Print seconds (without the making of the world), F1 and memory as JSON."""
    made = 0.0

    def requests() -> Iterator[Request]:
        nonlocal made
        letters = world(size)
        while True:
            before = time.perf_counter()
            asked = next(letters, None)
            made += time.perf_counter() - before
            if asked is None:
                return
            yield asked.request

    start = time.perf_counter()
    found = families(requests())
    seconds = time.perf_counter() - start - made
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    other = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    groups = [[request.id for request in family] for family in found]
    truth = {asked.request.id: asked.same for asked in world(size)}
    robins = sum(len(group) > 1 for group in groups)
    said = {
        "letters": size,
        "robins": robins,
        "seconds": round(seconds, 2),
        "f1": round(pairwise_f1(groups, truth), 4),
        # Each core has a process of its own, beside this one.
        "mebibytes": (own + (os.cpu_count() or 1) * other) // 1024,
    }
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
