from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.notices import discard_correction, draft_correction, issue_correction, revoke_line
from kheo.recognition.models import CertificateNotice, DecisionCorrection, LineRevocation
from kheo.recognition.queries.candidates import candidates_for
from kheo.recognition.queries.decisions import certificates_missing
from kheo.recognition.queries.facts import checks_of
from kheo.recognition.queries.money import money_of
from kheo.recognition.rules.facts import problems_of
from tests import factories
from tests.recognition.actions.test_certificates import ON, PAPER
from tests.recognition.scene import DAY, make_scene, wrong

pytestmark = pytest.mark.django_db
ITEMS = [{"place": "Dòng 1,  tên tập thể", "printed": "Tập thể 01", "right": "Tập thể số 1"}]
SIGNER = {"signer_authority": "T/M BAN CHỈ ĐẠO", "signer_position": "TRƯỞNG BAN", "signer_name": "Người ký minh hoạ"}


@pytest.fixture
def scene():
    return make_scene(count=2)


def line_of(decision, order=1):
    return decision.lines.get(order=order)


def test_a_line_taken_back_takes_its_certificate_and_the_recognition_with_it(scene):
    decision = scene.issued()
    first = issue_certificates(scene.office, decision)[0]
    made = revoke_line(scene.office, line_of(decision), "Không đúng  đối tượng", PAPER, ON)
    assert (made.line, made.reason, made.paper, made.on) == (line_of(decision), "Không đúng đối tượng", PAPER, ON)
    notice = CertificateNotice.objects.get()
    assert (notice.certificate, notice.kind, notice.reason, notice.on) == (first, "revoked", "Không đúng đối tượng", ON)
    for registration in scene.registrations:
        registration.refresh_from_db()
    assert [one.state for one in scene.registrations] == ["not_recognised", "recognised"]
    assert AuditRow.objects.get(action="decision.revoke_line").details == {
        "order": 1,
        "on": "2025-01-10",
        "certificate": first.pk,
    }
    assert AuditRow.objects.filter(action="registration.unrecognise").count() == 1


def test_a_line_without_certificate_gets_none_afterwards(scene):
    decision = scene.issued()
    revoke_line(scene.office, line_of(decision), "Nhầm", PAPER, ON)
    assert certificates_missing(decision) == 1
    assert [one.line.order for one in issue_certificates(scene.office, decision)] == [2]
    assert AuditRow.objects.get(action="decision.revoke_line").details["certificate"] is None


def test_what_was_taken_back_stands_in_no_later_list_and_may_be_recognised_anew(scene):
    decision = scene.issued()
    revoke_line(scene.office, line_of(decision), "Nhầm", PAPER, ON)
    assert [one.registration for one in candidates_for(scene.programme, "outstanding")] == scene.registrations[1:]
    outstanding = scene.draft("outstanding")
    assert [str(one).partition(":")[0] for one in problems_of(checks_of(outstanding))] == ["Dòng 1, Cách làm 01"]
    outstanding.lines.filter(order=1).delete()
    anew = scene.draft("recognition", scene.lines(scene.registrations[0]))
    told = [str(one) for one in problems_of(checks_of(anew))]
    assert not [text for text in told if "Đã có trong" in text]


def test_a_recognition_stays_while_a_list_chosen_from_it_names_it(scene):
    decision = scene.issued()
    outstanding = scene.issued("13-QĐ/BCĐ", "outstanding")
    with pytest.raises(RefusedError) as refusal:
        revoke_line(scene.office, line_of(decision), "Nhầm", PAPER, ON)
    assert wrong(refusal) == [
        "Còn trong danh sách tiêu biểu số 13-QĐ/BCĐ; mỗi danh sách là một phần của danh sách trước. Thu hồi ở danh sách ấy trước."
    ]
    revoke_line(scene.office, line_of(outstanding), "Nhầm", PAPER, ON)
    scene.registrations[0].refresh_from_db()
    assert scene.registrations[0].state == "recognised"
    revoke_line(scene.office, line_of(decision), "Nhầm", PAPER, ON)
    assert LineRevocation.objects.count() == 2


