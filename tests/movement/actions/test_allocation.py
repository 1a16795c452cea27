from datetime import date

import pytest

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.allocation import allocate_registration
from kheo.movement.queries.allocation import both_views
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role, Unit
from tests import factories

TODAY = date(2026, 11, 24)


@pytest.fixture
def split(programme, wards):
    return factories.make_registration(programme, unit=wards["hoang_dong"])


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_a_split_result_goes_where_the_office_says_and_comes_back(split, office, wards):
    chosen = allocate_registration(office, split, wards["duy_tan"], 1)
    assert (chosen.allocated_unit, chosen.version) == (wards["duy_tan"], 2)
    back = allocate_registration(office, split, None, 2)
    assert (back.allocated_unit, back.version) == (None, 3)
    with pytest.raises(RefusedError) as refused:
        allocate_registration(office, split, None, 3)
    assert said(refused) == ["Hồ sơ này chưa phân bổ về đơn vị nào."]


def test_a_choice_may_be_changed(split, office, wards):
    allocate_registration(office, split, wards["duy_tan"], 1)
    assert allocate_registration(office, split, wards["duy_tien"], 2).allocated_unit == wards["duy_tien"]


def test_only_one_of_the_heirs_is_taken(split, office, wards):
    for wrong in (factories.make_unit("gso2025-99999"), wards["hoang_dong"], wards["hoa_mac"]):
        with pytest.raises(RefusedError) as refused:
            allocate_registration(office, split, wrong, 1)
        assert said(refused) == ["Đơn vị nhận: Đơn vị này không nhận phần nào của đơn vị cũ; chọn trong danh sách."]
    split.refresh_from_db()
    assert split.allocated_unit is None


def test_a_whole_successor_leaves_nothing_to_choose(programme, office, wards):
    whole = factories.make_registration(programme, unit=wards["hoa_mac"])
    with pytest.raises(RefusedError) as refused:
        allocate_registration(office, whole, wards["duy_tien"], 1)
    assert said(refused) == ["Kết quả này không cần phân bổ: đơn vị còn hoạt động hoặc có một đơn vị kế thừa toàn bộ."]


def test_the_town_itself_goes_to_one_of_its_communes_successors(programme, office, wards):
    of_the_town = factories.make_registration(programme, unit=wards["town"])
    assert allocate_registration(office, of_the_town, wards["duy_tan"], 1).allocated_unit == wards["duy_tan"]


def test_strangers_and_other_roles_allocate_nothing(split, stranger, wards, place):
    leader = factories.actor_for(factories.make_account(Role.LEADER, place))
    for actor in (stranger, leader):
        with pytest.raises(NotAllowedError):
            allocate_registration(actor, split, wards["duy_tan"], 1)


def test_the_second_of_two_who_allocate_is_told(split, office, wards):
    allocate_registration(office, split, wards["duy_tan"], 1)
    with pytest.raises(RefusedError) as refused:
        allocate_registration(office, split, wards["duy_tien"], 1)
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")


def test_both_views_have_one_total_at_every_step(programme, office, wards):
    units = ("hoa_mac", "hoang_dong", "hoang_dong", "town", "hoa_mac")
    rows = [factories.make_registration(programme, unit=wards[name]) for name in units]

    def totals():
        views = both_views(programme, TODAY)
        return (
            sum(row.count for row in views.then),
            sum(row.count for row in views.today) + len(views.waiting),
            len(views.waiting),
        )

    assert totals() == (5, 5, 3)
    for left, (row, heir) in zip((2, 1, 0), zip(rows[1:4], ("duy_tan", "duy_tien", "duy_tan"), strict=True), strict=True):
        allocate_registration(office, row, wards[heir], 1)
        assert totals() == (5, 5, left)
    assert {row.code: row.count for row in both_views(programme, TODAY).today} == {"gso2025-13324": 3, "gso2025-13318": 2}


def test_before_the_turn_everything_stands_where_it_was(programme, wards):
    factories.make_registration(programme, unit=wards["hoang_dong"])
    views = both_views(programme, date(2024, 12, 31))
    assert (
        [(row.code, row.count) for row in views.today] == [(row.code, row.count) for row in views.then] == [("gso2024-13333", 1)]
    )
    assert views.waiting == []


def test_the_real_town_carries_over_with_one_total(registers, db, office):
    town = factories.make_locality()
    programme = factories.make_programme(town)
    communes = Unit.objects.filter(register="gso2024", level="commune", versions__parent=town.unit)
    for unit in communes:
        factories.make_registration(programme, unit=unit)
    views = both_views(programme, TODAY)
    assert (len(views.then), views.total) == (15, 15)
    assert sum(row.count for row in views.today) + len(views.waiting) == 15
    assert all(one.heirs for one in views.waiting)
