import pytest

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.sheets import confirm_sheet, decide_cells, discard_sheet, receive_sheet
from kheo.movement.models import Registration, WaitingSheet
from tests.foundation.encodings.typed import in_tcvn3
from tests.movement.conftest import sheet

pytestmark = pytest.mark.django_db


def test_what_is_said_of_a_file_that_somebody_threw_away_meanwhile_is_refused(office, programme):
    waiting = receive_sheet(office, programme, "bang.csv", "Tên mô hình;Đơn vị\nĐường hoa;Phường\n".encode())
    discard_sheet(office, WaitingSheet.objects.get())
    with pytest.raises(RefusedError, match="vừa bỏ tệp này"):
        decide_cells(office, waiting, {"bang.csv|2|0": "Đường hoa"})


def in_old_font(title):
    return (1, in_tcvn3(title), in_tcvn3("Phường Hòa Mạc"), in_tcvn3("Kinh tế"), "Mô hình", in_tcvn3("Tập thể"), 186)


def test_what_is_said_of_cells_is_kept_and_an_empty_one_is_refused(office, programme):
    waiting = receive_sheet(office, programme, "bang.xlsx", sheet(in_old_font("Phú")))
    with pytest.raises(RefusedError, match=r"Ô «Sheet, 2, 1» đã xoá trống"):
        decide_cells(office, waiting, {"Sheet|2|1": " "})
    assert (decide_cells(office, waiting, {}), WaitingSheet.objects.get().decided) == (0, {})
    assert decide_cells(office, waiting, {"Sheet|2|1": " Phú  Mỹ"}) == 1
    assert WaitingSheet.objects.get().decided == {"Sheet|2|1": "Phú Mỹ"}


def test_cells_of_an_old_font_are_taken_once_somebody_has_seen_them(office, programme):
    waiting = receive_sheet(office, programme, "bang.xlsx", sheet(in_old_font("Tổ dân phố không rác")))
    with pytest.raises(RefusedError, match="Tôi đã xem"):
        confirm_sheet(office, waiting)
    assert (Registration.objects.count(), WaitingSheet.objects.count()) == (0, 1)
    outcome = confirm_sheet(office, WaitingSheet.objects.get(), seen=True)
    assert (outcome.created, outcome.faults, WaitingSheet.objects.count()) == (1, [], 0)
    assert Registration.objects.get().initiative.title == "Tổ dân phố không rác"


def test_a_row_that_is_wrong_is_a_fault_and_a_doubtful_cell_is_none(office, programme):
    wrong = (3, "Không nơi nào", "Phường Không Có", "Kinh tế", "Mô hình", "Tập thể", None)
    rows = (in_old_font("Tổ dân phố không rác"), in_old_font("Phú"), wrong)
    outcome = confirm_sheet(office, receive_sheet(office, programme, "bang.xlsx", sheet(*rows)))
    assert ([one.row for one in outcome.faults], sorted({one.row for one in outcome.refused})) == ([4], [3, 4])
