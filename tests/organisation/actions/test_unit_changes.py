from datetime import date

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.unit_changes import apply_changes
from kheo.organisation.authority import COMMAND_LINE, NOBODY, NotAllowedError
from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.queries.lineage import lineage_of
from kheo.organisation.queries.units import name_on
from kheo.organisation.rules.lineage import carry

HEAD = "date,action,predecessor,successor,name,type,parent,source\n"
MERGER = (
    HEAD
    + """01/03/2027,merge,gso2025-13330,gso2025-99001,,,,NQ 1
01/03/2027,merge,gso2025-13336,gso2025-99001,,,,NQ 1
01/03/2027,found,,gso2025-99001,Phường Minh Hoạ,phường,gso2025-37,NQ 1
01/04/2027,rename,gso2025-13324,,Phường Duy Tiên Mới,,,NQ 2
"""
).encode()
DAY = date(2027, 3, 1)


def state():
    return (
        list(Unit.objects.order_by("pk").values_list()),
        list(UnitVersion.objects.order_by("pk").values_list()),
        list(Succession.objects.order_by("pk").values_list()),
    )


def test_dry_run_tells_and_writes_nothing(ha_nam):
    before = state()
    lines = apply_changes(COMMAND_LINE, MERGER)
    assert [(line.row, line.date, line.action) for line in lines] == [
        (2, "2027-03-01", "merge"),
        (3, "2027-03-01", "merge"),
        (4, "2027-03-01", "found"),
        (5, "2027-04-01", "rename"),
    ]
    assert lines[3].text == "Phường Duy Tiên (gso2025-13324) đổi thành Phường Duy Tiên Mới."
    assert state() == before
    assert not AuditRow.objects.filter(action="units.apply").exists()


def test_what_was_told_is_written(ha_nam):
    told = apply_changes(COMMAND_LINE, MERGER)
    assert apply_changes(COMMAND_LINE, MERGER, dry_run=False) == told
    ward = Unit.objects.get(code="gso2025-13324")
    assert [name_on(ward, day) for day in (DAY, date(2027, 4, 1))] == ["Phường Duy Tiên", "Phường Duy Tiên Mới"]
    new = Unit.objects.get(code="gso2025-99001")
    assert (new.register, new.level, new.founded_on, new.ended_on) == ("gso2025", "commune", DAY, None)
    [version] = new.versions.all()
    assert (version.name, version.folded, version.valid_from, version.source) == (
        "Phường Minh Hoạ",
        "phuong minh hoa",
        DAY,
        "NQ 1",
    )
    ended = Unit.objects.get(code="gso2025-13336")
    assert (ended.ended_on, ended.versions.get().valid_to) == (DAY, DAY)
    [row] = AuditRow.objects.filter(action="units.apply")
    assert row.details["changes"] == {"merge": 2, "found": 1, "rename": 1}
    assert row.details["units"] == ["gso2025-13324", "gso2025-13330", "gso2025-13336", "gso2025-99001"]


def test_the_same_file_twice_is_refused_as_a_whole(ha_nam):
    apply_changes(COMMAND_LINE, MERGER, dry_run=False)
    before = state()
    with pytest.raises(RefusedError) as refusal:
        apply_changes(COMMAND_LINE, MERGER, dry_run=False)
    assert {problem.where for problem in refusal.value.problems} == {"dòng 2", "dòng 3", "dòng 4", "dòng 5"}
    assert state() == before


def test_one_wrong_row_leaves_everything_as_it_was(ha_nam):
    before = state()
    with pytest.raises(RefusedError) as refusal:
        apply_changes(COMMAND_LINE, MERGER + b"01/05/2027,end,gso2025-00000,,,,,NQ 3\n", dry_run=False)
    assert [problem.where for problem in refusal.value.problems] == ["dòng 6"]
    assert state() == before


def test_old_counts_follow_the_merger(ha_nam):
    old = Unit.objects.get(code="gso2024-13342")
    split = Unit.objects.get(code="gso2024-13324")
    apply_changes(COMMAND_LINE, MERGER, dry_run=False)
    before = lineage_of([old.pk, split.pk], date(2027, 2, 28))
    after = lineage_of([old.pk, split.pk], DAY)
    counts = {"gso2024-13342": 4, "gso2024-13324": 2}
    assert carry(counts, before).under == {"gso2025-13336": 4}
    assert carry(counts, after, {"gso2024-13324": {"gso2025-13330": 1}}).under == {"gso2025-99001": 5}
    assert carry(counts, after, {"gso2024-13324": {"gso2025-13330": 1}}).unallocated == {"gso2024-13324": 1}


def test_lineage_of_a_town_knows_its_heirs_and_costs_few_queries(ha_nam, django_assert_max_num_queries):
    town, alone = Unit.objects.get(code="gso2024-349"), Unit.objects.get(code="gso2024-01651")
    with django_assert_max_num_queries(18):
        lineage = lineage_of([town.pk, alone.pk], DAY)
    assert lineage.heirs("gso2024-349") == {
        "gso2025-13324",
        "gso2025-13330",
        "gso2025-13336",
        "gso2025-13348",
        "gso2025-13363",
        "gso2025-13366",
    }
    assert lineage.heirs("gso2024-01651")
    assert carry({"gso2024-349": 44}, lineage).unallocated == {"gso2024-349": 44}


def test_lineage_before_the_turn_finds_everything_living(ha_nam):
    town = Unit.objects.get(code="gso2024-349")
    lineage = lineage_of([town.pk], date(2024, 12, 31))
    assert carry({"gso2024-349": 44}, lineage).under == {"gso2024-349": 44}


@pytest.mark.django_db
def test_without_registers_it_says_what_to_do():
    with pytest.raises(RefusedError, match="kheo units load"):
        apply_changes(COMMAND_LINE, MERGER)


def test_nobody_may_apply(ha_nam):
    with pytest.raises(NotAllowedError):
        apply_changes(NOBODY, MERGER)
