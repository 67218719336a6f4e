"""``python -m foi`` is ``foi``."""

from foi.cli import main

main()
