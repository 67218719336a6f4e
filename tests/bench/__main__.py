"""Measure, and write ``docs/benchmarks.md``: ``python -m tests.bench [SECTION…]``.

Each module beside this one has ``lines()``, a section of Markdown. A figure is quoted with what
stands beside it in the same run, so that it holds when the machine is slower.
"""

import os
import pkgutil
import platform
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run the sections that are named, or all, and write the page if it is all."""
    names = [m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)])]
    chosen = sys.argv[1:] or [name for name in names if name != "__main__"]
    page = [
        "# Benchmarks",
        "",
        f"Made by `make bench` on {date.today().isoformat()}: {os.cpu_count()} cores,"
        f" Python {platform.python_version()}. Ratios are of one run, absolute figures of one"
        " machine.",
        "",
    ]
    for name in chosen:
        page += import_module(f"tests.bench.{name}").lines()
    text = "\n".join(page).rstrip() + "\n"
    if sys.argv[1:]:
        sys.stdout.write(text)
    else:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
