import io

import pypdf
import pytest

from kheo.organisation.models import Role
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.notices import draft_correction, issue_correction
from kheo.recognition.models import DecisionCorrection, LineRevocation
from tests import factories
from tests.recognition.actions.test_certificates import ON, PAPER
from tests.recognition.actions.test_notices import ITEMS, SIGNER
from tests.recognition.views.decision_pages import BACKEND, HERE, sent, text_of

pytestmark = pytest.mark.sqlite
NOTICE = {"reason": "Không đúng đối tượng", "paper": PAPER, "on": "10/01/2025"}
FIELDS = {"place_1": "Dòng 1, tên", "printed_1": "Tập thể 01", "right_1": "Tập thể số 1", "reason": "Lỗi đánh máy", **SIGNER}


def test_a_line_is_taken_back_by_hand_and_told_everywhere(office, client, scene):
    decision = scene.issued()
    certificate = issue_certificates(scene.office, decision)[0]
    url = f"{HERE}{decision.pk}/"
    page = f"{url}dong/1/thu-hoi/"
    assert f'href="{page}"' in text_of(office.get(url))
    assert "Thu hồi đối với Tập thể 01" in text_of(office.get(page))
    refused = sent(office, page, **NOTICE | {"on": "01/01/2024"})
    assert refused.status_code == 422
    assert 'value="Không đúng đối tượng"' in text_of(refused)
    assert sent(office, page, **NOTICE).url == url
    assert "đã thu hồi</span>" in text_of(office.get(url))
    assert f'href="{page}"' not in text_of(office.get(url))
    verified = text_of(client.get(f"/xac-minh/{certificate.code}"))
    assert "Quyết định công nhận đã thu hồi đối với tập thể, cá nhân này." in verified
    assert "Không đúng đối tượng" not in verified
    assert sent(office, page, **NOTICE).status_code == 422
    assert office.get(f"{url}dong/9/thu-hoi/").status_code == 404


def test_a_correction_from_drawing_up_to_its_number(office, client, scene):
    decision = scene.issued()
    certificate = issue_certificates(scene.office, decision)[0]
    url = f"{HERE}{decision.pk}/"
    assert 'value="Người ký minh hoạ"' in text_of(office.get(f"{url}dinh-chinh/"))
    empty = sent(office, f"{url}dinh-chinh/", **SIGNER, reason="Lỗi", place_2="Dòng 2")
    assert empty.status_code == 422
    assert 'value="Dòng 2"' in text_of(empty)
    assert sent(office, f"{url}dinh-chinh/", **FIELDS).url == url
    made = DecisionCorrection.objects.get()
    page = text_of(office.get(url))
    assert "<del>Tập thể 01</del> thành <ins>Tập thể số 1</ins>" in page
    assert f'href="{url}dinh-chinh/"' not in page
    words = _words(office.get(f"{url}dinh-chinh/{made.pk}/van-ban.pdf"))
    assert "DỰ THẢO" in words
    one = f"{url}dinh-chinh/{made.pk}/"
    assert office.get(one).status_code == 200
    assert sent(office, one, number="31", day="10/01/2025").status_code == 422
    assert "đính chính bằng văn bản" not in text_of(client.get(f"/xac-minh/{certificate.code}"))
    assert sent(office, one, number="31-TB/BCĐ", day="10/01/2025").url == url
    words = _words(office.get(f"{url}dinh-chinh/{made.pk}/van-ban.pdf"))
    assert "DỰ THẢO" not in words
    for told in (
        "31-TB/BCĐ",
        "đính chính quyết định công nhận số 12-QĐ/BCĐ ngày 26/12/2024",
        "Tập thể số 1",
        "Lý do: Lỗi đánh máy. Các nội dung khác giữ nguyên.",
    ):
        assert told in words
    assert (
        office.get(f"{one}van-ban.docx")["Content-Disposition"]
        == f'attachment; filename="dinh-chinh-{decision.pk}-{made.pk}.docx"'
    )
    assert office.get(f"{one}van-ban.txt").status_code == 404
    verified = text_of(client.get(f"/xac-minh/{certificate.code}"))
    assert "Quyết định này được đính chính bằng văn bản số 31-TB/BCĐ ngày 10/01/2025." in verified
    sent(office, f"{one}bo/")
    assert DecisionCorrection.objects.count() == 1


def _words(answer):
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    return " ".join(text.split())


def test_a_draft_is_thrown_away_by_hand(office, scene):
    decision = scene.issued()
    made = draft_correction(scene.office, decision, ITEMS, "Lỗi", SIGNER)
    assert sent(office, f"{HERE}{decision.pk}/dinh-chinh/{made.pk}/bo/").url == f"{HERE}{decision.pk}/"
    assert not DecisionCorrection.objects.exists()


def test_those_who_only_read_see_corrections_and_no_buttons(client, scene):
    decision = scene.issued()
    issue_correction(scene.office, draft_correction(scene.office, decision, ITEMS, "Lỗi", SIGNER), "31-TB/BCĐ", ON)
    client.force_login(factories.make_account(Role.VIEWER, scene.locality), BACKEND)
    page = text_of(client.get(f"{HERE}{decision.pk}/"))
    assert "Số 31-TB/BCĐ ngày 10/01/2025" in page
    assert "thu-hoi/" not in page
    assert 'dinh-chinh/"' not in page


def test_what_belongs_to_the_town_next_door_is_not_found(office, there):
    decision = there.issued()
    made = draft_correction(there.office, decision, ITEMS, "Lỗi", SIGNER)
    for page in ("dong/1/thu-hoi/", "dinh-chinh/", f"dinh-chinh/{made.pk}/", f"dinh-chinh/{made.pk}/van-ban.pdf"):
        assert office.get(f"{HERE}{decision.pk}/{page}").status_code == 404
    assert sent(office, f"{HERE}{decision.pk}/dinh-chinh/{made.pk}/bo/").status_code == 404
    assert not LineRevocation.objects.exists()
