from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Registration
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Role, Unit
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.actions.decisions import (
    check_decision,
    close_unrecognised,
    issue_decision,
    reopen_draft,
)
from kheo.recognition.actions.signing import attach_signed_file
from kheo.recognition.models import Decision
from kheo.recognition.queries.lines import LineContent
from tests import factories
from tests.recognition.scene import DAY, WORDING, make_scene, wrong

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def scene():
    return make_scene()


def states(scene):
    return list(Registration.objects.filter(programme=scene.programme).order_by("pk").values_list("state", flat=True))


def test_a_checked_list_waits_for_its_signature(scene):
    decision = scene.checked()
    assert (decision.state, decision.version) == ("checked", 2)
    assert AuditRow.objects.filter(action="decision.check").count() == 1


def test_a_check_tells_all_problems_and_leaves_the_draft(scene):
    factories.make_body(scene.locality, "truong", "Trường Tiểu học", Body.Kind.SCHOOL)
    stopped = factories.make_registration(scene.programme, "Đã dừng", holder="Tổ 9", state="stopped")
    decision = scene.draft(lines=scene.lines(scene.registrations[0], stopped), body="truong")
    with pytest.raises(RefusedError) as refusal:
        check_decision(scene.office, decision, 1)
    assert wrong(refusal) == [
        "Trường Tiểu học: Loại cơ quan này không công nhận. Chọn cơ quan có thẩm quyền: ban chỉ đạo, cấp uỷ, Mặt trận Tổ quốc.",
        "Dòng 2, Đã dừng: Chưa chốt điểm thẩm định. Chốt phiếu điểm rồi mới công nhận.",
        "Dòng 2, Đã dừng: Hồ sơ đang ở bước «đã dừng», chưa thể công nhận. Chuyển hồ sơ sang thẩm định trước.",
    ]
    decision.refresh_from_db()
    assert (decision.state, decision.version) == ("draft", 1)


def test_a_check_without_planned_day_looks_at_today(scene):
    with pytest.raises(RefusedError) as refusal:
        check_decision(scene.office, scene.draft(day=None), 1)
    today = timezone.localdate()
    assert today >= date(2025, 7, 1)
    assert wrong(refusal)[0].startswith(f"{scene.body('bcd-dvk').name}: Cơ quan cấp huyện chỉ công nhận được đến hết 30/06/2025.")


def test_a_checked_list_can_be_opened_again_but_not_an_issued_one(scene):
    decision = reopen_draft(scene.office, scene.checked(), 2)
    assert (decision.state, decision.version) == ("draft", 3)
    decision = check_decision(scene.office, decision, 3)
    decision = issue_decision(scene.office, decision, "12-QĐ/BCĐ", DAY, 4)
    with pytest.raises(RefusedError):
        reopen_draft(scene.office, decision, 5)


def test_issuing_enters_number_and_day_and_recognises_exactly_the_listed(scene):
    lines = scene.lines(*scene.registrations[:2])
    decision = scene.issued("12 - QĐ/BCĐ", lines=lines)
    decision.refresh_from_db()
    assert (decision.state, decision.number, decision.number_order, decision.number_year, decision.date) == (
        "issued",
        "12-QĐ/BCĐ",
        12,
        2024,
        DAY,
    )
    assert states(scene) == ["recognised", "recognised", "in_assessment"]
    row = AuditRow.objects.get(action="decision.issue")
    assert row.details == {"number_order": 12, "date": "2024-12-26", "version": 3}
    assert AuditRow.objects.filter(action="registration.recognise").count() == 2


def test_a_draft_is_not_issued_unchecked(scene):
    with pytest.raises(RefusedError) as refusal:
        issue_decision(scene.office, scene.draft(), "12-QĐ/BCĐ", DAY, 1)
    assert wrong(refusal) == [
        (
            "Không thể ghi số, ngày: hồ sơ đang ở bước «dự thảo», cần ở bước «đã kiểm tra, chờ ký». "
            "Có thể người khác vừa làm việc này; tải lại trang để xem."
        )
    ]


