"""The root of every error that a person will read."""


class FoiError(Exception):
    """Something that cannot be done; the message says what was expected, found, and what to do.

    Each room has its own tree below this. The command line prints the message and exits with 2;
    any other exception is a fault of the program.
    """
