"""What is known about a letter before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the crawl or the operator says beside the text: evidence, never proof.

    Attributes:
        force: Slug of the force whose log it stood in.
        title: The page's or the listing's own title.
        reference: As the listing prints it.
        published: ISO date of the listing; it is neither received nor responded.
        site: The name of the site on which it was published.
        labels: The publisher's own labels and values ("Decision", "Exemptions Applied").
    """

    force: str | None = None
    title: str | None = None
    reference: str | None = None
    published: str | None = None
    site: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
