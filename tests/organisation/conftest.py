import pytest

from kheo.organisation.actions.registers import load_registers
from kheo.organisation.rules.registers import Registers, read_registers


@pytest.fixture
def ha_nam(db):
    """The real rows of three provinces, old and new: enough for what happens around one town, and thirty times faster."""
    whole = read_registers()
    provinces = {"gso2024-35", "gso2024-04", "gso2025-37", "gso2025-04", "gso2024-01", "gso2025-01"}
    kept = set(provinces)
    for unit in (*whole.old, *whole.new):
        if unit.parent in kept:
            kept.add(unit.code)
    return load_registers(
        registers=Registers(
            old=tuple(unit for unit in whole.old if unit.code in kept),
            new=tuple(unit for unit in whole.new if unit.code in kept),
            succession=tuple(row for row in whole.succession if row.successor in kept and row.predecessor in kept),
        )
    )
