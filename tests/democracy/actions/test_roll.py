from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.roll import (
    HouseholdContent,
    add_household,
    edit_household,
    leave_household,
    move_household,
    split_household,
)
from kheo.democracy.actions.roll_import import import_roll
from kheo.democracy.actions.rounds import fail_round, open_round, plan_round
from kheo.democracy.models import Household
from kheo.democracy.queries.roll import households_on
from kheo.democracy.reading.roll import RollLine
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.meeting_scene import make_matter
from tests.democracy.scene import wrong

DAY = date(2026, 3, 2)


def add(scene, name="Cá nhân 01", number=None, **more):
    return add_household(scene.head, scene.locality, scene.village, HouseholdContent(name, number=number), **more)


def numbers(village, day):
    return list(households_on(village, day).values_list("number", flat=True))


def test_households_are_numbered_on_and_keep_their_days(scene):
    first, tenth = add(scene), add(scene, "  Cá  nhân 10 ", 10, since=DAY)
    eleventh = add(scene, "Cá nhân 11")
    assert [one.number for one in (first, tenth, eleventh)] == [1, 10, 11]
    assert (tenth.representative, tenth.valid_from, first.valid_from) == ("Cá nhân 10", DAY, None)
    assert numbers(scene.village, DAY - timedelta(days=1)) == [1, 11]
    row = AuditRow.objects.filter(action="roll.add").last()
    assert row.details == {"village": scene.village.code, "number": 11}


def test_a_household_that_has_not_come_yet_is_refused(scene):
    with pytest.raises(RefusedError) as refusal:
        add(scene, since=timezone.localdate() + timedelta(days=1))
    assert wrong(refusal)[0].endswith("chưa đến; ghi khi hộ đã về đây.")
    line = RollLine(1, "", "Cá nhân 01")
    with pytest.raises(RefusedError, match="ghi khi hộ đã về đây"):
        import_roll(scene.head, scene.locality, scene.village, [line], timezone.localdate() + timedelta(days=1), commit=True)
    assert Household.objects.count() == 0


def test_a_number_stands_once_and_a_nameless_household_not_at_all(scene, there):
    add(scene, number=5)
    add(there, number=6)
    with pytest.raises(RefusedError) as refusal:
        add(scene, " ", 5)
    assert wrong(refusal) == [
        "Đại diện hộ: Ghi họ tên người đại diện hộ (Điều 18 khoản 2 Luật 10/2022/QH15).",
        "Số hộ: Số 5 đã dùng trong sổ; số còn trống tiếp theo là 6.",
    ]
    assert Household.objects.filter(locality=scene.locality).count() == 1


