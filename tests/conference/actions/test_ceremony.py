"""The running list and its calls: each name once, in protocol order, never past a certificate taken back that morning."""

from datetime import date

import pytest

from kheo.conference.actions.ceremony import (
    build_ceremony,
    call_award,
    cover_stage,
    move_group,
    set_presenter,
    set_receiver,
)
from kheo.conference.models import Award, AwardCall, AwardGroup, Conference
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.certificates import correct_certificate, issue_certificates, revoke_certificate
from tests import factories
from tests.conference.stage import make_conference, make_day
from tests.recognition.scene import wrong

pytestmark = pytest.mark.django_db
ON = date(2025, 1, 8)


def kinds(day):
    return [group.group.decision.kind for group in day.stage().groups]


def call(day, name, outcome="handed", **more):
    return call_award(day.broadcaster, day.award(name), outcome, day.fresh().stage_version, **more)


def test_groups_stand_in_protocol_order_with_their_words_and_every_line_once(day):
    stage = day.stage()
    assert kinds(day) == ["medal", "recognition", "commendation"]
    assert [group.group.title for group in stage.groups] == [
        "Trao kỷ niệm chương “Vì sự nghiệp Dân vận” của Ban Dân vận Trung ương",
        (
            "Trao giấy chứng nhận mô hình, điển hình “Dân vận khéo” hoạt động hiệu quả năm 2024 của "
            "Ban Chỉ đạo phong trào thi đua “Dân vận khéo” Duy Tiên"
        ),
        (
            "Trao giấy khen của Chủ tịch Uỷ ban nhân dân Duy Tiên cho tập thể, cá nhân có thành tích xuất sắc trong "
            "phong trào “Dân vận khéo” năm 2024"
        ),
    ]
    assert [one.name for one in stage.awards] == [
        "Cá nhân 01",
        "Tập thể 01",
        "Tập thể 02",
        "Tập thể 03",
        "Cá nhân 02",
        "Tập thể 01",
    ]
    assert stage.left_out == ()
    assert day.fresh().stage_version == 2


def test_building_again_adds_nothing_and_writes_nothing(day):
    assert build_ceremony(day.office, day.conference) == 0
    assert AuditRow.objects.filter(action="ceremony.build").count() == 1
    assert day.fresh().stage_version == 2


def test_building_again_adds_what_was_issued_since_and_leaves_what_was_called(day):
    call(day, "Cá nhân 01")
    late = day.town.issued("8-QĐ/BDVTW", "medal", [day.town.person(3)], body="central")
    assert [line.recipient for line in day.stage().left_out] == ["Cá nhân 03"]
    assert build_ceremony(day.office, day.conference) == 1
    stage = day.stage()
    assert [group.group.decision_id for group in stage.groups] == [
        day.medal.pk,
        late.pk,
        day.recognition.pk,
        day.commendation.pk,
    ]
    assert (stage.called, stage.total, stage.current.name) == (1, 7, "Cá nhân 03")


def test_lists_that_are_not_handed_over_and_drafts_and_a_neighbour_s_papers_stay_out(day):
    town = day.town
    make_day(factories.KIM_BANG)
    town.issued("13-QĐ/BCĐ", "outstanding", town.lines(town.registrations[0]))
    town.draft("medal", [town.person(9)], body="central")
    assert day.stage().left_out == ()
    assert build_ceremony(day.office, day.conference) == 0


def test_what_another_conference_of_the_year_handed_over_is_not_handed_over_again_but_what_it_put_off_is(day):
    call(day, "Cá nhân 01")
    call(day, "Tập thể 02", "later")
    second = make_conference(day.town.programme, held_on=date(2025, 1, 9))
    assert build_ceremony(day.office, second) == 1
    assert Award.objects.get(group__conference=second).line.recipient == "Tập thể 02"


def test_a_role_that_only_runs_the_ceremony_builds_none(day):
    with pytest.raises(NotAllowedError):
        build_ceremony(day.broadcaster, day.conference)


