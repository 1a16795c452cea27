from django.utils import timezone

from kheo.movement.queries.timeline import papers_of, public_timeline, timeline
from kheo.recognition.actions.certificates import issue_certificates
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
