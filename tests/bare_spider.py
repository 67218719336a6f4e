"""The least that Scrapy does: the ruler of ``tests/bench/crawling.py``."""

import sys
from collections.abc import Iterator
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import TextResponse


class Bare(Spider):
    """Follows lists from the addresses on the command line."""

    name = "bare"
    start_urls = sys.argv[1:]

    def parse(self, response: TextResponse) -> Iterator[Any]:
        """Follow the rows of a list, and the list."""
        for link in response.css("li a::attr(href), a[rel=next]::attr(href)").getall():
            if "item-" in link:
                here = "/".join(response.url.split("/")[:4])
                yield response.follow(here + link, self.keep)
            else:
                yield response.follow(link, self.parse)

    def keep(self, response: TextResponse) -> Iterator[Any]:
        """Take the title of an entry."""
        yield {"url": response.url, "title": response.css("h1::text").get()}


if __name__ == "__main__":
    process = AsyncCrawlerProcess(
        {
            "LOG_ENABLED": False,
            "CONCURRENT_REQUESTS": 38,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 38,
            "DOWNLOAD_DELAY": 0,
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Bare)
    process.start()
