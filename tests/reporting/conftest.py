import pytest

from tests import factories
from tests.reporting.newsroom import hold, make_newsroom
from tests.reporting.scene import fill, make_scene


@pytest.fixture
def room(db):
    """A town whose conference is over."""
    made = make_newsroom()
    hold(made)
    return made


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def full(scene):
    """The town's year with something in every part."""
    fill(scene)
    return scene


@pytest.fixture
def there(db):
    """Another locality whose records must never show."""
    other = make_scene(factories.KIM_BANG)
    fill(other)
    return other
