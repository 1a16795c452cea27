from dataclasses import replace
from datetime import date

import pytest

from kheo.recognition.rules.checks import check_list
from kheo.recognition.rules.facts import COMMENDATION, MEDAL, RECOGNITION, Signer
from tests.recognition.rules.test_checks import CENTRAL, CHAIR, COMMITTEE, line, recognition, record, said, warned

ENDED, FOUNDED = date(2024, 12, 27), date(2024, 12, 26)


@pytest.mark.parametrize(
    ("change", "day", "warnings"),
    [
        ({"unit_ended": ENDED}, date(2024, 12, 26), []),
        (
            {"unit_ended": ENDED},
            ENDED,
            [
                (
                    "Dòng 1, Cách làm 1: Đơn vị của dòng này không còn từ 27/12/2024, trước ngày của văn bản; "
                    "xem lại tên in trên giấy theo đơn vị hiện nay."
                )
            ],
        ),
        ({"unit_founded": FOUNDED}, FOUNDED, []),
        (
            {"unit_founded": FOUNDED},
            date(2024, 12, 25),
            ["Dòng 1, Cách làm 1: Đơn vị của dòng này lập từ 26/12/2024, sau ngày của văn bản; xem lại ngày hoặc đơn vị."],
        ),
    ],
)
def test_a_unit_that_is_not_there_on_the_day_is_remarked_never_refused(change, day, warnings):
    draft = recognition(line(**change), day=day)
    assert (warned(draft), said(draft)) == (warnings, [])


NAMED = {"name": "Người ký minh hoạ"}


@pytest.mark.parametrize(
    ("kind", "issuer", "signer", "warnings"),
    [
        (RECOGNITION, COMMITTEE, Signer("T/M BAN CHỈ ĐẠO", **NAMED), []),
        (RECOGNITION, COMMITTEE, Signer("T/M BAN CHỈ ĐẠO"), ["Người ký: Chưa ghi tên người ký; điền trước khi in để trình ký."]),
        (COMMENDATION, CHAIR, Signer("CHỦ TỊCH", **NAMED), []),
        (COMMENDATION, CHAIR, Signer("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", **NAMED), []),
        (
            COMMENDATION,
            CHAIR,
            Signer("TM. UỶ BAN NHÂN DÂN", "CHỦ TỊCH", **NAMED),
            [("Quyền hạn ký: Văn bản này do chủ tịch ký: ghi «CHỦ TỊCH» hoặc «KT. CHỦ TỊCH», không ghi «TM. UỶ BAN NHÂN DÂN».")],
        ),
        (
            MEDAL,
            CENTRAL,
            Signer("CHỦ TỊCH", **NAMED),
            ["Quyền hạn ký: Văn bản này do trưởng ban ký: ghi «TRƯỞNG BAN» hoặc «KT. TRƯỞNG BAN», không ghi «CHỦ TỊCH»."],
        ),
        (MEDAL, CENTRAL, Signer("T/M BAN", "TRƯỞNG BAN", **NAMED), []),
    ],
)
def test_who_signs_is_remarked_never_refused(kind, issuer, signer, warnings):
    draft = recognition(line(subject="individual", registration=None), issuer=issuer, kind=kind, signer=signer)
    (check,) = [one for one in check_list(draft, record()) if one.title == "Người ký"]
    assert ([str(one) for one in check.warnings], check.problems, bool(check.citation)) == (warnings, (), True)


def test_who_signs_is_looked_at_where_nobody_may_issue():
    draft = recognition(line(), issuer=replace(CHAIR, level="village"), kind=COMMENDATION, signer=Signer("TRƯỞNG THÔN", **NAMED))
    (check,) = [one for one in check_list(draft, record()) if one.title == "Người ký"]
    assert (check.warnings, check.passed) == ((), True)
