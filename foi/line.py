"""A letter as commands that list letters print it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.response import Response


def letter_line(response: "Response", url: str, *, personal_data: bool) -> dict[str, Any]:
    """The keys that a hit and a near letter share; people in it masked unless asked for."""
    from index.letter import without

    people = () if personal_data else response.personal_data
    return {
        "id": response.id,
        "forces": list(response.forces),
        "title": without(response.title, people),
        "reference": without(response.reference, people),
        "received": response.received,
        "responded": response.responded,
        "outcome": response.outcome,
        "exemptions": [exemption.id for exemption in response.exemptions if exemption.engaged],
        "topics": list(response.topics),
        "url": url,
    }
