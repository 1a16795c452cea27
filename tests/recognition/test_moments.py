from datetime import date

from django.utils import timezone

from kheo.movement.queries.timeline import papers_of, public_timeline, timeline
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.notices import revoke_line
from tests.recognition.scene import DAY, make_scene


def test_an_issued_decision_and_its_certificate_are_told_a_draft_is_not(db):
    scene = make_scene(count=2)
    first, second = scene.registrations
    scene.draft(lines=scene.lines(second))
    decision = scene.issued(lines=scene.lines(first))
    certificate = issue_certificates(scene.office, decision)[0]
    place = scene.locality.code
    assert [(one.on, one.what, one.detail, one.url, one.by) for one in papers_of(timeline(first))] == [
        (
            timezone.localdate(certificate.issued_at),
            "cấp giấy chứng nhận",
            f"số vào sổ {certificate.number}",
            f"/xac-minh/{certificate.code}",
            scene.office.account_id,
        ),
        (DAY, "được công nhận", "văn bản số 12-QĐ/BCĐ", f"/{place}/quyet-dinh/{decision.pk}/", None),
    ]
    assert papers_of(timeline(second)) == []
    assert [one.what for one in public_timeline([first, second])] == ["được công nhận", "đăng ký năm 2024", "đăng ký năm 2024"]


def test_a_line_taken_back_is_told_with_its_paper(db):
    scene = make_scene(count=1)
    decision = scene.issued()
    revoke_line(scene.office, decision.lines.get(), "Không đúng đối tượng", "15-QĐ/BCĐ ngày 10/01/2025", date(2025, 1, 10))
    (told,) = [one for one in papers_of(timeline(scene.registrations[0])) if one.what.startswith("thu hồi")]
    assert (told.on, told.what, told.detail, told.is_public) == (
        date(2025, 1, 10), "thu hồi công nhận", "15-QĐ/BCĐ ngày 10/01/2025", True,
    )  # fmt: skip
