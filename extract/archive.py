"""ZIP archives, also as the container of office documents: members read within the limits."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from extract.error import ExtractError
from extract.source import Budget, Source


class Archive:
    """An open archive."""

    def __init__(self, source: Source) -> None:
        """Open it.

        Raises:
            ExtractError: ``damaged``.
        """
        self._budget: Budget = source.budget
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.body))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise ExtractError(
                "damaged",
                f"expected a whole ZIP archive, found: {error}. It may have been cut off while it"
                " was fetched.",
            ) from error

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def names(self) -> list[str]:
        """All members that are files, in the archive's order."""
        return [info.filename for info in self._zip.infolist() if not info.is_dir()]

    def starting(self, prefix: str, suffix: str = "") -> Iterator[str]:
        """Names of members with this beginning and end."""
        return (n for n in self.names() if n.startswith(prefix) and n.endswith(suffix))

    def size(self, name: str) -> int:
        """Bytes of a member, unpacked; 0 where there is none."""
        info = self._zip.NameToInfo.get(name)
        return info.file_size if info else 0

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            ExtractError: ``damaged``, ``locked`` or ``too-large``; also where there is none.
        """
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise ExtractError("damaged", f"expected a part {name}, found none in the archive")
        if info.flag_bits & 1:
            raise ExtractError("locked", f"{name}: expected no password, found that it needs one")
        self._budget.unpack(info.file_size, info.compress_size, name)
        try:
            with self._zip.open(info) as file:
                # What the directory says of the size is not to be trusted.
                body = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise ExtractError(
                "damaged", f"{name}: expected to unpack it, found: {error}"
            ) from error
        if len(body) > info.file_size:
            raise ExtractError("damaged", f"{name}: expected the size that the archive states")
        return body

    def xml(self, name: str) -> etree._Element | None:
        """A member as an XML tree; ``None`` where there is none or it is no XML at all.

        Raises:
            ExtractError: As :meth:`read`.
        """
        if name not in self:
            return None
        return parse_xml(self.read(name))


def parse_xml(body: bytes) -> etree._Element | None:
    """An XML tree, as far as it goes where it is broken; no entities, no network."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, recover=True, remove_comments=True
    )
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace (strict and transitional files differ)."""
    if (value := element.get(name)) is not None:
        return str(value)
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(map(str, element.itertext()))
