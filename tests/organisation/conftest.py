import pytest

from kheo.organisation.actions.registers import load_registers


@pytest.fixture
def registers(db):
    """Both registers with every row, as an installation has them."""
    return load_registers()
