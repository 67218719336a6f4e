"""Find the round robins of a made-up world and say how well: ``python -m tests.world N``."""

import json
import resource
import sys
import time
from collections.abc import Iterator

from mosaic.families import families
from mosaic.request import Request
from tests.world.scoring import pairwise_f1
from tests.world.watch import Watch
from tests.world.world import world


def main(size: int) -> None:
    """Print, as JSON, F1, memory, and seconds by the clock and of processors.

    The making of the world is not counted.
    """
    made = busy = 0.0

    def requests() -> Iterator[Request]:
        nonlocal made, busy
        letters = world(size)
        while True:
            before, used = time.perf_counter(), time.process_time()
            asked = next(letters, None)
            made += time.perf_counter() - before
            busy += time.process_time() - used
            if asked is None:
                return
            yield asked.request

    watch = Watch()
    watch.start()
    start, begun = time.perf_counter(), time.process_time()
    found = families(requests())
    seconds = time.perf_counter() - start - made
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = time.process_time() - begun - busy + others.ru_utime + others.ru_stime
    watch.done.set()
    groups = [[request.id for request in family] for family in found]
    truth = {asked.request.id: asked.same for asked in world(size)}
    robins = sum(len(group) > 1 for group in groups)
    said = {
        "letters": size,
        "robins": robins,
        "seconds": round(seconds, 2),
        "processor": round(processor, 2),
        "f1": round(pairwise_f1(groups, truth), 4),
        "mebibytes": watch.most // 1024,
    }
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
