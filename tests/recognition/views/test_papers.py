from kheo.recognition.models import Decision
from tests.recognition.views.decision_pages import HERE, SCAN, sent, text_of


def test_the_signed_scan_comes_back_as_it_was(office, scene, tmp_path):
    decision = scene.issued()
    url = f"{HERE}{decision.pk}/ban-da-ky/"
    file = tmp_path / "ban ky.pdf"
    assert office.get(f"{url}tai-ve/").status_code == 404
    for content, name, expected in ((b"MZ", "ban ky.exe", 422), (SCAN, "ban ky.pdf", 302)):
        file = tmp_path / name
        file.write_bytes(content)
        with file.open("rb") as upload:
            answer = sent(office, url, file=upload, not_secret="on", version=3)
        assert answer.status_code == expected
    assert office.get(f"{url}tai-ve/").getvalue() == SCAN
    assert sent(office, url, version=4).status_code == 422


def test_papers_can_be_downloaded_at_every_step(office, scene):
    for decision in (scene.draft(), scene.issued()):
        docx = office.get(f"{HERE}{decision.pk}/van-ban.docx")
        pdf = office.get(f"{HERE}{decision.pk}/van-ban.pdf")
        assert (docx.content[:2], pdf.content[:5]) == (b"PK", b"%PDF-")
        assert pdf["Content-Disposition"] == f'attachment; filename="cong-nhan-2024-{decision.pk}.pdf"'


def test_a_character_that_no_face_prints_is_told_and_leads_back(office, scene):
    decision = scene.draft()
    Decision.objects.filter(pk=decision.pk).update(title="Công nhận 🎉")
    for ending in ("docx", "pdf"):
        answer = office.get(f"{HERE}{decision.pk}/van-ban.{ending}")
        assert answer.url == f"{HERE}{decision.pk}/"
        assert "Chưa in được: trích yếu: Ký tự U+1F389" in text_of(office.get(answer.url))
