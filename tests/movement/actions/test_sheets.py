import pytest

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.sheets import decide_cells, discard_sheet, receive_sheet
from kheo.movement.models import WaitingSheet

pytestmark = pytest.mark.django_db


def test_what_is_said_of_a_file_that_somebody_threw_away_meanwhile_is_refused(office, programme):
    waiting = receive_sheet(office, programme, "bang.csv", "Tên mô hình;Đơn vị\nĐường hoa;Phường\n".encode())
    discard_sheet(office, WaitingSheet.objects.get())
    with pytest.raises(RefusedError, match="vừa bỏ tệp này"):
        decide_cells(office, waiting, {"bang.csv|2|0": "Đường hoa"})
