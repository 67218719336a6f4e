"""How much memory a process and those that it started hold together."""

import os
import threading
from pathlib import Path


class Watch(threading.Thread):
    """Looks at the memory of this process and of those that it started, four times a second.

    Attributes:
        most: The most that they held together, in KiB; pages that they share count several times.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.most = 0

    def run(self) -> None:
        while not self.done.wait(0.25):
            others = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
            self.most = max(self.most, sum(map(_resident, ["self", *others.split()])))


def _resident(process: str) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:  # it has ended meanwhile
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
