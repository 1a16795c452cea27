from datetime import date

import pytest
from django.core.cache import cache

from kheo.recognition.actions.certificates import correct_certificate, issue_certificates, reissue_certificate, revoke_certificate
from kheo.recognition.rules.codes import printed
from kheo.recognition.views.verification import GUESSES
from tests.recognition.views.decision_pages import text_of

PAPER, ON = "15-QĐ/BCĐ ngày 10/01/2025", date(2025, 1, 10)


@pytest.fixture(autouse=True)
def _fresh_count(db):
    cache.clear()


@pytest.fixture
def certificate(scene):
    return issue_certificates(scene.office, scene.issued())[0]


def test_anybody_reads_what_the_paper_prints(client, certificate):
    answer = client.get(f"/xac-minh/{certificate.code}")
    page = text_of(answer)
    assert answer.status_code == 200
    for words in ("Giấy chứng nhận này có thật", "Cách làm 01", "của Tập thể 01, phường Hòa Mạc", "12-QĐ/BCĐ ngày 26/12/2024",
                  "Người ký minh hoạ", "Số vào sổ: 0001", printed(certificate.code)):  # fmt: skip
        assert words in page
    assert (answer["X-Robots-Tag"], answer["Cache-Control"]) == ("noindex", "no-store")


def test_the_page_tells_nothing_beyond_the_paper(client, scene, certificate):
    correct_certificate(scene.office, certificate, {"initiative": "Tên đúng"}, "Lý do nội bộ", PAPER, ON)
    page = text_of(client.get(f"/xac-minh/{certificate.code}")).replace(printed(certificate.code), "")  # it may hold an 80, too
    for hidden in ("Lý do nội bộ", PAPER, scene.office.name, "80", "đang thẩm định", "Cách làm 02"):
        assert hidden not in page.split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize(
    "write", [str.lower, printed, lambda code: code.replace("0", "O").replace("1", "l"), lambda code: f" {code}"]
)
def test_a_code_is_understood_however_typed(client, certificate, write):
    assert client.get(f"/xac-minh/{write(certificate.code)}").status_code == 200


def test_a_corrected_certificate_links_to_the_new_one(client, scene, certificate):
    new = correct_certificate(scene.office, certificate, {"initiative": "Tên đúng"}, "Sai", PAPER, ON)
    page = text_of(client.get(f"/xac-minh/{certificate.code}"))
    assert "Giấy này đã được thay bằng giấy đính chính" in page
    assert f'href="/xac-minh/{new.code}"' in page
    assert "Tên đúng" in text_of(client.get(f"/xac-minh/{new.code}"))


def test_a_lost_certificate_is_told_from_the_one_given_again(client, scene, certificate):
    new = reissue_certificate(scene.office, certificate, {}, "Mất do ngập", PAPER, ON)
    page = text_of(client.get(f"/xac-minh/{certificate.code}"))
    assert "đã cấp lại do mất, hỏng" in page
    assert f'href="/xac-minh/{new.code}"' in page
    assert "Mất do ngập" not in page
    page = text_of(client.get(f"/xac-minh/{new.code}"))
    assert "Giấy này thay giấy số 0001. Những chữ dưới đây" in page
    assert "Cấp lại lần 1, thay giấy số 0001" in page
    assert certificate.code not in page


def test_a_revoked_certificate_says_since_when(client, scene, certificate):
    revoke_certificate(scene.office, certificate, "Cấp nhầm", PAPER, ON)
    page = text_of(client.get(f"/xac-minh/{certificate.code}"))
    assert "Giấy này không còn giá trị từ 10/01/2025." in page
    assert "Giấy chứng nhận này có thật" not in page


def test_every_unknown_code_gets_the_same_page(client, certificate):
    answers = [client.get(f"/xac-minh/{code}") for code in ("0" * 16, "khong-phai-ma", "Z" * 16, "%00", "%F0%9F%8E%89")]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {text_of(answer).replace(answer.wsgi_request.path, "") for answer in answers}
    assert len({body.split("<main", 1)[1] for body in bodies}) == 1


def test_guessing_is_throttled_and_reading_true_codes_is_not(client, certificate):
    for _time in range(GUESSES.attempts + 5):
        assert client.get(f"/xac-minh/{certificate.code}").status_code == 200
    for _time in range(GUESSES.attempts):
        assert client.get("/xac-minh/" + "0" * 16).status_code == 404
    answer = client.get("/xac-minh/" + "0" * 16)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "xin thử lại sau 10 phút" in text_of(answer)
    assert client.get(f"/xac-minh/{certificate.code}").status_code == 429
    assert client.get(f"/xac-minh/{certificate.code}", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_typed_code_leads_to_its_page(client, certificate):
    assert client.get("/xac-minh/").status_code == 200
    assert client.get("/xac-minh/", {"ma": printed(certificate.code).lower()}).url == f"/xac-minh/{certificate.code}"
    assert client.get("/xac-minh/", {"ma": "../quyet-dinh"}).url == "/xac-minh/quyet-dinh"


@pytest.mark.parametrize("text", ["", "   ", "/../", "mã", "x" * 61])
def test_a_text_that_cannot_be_a_code_is_told_on_the_form(client, db, text):
    answer = client.get("/xac-minh/", {"ma": text})
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        assert answer.url == "/xac-minh/m"


def test_verification_costs_the_same_queries_for_every_answer(client, certificate, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # throttle, certificate, signed copy of its decision, corrections
        client.get(f"/xac-minh/{certificate.code}")
