import io
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.organisation.models import Account
from kheo.recognition.actions.certificates import issue_certificates, revoke_certificate
from kheo.recognition.models import Certificate, CertificateNotice
from kheo.recognition.rules.codes import printed
from tests.recognition.scene import make_scene
from tests.recognition.views.decision_pages import BACKEND, sent, text_of

HERE = "/gso2024-349/giay-chung-nhan/"
NOTICE = {"reason": "In sai tên", "paper": "15-QĐ/BCĐ ngày 10/01/2025", "on": "10/01/2025"}


@pytest.fixture
def made(scene):
    return issue_certificates(scene.office, scene.issued())


def test_issuing_twice_says_so_and_adds_nothing(office, scene):
    decision = scene.issued()
    url = f"/gso2024-349/quyet-dinh/{decision.pk}/cap-giay/"
    for _time in range(2):
        answer = sent(office, url)
    assert "Mọi dòng đã có giấy chứng nhận; không cấp thêm." in text_of(office.get(answer.url))
    assert Certificate.objects.count() == 3


def test_issuing_before_the_decision_is_issued_is_refused_on_its_page(office, scene):
    decision = scene.draft()
    answer = sent(office, f"/gso2024-349/quyet-dinh/{decision.pk}/cap-giay/")
    assert answer.status_code == 422
    assert "Quyết định chưa ban hành." in text_of(answer)


def test_the_register_lists_number_code_and_fate(office, scene, made):
    revoke_certificate(scene.office, made[0], "Cấp nhầm", NOTICE["paper"], date(2025, 1, 10))
    page = text_of(office.get(HERE))
    assert page.index("0003/2024") < page.index("0001/2024")
    assert printed(made[1].code) in page
    assert "từ 10/01/2025, 15-QĐ/BCĐ ngày 10/01/2025: Cấp nhầm" in page


def test_certificates_print_one_by_one_and_all_together(office, made):
    one = office.get(f"{HERE}{made[1].pk}/giay.pdf")
    every = office.get(f"/gso2024-349/quyet-dinh/{made[0].line.decision_id}/giay-chung-nhan.pdf")
    assert one["Content-Disposition"] == f'attachment; filename="0002-{made[1].code}.pdf"'
    assert len(pypdf.PdfReader(io.BytesIO(every.content)).pages) == 3


def test_a_decision_counts_the_certificates_that_still_stand_and_prints_none_when_none_does(office, scene, made):
    url = f"/gso2024-349/quyet-dinh/{made[0].line.decision_id}/"
    assert "còn giá trị" not in text_of(office.get(url)).split("<main")[1]
    for certificate, said in zip(made, ("2 còn giá trị", "1 còn giá trị", "0 còn giá trị"), strict=True):
        assert "giay-chung-nhan.pdf" in text_of(office.get(url))
        revoke_certificate(scene.office, certificate, "Cấp nhầm", NOTICE["paper"], date(2025, 1, 10))
        assert f"3 đã vào sổ, {said}" in text_of(office.get(url))
    assert "giay-chung-nhan.pdf" not in text_of(office.get(url))


def test_a_decision_without_certificates_leads_back(office, scene):
    decision = scene.issued()
    answer = office.get(f"/gso2024-349/quyet-dinh/{decision.pk}/giay-chung-nhan.pdf")
    assert answer.url == f"/gso2024-349/quyet-dinh/{decision.pk}/"


def test_a_correction_by_hand(office, made):
    url = f"{HERE}{made[0].pk}/dinh-chinh/"
    words = {name: made[0].content[name] for name in ("initiative", "holder", "purpose", "field")}
    assert 'value="Cách làm 01"' in text_of(office.get(url))
    same = sent(office, url, **words, **NOTICE)
    assert same.status_code == 422
    assert "Các chữ mới giống hệt giấy cũ" in text_of(same)
    assert sent(office, url, **words | {"initiative": "Tên đúng"}, **NOTICE).url == HERE
    assert "Giấy mới số 0004." in text_of(office.get(HERE))
    again = sent(office, url, **words | {"initiative": "Nữa"}, **NOTICE)
    assert "không đính chính, cấp lại, thu hồi lần nữa" in text_of(again)


def test_a_paper_is_given_again_by_hand_and_prints_which_it_replaces(office, made):
    url = f"{HERE}{made[0].pk}/cap-lai/"
    assert 'value="Người ký minh hoạ"' in text_of(office.get(url))
    signer = {"signer_authority": "T/M BAN CHỈ ĐẠO", "signer_position": "TRƯỞNG BAN", "signer_name": "Người ký mới"}
    wrong = sent(office, url, **signer, **NOTICE | {"on": "01/01/2024"})
    assert wrong.status_code == 422
    assert 'value="Người ký mới"' in text_of(wrong)
    assert sent(office, url, **signer, **NOTICE).url == HERE
    page = text_of(office.get(HERE))
    assert "đã cấp lại" in page
    assert "Giấy mới số 0004." in page
    new = Certificate.objects.get(number=4)
    words = pypdf.PdfReader(io.BytesIO(office.get(f"{HERE}{new.pk}/giay.pdf").content)).pages[0].extract_text()
    assert "Cấp lại lần 1, thay giấy số 0001" in words
    assert "Người ký mới" in words


def test_a_revocation_by_hand(office, made):
    url = f"{HERE}{made[0].pk}/thu-hoi/"
    assert "Việc này không đảo lại được." in text_of(office.get(url))
    assert sent(office, url, **NOTICE | {"on": "31/02/2025"}).status_code == 422
    assert sent(office, url, **NOTICE | {"on": "01/01/2024"}).status_code == 422
    assert sent(office, url, **NOTICE).url == HERE
    assert CertificateNotice.objects.get().kind == "revoked"


def test_a_certificate_of_the_town_next_door_is_not_found(office, there):
    other = issue_certificates(there.office, there.issued())[0]
    for page in ("giay.pdf", "dinh-chinh/", "cap-lai/", "thu-hoi/"):
        assert office.get(f"{HERE}{other.pk}/{page}").status_code == 404
    assert printed(other.code) not in text_of(office.get(HERE))


def test_the_register_costs_the_same_for_one_and_for_many(client, db):
    def asked(count, code):
        scene = make_scene(code, count)
        issue_certificates(scene.office, scene.issued())
        client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/{code}/giay-chung-nhan/")
        return len(queries)

    assert asked(1, "gso2024-349") == asked(7, "gso2024-350") <= 15