def test_a_name_is_mended_by_whoever_saw_the_last_one(scene):
    held = add(scene)
    edit_household(scene.office, held, HouseholdContent("Cá nhân 1B", "Ngõ 2"), 1)
    held.refresh_from_db()
    assert (held.representative, held.cluster, held.version) == ("Cá nhân 1B", "Ngõ 2", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_household(scene.head, held, HouseholdContent("Cá nhân 1C"), 1)
    with pytest.raises(RefusedError, match="Ghi họ tên"):
        edit_household(scene.head, held, HouseholdContent(""), 2)


def test_a_household_that_left_is_counted_until_its_day(scene):
    held = leave_household(scene.head, add(scene), DAY, 1)
    assert [numbers(scene.village, day) for day in (DAY - timedelta(days=1), DAY)] == [[1], []]
    with pytest.raises(RefusedError, match="không còn ở đây từ 02/03/2026"):
        leave_household(scene.head, held, DAY, 2)


def test_what_became_of_a_household_is_kept(scene, there):
    away, moved, lost = (add(scene, number=number) for number in (1, 2, 3))
    assert leave_household(scene.head, away, DAY, 1, "away").gone == "away"
    told = leave_household(scene.head, moved, DAY, 1, "village", scene.villages[1])
    assert (told.gone, told.gone_to) == ("village", scene.villages[1])
    for gone, to, said in (
        ("village", None, "Chuyển đến: Chọn nơi hộ chuyển đến."),
        ("away", scene.villages[1], "Đi đâu: Đã chọn nơi chuyển đến"),
        ("x", None, "Đi đâu: Chọn hộ đã đi đâu"),
        ("village", scene.village, "Chuyển đến: Chọn nơi khác ở"),
        ("village", there.village, "Chuyển đến: Chọn nơi khác ở"),
        ("village", scene.locality.unit, "Chuyển đến: Chọn nơi khác ở"),
    ):
        with pytest.raises(RefusedError, match=said):
            leave_household(scene.head, lost, DAY, 1, gone, to)
    assert leave_household(scene.head, lost, DAY, 1).gone == "unknown"


def test_a_household_moves_with_a_new_number_and_is_nowhere_twice(scene):
    scene.roll(7, scene.villages[1])
    held = add(scene)
    moved = move_household(scene.office, held, scene.villages[1], DAY, 1)
    assert (moved.number, moved.representative, moved.valid_from, moved.moved_from) == (8, "Cá nhân 01", DAY, held)
    held.refresh_from_db()
    assert (held.gone, held.gone_to) == ("village", scene.villages[1])
    assert numbers(scene.village, DAY) == []
    assert numbers(scene.villages[1], DAY)[-1] == 8
    with pytest.raises(RefusedError, match="chọn nơi khác"):
        move_household(scene.office, moved, scene.villages[1], timezone.localdate(), 1)


def test_a_head_moves_nobody_into_anothers_roll_nor_anybody_to_another_locality(scene, there):
    held = add(scene)
    with pytest.raises(NotAllowedError):
        move_household(scene.head, held, scene.villages[1], DAY, 1)
    with pytest.raises(RefusedError, match="của địa phương"):
        move_household(scene.office, held, there.village, DAY, 1)
    with pytest.raises(RefusedError, match="của địa phương"):
        add_household(scene.office, scene.locality, scene.locality.unit, HouseholdContent("Cá nhân 01"))
    for stranger in (scene.other_head, there.head, there.office, scene.front, scene.leader):
        with pytest.raises(NotAllowedError):
            edit_household(stranger, held, HouseholdContent("Cá nhân 02"), 1)


def test_a_household_splits_and_the_old_one_stays(scene):
    held = add(scene)
    made = split_household(scene.head, held, [HouseholdContent("Cá nhân 02"), HouseholdContent("Cá nhân 03", "Ngõ 1")], DAY, 1)
    assert [(one.number, one.split_from_id, one.valid_from) for one in made] == [(2, held.pk, DAY), (3, held.pk, DAY)]
    assert [numbers(scene.village, day) for day in (DAY - timedelta(days=1), DAY)] == [[1], [1, 2, 3]]
    for parts in ([], [HouseholdContent(" ")]):
        with pytest.raises(RefusedError):
            split_household(scene.head, held, parts, DAY, 2)


def lines(*rows):
    return [RollLine(row, *told) for row, told in enumerate(rows, 1)]


def test_a_list_is_previewed_and_then_taken_whole(scene, there):
    scene.roll(2)
    there.roll(9)
    sent = lines(("1", "Đại diện hộ 01"), ("2", "Cá nhân 2B", "Ngõ 2"), ("7", "Cá nhân 07"), ("", "Cá nhân 08"))
    shown = import_roll(scene.head, scene.locality, scene.village, sent)
    assert ([line.status for line in shown.lines], shown.committed) == (["same", "changed", "added", "added"], False)
    assert Household.objects.filter(village=scene.village).count() == 2
    taken = import_roll(scene.head, scene.locality, scene.village, sent, DAY, commit=True)
    assert (taken.committed, taken.count("added")) == (True, 2)
    rows = Household.objects.filter(village=scene.village).values_list(
        "number", "representative", "cluster", "valid_from", "version"
    )
    assert list(rows) == [
        (1, "Đại diện hộ 01", "", None, 1),
        (2, "Cá nhân 2B", "Ngõ 2", None, 2),
        (7, "Cá nhân 07", "", DAY, 1),
        (8, "Cá nhân 08", "", DAY, 1),
    ]
    again = import_roll(scene.head, scene.locality, scene.village, sent[:3], commit=True)
    assert [line.status for line in again.lines] == ["same"] * 3
    assert AuditRow.objects.filter(action="roll.import").last().details == {"added": 0, "changed": 0, "same": 3}


def test_a_wrong_line_is_named_and_nothing_is_taken(scene):
    leave_household(scene.head, add(scene, number=4), DAY, 1)
    sent = lines(
        ("một", "Cá nhân 01"), ("2", ""), ("3", "Cá nhân 03"), ("3", "Cá nhân 3B"), ("4", "Cá nhân 04"), ("0", "Cá nhân 00")
    )
    with pytest.raises(RefusedError) as refusal:
        import_roll(scene.head, scene.locality, scene.village, sent, commit=True)
    assert wrong(refusal) == [
        "Dòng 1: «một» không phải số hộ; ghi số nguyên hoặc để trống.",
        "Dòng 2: Ghi họ tên người đại diện hộ (Điều 18 khoản 2 Luật 10/2022/QH15).",
        "Dòng 4: Số 3 đứng hai lần trong danh sách; sửa một dòng.",
        "Dòng 5: Số 4 là của hộ không còn ở đây từ 02/03/2026; ghi số khác hoặc để trống.",
        "Dòng 6: Số hộ từ 1 đến 99.999.",
    ]
    assert Household.objects.count() == 1
    assert len(import_roll(scene.head, scene.locality, scene.village, sent).refused) == 5


@pytest.mark.parametrize(("count", "words"), [(0, "Chưa có dòng nào"), (5_001, "mỗi lần nhập tới 5.000 hộ")])
def test_an_empty_or_endless_list_is_refused(scene, count, words):
    with pytest.raises(RefusedError, match=words):
        import_roll(scene.head, scene.locality, scene.village, [RollLine(1, "", "Cá nhân")] * count)


def test_the_roll_by_which_a_meeting_goes_on_stays_as_it_was_counted(scene):
    """Else households that nobody counted could be ticked, and one that moved could not be unticked."""
    held, there = add(scene), scene.villages[1]
    planned = plan_round(scene.head, make_matter(scene), scene.village, "meeting", timezone.localdate())
    opened = open_round(scene.head, planned, 1)
    today = timezone.localdate()
    line = RollLine(1, "", "Cá nhân 02")
    across = add_household(scene.office, scene.locality, there, HouseholdContent("Cá nhân 09"))
    for act in (
        lambda: add(scene, "Cá nhân 02"),
        lambda: add(scene, "Cá nhân 02", since=today),
        lambda: leave_household(scene.head, held, today, 1),
        lambda: split_household(scene.head, held, [HouseholdContent("Cá nhân 02")], today, 1),
        lambda: move_household(scene.office, held, there, today, 1),
        lambda: move_household(scene.office, across, scene.village, today, 1),
        lambda: import_roll(scene.head, scene.locality, scene.village, [line]),
    ):
        with pytest.raises(RefusedError) as refusal:
            act()
        said = f"Đang họp theo sổ hộ đã chốt ngày {today:%d/%m/%Y}; ghi thay đổi này khi cuộc họp đã có kết quả."
        assert [told.partition(": ")[2] for told in wrong(refusal)] == [said]
    assert Household.objects.count() == 2
    renamed = RollLine(1, "1", "Cá nhân 07")
    assert import_roll(scene.head, scene.locality, scene.village, [renamed], commit=True).count("changed") == 1
    fail_round(scene.head, opened, 0, opened.version)
    assert add(scene, "Cá nhân 02").number == 2
