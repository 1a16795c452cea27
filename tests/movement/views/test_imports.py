import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.foundation.models import StoredFile
from kheo.movement.models import ImportedSheet, Programme, Registration, WaitingSheet
from kheo.organisation.models import Role
from tests import factories
from tests.foundation.encodings.typed import in_tcvn3
from tests.movement.conftest import ROWS, sheet

ADDRESS = "/gso2024-349/chuong-trinh/duy-tien-2024/nhap/"
WRONG = (3, "Không nơi nào", "Phường Không Có", "Kinh tế", "Mô hình", "Tập thể", None)


@pytest.fixture(autouse=True)
def storage(own_storage):
    return own_storage


def file(data, name="danh sách.xlsx"):
    return {"file": SimpleUploadedFile(name, data), "is_not_secret": "on"}


def kept(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_upload_preview_confirm(sign_in, post, programme):
    client = sign_in()
    sent = post(ADDRESS, file(sheet(*ROWS)))
    waiting = WaitingSheet.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"{ADDRESS}{waiting.pk}/")
    preview = client.get(sent["Location"])
    page = preview.content.decode()
    assert [(line.row, line.place, line.field, line.status) for line in preview.context["lines"]] == [
        (2, "Phường Hòa Mạc", "Kinh tế", "created"),
        (3, "Phường Hoàng Đông", "Văn hoá – xã hội", "created"),
    ]
    assert ("186 hộ" in page, "Nhập 2 dòng" in page, Registration.objects.count()) == (True, True, 0)
    confirmed = post(sent["Location"], {"act": "confirm"})
    assert (confirmed.status_code, confirmed["Location"]) == (302, "/gso2024-349/chuong-trinh/duy-tien-2024/")
    assert "Đã nhập 2 mô hình, điển hình." in client.get(confirmed["Location"]).content.decode()
    assert (Registration.objects.count(), WaitingSheet.objects.count()) == (2, 0)
    assert "danh sách.xlsx" in client.get(ADDRESS).content.decode()


def test_a_dropped_line_loses_nothing(sign_in, post, programme):
    """The preview waits at its own address; the confirmation sent again does nothing more."""
    client = sign_in()
    address = post(ADDRESS, file(sheet(*ROWS)))["Location"]
    assert address in client.get(ADDRESS).content.decode()
    key = "k" * 20
    first, again = post(address, {"act": "confirm"}, key), post(address, {"act": "confirm"}, key)
    assert (first["Location"], again["Location"]) == (again["Location"], "/gso2024-349/chuong-trinh/duy-tien-2024/")
    assert (Registration.objects.count(), ImportedSheet.objects.count()) == (2, 1)
    assert client.get(address).status_code == 404


def test_a_second_import_of_the_file_says_that_nothing_was_added(sign_in, post, programme):
    client = sign_in()
    for _ in range(2):
        address = post(ADDRESS, file(sheet(*ROWS)))["Location"]
        done = post(address, {"act": "confirm"})
    assert "Mọi dòng của tệp đã có trong chương trình; không thêm gì." in client.get(done["Location"]).content.decode()
    assert (Registration.objects.count(), ImportedSheet.objects.count()) == (2, 1)


def test_a_wrong_row_is_shown_with_its_remedy_and_nothing_is_taken(sign_in, post, programme):
    client = sign_in()
    address = post(ADDRESS, file(sheet(*ROWS, WRONG)))["Location"]
    page = client.get(address).content.decode()
    assert ("Phường Không Có" in page, "Không tìm thấy đơn vị này trong địa phương" in page) == (True, True)
    assert 'value="confirm"' not in page
    assert post(address, {"act": "confirm"}).status_code == 422
    assert (Registration.objects.count(), WaitingSheet.objects.count()) == (0, 1)


def test_a_closed_programme_is_previewed_and_not_imported_into(sign_in, post, programme):
    Programme.objects.update(state="closed")
    client = sign_in()
    address = post(ADDRESS, file(sheet(*ROWS)))["Location"]
    assert client.get(address).status_code == 200
    answer = post(address, {"act": "confirm"})
    assert (answer.status_code, "Chương trình đã đóng, không nhập thêm được" in answer.content.decode()) == (422, True)
    assert Registration.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_thrown_away_is_gone(sign_in, post, programme, storage):
    sign_in()
    address = post(ADDRESS, file(sheet(*ROWS)))["Location"]
    assert post(address, {"act": "discard"})["Location"] == ADDRESS
    assert (WaitingSheet.objects.count(), StoredFile.objects.count(), kept(storage)) == (0, 0, [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trong.xlsx", b""),
        ("hong.xlsx", b"PK\x03\x04 cut off"),
        ("macro.xlsm", b"PK\x03\x04"),
        ("gia.xlsx", b"<html><table></table></html>"),
        ("khong-bang.csv", "Họ tên,Năm sinh\nA,1\n".encode()),
        ("chuong-trinh.exe", b"MZ"),
        ("danh-sach (MẬT).xlsx", sheet(*ROWS)),
    ],
)
def test_hostile_files_leave_nothing_half_done(sign_in, post, programme, storage, name, data):
    sign_in()
    answer = post(ADDRESS, file(data, name))
    assert (answer.status_code, len(answer.context["form"].errors["file"])) == (422, 1)
    assert (WaitingSheet.objects.count(), StoredFile.objects.count(), kept(storage)) == (0, 0, [])


