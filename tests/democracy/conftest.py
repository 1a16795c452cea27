import pytest

from tests.democracy.scene import make_scene


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    """Another locality whose records must never show."""
    return make_scene("gso2025-13330", "Phường Kim Bảng")
