import pytest

from tests.reporting.newsroom import hold, make_newsroom


@pytest.fixture
def room(db):
    """A town whose conference is over."""
    made = make_newsroom()
    hold(made)
    return made
