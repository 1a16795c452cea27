from tests.movement.views.conftest import post, sign_in  # noqa: F401  the same ways in
