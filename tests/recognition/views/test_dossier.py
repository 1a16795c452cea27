import hashlib
import io
import secrets
import zipfile
from datetime import date
from decimal import Decimal

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from kheo.foundation.models import StoredFile
from kheo.movement.models import Evidence, Initiative, Result
from kheo.organisation.models import Account, Role
from kheo.recognition.models import FileReceipt, LineRevocation
from kheo.recognition.papers.dossier import _slug
from tests import factories

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def proposal(scene):
    Initiative.objects.filter(locality=scene.locality).update(summary="Góp công làm đường", way="Họp dân\nBàn cách làm")
    scene.issued()
    scene.issued("13-QĐ/BCĐ", "outstanding")
    return scene.issued("05-TTr/BCĐ", "proposal", scene.lines(*scene.registrations[:2]))


def at(decision, rest=""):
    return f"/{decision.locality.code}/ho-so-khen-thuong/{decision.pk}/{rest}"


def text_of(response):
    return " ".join(response.content.decode().split())


def sent(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def meeting(scene, *agreed, **changes):
    counted = {f"for_{one.pk}": number for one, number in zip(scene.registrations, agreed, strict=False)}
    against = {f"against_{one.pk}": 0 for one in scene.registrations[: len(agreed)]}
    usual = {"held_on": "26/12/2024", "council": "Hội đồng Thi đua – Khen thưởng", "paper": "BB 07", "members": 10}
    return {**usual, **counted, **against, **changes}


def test_from_what_is_missing_to_the_day_it_was_taken_in(office, scene, proposal):
    page = text_of(office.get(at(proposal)))
    assert "Chưa ghi cuộc họp xét: ngày, hội đồng, số phiếu." in page
    assert "Tải cả hồ sơ" not in page
    answer = office.get(at(proposal, "ho-so.zip"), follow=True)
    assert answer.redirect_chain == [(at(proposal), 302)]
    assert "Chưa in được: Biên bản: Chưa ghi cuộc họp xét" in text_of(answer)
    answer = sent(office, at(proposal, "hop-xet/"), **meeting(scene, 7, 11))
    assert answer.status_code == 422
    assert "11 đồng ý và 0 không đồng ý nhiều hơn 10 thành viên" in text_of(answer)
    assert 'value="11"' in text_of(answer)
    assert sent(office, at(proposal, "hop-xet/"), **meeting(scene, 7, 6)).url == at(proposal)
    assert "6 trên 10 thành viên đồng ý (60 %), cần từ 7 (70 %)" in text_of(office.get(at(proposal)))
    refused = sent(office, at(proposal, "da-nhan/"), on="30/12/2024", paper="BN 12")
    assert (refused.status_code, FileReceipt.objects.count()) == (422, 0)
    assert 'value="6"' in text_of(office.get(at(proposal, "hop-xet/")))
    sent(office, at(proposal, "hop-xet/"), **meeting(scene, 7, 8))
    assert "Tải cả hồ sơ" in text_of(office.get(at(proposal)))
    assert sent(office, at(proposal, "da-nhan/"), on="30/12/2024", paper="BN 12").url == at(proposal)
    page = text_of(office.get(at(proposal)))
    assert "Hồ sơ giữ luật của ngày được nhận: Luật Thi đua, khen thưởng 06/2022/QH15 (chưa đối chiếu văn bản)" in page
    assert "Ghi lại cuộc họp xét" not in page


def test_the_zip_holds_every_paper_in_order_twice_and_says_the_hash_of_each(office, scene, proposal):
    first = scene.registrations[0]
    Result.objects.create(registration=first, measure="people", value=Decimal(1250), as_of=date(2024, 11, 30), note="đếm lại")
    kept = StoredFile.objects.create(
        locality=scene.locality.code, sha256="ab" * 32, name="anh.jpg", media_type="image/jpeg", size=3, content="x"
    )
    Evidence.objects.create(registration=first, file=kept, caption="Con đường làm xong")
    sent(office, at(proposal, "hop-xet/"), **meeting(scene, 7, 8))
    assert "Chưa có kết quả theo thước đo nào" in office.get(at(proposal, "")).content.decode()  # told to the office alone
    answer = office.get(at(proposal, "ho-so.zip"))
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    stems = [
        "00-muc-luc",
        "01-to-trinh",
        "02-bien-ban-xet",
        "03-01-bao-cao-tap-the-01",
        "03-02-bao-cao-tap-the-02",
        "04-danh-muc-minh-chung",
    ]
    assert list(members) == [f"{stem}.{ending}" for stem in stems for ending in ("docx", "pdf")]
    for name, content in members.items():
        words = read(name, content)
        expected = {
            "00-muc-luc": ("MỤC LỤC HỒ SƠ KHEN THƯỞNG", "Thành phần:"),
            "02-bien-ban-xet": ("Tổng số thành viên: 10", "80 %"),
            "03-01-bao-cao-tap-the-01": ("Bàn cách làm", "1.250 người", "30/11/2024", "XÁC NHẬN CỦA CẤP TRÌNH"),
            "04-danh-muc-minh-chung": ("Con đường làm xong",),
        }.get(name.rpartition(".")[0], ())
        assert [word for word in expected if word not in words] == []
        assert ("Cần xem lại" in words, "Chưa có kết quả theo thước đo nào" in words) == (False, False), name
        # The papers of a Party body carry its heading; the minutes of a council and the reports of the proposed do not.
        of_the_party = name.startswith(("00", "01", "04"))
        assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in words, "CỘNG HÒA" in words) == (of_the_party, not of_the_party), name
    contents = read("00-muc-luc.docx", members["00-muc-luc.docx"]).replace(" ", "").replace("\u200b", "")
    for name, content in members.items():
        assert (hashlib.sha256(content).hexdigest() in contents) is not name.startswith("00")


