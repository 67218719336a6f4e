"""``python -m foi`` is ``foi``."""

from foi.cli import main

# Worker processes import this module anew; they must not run the command again.
if __name__ == "__main__":
    main()
