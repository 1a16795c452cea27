import pytest

from tests import factories
from tests.directives.scene import make_scene


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    """Another locality whose records must never show."""
    return make_scene(factories.KIM_BANG)