def test_calls_go_on_to_the_next_and_any_waiting_name_may_be_called(day):
    call(day, "Cá nhân 01")
    call(day, "Cá nhân 02")
    stage = day.stage()
    assert (stage.current.name, [one.name for one in stage.following]) == (
        "Tập thể 01",
        ["Tập thể 02", "Tập thể 03", "Tập thể 01"],
    )
    row = AuditRow.objects.filter(action="ceremony.call").latest("pk")
    award = Award.objects.get(line__recipient="Cá nhân 02")
    assert row.details == {"award": award.pk, "outcome": "handed", "stage": 4}
    assert AwardCall.objects.get(award=award).called_by == day.broadcaster.account_id


def test_the_certificate_that_was_handed_over_is_kept_with_the_call(day):
    call_award(day.broadcaster, day.stage().groups[1].awards[0].award, "handed", 2)
    assert AwardCall.objects.get().certificate == day.certificate("Tập thể 01")


def test_nobody_is_called_twice(day):
    call(day, "Cá nhân 01")
    with pytest.raises(RefusedError) as refusal:
        call(day, "Cá nhân 01")
    assert wrong(refusal) == ["Cá nhân 01 đã được gọi: đã trao. Mỗi tên chỉ gọi một lần."]
    assert AwardCall.objects.count() == 1


def test_a_second_operator_is_told_where_the_stage_is_and_nothing_is_written(day):
    call_award(day.broadcaster, day.award("Cá nhân 01"), "handed", 2)
    with pytest.raises(RefusedError) as refusal:
        call_award(day.office, day.award("Tập thể 02"), "handed", 2)
    assert wrong(refusal) == [
        "Người khác vừa chuyển bước: lễ trao đang đến Tập thể 01. Chưa ghi gì thêm; xem lại trang rồi bấm tiếp."
    ]
    assert AwardCall.objects.count() == 1


def test_the_answer_to_a_late_operator_after_the_last_name_says_that_all_are_called(day):
    for one in day.stage().awards:
        call_award(day.broadcaster, one.award, "handed", day.fresh().stage_version)
    with pytest.raises(RefusedError, match="lễ trao đã gọi hết tên"):
        cover_stage(day.office, day.conference, False, 3)


def test_a_certificate_taken_back_that_morning_is_refused_with_reason_and_paper_and_withheld_in_one_act(day):
    certificate = day.certificate("Tập thể 02")
    revoke_certificate(day.office, certificate, "Kê khai không đúng", "Quyết định 15-QĐ/BCĐ ngày 08/01/2025", ON)
    assert [one.name for one in day.stage().revoked] == ["Tập thể 02"]
    with pytest.raises(RefusedError) as refusal:
        call(day, "Tập thể 02")
    assert wrong(refusal) == [
        (
            "Tập thể 02: Giấy chứng nhận số 0002 đã thu hồi từ 08/01/2025 theo Quyết định 15-QĐ/BCĐ ngày 08/01/2025: "
            "Kê khai không đúng. Không gọi lên nhận; ghi «không trao» rồi sang tên kế tiếp."
        )
    ]
    assert call(day, "Tập thể 02", "withheld").certificate == certificate
    assert day.stage().revoked == []


def test_only_a_certificate_taken_back_is_withheld(day):
    with pytest.raises(RefusedError) as refusal:
        call(day, "Tập thể 02", "withheld")
    assert wrong(refusal) == ["Tập thể 02: Giấy của tên này không bị thu hồi; nếu vắng thì ghi «trao sau»."]


def test_a_corrected_certificate_is_shown_and_handed_over_with_its_new_number_and_words(day):
    words = {"holder": "của Tổ phụ nữ số 3, phường Hòa Mạc", "initiative": "Tuyến đường hoa"}
    correct_certificate(day.office, day.certificate("Tập thể 02"), words, "Sai tên", "Công văn 5-CV/BCĐ", ON)
    shown = next(one for one in day.stage().awards if one.is_corrected)
    assert (shown.name, shown.unit, shown.what, shown.number) == (
        "Tổ phụ nữ số 3, phường Hòa Mạc",
        "",
        "Tuyến đường hoa",
        "0004",
    )
    assert call(day, "Tập thể 02").certificate.number == 4


