"""What the tests with a browser share."""
import os

import pytest

from analysis.tests import browser


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Where there is none, a person's test is skipped with what to do; in continuous integration it fails."""
    path = browser.find()
    if path is None and os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip(browser.MISSING)
    assert path is not None, browser.MISSING
    return path
