"""What takes long to make is made once for a module of tests; what a test writes is taken back after it, as always."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from pytest_django import DjangoDbBlocker

Made = TypeVar("Made")


@contextmanager
def kept(blocker: DjangoDbBlocker, make: Callable[[], Made]) -> Iterator[Made]:
    """Yield what *make* writes and returns; taken back at the end. A test works on a deep copy of it, for it may change it."""
    with blocker.unblock(), transaction.atomic():
        yield make()
        transaction.set_rollback(True)
