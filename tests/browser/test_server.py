"""The server answers a real browser."""

from tests.browser.conftest import OpenPage


def test_an_answer_of_the_api_is_readable_in_a_browser(open_page: OpenPage) -> None:
    page = open_page("/api/v1/models", javascript=False)
    assert '"models"' in page.locator("body").inner_text()
