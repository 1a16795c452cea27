"""How to take part, by the form in which a village is asked (Luật 10/2022/QH15 Điều 17, 18)."""

from datetime import date, time

import pytest

from kheo.democracy.rules.villages import how_in_clusters, how_to_take_part

DAY, END = date(2026, 12, 2), date(2026, 12, 9)
SPAN = "từ ngày 02/12/2026 đến hết ngày 09/12/2026"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("meeting", "Họp ngày 02/12/2026. Mỗi hộ một người đại diện đến dự, bàn và biểu quyết."),
        ("ballots", f"Tổ phát phiếu đến từng hộ {SPAN}. Mỗi hộ một phiếu; ghi xong giao lại cho tổ."),
        ("online", f"Biểu quyết trên điện thoại {SPAN}. Mỗi hộ một mã trên phiếu được phát; quét hoặc gõ mã."),
    ],
)
def test_each_form_of_article_17_says_what_a_household_does(form, words):
    assert how_to_take_part(form, "open", DAY, END) == words


def test_without_an_end_nothing_is_said_of_it():
    assert "đến hết" not in how_to_take_part("ballots", "planned", DAY, None)


@pytest.mark.parametrize("state", ["closed", "failed", "cancelled"])
def test_once_it_is_over_nobody_is_asked_to_take_part(state):
    assert how_to_take_part("meeting", state, DAY, None) == ""


def test_article_18_3_each_cluster_says_where_and_when_it_meets():
    told = how_in_clusters([("Cụm 1", DAY, time(19, 30), "nhà văn hoá"), ("Cụm 2", END, time(20), "sân đình")])
    assert told.startswith(
        f"Họp theo cụm. Cụm 1: 19:30 ngày {DAY:%d/%m/%Y}, nhà văn hoá; Cụm 2: 20:00 ngày {END:%d/%m/%Y}, sân đình."
    )
