"""Points of the conclusion: what is kept, what is refused by name, what stays looked at."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.conference.actions.closing import PointContent, look_at_point, set_points
from kheo.conference.actions.points import MOST_POINTS, content_of
from kheo.conference.models import ConclusionPoint, Conference
from kheo.conference.queries.closing import points_of, shown_points
from kheo.directives.actions.documents import DirectiveContent, RequirementContent, add_directive
from kheo.directives.actions.tasks import TaskOwner
from kheo.directives.models import Requirement
from kheo.directives.queries.owners import owner_groups
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Succession, Unit
from tests import factories
from tests.conference.stage import DUE, make_day, set_and_look, usual_points
from tests.recognition.scene import wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(bare_day):
    return bare_day


def put(day, *contents):
    return set_points(day.office, day.fresh(), contents, day.fresh().version)


def owner(day, code="mttq"):
    body = factories.body_of(day.town.locality, code)
    return TaskOwner(body.unit, body)


def below(day, code="gso2024-13330", name="Xã Minh Hoạ"):
    unit = factories.make_unit(code, name)
    unit.versions.update(parent=day.town.locality.unit)
    return unit


def requirement(day, number="43-KL/TW"):
    begun = date(2019, 1, 7)
    content = DirectiveContent("conclusion", number, "Cơ quan trên", begun, "Việc", begun)
    directive = add_directive(day.office, day.town.locality, content, [RequirementContent("mục II", "Nâng cao chất lượng")])
    return Requirement.objects.get(directive=directive)


def test_points_are_kept_in_their_order_and_the_trail_counts_them(day):
    put(day, PointContent(" Việc  một "), PointContent("Việc hai"))
    assert [(point.order, point.text, point.looked_at) for point in points_of(day.conference)] == [
        (1, "Việc một", False),
        (2, "Việc hai", False),
    ]
    row = AuditRow.objects.get(action="conclusion.points")
    assert row.details == {"points": 2, "version": 2}


def test_what_was_looked_at_stays_so_where_it_says_the_same(day):
    first, second = set_and_look(day, *usual_points(day))
    kept = [content_of(point) for point in points_of(day.conference)]
    put(day, PointContent("Việc mới"), kept[1], PointContent("Việc một sửa lời", kept[0].owners, kept[0].due_on))
    assert [(point.text, point.looked_at) for point in points_of(day.conference)] == [
        ("Việc mới", False),
        (second.text, True),
        ("Việc một sửa lời", False),
    ]
    assert first.text not in {point.text for point in points_of(day.conference)}


def test_a_list_written_by_another_meanwhile_is_not_written_over(day):
    put(day, PointContent("Việc một"))
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        set_points(day.office, day.conference, [PointContent("Việc hai")], 1)


def test_everything_wrong_with_a_list_is_told_at_once_by_its_place(day):
    long = "a" * 601
    with pytest.raises(RefusedError) as refusal:
        put(
            day,
            PointContent(""),
            PointContent(long, measure="b" * 301),
            PointContent("Việc", due_on=date(2025, 1, 7), figure="initiatives.registered"),
            PointContent("Việc", value=Decimal(-1)),
            PointContent("Việc ba", value=Decimal("2.5"), value_measure="hộ", figure="khong.co"),
        )
    assert wrong(refusal) == [
        "Điểm 1, Nội dung: Chưa ghi nội dung của điểm này.",
        "Điểm 2, Nội dung: Dài 601 ký tự, nhiều nhất 600; viết gọn lại.",
        "Điểm 2, Làm đến đâu là xong: Dài 301 ký tự, nhiều nhất 300; viết gọn lại.",
        "Điểm 3, Con số phải đạt: Chọn số liệu thì ghi con số phải đạt.",
        "Điểm 3, Hạn: Hạn 07/01/2025 ở trước ngày hội nghị 08/01/2025; xem lại năm.",
        "Điểm 4, Con số phải đạt: Con số phải từ 0 trở lên, nhiều nhất mười bốn chữ số.",
        "Điểm 4, Đơn vị tính: Có con số thì ghi đơn vị tính: «mô hình», «%», «hộ».",
        "Điểm 4: Trùng với điểm 3; bỏ một điểm.",
        "Điểm 5, Con số phải đạt: Số liệu trong sổ là số nguyên; ghi con số bằng số nguyên.",
        "Điểm 5, Số liệu trong sổ: Sổ số liệu không có mục này; chọn trong danh sách.",
    ]
    with pytest.raises(RefusedError, match="Nhiều nhất 60 điểm"):
        put(day, *(PointContent(f"Việc {number}") for number in range(MOST_POINTS + 1)))
    assert ConclusionPoint.objects.count() == 0


def test_the_look_writes_who_does_it_by_when_and_how_it_is_measured(day):
    (point,) = put(day, PointContent("Việc một"))
    told = requirement(day)
    content = PointContent("Việc một, sửa", (owner(day),), DUE, "có kế hoạch", told, value_measure="bỏ đi", figure="")
    seen = look_at_point(day.office, point, content, 1)
    assert (seen.text, seen.looked_at, seen.version, seen.due_on, seen.requirement) == ("Việc một, sửa", True, 2, DUE, told)
    assert seen.value_measure == ""  # nothing of a number where there is no number
    (shown,) = shown_points(day.conference)
    assert shown.owner_names == ("Uỷ ban Mặt trận Tổ quốc Duy Tiên",)
    assert AuditRow.objects.get(action="conclusion.look").details == {"point": 1, "owners": 1}
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        look_at_point(day.office, point, content, 1)


def test_a_look_without_owner_and_deadline_is_none(day):
    (point,) = put(day, PointContent("Việc một"))
    with pytest.raises(RefusedError) as refusal:
        look_at_point(day.office, point, PointContent("Việc một"), 1)
    assert wrong(refusal) == [
        "Nơi thực hiện: Chưa chọn cơ quan, đơn vị nào; điểm nào cũng phải có nơi làm.",
        "Hạn: Chưa ghi hạn; ghi ngày phải xong.",
    ]


def test_a_point_never_takes_the_words_of_another_and_one_that_is_gone_is_said_so(day):
    first, second = put(day, PointContent("Việc một"), PointContent("Việc hai"))
    with pytest.raises(RefusedError, match="Điểm khác của kết luận đã ghi đúng lời này"):
        look_at_point(day.office, second, PointContent("Việc một", (owner(day),), DUE), 1)
    put(day, PointContent("Việc ba"))
    with pytest.raises(RefusedError, match="vừa được bỏ hoặc viết lại"):
        look_at_point(day.office, first, PointContent("Việc một", (owner(day),), DUE), 1)


def test_a_unit_that_ended_by_the_due_day_is_refused_by_name_date_and_successor(day):
    old = below(day)
    heir = factories.make_unit("gso2025-13324", "Phường Duy Tiên")
    Unit.objects.filter(pk=old.pk).update(ended_on=date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=heir, on=date(2025, 7, 1), is_split=False, source="Nghị quyết")
    old.refresh_from_db()
    (point,) = put(day, PointContent("Việc một"))
    with pytest.raises(RefusedError) as refusal:
        look_at_point(day.office, point, PointContent("Việc một", (TaskOwner(old),), date(2025, 12, 31)), 1)
    assert wrong(refusal) == [
        (
            "Nơi thực hiện: Xã Minh Hoạ thôi hoạt động từ 01/07/2025, mà hạn là 31/12/2025; giao cho Phường Duy Tiên, "
            "hoặc đặt hạn trước ngày ấy."
        )
    ]
    assert look_at_point(day.office, point, PointContent("Việc một", (TaskOwner(old),), DUE), 1).looked_at


def test_a_body_that_ended_names_the_same_body_of_the_successor(day):
    locality = day.town.locality
    front = factories.body_of(locality, "mttq")
    Unit.objects.filter(pk=locality.unit_id).update(ended_on=date(2025, 7, 1))
    ward = factories.make_locality(factories.WARD)
    Succession.objects.create(
        predecessor=locality.unit, successor=ward.unit, on=date(2025, 7, 1), is_split=False, source="Nghị quyết"
    )
    front = Body.objects.select_related("unit").get(pk=front.pk)
    content = PointContent("Việc", (TaskOwner(front.unit, front),), date(2025, 12, 31))
    with pytest.raises(RefusedError, match="giao cho Uỷ ban Mặt trận Tổ quốc Duy Tiên, hoặc"):
        put(day, content)
    Body.objects.filter(code=f"{ward.code}/mttq").delete()
    with pytest.raises(RefusedError, match="giao cho Phường Duy Tiên, hoặc"):
        put(day, content)


def test_a_board_of_the_people_is_given_no_point(day):
    place = day.town.locality
    told = {"kind": Body.Kind.COMMUNITY, "locality": place, "unit": place.unit}
    board = Body.objects.create(code=f"{place.code}/ban-thanh-tra-nhan-dan", name="Ban Thanh tra nhân dân", **told)
    keys = {choice.key for group in owner_groups(place, day.conference.held_on) for choice in group.choices}
    assert (board.code in keys, f"{place.code}/mttq" in keys) == (False, True)
    with pytest.raises(RefusedError, match="không nhận việc giao; chọn cơ quan, đơn vị khác"):
        put(day, PointContent("Việc", (TaskOwner(board.unit, board),)))


def test_owners_and_requirements_of_another_locality_and_owners_named_twice_are_refused(day):
    there = make_day(factories.KIM_BANG, built=False)
    foreign = factories.body_of(there.town.locality, "ubnd")
    with pytest.raises(RefusedError) as refusal:
        put(
            day,
            PointContent(
                "Việc",
                (TaskOwner(foreign.unit, foreign), TaskOwner(there.town.locality.unit), owner(day), owner(day)),
                requirement=requirement(there),
            ),
        )
    assert wrong(refusal) == [
        "Điểm 1, Nơi thực hiện: Uỷ ban nhân dân Kim Bảng không thuộc Thị xã Duy Tiên.",
        "Điểm 1, Nơi thực hiện: Thị xã Kim Bảng không thuộc Thị xã Duy Tiên.",
        "Điểm 1, Nơi thực hiện: Uỷ ban Mặt trận Tổ quốc Duy Tiên có hai lần; bỏ một.",
        "Điểm 1, Thực hiện yêu cầu: Yêu cầu này của địa phương khác; chọn trong danh sách.",
    ]


def test_all_units_below_together_are_named_by_their_kinds(day):
    units = [below(day), below(day, "gso2024-13333", "Phường Hoa")]
    (point,) = put(day, PointContent("Việc"))
    look_at_point(day.office, point, PointContent("Việc", (owner(day), *map(TaskOwner, units)), DUE), 1)
    (shown,) = shown_points(day.conference)
    assert shown.owner_names == ("Uỷ ban Mặt trận Tổ quốc Duy Tiên", "các phường, xã")
    assert shown.owners_text == "Uỷ ban Mặt trận Tổ quốc Duy Tiên, các phường, xã"


def test_only_the_office_here_writes_points_and_none_after_the_end(day):
    (point,) = put(day, PointContent("Việc"))
    other = make_day(factories.KIM_BANG, built=False)
    for actor in (day.broadcaster, other.office):
        with pytest.raises(NotAllowedError):
            set_points(actor, day.fresh(), [], 2)
        with pytest.raises(NotAllowedError):
            look_at_point(actor, point, PointContent("Việc", (owner(day),), DUE), 1)
    Conference.objects.filter(pk=day.conference.pk).update(state="closed", closed_at="2025-01-08T11:00:00+07:00")
    with pytest.raises(RefusedError, match="Không thể sửa các điểm kết luận"):
        put(day)
    with pytest.raises(RefusedError, match="Không thể sửa các điểm kết luận"):
        look_at_point(day.office, point, PointContent("Việc", (owner(day),), DUE), 1)
