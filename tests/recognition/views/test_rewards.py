import io
import secrets
from datetime import date

import openpyxl
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from kheo.organisation.models import Account, Role
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.actions.drafts import draft_decision
from kheo.recognition.actions.fund import open_fund
from kheo.recognition.models import Decision, LineRevocation, RewardSetting
from tests import factories
from tests.recognition.rewards_scene import DAY, commended, people
from tests.recognition.scene import WORDING, make_scene

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def ward(db):
    return make_scene(factories.WARD, year=2026)


@pytest.fixture
def office(client, ward):
    client.force_login(Account.objects.get(pk=ward.office.account_id), BACKEND)
    return client


def at(decision, rest=""):
    return f"/{decision.locality.code}/tien-thuong/{decision.pk}/{rest}"


def paper_of(decision):
    return f"/{decision.locality.code}/quyet-dinh/{decision.pk}/"


def text_of(response):
    return " ".join(response.content.decode().split())


def sent(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def test_exact_and_rounded_sums_stand_side_by_side_with_their_sources(office, ward):
    set_choice(ward.office, ward.locality, "rounding", "up_10000", "Theo thông báo của kho bạc")
    decision = commended(ward)
    page = text_of(office.get(at(decision)))
    for words in (
        '<b class="num">2.277.000</b> đồng',
        '<b class="num">2.280.000</b> đồng',
        '<td class="num" data-label="Theo hệ số">759.000</td>',
        '<td class="num" data-label="Sau làm tròn">760.000</td>',
        "điểm e khoản 1 Điều 54 Nghị định 152/2025/NĐ-CP",
        "Nghị định 161/2026/NĐ-CP (chưa đối chiếu văn bản)",
        "khoản 4 Điều 11 Luật Thi đua, khen thưởng 06/2022/QH15",
        "Theo thông báo của kho bạc",
        "cần đối chiếu",
    ):
        assert words in page
    assert "2.280.000 đồng" in text_of(office.get(paper_of(decision)))


def test_where_no_coefficient_was_found_the_page_says_so_and_no_list_is_made(office, client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    decision = commended(scene, date(2024, 12, 31), scene.lines(*scene.registrations))
    page = text_of(client.get(at(decision)))
    assert "chưa tìm được hệ số của giấy khen cấp huyện trong Nghị định 98/2023/NĐ-CP" in page
    assert "3 trong 3 dòng chưa tính được, nên không có tổng" in page
    answer = client.get(at(decision, "chi-thuong.pdf"), follow=True)
    assert answer.redirect_chain == [(at(decision), 302)]
    assert "Chưa in được: Chưa có hệ số: dòng 1, Tập thể 01 (tập thể); dòng 2" in text_of(answer)


def test_the_payment_list_says_the_sum_in_figures_and_words_in_all_three_files(office, ward):
    decision = commended(ward)
    pdf = pypdf.PdfReader(io.BytesIO(office.get(at(decision, "chi-thuong.pdf")).content))
    docx = Document(io.BytesIO(office.get(at(decision, "chi-thuong.docx")).content))
    cells = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    for text in (
        " ".join(" ".join(page.extract_text() for page in pdf.pages).split()),
        " ".join(" ".join([*[one.text for one in docx.paragraphs], *cells]).split()),
    ):
        assert "2.277.000 đồng (bằng chữ: Hai triệu hai trăm bảy mươi bảy nghìn đồng)" in text
        assert f"Quyết định số {decision.number} ngày 01/07/2026" in text
        assert "NGƯỜI LẬP DANH SÁCH" in text
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(at(decision, "chi-thuong.xlsx")).content)).active
    assert [cell.value for cell in sheet[4]][:7] == [1, "=Người nhận 00", "Phường Duy Tiên", "cá nhân", 0.3, 759000, 759000]
    assert [cell.value for cell in sheet[6]][5:7] == [2277000, 2277000]
    assert sheet.cell(4, 2).data_type == "s"
    assert {cell.value for cell in sheet[3]} == {
        "TT", "Tập thể, cá nhân", "Đơn vị", "Đối tượng", "Hệ số", "Theo hệ số (đồng)", "Thực chi (đồng)", "Ký nhận",
    }  # fmt: skip


def test_a_draft_has_money_but_no_payment_list(office, ward):
    decision = draft_decision(ward.office, ward.programme, "commendation", ward.body("ubnd"), WORDING, DAY, people(ward))
    page = text_of(office.get(at(decision)))
    assert "Quyết định chưa ban hành; ghi số, ngày của bản đã ký rồi mới lập danh sách chi." in page
    assert "2.277.000" in page