def test_a_file_that_was_damaged_on_the_server_can_be_thrown_away(sign_in, post, programme, storage):
    client = sign_in()
    address = post(ADDRESS, file(sheet(*ROWS)))["Location"]
    (kept_file,) = kept(storage)
    kept_file.write_bytes(b"PK damaged")
    for answer in (client.get(address), post(address, {"act": "confirm"})):
        assert answer["Location"] == ADDRESS
    assert "không đọc lại được" in client.get(ADDRESS).content.decode()
    assert (post(address, {"act": "discard"})["Location"], WaitingSheet.objects.count()) == (ADDRESS, 0)


def test_the_declaration_is_asked_for(sign_in, post, programme):
    sign_in()
    answer = post(ADDRESS, {"file": SimpleUploadedFile("a.xlsx", sheet(*ROWS))})
    assert answer.context["form"].errors["is_not_secret"] == ["Đánh dấu nếu đúng như vậy; tài liệu mật không đưa vào đây."]
    assert WaitingSheet.objects.count() == 0


def test_the_template_is_read_back_by_the_import(sign_in, post, programme):
    answer = sign_in().get(f"{ADDRESS}mau/")
    assert answer["Content-Disposition"] == 'attachment; filename="danh-sach-duy-tien-2024.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    book.worksheets[0].append([1, "Đường hoa", "Phường Hòa Mạc", "Kinh tế", "Mô hình", "Tập thể"])
    filled = io.BytesIO()
    book.save(filled)
    address = post(ADDRESS, file(filled.getvalue()))["Location"]
    post(address, {"act": "confirm"})
    assert Registration.objects.get().initiative.title == "Đường hoa"


def test_a_waiting_file_of_another_locality_is_not_found(sign_in, post, programme, elsewhere):
    sign_in()
    address = post(ADDRESS, file(sheet(*ROWS)))["Location"]
    other = factories.make_programme(elsewhere, code="kim-bang-2024")
    client = sign_in(Role.OFFICE, elsewhere)
    assert client.get(address).status_code == 403
    pk = WaitingSheet.objects.get().pk
    assert client.get(f"/gso2024-350/chuong-trinh/{other.code}/nhap/{pk}/").status_code == 404
    assert post(f"/gso2024-350/chuong-trinh/{other.code}/nhap/{pk}/", {"act": "discard"}).status_code == 404
    assert WaitingSheet.objects.count() == 1


OLD = (
    (1, in_tcvn3("Tổ dân phố không rác"), in_tcvn3("Phường Hòa Mạc"), in_tcvn3("Kinh tế"), "Mô hình", in_tcvn3("Tập thể"), 186),
    (2, in_tcvn3("Phú"), in_tcvn3("Phường Hòa Mạc"), in_tcvn3("Kinh tế"), "Mô hình", in_tcvn3("Tập thể"), 5),
)


def test_cells_in_an_old_font_are_seen_before_they_are_taken(sign_in, post, programme):
    client = sign_in()
    address = post(ADDRESS, file(sheet(OLD[0])))["Location"]
    page = client.get(address)
    first = page.context["converted"][0]
    assert (first.before, first.after) == (OLD[0][1], "Tổ dân phố không rác")
    unseen = post(address, {"act": "confirm"})
    assert (unseen.status_code, Registration.objects.count(), "Tôi đã xem" in unseen.content.decode()) == (422, 0, True)
    assert post(address, {"act": "confirm", "seen": "on"}).status_code == 302
    assert Registration.objects.get().initiative.title == "Tổ dân phố không rác"


def test_a_doubtful_cell_is_confirmed_or_corrected_one_by_one(sign_in, post, programme):
    client = sign_in()
    address = post(ADDRESS, file(sheet(*OLD)))["Location"]
    page = client.get(address)
    [doubt] = page.context["doubtful"]
    assert (doubt.before, doubt.after, "1 ô chuyển mã cần bạn xem" in page.content.decode()) == (OLD[1][1], "Phú", True)
    assert (post(address, {"act": "confirm", "seen": "on"}).status_code, Registration.objects.count()) == (422, 0)
    assert post(address, {"act": "decide", f"cell:{doubt.key}": "Phú Mỹ"}).status_code == 302
    assert client.get(address).context["doubtful"] == [doubt]  # typed, but not marked as looked at
    empty = post(address, {"act": "decide", f"cell:{doubt.key}": " ", "sure": doubt.key})
    assert (empty.status_code, WaitingSheet.objects.get().decided) == (422, {})
    post(address, {"act": "decide", f"cell:{doubt.key}": "Phú Mỹ", "sure": doubt.key})
    assert WaitingSheet.objects.get().decided == {doubt.key: "Phú Mỹ"}
    assert client.get(address).context["doubtful"] == []
    post(address, {"act": "confirm", "seen": "on"})
    assert set(Registration.objects.values_list("initiative__title", flat=True)) == {"Tổ dân phố không rác", "Phú Mỹ"}


def test_the_list_goes_out_with_the_filter_of_the_page(sign_in, post, programme):
    client = sign_in()
    post(post(ADDRESS, file(sheet(*ROWS)))["Location"], {"act": "confirm"})
    answer = client.get("/gso2024-349/chuong-trinh/duy-tien-2024/xuat/?buoc=running")
    assert answer["Content-Disposition"] == 'attachment; filename="danh-sach-duy-tien-2024-running.xlsx"'
    assert openpyxl.load_workbook(io.BytesIO(answer.content))["Danh sách"].max_row == 2
