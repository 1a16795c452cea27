from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.certificates import (
    correct_certificate,
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from kheo.recognition.models import Certificate, CertificateNotice, CertificateRegister
from kheo.recognition.rules.codes import normalise
from tests import factories
from tests.recognition.scene import DAY, make_scene, wrong

PAPER = "15-QĐ/BCĐ ngày 10/01/2025 của Ban Chỉ đạo"
ON = date(2025, 1, 10)


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def certificate(scene):
    return issue_certificates(scene.office, scene.issued())[0]


def numbers(**lookups):
    return list(Certificate.objects.filter(**lookups).order_by("number").values_list("number", flat=True))


def test_every_line_gets_its_number_in_order_and_its_words(scene):
    made = issue_certificates(scene.office, scene.issued())
    assert [(one.number, one.line.recipient) for one in made] == [(1, "Tập thể 01"), (2, "Tập thể 02"), (3, "Tập thể 03")]
    assert made[0].content == {
        "layout": "party",
        "superior": "",
        "issuer": "Ban Chỉ đạo phong trào thi đua “Dân vận khéo” Duy Tiên",
        "purpose": "công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
        "initiative": "Cách làm 01",
        "holder": "của Tập thể 01, phường Hòa Mạc",
        "field": "Lĩnh vực kinh tế",
        "decision": "12-QĐ/BCĐ",
        "decision_on": "2024-12-26",
        "place": "Duy Tiên",
        "on": "2024-12-26",
        "signer_authority": "T/M BAN CHỈ ĐẠO",
        "signer_position": "TRƯỞNG BAN",
        "signer_name": "Người ký minh hoạ",
        "notice": "",
    }
    register = CertificateRegister.objects.get()
    assert (register.body.code, register.year, register.last_number) == ("gso2024-349/bcd-dvk", 2024, 3)
    row = AuditRow.objects.get(action="certificate.issue")
    assert row.details == {"register": register.pk, "first": 1, "last": 3}


def test_codes_are_sixteen_characters_and_all_different(scene):
    codes = [one.code for one in issue_certificates(scene.office, scene.issued())]
    assert len(set(codes)) == 3
    assert [normalise(code) for code in codes] == codes


def test_a_second_call_issues_nothing_more(scene):
    decision = scene.issued()
    assert len(issue_certificates(scene.office, decision)) == 3
    assert issue_certificates(scene.office, decision) == []
    assert numbers() == [1, 2, 3]
    assert AuditRow.objects.filter(action="certificate.issue").count() == 1


def test_the_register_goes_on_over_the_decisions_of_a_year_and_starts_anew_with_the_next(scene):
    one, two, three = scene.registrations
    for registration, number, day in ((one, "12-QĐ/BCĐ", DAY), (two, "13-QĐ/BCĐ", DAY), (three, "1-QĐ/BCĐ", ON)):
        issue_certificates(scene.office, scene.issued(number, lines=scene.lines(registration), day=day))
    assert numbers(register__year=2024) == [1, 2]
    assert numbers(register__year=2025) == [1]


def test_each_locality_has_its_register(scene):
    there = make_scene(factories.KIM_BANG)
    issue_certificates(scene.office, scene.issued())
    issue_certificates(there.office, there.issued())
    assert numbers(register__locality=scene.locality) == numbers(register__locality=there.locality) == [1, 2, 3]


def test_only_an_issued_recognition_has_certificates(scene):
    with pytest.raises(RefusedError) as refusal:
        issue_certificates(scene.office, scene.checked())
    assert wrong(refusal) == ["Quyết định chưa ban hành. Ghi số, ngày của bản đã ký rồi mới cấp giấy chứng nhận."]
    medal = scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central")
    with pytest.raises(RefusedError) as refusal:
        issue_certificates(scene.office, medal)
    assert wrong(refusal) == ["Chỉ quyết định công nhận kèm giấy chứng nhận; khen thưởng và kỷ niệm chương do cơ quan tặng in."]
    assert not CertificateRegister.objects.exists()


@pytest.mark.parametrize("role", [Role.UNIT_STAFF, Role.COUNCIL, Role.LEADER, Role.BROADCASTER, Role.VIEWER, "operator"])
def test_only_the_office_issues_corrects_and_revokes(scene, certificate, role):
    actor = factories.actor_for(factories.make_account(role, scene.locality))
    for act in (
        lambda: issue_certificates(actor, certificate.line.decision),
        lambda: correct_certificate(actor, certificate, {"initiative": "x"}, "x", PAPER, ON),
        lambda: reissue_certificate(actor, certificate, {}, "x", PAPER, ON),
        lambda: revoke_certificate(actor, certificate, "x", PAPER, ON),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_the_office_of_another_locality_neither_corrects_nor_revokes(certificate):
    other = make_scene(factories.KIM_BANG).office
    with pytest.raises(NotAllowedError):
        correct_certificate(other, certificate, {"initiative": "x"}, "x", PAPER, ON)
    with pytest.raises(NotAllowedError):
        reissue_certificate(other, certificate, {}, "x", PAPER, ON)
    with pytest.raises(NotAllowedError):
        revoke_certificate(other, certificate, "x", PAPER, ON)


def test_a_correction_is_a_new_certificate_under_the_next_number(scene, certificate):
    made = correct_certificate(
        scene.office,
        certificate,
        {"initiative": "Cách làm đúng tên", "holder": certificate.content["holder"]},
        "In sai tên",
        PAPER,
        ON,
    )
    assert (made.number, made.replaces, made.line) == (4, certificate, certificate.line)
    assert made.content == {**certificate.content, "initiative": "Cách làm đúng tên", "on": "2025-01-10"}
    notice = CertificateNotice.objects.get()
    assert (notice.certificate, notice.kind, notice.reason, notice.paper, notice.on) == (
        certificate,
        "corrected",
        "In sai tên",
        PAPER,
        ON,
    )
    assert CertificateRegister.objects.get().last_number == 4
    assert AuditRow.objects.get(action="certificate.correct").details == {
        "replaces": certificate.pk,
        "number": 4,
        "changed": ["initiative"],
    }


def test_a_correction_leaves_the_old_row_as_it_was(scene, certificate):
    before = Certificate.objects.filter(pk=certificate.pk).values().get()
    correct_certificate(scene.office, certificate, {"initiative": "Khác"}, "Sai tên", PAPER, ON)
    assert Certificate.objects.filter(pk=certificate.pk).values().get() == before


def test_a_correction_tells_all_that_is_wrong(scene, certificate):
    with pytest.raises(RefusedError) as refusal:
        correct_certificate(
            scene.office,
            certificate,
            {"decision": "99-QĐ/BCĐ", "holder": " ", "initiative": "x" * 301, "field": ""},
            "",
            "x" * 121,
            timezone.localdate() + timedelta(days=1),
        )
    assert wrong(refusal) == [
        "Lý do: Chưa ghi mục này.",
        "Văn bản làm căn cứ: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
        "Từ ngày: Ngày ở sau hôm nay; ghi ngày của văn bản đã ký.",
        "decision: Mục này ghi theo quyết định đã ký, không đính chính trên giấy.",
        "Tập thể, cá nhân: Chưa ghi mục này.",
        "Tên mô hình, điển hình: Dài 301 ký tự, nhiều nhất 300; viết gọn lại.",
    ]
    assert numbers() == [1, 2, 3]


def test_a_correction_that_changes_nothing_is_refused(scene, certificate):
    with pytest.raises(RefusedError) as refusal:
        correct_certificate(scene.office, certificate, {"initiative": " Cách  làm 01"}, "x", PAPER, date(2024, 12, 25))
    assert wrong(refusal) == [
        "Từ ngày: Ngày ở trước ngày của quyết định; xem lại ngày.",
        "Nội dung đính chính: Các chữ mới giống hệt giấy cũ; sửa chỗ sai rồi ghi lại.",
    ]


def test_a_lost_paper_is_given_again_under_the_next_number_with_the_same_words(scene, certificate):
    made = reissue_certificate(
        scene.office, certificate, {"signer_name": "Người ký  mới"}, "Mất do ngập", "Đơn ngày 09/01/2025", ON
    )
    assert (made.number, made.replaces, made.line, made.code != certificate.code) == (4, certificate, certificate.line, True)
    assert made.content == {
        **certificate.content,
        "signer_name": "Người ký mới",
        "on": "2025-01-10",
        "again": "Cấp lại lần 1, thay giấy số 0001",
    }
    notice = CertificateNotice.objects.get()
    assert (notice.certificate, notice.kind, notice.reason, notice.paper, notice.on) == (
        certificate, "reissued", "Mất do ngập", "Đơn ngày 09/01/2025", ON,
    )  # fmt: skip
    assert CertificateRegister.objects.get().last_number == 4
    details = {"replaces": certificate.pk, "number": 4, "times": 1}
    assert AuditRow.objects.get(action="certificate.reissue").details == details


def test_what_was_given_again_is_counted_and_a_correction_after_it_says_so_no_more(scene, certificate):
    second = reissue_certificate(scene.office, certificate, {}, "Mất", PAPER, ON)
    third = reissue_certificate(scene.office, second, {}, "Rách", PAPER, ON)
    assert third.content["again"] == "Cấp lại lần 2, thay giấy số 0004"
    corrected = correct_certificate(scene.office, third, {"initiative": "Tên đúng"}, "Sai", PAPER, ON)
    assert "again" not in corrected.content


def test_giving_again_tells_all_that_is_wrong(scene, certificate):
    signer = {"signer_authority": " ", "signer_position": "x" * 121, "signer_name": ""}
    with pytest.raises(RefusedError) as refusal:
        reissue_certificate(scene.office, certificate, signer, "", PAPER, DAY - timedelta(days=1))
    assert wrong(refusal) == [
        "Lý do: Chưa ghi mục này.",
        "Từ ngày: Ngày ở trước ngày của quyết định; xem lại ngày.",
        "Quyền hạn ký: Chưa ghi mục này.",
        "Chức vụ người ký: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
    ]
    assert numbers() == [1, 2, 3]


@pytest.mark.parametrize(("day", "is_refused"), [(-1, True), (0, False), ("today", False), ("tomorrow", True)])
def test_the_day_lies_between_the_decision_and_today(scene, certificate, day, is_refused):
    today = timezone.localdate()
    on = {"today": today, "tomorrow": today + timedelta(days=1)}.get(day) or DAY + timedelta(days=day)
    if is_refused:
        with pytest.raises(RefusedError):
            reissue_certificate(scene.office, certificate, {}, "Mất", PAPER, on)
    else:
        assert reissue_certificate(scene.office, certificate, {}, "Mất", PAPER, on).content["on"] == str(on)


def test_a_revocation_keeps_the_number_used(scene, certificate):
    notice = revoke_certificate(scene.office, certificate, "Cấp nhầm", PAPER, ON)
    assert (notice.kind, notice.on) == ("revoked", ON)
    assert numbers() == [1, 2, 3]
    assert AuditRow.objects.get(action="certificate.revoke").details == {"on": "2025-01-10"}
    assert issue_certificates(scene.office, certificate.line.decision) == []


def test_a_revocation_names_reason_and_paper(scene, certificate):
    with pytest.raises(RefusedError) as refusal:
        revoke_certificate(scene.office, certificate, "x" * 301, " ", ON)
    assert wrong(refusal) == [
        "Lý do: Dài 301 ký tự, nhiều nhất 300; viết gọn lại.",
        "Văn bản làm căn cứ: Chưa ghi mục này.",
    ]


def test_what_was_corrected_or_revoked_is_not_touched_again(scene, certificate):
    new = correct_certificate(scene.office, certificate, {"initiative": "Khác"}, "Sai tên", PAPER, ON)
    for act in (
        lambda: correct_certificate(scene.office, certificate, {"initiative": "Nữa"}, "x", PAPER, ON),
        lambda: reissue_certificate(scene.office, certificate, {}, "x", PAPER, ON),
        lambda: revoke_certificate(scene.office, certificate, "x", PAPER, ON),
    ):
        with pytest.raises(RefusedError) as refusal:
            act()
        told = "Giấy số 0001 đã đính chính, cấp lại từ 10/01/2025; không đính chính, cấp lại, thu hồi lần nữa."
        assert wrong(refusal) == [told]
    revoke_certificate(scene.office, new, "Cấp nhầm", PAPER, ON)
    with pytest.raises(RefusedError) as refusal:
        revoke_certificate(scene.office, new, "x", PAPER, ON)
    assert wrong(refusal) == ["Giấy số 0004 đã thu hồi từ 10/01/2025; không đính chính, cấp lại, thu hồi lần nữa."]


def test_rows_of_certificates_and_notices_are_never_updated_or_deleted(scene, certificate):
    notice = revoke_certificate(scene.office, certificate, "Cấp nhầm", PAPER, ON)
    for row in (certificate, notice):
        with pytest.raises(TypeError, match="append-only"):
            row.save()
        with pytest.raises(TypeError, match="append-only"):
            row.delete()