def test_who_signs_pays_so_a_decision_from_above_makes_no_list_here(office, ward):
    above = factories.make_body(None, "tinh/ubnd", "Uỷ ban nhân dân tỉnh Minh Hoạ", "government", unit=ward.locality.unit)
    decision = commended(ward)
    Decision.objects.filter(pk=decision.pk).update(body=above)
    page = text_of(office.get(at(decision)))
    assert "Uỷ ban nhân dân tỉnh Minh Hoạ ký quyết định và chi từ quỹ của mình" in page


def test_a_medal_shows_the_most_it_may_be(client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    decision = scene.draft("medal", [scene.person()], "central", date(2024, 12, 30))
    page = text_of(client.get(at(decision)))
    assert "<b>mức nhiều nhất</b>" in page
    assert '<b class="num">1.404.000</b> đồng' in page


def test_an_empty_list_has_nothing_to_reckon(office, ward):
    decision = commended(ward, lines=[])
    assert "Danh sách chưa có ai, chưa có gì để tính." in text_of(office.get(at(decision)))
    assert "Quyết định không có ai trong danh sách." in text_of(office.get(at(decision, "chi-thuong.xlsx"), follow=True))


def test_nobody_is_paid_whose_line_was_taken_back(office, ward):
    decision = commended(ward)
    line = decision.lines.get(order=1)
    LineRevocation.objects.create(line=line, reason="Nhầm", paper="QĐ 30", on=date(2026, 7, 2))
    page = text_of(office.get(at(decision)))
    assert '<b class="num">1.518.000</b> đồng' in page
    assert "Người nhận 00" not in page


def test_a_paper_without_money_has_no_such_page(client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    assert client.get(at(scene.draft())).status_code == 404


def test_as_many_queries_for_many_as_for_one(office, ward):
    counts = []
    for count in (1, 12):
        decision = commended(ward, lines=people(ward, count))
        with CaptureQueriesContext(connection) as queries:
            office.get(at(decision))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_office_chooses_with_a_reason_and_the_leader_reads(office, ward, client):
    url = f"/{factories.WARD}/khen-thuong/lua-chon/rounding/"
    assert "làm tròn lên hàng chục nghìn đồng" in text_of(office.get(url))
    answer = sent(office, url, value="up_10000", reason="")
    assert (answer.status_code, RewardSetting.objects.count()) == (422, 0)
    assert '<option value="up_10000" selected>' in text_of(answer)
    answer = sent(office, url, value="up_10000", reason="Theo kho bạc")
    assert answer.url == f"/{factories.WARD}/khen-thuong/lua-chon/"
    assert "Theo kho bạc. Ghi ngày" in text_of(office.get(answer.url))
    same = sent(office, url, value="up_10000", reason="Theo kho bạc")
    assert same.status_code == 422
    assert office.get(f"/{factories.WARD}/khen-thuong/lua-chon/khong-co/").status_code == 404
    leader = factories.make_account(Role.LEADER, ward.locality, body="ubnd")
    client.force_login(leader, BACKEND)
    assert client.get(answer.url).status_code == 200
    assert client.get(url).status_code == 403


def test_the_award_is_chosen_with_the_words_and_printed(office, ward):
    url = f"/{factories.WARD}/quyet-dinh/lap/commendation/?nam=2026"
    assert "danh hiệu “Thôn, tổ dân phố văn hóa”" in text_of(office.get(url))
    words = {
        "title": "Tặng danh hiệu", "day": "01/07/2026", "signer_authority": "CHỦ TỊCH", "place_name": "Duy Tiên", "version": "0",
        "body": ward.body("ubnd").pk, "award": "thon_van_hoa",
    }  # fmt: skip
    sent(office, url, **words)
    decision = Decision.objects.get(locality=ward.locality)
    assert decision.award == "thon_van_hoa"
    page = text_of(office.get(paper_of(decision)))
    assert "Cấp xã tặng danh hiệu “Thôn, tổ dân phố văn hóa” ngày 01/07/2026" in page
    assert "Danh hiệu “Thôn, tổ dân phố văn hóa”" in page


BOOK = f"/{factories.WARD}/quy-khen-thuong/"


def test_the_book_by_hand_from_its_opening_to_a_paid_list_and_a_correction(office, ward, client):
    assert "Năm 2026 chưa mở sổ quỹ" in text_of(office.get(f"{BOOK}?nam=2026"))
    url = f"{BOOK}dau-nam/?nam=2026"
    answer = sent(office, url, amount="hai triệu", on="01/01/2026", source="Năm trước", paper="BB 01")
    assert answer.status_code == 422
    assert 'value="hai triệu"' in text_of(answer)
    assert sent(office, url, amount="1,5 đồng", on="01/01/2026", source="Năm trước", paper="BB 01").status_code == 422
    assert sent(office, url, amount="2 triệu", on="01/01/2026", source="Năm trước", paper="BB 01").url == f"{BOOK}?nam=2026"
    decision = commended(ward)
    assert "Quỹ năm nay còn 2.000.000 đồng." in text_of(office.get(at(decision)))
    pay = at(decision, "ghi-chi/")
    assert "thiếu 277.000 đồng" in text_of(office.get(pay))
    assert sent(office, pay, on="03/07/2026", paper="PC 08").status_code == 422
    answer = sent(office, f"{BOOK}thu/?nam=2026", amount="5.000.000", on="01/02/2026", source="Ngân sách", paper="QĐ 15")
    assert answer.status_code == 302
    assert sent(office, pay, on="03/07/2026", paper="PC 08").url == f"{BOOK}?nam=2026"
    assert office.get(pay).url == f"{BOOK}?nam=2026"
    page = text_of(office.get(at(decision)))
    assert "Đã ghi chi ngày 03/07/2026" in page
    assert "Sổ ghi" not in page
    page = text_of(office.get(f"{BOOK}?nam=2026"))
    for sum_ in ("2.000.000", "5.000.000", "2.277.000", "4.723.000"):
        assert sum_ in page
    entry = decision.fund_entries.get()
    url = f"{BOOK}{entry.pk}/sua/"
    assert "đang ghi <b>2.277.000 đồng</b>" in text_of(office.get(url))
    assert sent(office, url, amount="2.000.000", reason="", paper="BB 02").status_code == 422
    assert sent(office, url, amount="2.000.000", reason="Một người không nhận", paper="BB 02").status_code == 302
    page = text_of(office.get(f"{BOOK}?nam=2026"))
    assert "sau khi sửa -2.000.000" in page
    assert office.get(f"{BOOK}{entry.corrections.get().pk}/sua/").status_code == 404
    assert "Sổ ghi 2.000.000 đồng, danh sách nay cộng 2.277.000 đồng." in text_of(office.get(at(decision)))
    rows = text_of(office.get(f"/{factories.WARD}/so-lieu/fund.paid/?nam=2026"))
    assert "2.000.000" in rows
    assert "Một người không nhận" in rows


def test_next_year_begins_with_what_is_left(office, ward):
    open_fund(ward.office, ward.locality, 2025, 1_234_000, date(2025, 1, 1), "x", "y")
    assert 'value="1.234.000"' in text_of(office.get(f"{BOOK}dau-nam/?nam=2026"))
    sent(office, f"{BOOK}dau-nam/?nam=2026", amount="1.000.000", on="01/01/2026", source="Năm trước", paper="BB 01")
    assert "khác số dư cuối năm trước (1.234.000 đồng) là -234.000 đồng" in text_of(office.get(f"{BOOK}?nam=2026"))


def test_the_leader_sees_the_fund_and_others_do_not(client, ward):
    open_fund(ward.office, ward.locality, 2026, 1_234_000, date(2026, 1, 1), "x", "y")
    leader = factories.make_account(Role.LEADER, ward.locality, body="ubnd")
    client.force_login(leader, BACKEND)
    page = text_of(client.get(f"{BOOK}?nam=2026"))
    assert "1.234.000" in page
    assert "Ghi khoản thu" not in page
    assert client.get(f"{BOOK}thu/").status_code == 403
    client.force_login(factories.make_account(Role.VIEWER, ward.locality, body="ubnd"), BACKEND)
    assert client.get(BOOK).status_code == 403
    assert client.get(f"/{factories.WARD}/so-lieu/fund.paid/?nam=2026").status_code == 403
    assert "Quỹ năm nay" not in text_of(client.get(at(commended(ward))))


def test_a_list_without_a_sum_leads_back_and_a_strange_year_is_not_found(office, ward):
    decision = commended(ward, lines=people(ward, 1, ("household",)))
    assert office.get(at(decision, "ghi-chi/")).url == at(decision)
    assert office.get(f"{BOOK}?nam=26").status_code == 404
    assert office.get(f"{BOOK}999/sua/").status_code == 404
