"""What the parts of the demo are loaded into, each by itself."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from pytest_django import DjangoDbBlocker

from kheo.assessment.actions.criteria import load_criteria
from kheo.organisation.actions.registers import load_registers
from kheo.organisation.authority import COMMAND_LINE
from tests.kept import kept

SETS = ("minh-hoa-mo-hinh-100", "minh-hoa-dan-chu-co-so")


@pytest.fixture(scope="module")
def installation(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Both registers and the illustrative sets of criteria, loaded once for a module of tests."""

    def loaded() -> None:
        load_registers(COMMAND_LINE)
        for name in SETS:
            load_criteria(COMMAND_LINE, files("kheo.assessment").joinpath(f"data/{name}.toml").read_bytes())

    with kept(django_db_blocker, loaded):
        yield