def test_a_line_is_taken_back_once_and_a_person_without_registration_too(scene):
    medal = scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central")
    revoke_line(scene.office, line_of(medal), "Nhầm", PAPER, ON)
    with pytest.raises(RefusedError) as refusal:
        revoke_line(scene.office, line_of(medal), "Nhầm", PAPER, ON)
    assert wrong(refusal) == [f"Dòng này đã thu hồi từ 10/01/2025, theo {PAPER}."]


def test_a_draft_and_a_proposal_are_not_taken_back(scene):
    with pytest.raises(RefusedError, match="Văn bản chưa ban hành: mở lại dự thảo"):
        revoke_line(scene.office, line_of(scene.checked()), "Nhầm", PAPER, ON)
    scene.issued()
    scene.issued("13-QĐ/BCĐ", "outstanding")
    proposal = scene.issued("14-TTr/BCĐ", "proposal")
    with pytest.raises(RefusedError, match="Tờ trình không thu hồi từng dòng"):
        revoke_line(scene.office, line_of(proposal), "Nhầm", PAPER, ON)


def test_a_line_is_not_taken_back_without_reason_or_before_the_decision(scene):
    with pytest.raises(RefusedError) as refusal:
        revoke_line(scene.office, line_of(scene.issued()), "", PAPER, DAY - timedelta(days=1))
    assert wrong(refusal) == ["Lý do: Chưa ghi mục này.", "Từ ngày: Ngày ở trước ngày của quyết định; xem lại ngày."]


def test_a_registration_that_moved_on_stays_where_it_is(scene):
    decision = scene.issued()
    registration = scene.registrations[0]
    type(registration).objects.filter(pk=registration.pk).update(state="stopped")
    revoke_line(scene.office, line_of(decision), "Nhầm", PAPER, ON)
    registration.refresh_from_db()
    assert registration.state == "stopped"