def test_what_was_handed_over_stays_as_it_was_when_the_paper_is_taken_back_later(day):
    call(day, "Tập thể 02")
    revoke_certificate(day.office, day.certificate("Tập thể 02"), "Lý do", "Quyết định 15-QĐ/BCĐ", ON)
    assert day.stage().revoked == []
    assert AwardCall.objects.get().outcome == "handed"


def test_somebody_who_comes_up_for_an_absent_one_is_written_down(day):
    with pytest.raises(RefusedError) as refusal:
        call(day, "Cá nhân 02", "stand_in")
    assert wrong(refusal) == ["Người nhận thay: Chưa ghi ai nhận thay; ghi chức vụ hoặc «đại diện gia đình»."]
    set_receiver(day.broadcaster, day.award("Cá nhân 02"), " đại diện  gia đình ")
    assert call(day, "Cá nhân 02", "stand_in").receiver == "đại diện gia đình"
    assert call(day, "Tập thể 03", "stand_in", receiver="Phó Chi hội trưởng").receiver == "Phó Chi hội trưởng"
    assert call(day, "Tập thể 02", "handed").receiver == ""


def test_a_name_without_certificate_is_put_off_not_handed_over(db):
    town = make_day(factories.KIM_BANG, built=False)
    registration = factories.make_registration(town.town.programme, "Cách làm muộn", holder="Tập thể muộn")
    factories.make_assessment(registration, 80, date(2024, 12, 20))
    town.town.issued("16-QĐ/BCĐ", lines=town.town.lines(registration))
    build_ceremony(town.office, town.conference)
    assert [one.name for one in town.stage().without_certificate] == ["Tập thể muộn"]
    with pytest.raises(RefusedError) as refusal:
        call(town, "Tập thể muộn")
    assert wrong(refusal) == ["Tập thể muộn: Chưa cấp giấy chứng nhận cho tên này; cấp giấy rồi trao, hoặc ghi «trao sau»."]
    assert call(town, "Tập thể muộn", "later").certificate is None


def test_an_unknown_outcome_and_too_long_a_receiver_are_refused(day):
    with pytest.raises(RefusedError, match="Chọn một trong bốn kết quả"):
        call(day, "Cá nhân 01", "lost")
    with pytest.raises(RefusedError, match="Dài 201 ký tự"):
        call(day, "Cá nhân 01", "stand_in", receiver="a" * 201)
    with pytest.raises(RefusedError, match="Dài 201 ký tự"):
        set_receiver(day.office, day.award("Cá nhân 01"), "a" * 201)


def test_nothing_is_called_before_the_conference_is_opened(day):
    Conference.objects.filter(pk=day.conference.pk).update(state="preparing")
    with pytest.raises(RefusedError, match="cần ở bước «đang họp»"):
        call(day, "Cá nhân 01")


def test_a_role_without_the_ceremony_calls_nobody(day):
    leader = factories.actor_for(factories.make_account(Role.LEADER, day.town.locality))
    neighbour = make_day(factories.KIM_BANG).office
    for other in (leader, neighbour):
        with pytest.raises(NotAllowedError):
            call_award(other, day.award("Cá nhân 01"), "handed", 2)
    assert AwardCall.objects.count() == 0


def test_presenter_and_words_of_a_group_are_the_office_s_and_a_change_by_another_is_not_written_over(day):
    group = AwardGroup.objects.get(decision=day.medal)
    set_presenter(day.office, group, "Phó Trưởng ban Dân vận Tỉnh uỷ", "")
    assert [one.group.decision for one in day.stage().without_presenter] == [day.recognition, day.commendation]
    with pytest.raises(RefusedError, match="thành «Phó Trưởng ban Dân vận Tỉnh uỷ»"):
        set_presenter(day.office, group, "Bí thư", "")
    with pytest.raises(RefusedError) as refusal:
        set_presenter(day.office, group, "a" * 201, title=" ")
    assert wrong(refusal) == [
        "Người trao: Dài 201 ký tự, nhiều nhất 200; viết gọn lại.",
        "Lời dẫn: Chưa ghi lời dẫn; ghi nhóm này trao gì.",
    ]
    set_presenter(day.office, group, "Bí thư", "Phó Trưởng ban Dân vận Tỉnh uỷ", "Trao kỷ niệm chương")
    group.refresh_from_db()
    assert (group.presenter, group.title) == ("Bí thư", "Trao kỷ niệm chương")