def test_issuing_checks_again_as_of_the_entered_day_and_the_number_with_it(scene):
    decision = scene.checked()
    with pytest.raises(RefusedError) as refusal:
        issue_decision(scene.office, decision, "12", date(2024, 12, 19), 2)
    assert wrong(refusal) == [
        (
            "Ngày: Ngày 19/12/2024 ở trước ngày chốt điểm 20/12/2024: chưa thẩm định thì chưa quyết định. "
            "Sửa ngày của văn bản, hoặc xem lại biên bản thẩm định."
        ),
        "Số: Số «12» chưa đúng cách ghi; ghi như in trên văn bản, ví dụ «12-QĐ/BCĐ».",
    ]
    assert states(scene) == ["in_assessment"] * 3
    decision.refresh_from_db()
    assert (decision.state, decision.number) == ("checked", "")


@pytest.mark.parametrize("day", [timezone.localdate() + timedelta(days=1), date(2008, 12, 31)])
def test_a_day_to_come_or_before_the_movement_is_refused(scene, day):
    decision = scene.checked()
    with pytest.raises(RefusedError):
        issue_decision(scene.office, decision, "12-QĐ/BCĐ", day, 2)


def test_a_body_ended_between_check_and_signing_does_not_issue(scene):
    decision = scene.checked()
    Body.objects.filter(pk=decision.body_id).update(valid_to=DAY)
    with pytest.raises(RefusedError) as refusal:
        issue_decision(scene.office, decision, "12-QĐ/BCĐ", DAY, 2)
    assert [problem.split(": ", 1)[1] for problem in wrong(refusal)] == [
        "Cơ quan này hoạt động đến hết 25/12/2024. Xem lại ngày, hoặc chọn cơ quan kế tiếp."
    ]


def test_a_number_used_already_is_refused_naming_where(scene):
    scene.issued("12-QĐ/BCĐ", lines=scene.lines(scene.registrations[0]))
    decision = scene.checked(lines=scene.lines(scene.registrations[1]))
    with pytest.raises(RefusedError) as refusal:
        issue_decision(scene.office, decision, "012-QĐ/BCĐ", DAY, 2)
    assert wrong(refusal) == [
        "Số: Số này đã dùng cho quyết định công nhận số 12-QĐ/BCĐ ngày 26/12/2024. Xem lại số trên bản đã ký."
    ]


def test_the_database_itself_keeps_a_number_single(scene):
    first = scene.issued("12-QĐ/BCĐ", lines=scene.lines(scene.registrations[0]))
    with transaction.atomic(), pytest.raises(IntegrityError):
        Decision.objects.create(
            locality=scene.locality,
            programme=scene.programme,
            kind="recognition",
            body=first.body,
            title="x",
            signer_authority="x",
            place_name="x",
            state="issued",
            number="12 QĐ BCĐ",
            number_key=first.number_key,
            number_year=2024,
            date=DAY,
            issued_at=timezone.now(),
        )


def test_the_same_number_belongs_to_each_body_year_and_locality(scene):
    scene.issued("12-QĐ/BCĐ", lines=scene.lines(scene.registrations[0]))
    scene.issued("12-QĐ/BCĐ", lines=scene.lines(scene.registrations[1]), day=date(2025, 1, 3))
    there = make_scene(factories.KIM_BANG)
    assert there.issued("12-QĐ/BCĐ").number == "12-QĐ/BCĐ"
    for town in (scene, there):
        medal = town.issued("846-QĐ/BDVTW", "medal", [town.person()], body="central")
        assert medal.number == "846-QĐ/BDVTW"


def test_an_initiative_is_recognised_once_in_the_programme(scene):
    scene.issued("12-QĐ/BCĐ", lines=scene.lines(scene.registrations[0]))
    with pytest.raises(RefusedError) as refusal:
        scene.checked(lines=scene.lines(scene.registrations[0]))
    assert wrong(refusal) == [
        "Dòng 1, Cách làm 01: Đã có trong quyết định công nhận số 12-QĐ/BCĐ ngày 26/12/2024 của cùng chương trình; bỏ dòng này.",
        "Dòng 1, Cách làm 01: Hồ sơ đang ở bước «đã công nhận», chưa thể công nhận. Chuyển hồ sơ sang thẩm định trước.",
    ]


