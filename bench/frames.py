"""Measure how smoothly the figure plays: `python -m bench.frames` prints medians over several runs in a real Chromium.

The default example in the article and in the laboratory, at speed 1, by words and by micro-steps, with the processor
throttled to a quarter (CDP, Emulation.setCPUThrottlingRate). Interval: between two calls of requestAnimationFrame, over
all of a playback and over the frames in which the figure moves. Work: processor time of the main thread per frame
without the throttle, from Chromium's own trace; unlike the intervals it hardly depends on what else the machine does.
"""

import argparse
import json
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import chromium

THROTTLE, MOST, SECONDS = 4, 34, 6
# The article plays by words only.
PLAYED = (("/en/", "word"), ("/en/lab", "word"), ("/en/lab", "phase"))
INTERVALS = """(milliseconds) => new Promise((done) => {
  const frames = [];
  let moved = false;
  let last = performance.now();
  const until = last + milliseconds;
  const observer = new MutationObserver(() => (moved = true));
  observer.observe(document.querySelector(".picture"), { subtree: true, attributes: true, childList: true });
  const tick = (now) => {
    frames.push([now - last, moved]);
    [last, moved] = [now, false];
    if (now < until) requestAnimationFrame(tick);
    else done(frames.slice(1));
  };
  requestAnimationFrame(tick);
})"""


def main() -> None:
    """Print the medians of the runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    with chromium.at_work() as (browser, address):
        print(f"{runs} runs of {SECONDS} s each, the processor at a quarter of its speed; p95 at most {MOST} ms")
        for path, pace in PLAYED:
            measure(browser, address + path, pace, runs, f"{path:8} {pace:6}")


def measure(browser: Browser, address: str, pace: str, runs: int, title: str) -> None:
    """Print three lines: all frames, those that move, and the work behind each."""
    both = [intervals(browser, address, pace) for _ in range(runs)]
    work = [busy(browser, address, pace) for _ in range(runs)]
    print(f"{title} frames {summary([frames for frames, _ in both])}")
    print(f"{'':15} moving {summary([moving for _, moving in both])}")
    print(f"{'':15} work   {summary(work)}  of processor time a frame, unthrottled", flush=True)


@contextmanager
def at_the_first_word(browser: Browser, address: str, pace: str) -> Iterator[Page]:
    """Open the page with its run arrived and the pace chosen."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="no-preference")
    page.goto(address)
    page.wait_for_function("() => location.hash.startsWith('#v=1')")
    if pace != "word":
        page.locator(".pace select").select_option(pace)
    yield page
    page.close()


def intervals(browser: Browser, address: str, pace: str) -> tuple[list[float], list[float]]:
    """Return the milliseconds between frames of a throttled playback: of all frames, and of those that moved."""
    with at_the_first_word(browser, address, pace) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        page.locator(".play").click()
        frames = page.evaluate(INTERVALS, 1000 * SECONDS)
    return [length for length, _ in frames], [length for length, moved in frames if moved]


def busy(browser: Browser, address: str, pace: str) -> list[float]:
    """Return the milliseconds that the main thread works for each frame that it draws."""
    with at_the_first_word(browser, address, pace) as page:
        browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
        page.locator(".play").click()
        page.evaluate(INTERVALS, 1000 * SECONDS)
        events = json.loads(browser.stop_tracing())["traceEvents"]
    frames = [event for event in events if event["name"] == "FireAnimationFrame"]
    thread = statistics.mode((frame["pid"], frame["tid"]) for frame in frames)
    ours = [event for event in events if event["ph"] == "X" and (event["pid"], event["tid"]) == thread]
    return per_frame(ours)


def per_frame(events: Sequence[dict[str, Any]]) -> list[float]:
    """Sum the processor time of the outermost tasks from one call of requestAnimationFrame to the next."""
    sums = [0.0]
    end = 0
    for event in sorted(events, key=lambda event: (event["ts"], -event.get("dur", 0))):
        if event["name"] == "FireAnimationFrame" and sums[-1] > 0:
            sums.append(0.0)
        if event["name"].endswith("RunTask") and event["ts"] >= end:
            sums[-1] += event.get("tdur", 0) / 1000
            end = event["ts"] + event.get("dur", 0)
    return sums[1:-1]


def summary(runs: Sequence[Sequence[float]]) -> str:
    """Write the median of the runs' medians and of their 95th percentiles, with the spread of the latter."""
    middle = statistics.median(statistics.median(run) for run in runs)
    high = sorted(statistics.quantiles(run, n=20)[-1] for run in runs)
    return f"median {middle:5.1f} ms, p95 {statistics.median(high):5.1f} ms ({high[0]:.1f} to {high[-1]:.1f})"


if __name__ == "__main__":
    main()