def read(name, content):
    if name.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*[one.text for one in document.paragraphs], *cells]).split())


def test_a_line_taken_back_is_no_part_of_the_file(office, scene, proposal):
    LineRevocation.objects.create(line=proposal.lines.get(order=2), reason="Nhầm", paper="CV 3", on=date(2024, 12, 28))
    assert sent(office, at(proposal, "hop-xet/"), **meeting(scene, 7)).url == at(proposal)
    with zipfile.ZipFile(io.BytesIO(office.get(at(proposal, "ho-so.zip")).content)) as archive:
        assert [name for name in archive.namelist() if name.startswith("03")] == [
            "03-01-bao-cao-tap-the-01.docx",
            "03-01-bao-cao-tap-the-01.pdf",
        ]


def test_the_leader_reads_and_strangers_find_nothing(client, scene, proposal, there):
    leader = factories.make_account(Role.LEADER, scene.locality)
    client.force_login(leader, BACKEND)
    assert client.get(at(proposal)).status_code == 200
    assert client.get(at(proposal, "hop-xet/")).status_code == 403
    client.force_login(Account.objects.get(pk=there.office.account_id), BACKEND)
    assert client.get(f"/{there.locality.code}/ho-so-khen-thuong/{proposal.pk}/").status_code == 404


def test_only_a_proposal_has_a_file(office, scene):
    assert office.get(at(scene.draft())).status_code == 404


def test_as_many_queries_for_many_as_for_one(office, scene, proposal):
    counts = []
    for lines in (scene.registrations[:1], scene.registrations):
        proposal.lines.all().delete()
        for order, one in enumerate(lines, 1):
            unit = one.initiative.unit
            proposal.lines.create(order=order, registration=one, subject="collective", recipient=f"Tập thể {order}", unit=unit)
        with CaptureQueriesContext(connection) as queries:
            office.get(at(proposal))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_name_in_the_zip_is_plain_and_short():
    assert _slug("Tổ dân phố số 3") == "to-dan-pho-so-3"
    assert _slug("Ban quản lý khu trọ tự quản tổ dân phố số 6") == "ban-quan-ly-khu-tro-tu-quan-to-dan-pho"
    assert _slug("x" * 50) == "x" * 40
    assert _slug("…") == "khong-ten"
