"""What the tests with a browser share."""
import pytest

from analysis.tests import browser


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    return browser.find() or browser.lacking(browser.MISSING)
