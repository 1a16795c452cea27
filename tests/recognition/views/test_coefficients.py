import io
from datetime import date

import openpyxl
import pypdf
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.organisation.models import Role
from kheo.recognition.models import LocalCoefficient
from tests import factories
from tests.recognition.actions.test_local_coefficients import DAY, put, recipients
from tests.recognition.rewards_scene import commended
from tests.recognition.scene import make_scene
from tests.recognition.views.test_rewards import BACKEND, at, sent, text_of

FORM = {
    "award": "giay_khen",
    "level": "district",
    "subject": "individual",
    "times": "0,15",
    "document": "Quyết định 15/2024/QĐ-UBND",
    "article": "Điều 5",
    "issued_on": "01/03/2024",
    "valid_from": "01/04/2024",
}


def page(scene, rest=""):
    return f"/{scene.locality.code}/khen-thuong/he-so/{rest}"


def test_a_list_that_lacks_a_coefficient_leads_to_the_form_and_then_computes(office, scene):
    put(scene)
    decision = commended(scene, DAY, recipients(scene))
    shown = text_of(office.get(at(decision)))
    assert "1 trong 2 dòng chưa tính được, nên không có tổng; các dòng kia cộng <b>702.000 đồng</b>" in shown
    assert "Danh sách là dự thảo, nêu 1 dòng chưa có hệ số" in shown
    assert "của địa phương" in shown
    link = "ghi/?hinh-thuc=giay_khen&amp;cap=district&amp;doi-tuong=individual&amp;tu=2024-12-31"
    assert page(scene, link) in shown
    assert 'value="31/12/2024"' in text_of(office.get(page(scene, link.replace("&amp;", "&"))))
    assert sent(office, page(scene, "ghi/"), **FORM).url == page(scene)
    shown = text_of(office.get(at(decision)))
    assert '<b class="num">1.053.000</b> đồng' in shown
    assert "Hệ số của địa phương: Điều 5 Quyết định 15/2024/QĐ-UBND ngày 01/03/2024 (chưa đối chiếu văn bản)" in shown


def test_the_paper_and_the_workbook_name_the_line_without_coefficient_and_are_a_draft(office, scene):
    put(scene)
    decision = commended(scene, DAY, recipients(scene))
    pdf = pypdf.PdfReader(io.BytesIO(office.get(at(decision, "chi-thuong.pdf")).content))
    text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    book = openpyxl.load_workbook(io.BytesIO(office.get(at(decision, "chi-thuong.xlsx")).content))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row if cell is not None]
    for words in ("Chưa có hệ số: dòng 2, Người nhận individual (cá nhân).", "Cộng các dòng đã tính"):
        assert words in text
        assert any(words in str(cell) for cell in cells)
    assert "DỰ THẢO" in text
    assert 702_000 in cells


def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_mend(office, scene):
    answer = sent(office, page(scene, "ghi/"), **FORM | {"times": "0", "valid_from": "01/01/2018"})
    assert answer.status_code == 422
    told = text_of(answer)
    assert "Bảng lương cơ sở của Khéo bắt đầu từ 01/07/2019" in told
    assert 'value="Quyết định 15/2024/QĐ-UBND"' in told
    assert not LocalCoefficient.objects.exists()
    assert office.get(page(scene, "ghi/?tu=hom-qua")).status_code == 200


def test_the_list_tells_what_holds_what_was_replaced_and_what_was_taken_back(office, scene):
    assert "Chưa ghi hệ số nào" in text_of(office.get(page(scene)))
    put(scene)
    put(scene, times=None, valid_to=date(2025, 1, 1))
    put(scene, subject="individual", verified=True)
    shown = text_of(office.get(page(scene)))
    for words in (
        "Giấy khen, cấp huyện, hộ gia đình: 0,3",
        "Giấy khen, cấp huyện, hộ gia đình: bỏ hệ số",
        "đã bỏ",
        "lần ghi trước",
        "đã đối chiếu",
        "Quyết định khen từ 01/04/2024 đến trước 01/01/2025",
    ):
        assert words in shown
    assert sent(office, page(scene, "ghi/"), **FORM | {"subject": "household", "times": ""}).url == page(scene)


def test_the_list_asks_no_more_with_more_rows(office, scene):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert office.get(page(scene)).status_code == 200
        return len(queries)

    put(scene)
    before = asked()
    put(scene, subject="individual")
    put(scene, subject="collective")
    assert asked() == before


def test_a_neighbours_coefficients_are_not_shown_and_a_viewer_writes_none(client, scene):
    put(make_scene(factories.WARD))
    client.force_login(factories.make_account(Role.VIEWER, scene.locality), BACKEND)
    shown = text_of(client.get(page(scene)))
    assert ("Chưa ghi hệ số nào" in shown, "Ghi hệ số" in shown.partition("<main")[2]) == (True, False)
    assert sent(client, page(scene, "ghi/"), **FORM).status_code == 403
