from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.foundation.refusal import RefusedError
from kheo.organisation.rules.changes import COLUMNS, NEEDS, Change, UnreadableChangesError, read_changes

HEAD = ",".join(COLUMNS)
GOOD = "01/03/2027,rename,gso2025-13324,,Phường Mới,,,NQ 1"


def file_of(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def test_rows_are_read_with_their_line():
    [change] = read_changes(file_of(GOOD))
    assert (change.row, change.day.isoformat(), change.where) == (2, "2027-03-01", "dòng 2")
    assert (change.action, change.predecessor, change.name, change.source) == ("rename", "gso2025-13324", "Phường Mới", "NQ 1")


def test_semicolons_a_byte_order_mark_and_iso_days_are_read_the_same():
    other = "﻿".encode() + file_of(GOOD.replace("01/03/2027", "2027-03-01").replace(",", ";"), head=HEAD.replace(",", ";").upper())
    assert read_changes(other) == read_changes(file_of(GOOD))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Tệp trống."),
        (HEAD.encode(), "Tệp chỉ có dòng tên cột, chưa có thay đổi nào."),
        (b"a,b\n1,2\n", f"Dòng 1 phải là tên cột: {HEAD}."),
        (b"\xff\xfe\x00", "Tệp không phải văn bản UTF-8. Trong bảng tính, lưu lại dạng «CSV UTF-8»."),
        (b"x" * 2_000_001, "Tệp lớn hơn 2 MB; một đợt sắp xếp không cần lớn như vậy."),
        (file_of('01/03/2027,end,"gso2025-13324,,,,,NQ'), "Tệp không đọc được như CSV sau dòng 1: dấu nháy mở mà không đóng."),
    ],
)
def test_what_is_no_table_of_changes_is_said_plainly(content, message):
    with pytest.raises(UnreadableChangesError) as refusal:
        read_changes(content)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("31/02/2027,end,gso2025-13324,,,,,NQ", ["dòng 3: Ngày «31/02/2027» không đọc được; viết như 01/03/2027."]),
        (
            "01/03/2027,xoá,gso2025-13324,,,,,NQ",
            ["dòng 3: Không có việc «xoá»; dùng một trong: found, rename, retype, move, merge, split, end."],
        ),
        ("01/03/2027,merge,gso2025-13324,,,,,NQ", ["dòng 3: Việc merge cần cột successor."]),
        ("01/03/2027,end,gso2025-13324,gso2025-13330,,,,NQ", ["dòng 3: Việc end không dùng cột successor; để trống ô này."]),
        ("01/03/2027,end,13324,,,,,NQ", ["dòng 3: Cột predecessor: «13324» không phải mã đơn vị; viết như gso2025-13324."]),
        ("01/03/2027,end,gso2025-13324,,,,,", ["dòng 3: Thiếu cột source: số, ngày của văn bản quyết định thay đổi này."]),
        ("01/03/2027,end,gso2025-13324,,,,", ["dòng 3: Phải có đúng 8 ô."]),
        ("01/03/2027,end,gso2025-13324,,,,,NQ,thừa", ["dòng 3: Phải có đúng 8 ô."]),
        (
            f"x,rename,gso2025-13324,,{'a' * 121},,,{'b' * 201}",
            [
                "dòng 3: Ngày «x» không đọc được; viết như 01/03/2027.",
                "dòng 3: Cột name dài quá 120 chữ.",
                "dòng 3: Cột source dài quá 200 chữ.",
            ],
        ),
    ],
)
def test_every_wrong_cell_is_named_with_its_line(row, problems):
    with pytest.raises(RefusedError) as refusal:
        read_changes(file_of(GOOD, row, GOOD))
    assert [str(problem) for problem in refusal.value.problems] == problems


@given(st.binary(max_size=300) | st.text(max_size=300).map(file_of))
def test_any_bytes_are_read_or_refused_in_words(content):
    read: list[Change] = []
    with suppress(UnreadableChangesError, RefusedError):
        read = read_changes(content)
    assert all(change.action in NEEDS and change.source for change in read)
