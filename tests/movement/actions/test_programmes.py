from dataclasses import replace
from datetime import date

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.changes import Why
from kheo.movement.actions.programmes import (
    ProgrammeContent,
    close_programme,
    create_programme,
    open_programme,
    update_programme,
)
from kheo.movement.models import Programme
from kheo.movement.rules.programmes import USUAL_FIELDS, Calendar
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Body, Role
from tests import factories


@pytest.fixture
def content(place):
    committee = factories.body_of(place, "bcd-dvk")
    return ProgrammeContent("Phong trào  2025", committee, factories.body_of(place, "thi-uy"), committee)


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_a_programme_is_created_with_the_four_fields(place, office, content):
    made = create_programme(office, place, 2025, "duy-tien-2025", content)
    assert (made.title, made.state, made.year, made.code) == ("Phong trào 2025", "open", 2025, "duy-tien-2025")
    assert list(made.fields.values_list("key", "label")) == list(USUAL_FIELDS.items())
    row = AuditRow.objects.get()
    assert (row.action, row.authority, row.details) == (
        "programme.create",
        f"office@{place.code}/bcd-dvk",
        {"code": "duy-tien-2025", "year": 2025},
    )


def test_own_fields_stand_behind_the_four(place, office, content):
    fields = {**USUAL_FIELDS, "moi-truong": "Môi trường"}
    made = create_programme(office, place, 2025, "duy-tien-2025", replace(content, fields=fields))
    assert list(made.fields.values_list("key", "order"))[-1] == ("moi-truong", 5)


def test_everything_wrong_is_told_at_once(place, office, content, elsewhere):
    theirs = factories.body_of(elsewhere, "ubnd")
    over = factories.make_body(place, "hoi-cu", "Hội cũ", Body.Kind.UNION, valid_to=date(2024, 6, 1))
    set_there = factories.make_criteria_set("cua-noi-khac")
    set_there.locality = elsewhere.code
    set_there.save()
    wrong = ProgrammeContent(
        " ", over, theirs, content.recognising_body, None, None, set_there, Calendar(date(2025, 3, 1), date(2025, 2, 1)), {}
    )
    with pytest.raises(RefusedError) as refused:
        create_programme(office, place, 1900, "Mã sai", wrong)
    assert said(refused) == [
        "Năm: Năm 1900 nằm ngoài khoảng 2000 đến 2100.",
        "Mốc ngày: Ngày hết hạn đăng ký (01/02/2025) đứng trước ngày mở đăng ký (01/03/2025); sửa một trong hai.",
        "Mốc ngày: Ngày mở đăng ký 01/03/2025 cách năm 1900 quá xa; xem lại năm của mốc này.",
        "Mốc ngày: Ngày hết hạn đăng ký 01/02/2025 cách năm 1900 quá xa; xem lại năm của mốc này.",
        "Tên chương trình: Ghi tên chương trình, ví dụ «Phong trào thi đua “Dân vận khéo” năm 2024».",
        "Cơ quan lãnh đạo: Uỷ ban nhân dân Kim Bảng thuộc địa phương khác; chọn tổ chức của Thị xã Duy Tiên.",
        "Bộ tiêu chí: Bộ tiêu chí này của địa phương khác; chọn bộ dùng chung hoặc bộ của mình.",
        "Lĩnh vực: Cần ít nhất một lĩnh vực.",
        "Mã chương trình: Mã chỉ gồm chữ thường không dấu, số và gạch nối, nhiều nhất 60 ký tự.",
    ]
    assert Programme.objects.count() == 0


def test_a_body_that_ended_before_the_year_is_refused(place, office, content):
    over = factories.make_body(place, "hoi-cu", "Hội cũ", Body.Kind.UNION, valid_to=date(2024, 6, 1))
    with pytest.raises(RefusedError) as refused:
        create_programme(office, place, 2025, "duy-tien-2025", replace(content, standing_body=over))
    assert said(refused) == ["Cơ quan thường trực: Hội cũ không hoạt động trong năm 2025; chọn tổ chức còn hoạt động."]


@pytest.mark.parametrize("fields", [{"Sai": "Tên"}, {"dung": " "}, {"dung": "a" * 81}, {"a" * 41: "Tên"}])
def test_a_field_needs_a_key_and_a_short_name(place, office, content, fields):
    with pytest.raises(RefusedError) as refused:
        create_programme(office, place, 2025, "duy-tien-2025", replace(content, fields=fields))
    assert said(refused)[0].startswith("Lĩnh vực: Lĩnh vực «")


