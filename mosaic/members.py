"""How many letters the members of a round robin are."""

from collections.abc import Iterable

from mosaic.robins import Member


def letters_in(members: Iterable[Member]) -> int:
    """How many letters they are: a joint one stands in the logs of several forces.

    Joint letters of the same forces and day are one; :func:`mosaic.matrix.once`, which reads the
    letters, tells them apart where they say different things.
    """
    return len(
        {
            (member.forces, member.responded) if len(member.forces) > 1 else member.response
            for member in members
        }
    )
