import pytest

from kheo.foundation.models import AuditRow
from kheo.organisation.actions.registers import LoadReport, load_registers
from kheo.organisation.authority import COMMAND_LINE, NOBODY, NotAllowedError
from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.rules.registers import TURN

pytestmark = pytest.mark.django_db


def test_every_row_is_loaded_once_in_batches_and_a_second_time_adds_nothing(django_assert_max_num_queries):
    with django_assert_max_num_queries(300):
        # 1 country + 10,810 old + 10 known by code only + 3,355 new
        assert load_registers(COMMAND_LINE) == LoadReport(units=14176, versions=14166, successions=10565)
    assert load_registers(COMMAND_LINE) == LoadReport(0, 0, 0)
    assert list(AuditRow.objects.values_list("action", "details")) == [
        ("units.load", {"units": 14176, "versions": 14166, "successions": 10565})
    ]


def test_nobody_may_load():
    with pytest.raises(NotAllowedError):
        load_registers(NOBODY)
    assert not Unit.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("registers")
class TestLoaded:
    """The registers as they lie in the database."""

    def test_the_two_registers_stay_apart(self):
        old, new = Unit.objects.get(code="gso2024-13324"), Unit.objects.get(code="gso2025-13324")
        assert (old.founded_on, old.ended_on, new.founded_on, new.ended_on) == (None, TURN, TURN, None)
        [was] = UnitVersion.objects.filter(unit=old)
        [now] = UnitVersion.objects.filter(unit=new)
        assert (was.name, was.folded, was.type, was.parent.code) == ("Phường Hòa Mạc", "phuong hoa mac", "phường", "gso2024-349")
        assert (now.name, now.folded, now.type, now.parent.code) == ("Phường Duy Tiên", "phuong duy tien", "phường", "gso2025-37")
        assert (was.valid_from, was.valid_to, now.valid_from, now.valid_to) == (None, TURN, TURN, None)
        assert list(Succession.objects.filter(predecessor=old).values_list("successor__code", "on", "is_split")) == [
            ("gso2025-13324", TURN, True),
            ("gso2025-13330", TURN, True),
        ]

    def test_code_that_only_succession_names_has_no_name(self):
        unit = Unit.objects.get(code="gso2024-26929")
        assert unit.level == Unit.Level.COMMUNE
        assert not unit.versions.exists()
        assert [row.successor.code for row in unit.successions.all()] == ["gso2025-26929"]

    def test_what_is_missing_is_added_again_and_what_was_changed_is_left_alone(self):
        Succession.objects.filter(predecessor__code="gso2024-13324").delete()
        UnitVersion.objects.filter(unit__code="gso2025-13324").update(name="Phường Tên Mới")
        assert load_registers() == LoadReport(0, 0, 2)
        assert UnitVersion.objects.get(unit__code="gso2025-13324").name == "Phường Tên Mới"