def test_three_lists_each_part_of_the_one_before_then_the_chair_and_the_central_body(scene):
    one, two, three = scene.registrations
    scene.issued("12-QĐ/BCĐ", lines=scene.lines(one, two))
    with pytest.raises(RefusedError) as refusal:
        scene.checked("outstanding", scene.lines(one, three))
    assert wrong(refusal) == [
        (
            "Dòng 2, Cách làm 03: Không có trong danh sách công nhận đã ban hành; mỗi danh sách là một phần của danh sách trước. "
            "Bỏ dòng này."
        )
    ]
    scene.issued("13-QĐ/BCĐ", "outstanding", scene.lines(one))
    with pytest.raises(RefusedError) as refusal:
        scene.checked("proposal", scene.lines(two))
    assert len(wrong(refusal)) == 1
    scene.issued("05-TTr/BCĐ", "proposal", scene.lines(one), day=date(2024, 12, 27))
    household = LineContent("Hộ ông minh hoạ", "household", scene.locality.unit)
    commended = scene.issued("4567/QĐ-UBND", "commendation", [*scene.lines(one), household], body="ubnd")
    medal = scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central")
    assert (commended.lines.count(), medal.lines.count()) == (2, 1)
    assert states(scene) == ["recognised", "recognised", "in_assessment"]


def test_a_list_is_not_dated_before_the_one_it_comes_from(scene):
    scene.issued("12-QĐ/BCĐ")
    with pytest.raises(RefusedError) as refusal:
        scene.checked("outstanding", scene.lines(scene.registrations[0]), day=date(2024, 12, 25))
    assert wrong(refusal) == ["Ngày: Danh sách bước trước ban hành ngày 26/12/2024; ngày này phải bằng hoặc sau."]


def test_commune_and_province_commend_in_their_turn_but_not_each_other(scene):
    ward = factories.make_unit("gso2024-13324", "Phường Hòa Mạc")
    factories.make_body(scene.locality, "ubnd-hoa-mac", "UBND phường Hòa Mạc", Body.Kind.GOVERNMENT, unit=ward)
    person = [scene.person()]
    with pytest.raises(RefusedError) as refusal:
        scene.checked("commendation", person, body="ubnd-hoa-mac")
    assert wrong(refusal) == [
        (
            "UBND phường Hòa Mạc: Chương trình năm không giao cơ quan này khen thưởng. "
            "Chọn cơ quan nêu trong chương trình, hoặc sửa chương trình."
        )
    ]
    scene.programme.commending_body = None
    scene.programme.save()
    assert scene.checked("commendation", person, body="ubnd-hoa-mac").state == "checked"
    province = factories.make_body(
        None, "gso2024-35/ubnd", "UBND tỉnh", Body.Kind.GOVERNMENT, unit=Unit.objects.get(code="gso2024-35")
    )
    scene.programme.commending_body = scene.body("ubnd")
    scene.programme.save()
    scene.body = lambda _code: province
    assert scene.issued("99/QĐ-UBND", "commendation", person, body="").state == "issued"


def test_nobody_gets_the_medal_twice_in_a_year_and_a_namesake_of_another_year_passes(scene):
    scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central")
    with pytest.raises(RefusedError) as refusal:
        scene.checked("medal", [scene.person()], body="central")
    assert wrong(refusal) == [
        (
            "Dòng 1, Cá nhân 01: Đã có trong quyết định tặng kỷ niệm chương số 846-QĐ/BDVTW ngày 26/12/2024 "
            "của cùng chương trình; bỏ dòng này."
        )
    ]
    next_year = factories.make_programme(scene.locality, 2025)
    scene.programme = next_year
    assert scene.checked("medal", [scene.person()], body="central", day=date(2025, 6, 1)).state == "checked"