@pytest.mark.parametrize("role", [Role.UNIT_STAFF, Role.COUNCIL, Role.LEADER, Role.BROADCASTER, Role.VIEWER, "operator", "there"])
def test_only_the_office_of_the_place_takes_back_and_corrects(scene, role):
    decision = scene.issued()
    correction = draft_correction(scene.office, decision, ITEMS, "Lỗi", SIGNER)
    actor = make_scene(factories.KIM_BANG).office
    if role != "there":
        actor = factories.actor_for(factories.make_account(role, scene.locality))
    for act in (
        lambda: revoke_line(actor, line_of(decision), "x", PAPER, ON),
        lambda: draft_correction(actor, decision, ITEMS, "x", SIGNER),
        lambda: issue_correction(actor, correction, "31-TB/BCĐ", ON),
        lambda: discard_correction(actor, correction),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_a_correction_is_drawn_up_numbered_and_then_fixed(scene):
    decision = scene.issued()
    made = draft_correction(scene.office, decision, ITEMS, "Lỗi đánh máy", SIGNER)
    assert (made.items, made.number, made.date) == (
        [{"place": "Dòng 1, tên tập thể", "printed": "Tập thể 01", "right": "Tập thể số 1"}],
        "",
        None,
    )
    issued = issue_correction(scene.office, made, "31 - TB/BCĐ", ON)
    assert (issued.number, issued.date) == ("31-TB/BCĐ", ON)
    for act in (issued.save, issued.delete, DecisionCorrection.objects.all().delete):
        with pytest.raises(TypeError, match="append-only"):
            act()
    for act in (
        lambda: issue_correction(scene.office, made, "32-TB/BCĐ", ON),
        lambda: discard_correction(scene.office, made),
    ):
        with pytest.raises(RefusedError, match="Bản đính chính này đã có số hoặc đã bỏ"):
            act()
    actions = AuditRow.objects.filter(action__endswith="correction").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["decision.draft_correction", "decision.issue_correction"]


def test_one_correction_at_a_time_and_a_draft_may_be_thrown_away(scene):
    decision = scene.issued()
    made = draft_correction(scene.office, decision, ITEMS, "Lỗi", SIGNER)
    with pytest.raises(RefusedError, match="còn một bản đính chính chưa có số"):
        draft_correction(scene.office, decision, ITEMS, "Lỗi khác", SIGNER)
    discard_correction(scene.office, made)
    assert not DecisionCorrection.objects.exists()
    assert draft_correction(scene.office, decision, ITEMS, "Lỗi khác", SIGNER).reason == "Lỗi khác"


def test_a_correction_tells_all_that_is_wrong(scene):
    with pytest.raises(RefusedError) as refusal:
        draft_correction(scene.office, scene.issued(), [], " ", {"signer_name": "x" * 121})
    assert wrong(refusal) == [
        "Nội dung đính chính: Chưa ghi chỗ nào cần sửa.",
        "Lý do: Chưa ghi mục này.",
        "Quyền hạn ký: Chưa ghi mục này.",
        "Người ký: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
    ]


def test_a_draft_is_changed_not_corrected(scene):
    with pytest.raises(RefusedError, match="mở lại dự thảo mà sửa, không cần đính chính"):
        draft_correction(scene.office, scene.draft(), ITEMS, "Lỗi", SIGNER)


@pytest.mark.parametrize(
    ("number", "days", "problems"),
    [
        ("12-QĐ/BCĐ", 15, ["Số: Đây là số của chính quyết định; ghi số của văn bản đính chính."]),
        ("31-TB/BCĐ", -1, ["Ngày: Ngày ở trước ngày của quyết định; xem lại ngày."]),
        ("31-TB/BCĐ", 0, []),
        ("31", 0, ["Số: Số «31» chưa đúng cách ghi; ghi như in trên văn bản, ví dụ «12-QĐ/BCĐ»."]),
        ("31-TB/BCĐ", "today", []),
        ("31-TB/BCĐ", "tomorrow", ["Ngày: Ngày ở sau hôm nay; ghi ngày ký thật."]),
    ],
)
def test_number_and_day_of_a_correction(scene, number, days, problems):
    correction = draft_correction(scene.office, scene.issued(day=DAY), ITEMS, "Lỗi", SIGNER)
    today = timezone.localdate()
    day = {"today": today, "tomorrow": today + timedelta(days=1)}.get(days)
    day = day or (DAY + timedelta(days=0 if number == "12-QĐ/BCĐ" else days))
    if problems:
        with pytest.raises(RefusedError) as refusal:
            issue_correction(scene.office, correction, number, day)
        assert wrong(refusal) == problems
    else:
        assert issue_correction(scene.office, correction, number, day).number == number


def test_the_number_of_a_correction_is_used_up_for_decisions_of_the_body(scene):
    decision = scene.issued(lines=scene.lines(scene.registrations[0]))
    issue_correction(scene.office, draft_correction(scene.office, decision, ITEMS, "Lỗi", SIGNER), "13-QĐ/BCĐ", DAY)
    with pytest.raises(RefusedError) as refusal:
        scene.issued("13-QĐ/BCĐ", lines=scene.lines(scene.registrations[1]))
    assert wrong(refusal) == ["Số: Số này đã dùng cho bản đính chính số 13-QĐ/BCĐ ngày 26/12/2024. Xem lại số trên bản đã ký."]


def test_nobody_is_paid_for_a_line_that_was_taken_back(scene):
    medal = scene.issued("846-QĐ/BDVTW", "medal", [scene.person(1), scene.person(2)], body="central")
    revoke_line(scene.office, line_of(medal), "Nhầm", PAPER, ON)
    assert [one.shown.line.order for one in money_of(medal).lines] == [2]