def test_a_receiver_changed_by_another_or_after_the_call_is_not_written_over(day):
    award = day.award("Cá nhân 02")
    set_receiver(day.office, award, "đại diện gia đình", "")
    with pytest.raises(RefusedError, match="thành «đại diện gia đình»"):
        set_receiver(day.broadcaster, award, "con trai", "")
    call(day, "Cá nhân 02", "stand_in")
    with pytest.raises(RefusedError, match="đã được gọi: người nhận thay"):
        set_receiver(day.office, award, "", "đại diện gia đình")


def test_an_absent_guest_who_is_named_without_receiver_is_said(day):
    day.guest("Tập thể 02", "absent")
    day.guest("Tập thể 03", "present")
    assert [one.name for one in day.stage().without_receiver] == ["Tập thể 02"]
    set_receiver(day.office, day.award("Tập thể 02"), "Chi hội phó")
    assert day.stage().without_receiver == []


def test_a_group_changes_its_place_and_a_new_paper_joins_where_the_protocol_puts_it(day):
    medal = AwardGroup.objects.get(decision=day.medal)
    move_group(day.office, medal, up=True, stage_version=2)
    assert day.fresh().stage_version == 2
    move_group(day.office, medal, up=False, stage_version=2)
    assert kinds(day) == ["recognition", "medal", "commendation"]
    day.town.issued("46/QĐ-UBND", "commendation", [day.town.person(7)], body="ubnd")
    build_ceremony(day.office, day.conference)
    assert kinds(day) == ["recognition", "medal", "commendation", "commendation"]
    with pytest.raises(RefusedError, match="Người khác vừa chuyển bước"):
        move_group(day.office, medal, up=False, stage_version=2)


def test_the_screen_is_covered_at_first_and_after_each_group(day):
    assert day.stage().shown_on_screen is None
    cover_stage(day.broadcaster, day.conference, False, 2)
    assert day.stage().shown_on_screen.name == "Cá nhân 01"
    call(day, "Cá nhân 01")
    assert (day.fresh().stage_covered, day.stage().current_group.group.decision) == (True, day.recognition)
    cover_stage(day.broadcaster, day.conference, False, day.fresh().stage_version)
    call(day, "Tập thể 02")
    assert day.fresh().stage_covered is False


def test_a_name_whose_certificate_was_taken_back_is_never_on_the_screen(day):
    call(day, "Cá nhân 01")
    cover_stage(day.broadcaster, day.conference, False, 3)
    before = day.stage().digest
    first = day.stage().current
    assert day.stage().shown_on_screen == first
    revoke_certificate(day.office, first.certificate, "Lý do", "Quyết định 15-QĐ/BCĐ", ON)
    assert day.stage().shown_on_screen is None
    assert day.stage().digest != before


def test_the_ceremony_costs_the_same_for_few_names_and_many(day, django_assert_num_queries):
    with django_assert_num_queries(7):
        assert day.stage().total == 6
    more = [day.town.person(number) for number in range(20, 40)]
    day.town.issued("47/QĐ-UBND", "commendation", more, body="ubnd")
    issue_certificates(day.office, day.recognition)
    build_ceremony(day.office, day.conference)
    with django_assert_num_queries(7):
        assert day.stage().total == 26


def test_a_line_that_stands_under_its_own_title_says_it_once(day):
    line = day.commendation.lines.first()
    line.reason = line.recipient.upper()
    line.save()
    shown = [one for group in day.stage().groups for one in group.awards if one.award.line_id == line.pk]
    assert [(one.name, one.what) for one in shown] == [(line.recipient, "")]
