"""Take the README's picture of a real run: `make screenshot`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from app.settings import Settings
from tests.app.live import serve
from tests.browser import chromium

PICTURE = Path(__file__).parent / "screenshot.png"


def main() -> None:
    """Write the picture of the Japanese page once its run has arrived."""
    place = chromium.find()
    models = Settings().models
    with (
        TemporaryDirectory() as folder,
        serve(models, Path(folder) / "log.txt") as live,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=place, args=chromium.flags())
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light", locale="ja-JP")
        page.goto(f"{live.address}/ja/", wait_until="networkidle")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
