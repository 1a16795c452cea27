"""Papers read back: what the articles ask for stands in them."""

import io
import re

import docx
import pypdf
import pytest

from tests.democracy.actions.test_dialogues import held
from tests.democracy.consulting import answered, decided, fresh, opened
from tests.directives.views.sending import sign_in

STAFF = "/gso2025-13324/dan-chu/quan-ly/"


def read(client, address):
    pdf, word = client.get(f"{STAFF}{address}.pdf"), client.get(f"{STAFF}{address}.docx")
    assert (pdf.status_code, word.status_code) == (200, 200)
    pages = pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    printed = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    paragraphs = docx.Document(io.BytesIO(word.content)).paragraphs
    return printed, " ".join(paragraph.text for paragraph in paragraphs)


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def test_dieu_28_khoan_1_the_plan_has_content_forms_way_period_and_who_is_responsible(office, scene):
    made = opened(scene)
    for text in read(office, f"gop-y/{made.pk}/ke-hoach"):
        for part in (
            made.content, "Bạn có đồng ý với phương án không?", "Họp cộng đồng dân cư", made.way, made.responsible,
            f"{made.ends_on:%d/%m/%Y}", "Điều 28 khoản 1 Luật 10/2022/QH15",
        ):  # fmt: skip
            assert part in text


def test_dieu_28_khoan_3_4_the_summary_has_topics_answers_and_the_explanation(office, scene):
    made = answered(scene)
    assert office.get(f"{STAFF}gop-y/{made.pk}/bao-cao.pdf").status_code == 404
    for text in read(office, f"gop-y/{made.pk}/tong-hop"):
        assert "Giờ cấm đỗ (1 ý kiến)" in text
        assert "Tiếp thu: Đổi giờ cấm đỗ thành 5 giờ đến 8 giờ." in text
    decided(scene, made)
    for text in read(office, f"gop-y/{made.pk}/bao-cao"):
        assert "Số 45/QĐ-UBND" in text
        assert "Điều 28 khoản 5 Luật 10/2022/QH15" in text
    assert fresh(made).state == "decided"


def test_nothing_is_printed_before_there_is_something(office, scene, there):
    made = opened(scene)
    assert office.get(f"{STAFF}gop-y/{made.pk}/tong-hop.pdf").status_code == 404
    assert office.get(f"{STAFF}gop-y/{opened(there).pk}/ke-hoach.pdf").status_code == 404


def test_dieu_27_khoan_3_the_dialogue_s_paper_keeps_views_and_answers(office, scene):
    made = held(scene, "bound")
    for text in read(office, f"doi-thoai/{made.pk}/tong-hop"):
        assert "Đã báo cho 40 người" in text
        assert "Điều 27 khoản 2 Luật 10/2022/QH15" in text
