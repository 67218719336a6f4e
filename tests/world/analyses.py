"""Everything that the mosaic says of the letters of a made-up world, timed:

``python -m tests.world.analyses N``.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from collection.collection import open_collection
from mosaic.clocks import clock_row
from mosaic.crowd import unswept
from mosaic.findings import findings_and_doubts
from mosaic.passages import shared_and_shares
from mosaic.provisions import provisions
from mosaic.robins import robins
from nlp.collected import responses
from tests.world.letters import settle
from tests.world.watch import Watch
from tests.world.world import world


def main(size: int) -> None:
    """Print, as JSON, memory and seconds, the making of the letters not counted."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_collection(Path(folder) / "collection") as collection,
        unswept(),
    ):
        settle(collection, world(size))
        watch = Watch()
        watch.start()
        start, begun = time.perf_counter(), sum(os.times()[:4])
        robins(collection)
        letters = [*responses(collection)]
        said = [
            *findings_and_doubts(collection, letters),
            provisions(letters),
            [clock_row(letter) for letter in letters],
            *shared_and_shares(letters),
        ]
        seconds, processor = time.perf_counter() - start, sum(os.times()[:4]) - begun
        watch.done.set()
    found = {
        "letters": size,
        "rows": sum(map(len, said)),
        "seconds": round(seconds, 1),
        "processor": round(processor, 1),
        "mebibytes": watch.most // 1024,
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
