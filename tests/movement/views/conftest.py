import secrets

import pytest

from kheo.organisation.models import Role
from tests import factories
from tests.movement.council_scene import PLAIN, CouncilScene


@pytest.fixture
def sign_in(client, place):
    """Sign in as a role of our locality, or of the one given; returns the client."""

    def enter(role=Role.OFFICE, locality=None, body="bcd-dvk"):
        client.force_login(
            factories.make_account(role, locality or place, body=body), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return enter


@pytest.fixture
def own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


@pytest.fixture
def post(client):
    """Send a form as a page sends it, with its key; ``once`` may be given to send it twice, *follow* to land where it leads."""

    def send(address, data=None, once="", *, follow=False):
        return client.post(address, {"once": once or secrets.token_urlsafe(18), **(data or {})}, follow=follow)

    return send


@pytest.fixture
def make_scene(place):
    """A programme with its council, as the pages of ``council_pages`` name it."""

    def scene(settings=PLAIN, **more):
        return CouncilScene(place, settings, code="duy-tien-2024", **more)

    return scene


@pytest.fixture
def enter(client):
    """Sign in as somebody who is known; returns the client."""

    def as_account(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_account
