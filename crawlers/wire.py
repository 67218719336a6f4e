"""What went over the wire, caught before Scrapy decompresses it."""

from scrapy import Request
from scrapy.http import Response

from crawlers.warc import Exchange


class Wire:
    """A downloader middleware, nearest to the network: leaves the exchange with its request."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Note the exchange; ``address`` is the original one, ``url`` that of a local copy."""
        served = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
            # The body is kept whole; it would be read as if it still came in chunks.
            if name.lower() not in (b"transfer-encoding", b"content-length")
        ]
        sent = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in request.headers.items()
            for value in values
        ]
        address = str(request.meta["address"])
        host = address.split("/")[2]
        request.meta["exchange"] = Exchange(
            url=address,
            method=request.method,
            sent=(("Host", host), *sent),
            protocol=response.protocol or "HTTP/1.1",
            status=response.status,
            reason="",
            served=(*served, ("Content-Length", str(len(response.body)))),
            body=response.body,
        )
        return response