def test_a_person_known_by_year_of_birth_gets_the_medal_once_in_a_life_and_only_here_counts(scene):
    person = replace(scene.person(), birth_year=1970, service_years=15)
    there = make_scene(factories.KIM_BANG)
    there.issued("846-QĐ/BDVTW", "medal", [person], body="central")
    scene.issued("846-QĐ/BDVTW", "medal", [person], body="central")
    scene.programme = factories.make_programme(scene.locality, 2025)
    with pytest.raises(RefusedError) as refusal:
        scene.checked("medal", [person], body="central", day=date(2025, 6, 1))
    assert wrong(refusal)[0].startswith("Dòng 1, Cá nhân 01: Người này (cùng tên, cùng năm sinh) đã nhận theo quyết định")
    set_choice(scene.office, scene.locality, "medal_years", "16", "Hướng dẫn 3")
    with pytest.raises(RefusedError) as refusal:
        scene.checked("medal", [replace(person, birth_year=1971)], body="central", day=date(2025, 6, 1))
    assert wrong(refusal) == ["Dòng 1, Cá nhân 01: Mới có 15 năm công tác, cần từ 16 năm. Bỏ dòng này hoặc xem lại số năm."]
    passed = replace(person, birth_year=1971, service_years=16)
    assert scene.checked("medal", [passed], body="central", day=date(2025, 6, 1)).state == "checked"


def test_two_people_issuing_the_same_paper_the_second_is_told(scene):
    decision = scene.checked()
    issue_decision(scene.office, decision, "12-QĐ/BCĐ", DAY, 2)
    with pytest.raises(RefusedError) as refusal:
        issue_decision(scene.office, decision, "13-QĐ/BCĐ", DAY, 2)
    assert wrong(refusal)[0].startswith("Không thể ghi số, ngày: hồ sơ đang ở bước «đã ban hành»")
    decision.refresh_from_db()
    assert decision.number == "12-QĐ/BCĐ"


def test_a_list_checked_after_the_page_was_opened_is_not_issued_from_the_old_page(scene):
    decision = scene.checked()
    with pytest.raises(RefusedError) as refusal:
        issue_decision(scene.office, decision, "12-QĐ/BCĐ", DAY, 1)
    assert wrong(refusal)[0].startswith("Người khác vừa sửa mục này")


def test_a_programme_without_criteria_set_recognises_without_sheets(scene):
    scene.programme.criteria_set = None
    scene.programme.save()
    plain = factories.make_registration(scene.programme, "Không phiếu điểm", holder="Tổ 1")
    assert scene.issued("12-QĐ/BCĐ", lines=scene.lines(plain)).state == "issued"


@pytest.mark.parametrize("role", [Role.UNIT_STAFF, Role.COUNCIL, Role.LEADER, Role.BROADCASTER, Role.VIEWER, "operator"])
def test_only_the_office_takes_the_steps(scene, role):
    decision = scene.checked()
    actor = factories.actor_for(factories.make_account(role, scene.locality))
    for act in (
        lambda: check_decision(actor, decision, 2),
        lambda: reopen_draft(actor, decision, 2),
        lambda: issue_decision(actor, decision, "12-QĐ/BCĐ", DAY, 2),
        lambda: close_unrecognised(actor, scene.programme),
        lambda: attach_signed_file(actor, decision, "a.pdf", PDF, 2),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_those_assessed_and_not_named_are_closed_by_an_act_of_its_own(scene):
    with pytest.raises(RefusedError) as refusal:
        close_unrecognised(scene.office, scene.programme)
    assert wrong(refusal) == ["Chưa có quyết định công nhận nào của chương trình; ban hành quyết định trước."]
    scene.issued(lines=scene.lines(scene.registrations[0]))
    waiting = scene.draft(lines=scene.lines(scene.registrations[1]))
    with pytest.raises(RefusedError) as refusal:
        close_unrecognised(scene.office, scene.programme)
    assert wrong(refusal) == ["Còn quyết định công nhận chưa ban hành. Ban hành hoặc xoá dự thảo rồi mới kết thúc hồ sơ còn lại."]
    waiting.delete()
    running = factories.make_registration(scene.programme, "Đang làm", state="running")
    there = make_scene(factories.KIM_BANG)
    assert close_unrecognised(scene.office, scene.programme) == 2
    assert states(scene) == ["recognised", "not_recognised", "not_recognised", "running"]
    assert states(there) == ["in_assessment"] * 3
    assert running.state == "running"
    assert close_unrecognised(scene.office, scene.programme) == 0


def test_the_words_of_the_draft_stand_on_the_issued_paper(scene):
    decision = scene.issued()
    assert (decision.title, decision.signer_name) == (WORDING.title, WORDING.signer_name)
