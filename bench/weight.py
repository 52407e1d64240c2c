"""Weigh the pages: `python -m bench.weight` prints what a first visit transfers until nothing more is asked for.

The reader can act before that, once the run begins to arrive: what is waited for is all but the run. All of it comes
over HTTP/1.1 from this server, which compresses files and leaves a stream to a proxy: the whole is what a visit takes
when the run is compressed, too. The head of an answer takes 0.7 kB, most of it security headers; HTTP/2, as a proxy
speaks it, sends them once.
"""

import gzip
from collections import Counter
from dataclasses import dataclass
from typing import Any

import httpx2
from playwright.sync_api import Browser

from tests.browser import chromium

PAGES = ("/ja/", "/en/", "/ja/lab", "/en/lab")
MOST = 150_000


@dataclass(frozen=True)
class Weight:
    """Bytes of a visit; `run` is the stream within `bodies`, `compressed_run` the same as a proxy sends it."""

    requests: int
    heads: int
    bodies: int
    run: int
    compressed_run: int

    @property
    def awaited(self) -> int:
        """Return the bodies that the reader waits for."""
        return self.bodies - self.run

    @property
    def whole(self) -> int:
        """Return all bodies, every one compressed."""
        return self.awaited + self.compressed_run


def main() -> None:
    """Print a line for each page."""
    with chromium.at_work() as (browser, address):
        print(f"kB of a first visit; at most {MOST / 1000:.0f} in all, compressed")
        print("page      requests  before the run  the run as it comes  compressed   whole   heads")
        for path in PAGES:
            found = weighed(browser, address, path)
            sizes = (found.awaited, found.run, found.compressed_run, found.whole, found.heads)
            awaited, run, short, whole, heads = (size / 1000 for size in sizes)
            print(f"{path:9} {found.requests:8} {awaited:15.1f} {run:20.1f} {short:11.1f} {whole:7.1f} {heads:7.1f}")


def weighed(browser: Browser, address: str, path: str) -> Weight:
    """Visit a page for the first time; its address names the scene once the run has arrived."""
    page = browser.new_page()
    asked: dict[str, Any] = {}
    heads, parts, whole = Counter[str](), Counter[str](), Counter[str]()
    cdp = page.context.new_cdp_session(page)
    cdp.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]}))
    cdp.on("Network.responseReceived", lambda event: heads.update({event["requestId"]: head_of(event)}))
    cdp.on("Network.dataReceived", lambda event: parts.update({event["requestId"]: event["encodedDataLength"]}))
    cdp.on("Network.loadingFinished", lambda event: whole.update({event["requestId"]: event["encodedDataLength"]}))
    cdp.send("Network.enable")
    page.goto(address + path)
    page.wait_for_function("() => location.hash.startsWith('#v=1')")
    page.wait_for_load_state("networkidle")  # the laboratory asks who wrote the memory, once the run is there
    page.close()
    # Chromium calls a stream that was read to its end finished or not; of what is not, the parts are known.
    bodies = {id_: whole[id_] - heads[id_] if id_ in whole else parts[id_] for id_ in heads}
    [stream] = [id_ for id_, request in asked.items() if request["url"].endswith("/trace")]
    return Weight(len(heads), heads.total(), sum(bodies.values()), bodies[stream], compressed(asked[stream]))


def head_of(event: dict[str, Any]) -> int:
    """Return how many bytes came before the body."""
    return int(event["response"]["encodedDataLength"])


def compressed(request: dict[str, Any]) -> int:
    """Return how many bytes the answer to a request takes when it is compressed."""
    answer = httpx2.post(request["url"], content=request["postData"], headers=request["headers"])
    return len(gzip.compress(answer.content, 6))


if __name__ == "__main__":
    main()
