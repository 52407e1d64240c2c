"""Measure the pages with Lighthouse on its mobile settings: `make lighthouse` writes the scores to docs/lighthouse.md.

Lighthouse simulates a slow phone (4× CPU, slow 4G) from one load each, so scores vary by some points on a busy machine:
each page is measured RUNS times and the median of each category is kept.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from app.article import CHAPTERS
from app.settings import Settings
from tests.app.live import serve
from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "requirements" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORT = ROOT / "docs" / "lighthouse.md"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = ("", CHAPTERS[3], "lab", "questions")
RUNS = 3
TRIES = 3  # of a load: now and then a browser that was just started hangs up
LEAST = 95


def main() -> int:
    """Write the report; return 1 where a median is below LEAST."""
    place = chromium.find()
    with TemporaryDirectory() as folder, serve(Settings().models, Path(folder) / "log.txt") as live:
        rows = {
            f"/{language}/{page}": [scores(f"{live.address}/{language}/{page}", str(place)) for _ in range(RUNS)]
            for language in ("ja", "en")
            for page in PAGES
        }
    medians = {page: [median(run[n] for run in runs) for n in range(len(CATEGORIES))] for page, runs in rows.items()}
    REPORT.write_text(report(medians), "utf-8")
    print(report(medians))
    return int(min(min(values) for values in medians.values()) < LEAST)


def scores(address: str, browser: str) -> list[float]:
    """Return the scores of one load, 0 to 100, in the order of CATEGORIES; SystemExit where Lighthouse does not run."""
    flags = " ".join(["--headless=new", *chromium.flags()])
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = {"CHROME_PATH": browser, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    for _ in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode == 0:
            break
    else:
        raise SystemExit(done.stderr)
    found = json.loads(done.stdout)["categories"]
    return [100 * found[category]["score"] for category in CATEGORIES]


def report(medians: dict[str, list[float]]) -> str:
    """Return the scores as a document."""
    head = ["page", *CATEGORIES]
    rows = [[page, *(f"{value:.0f}" for value in values)] for page, values in medians.items()]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])
    return f"""# Lighthouse

Lighthouse 12 on its mobile settings (simulated slow phone and network), the median of {RUNS} loads each, measured by
`make lighthouse`.

{table}
"""


if __name__ == "__main__":
    sys.exit(main())
