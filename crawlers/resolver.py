"""A resolver that knows no private addresses: a site's name may not lead into our own network."""

import ipaddress
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError


def is_public(found: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    return ipaddress.ip_address(found).is_global


class PublicResolver(CachingThreadedResolver):
    """Answers as if a host that has a private address did not exist."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Any:
        found = super().getHostByName(name, timeout)
        found.addCallback(_public, name)
        return found


def _public(found: str, name: str) -> str:
    if not is_public(found):
        raise DNSLookupError(f"{name} has the private address {found}")
    return found