def test_one_programme_a_year_and_a_code_once(place, office, content, elsewhere):
    create_programme(office, place, 2025, "duy-tien-2025", content)
    with pytest.raises(RefusedError) as refused:
        create_programme(office, place, 2025, "duy-tien-2025", content)
    assert said(refused) == [
        "Mã chương trình: Mã «duy-tien-2025» đã có chương trình khác dùng; chọn mã khác.",
        "Năm: Năm 2025 đã có chương trình; sửa chương trình ấy, không lập thêm.",
    ]
    committee = factories.body_of(elsewhere, "bcd-dvk")
    made = create_programme(
        COMMAND_LINE, elsewhere, 2025, "kim-bang-2025", ProgrammeContent("Năm 2025", committee, committee, committee)
    )
    assert made.locality == elsewhere


@pytest.mark.parametrize("role", [Role.UNIT_STAFF, Role.COUNCIL, Role.LEADER, Role.BROADCASTER, Role.VIEWER])
def test_only_the_office_manages(place, content, role):
    other = factories.actor_for(factories.make_account(role, place))
    with pytest.raises(NotAllowedError):
        create_programme(other, place, 2025, "duy-tien-2025", content)


def test_the_office_of_another_locality_changes_nothing(programme, stranger, content):
    for act in (lambda: update_programme(stranger, programme, content), lambda: close_programme(stranger, programme)):
        with pytest.raises(NotAllowedError):
            act()
    programme.refresh_from_db()
    assert (programme.state, programme.title) == ("open", "Phong trào thi đua “Dân vận khéo” năm 2024")


def test_an_update_changes_what_was_decided_and_keeps_year_and_code(programme, office, content):
    days = Calendar(assessment_due=date(2024, 12, 1))
    update_programme(office, programme, replace(content, title="Tên mới", calendar=days, criteria_set=programme.criteria_set))
    programme.refresh_from_db()
    assert (programme.title, programme.year, programme.code, programme.assessment_due) == (
        "Tên mới",
        2024,
        "duy-tien-2024",
        date(2024, 12, 1),
    )


def test_a_field_in_use_stays(programme, office, content):
    factories.make_registration(programme, field="economy")
    fields = {key: label for key, label in USUAL_FIELDS.items() if key != "economy"}
    with pytest.raises(RefusedError) as refused:
        update_programme(office, programme, replace(content, fields=fields))
    assert said(refused) == ["Lĩnh vực: Lĩnh vực «Kinh tế» đang có hồ sơ, không bỏ được; chuyển hồ sơ sang lĩnh vực khác trước."]
    fields = {key: label for key, label in USUAL_FIELDS.items() if key != "political_system"}
    update_programme(office, programme, replace(content, fields=fields), Why("Ban Chỉ đạo họp bớt một lĩnh vực"))
    assert list(programme.fields.values_list("key", flat=True)) == list(fields)


def test_the_set_stays_once_a_sheet_was_opened(programme, office, content):
    factories.make_assessment(factories.make_registration(programme))
    with pytest.raises(RefusedError) as refused:
        update_programme(office, programme, content)
    assert said(refused) == ["Bộ tiêu chí: Đã có phiếu điểm theo bộ tiêu chí hiện tại, không đổi bộ giữa chừng được."]
    kept = replace(content, criteria_set=programme.criteria_set)
    assert update_programme(office, programme, kept, Why("Đổi cơ quan lãnh đạo")).title == "Phong trào 2025"


def test_closing_and_opening_are_told_apart(programme, office, content):
    assert close_programme(office, programme).state == "closed"
    with pytest.raises(RefusedError) as refused:
        close_programme(office, programme)
    assert said(refused) == ["Chương trình đã đóng, không đóng lần nữa."]
    with pytest.raises(RefusedError) as refused:
        update_programme(office, programme, content)
    assert said(refused) == ["Chương trình đã đóng. Mở lại rồi mới sửa."]
    assert open_programme(office, programme).state == "open"
    with pytest.raises(RefusedError) as refused:
        open_programme(office, programme)
    assert said(refused) == ["Chương trình đang mở, không cần mở lại."]
