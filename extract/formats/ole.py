"""Microsoft's old container with something in it that no other module reads."""

from extract.document import Document
from extract.error import ExtractError
from extract.source import Source

MEDIA_TYPE = "application/x-ole-storage"


def recognise(source: Source) -> int:
    """The container's signature; modules for what may be in it are surer."""
    return 50 if source.body.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") else 0


def read(source: Source) -> Document:
    """Say what it is.

    Raises:
        ExtractError: Always: ``locked``, ``unsupported`` or ``damaged``.
    """
    names = source.streams
    if "EncryptedPackage" in names:
        raise ExtractError(
            "locked",
            "expected an office document that opens without a password, found one that needs it."
            " Ask the publisher for an open copy.",
        )
    if not names:
        raise ExtractError("damaged", "expected an office document, found its container broken")
    found = ", ".join(sorted(names)[:5])
    raise ExtractError(
        "unsupported", f"expected a Word, Excel or Outlook file, found another with: {found}"
    )
