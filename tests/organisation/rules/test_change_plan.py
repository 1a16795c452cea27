from datetime import date

import pytest

from kheo.organisation.rules.change_plan import UnitState, VersionState, level_of, plan_changes
from kheo.organisation.rules.changes import Change

TURN, DAY, NEXT = date(2025, 7, 1), date(2027, 3, 1), date(2027, 4, 1)
A, B, C, PROVINCE, VILLAGE = "gso2025-00001", "gso2025-00002", "gso2025-00003", "gso2025-01", "gso2025-00001.mot"


def world():
    def unit(code, level, name, type_, parent, ended=None):
        return UnitState(code, level, TURN, ended, [VersionState(name, type_, parent, TURN, ended, pk=1)])

    return {
        state.code: state
        for state in (
            UnitState("vn", "country", versions=[VersionState("Việt Nam", "nước", "", pk=1)]),
            unit(PROVINCE, "province", "Tỉnh Một", "tỉnh", "vn"),
            unit("gso2025-02", "province", "Tỉnh Hai", "tỉnh", "vn"),
            unit(A, "commune", "Xã A", "xã", PROVINCE),
            unit(B, "commune", "Xã B", "xã", PROVINCE),
            unit(C, "commune", "Xã C", "xã", PROVINCE, ended=date(2026, 1, 1)),
            unit(VILLAGE, "village", "Thôn Một", "thôn", B),
            UnitState("gso2024-26929", "commune", None, TURN),
        )
    }


def change(action, day=DAY, row=2, **cells):
    return Change(row=row, day=day, action=action, source="NQ 1", **cells)


def numbered(*changes):
    return [Change(**{**vars(change), "row": row}) for row, change in enumerate(changes, 2)]


def plan(*changes):
    return plan_changes(numbered(*changes), world())


def texts(made):
    return [text for _change, text in made.lines]


def refusals(*changes):
    return [str(problem) for problem in plan(*changes).problems]


NEW = "gso2025-00009"
FOUND = change("found", successor=NEW, name="Phường Mới", type="phường", parent=PROVINCE)


def test_rename_closes_the_version_and_opens_the_next():
    made = plan(change("rename", predecessor=A, name="Xã An"))
    assert made.problems == []
    assert texts(made) == ["Xã A (gso2025-00001) đổi thành Xã An."]
    old, new = made.units[A].versions
    assert (old.valid_to, new.valid_from, new.valid_to, new.name, new.type, new.parent, new.source) == (
        DAY,
        DAY,
        None,
        "Xã An",
        "xã",
        PROVINCE,
        "NQ 1",
    )
    assert made.touched == {A}


def test_retype_and_move_on_one_day_make_one_version():
    made = plan(
        change("move", predecessor=A, parent="gso2025-02"), change("retype", predecessor=A, name="Phường A", type="phường")
    )
    assert made.problems == []
    assert [(row.name, row.type, row.parent) for row in made.units[A].versions] == [
        ("Xã A", "xã", PROVINCE),
        ("Phường A", "phường", "gso2025-02"),
    ]


def test_merge_into_a_unit_that_a_later_row_founds():
    made = plan(
        change("merge", predecessor=A, successor=NEW),
        change("merge", predecessor=B, successor=NEW),
        change("move", predecessor=VILLAGE, parent=NEW),
        FOUND,
    )
    assert made.problems == []
    assert [(row.predecessor, row.successor, row.is_split) for row in made.successions] == [(A, NEW, False), (B, NEW, False)]
    assert [made.units[code].ended for code in (A, B, NEW)] == [DAY, DAY, None]
    assert made.units[VILLAGE].versions[-1].parent == NEW
    assert texts(made)[0] == "Thành lập Phường Mới (gso2025-00009), thuộc Tỉnh Một (gso2025-01)."


def test_split_ends_the_unit_and_ties_it_to_each_part():
    made = plan(FOUND, change("split", predecessor=A, successor=NEW), change("split", predecessor=A, successor=B))
    assert made.problems == []
    assert [(row.successor, row.is_split) for row in made.successions] == [(NEW, True), (B, True)]
    assert made.units[A].ended == made.units[A].versions[-1].valid_to == DAY


def test_end_leaves_no_successor():
    made = plan(change("end", predecessor=A))
    assert (made.problems, made.successions, made.units[A].ended) == ([], [], DAY)
    assert texts(made) == ["Xã A (gso2025-00001) kết thúc, không có đơn vị kế thừa."]


def test_found_a_village_in_a_commune():
    made = plan(change("found", successor=f"{A}.hai", name="Ấp Hai", type="ấp", parent=A))
    assert (made.problems, made.units[f"{A}.hai"].level) == ([], "village")


def test_two_changes_of_one_unit_on_two_days_follow_each_other():
    made = plan(change("rename", NEXT, predecessor=A, name="Xã Hai"), change("rename", predecessor=A, name="Xã Một"))
    assert made.problems == []
    assert [(row.name, row.valid_from) for row in made.units[A].versions] == [("Xã A", TURN), ("Xã Một", DAY), ("Xã Hai", NEXT)]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ([change("rename", predecessor=NEW, name="Xã X")], "Không có đơn vị mã gso2025-00009. Tìm mã bằng: kheo units find TÊN."),
        ([change("end", predecessor=C)], "Xã C (gso2025-00003) không có ngày 01/03/2027: kết thúc từ 01/01/2026."),
        (
            [change("end", date(2024, 1, 1), predecessor=A)],
            "Xã A (gso2025-00001) không có ngày 01/01/2024: đến 01/07/2025 mới thành lập.",
        ),
        (
            [change("end", TURN, predecessor=A)],
            "Xã A (gso2025-00001) đã có thay đổi ngày 01/07/2025; thay đổi mới phải sau ngày đó.",
        ),
        (
            [change("rename", date(2024, 1, 1), predecessor="gso2024-26929", name="Phường X")],
            "gso2024-26929 không có tên trong danh mục nào; không thể thay đổi.",
        ),
        ([change("rename", predecessor=A, name="Xã A")], "Xã A (gso2025-00001) đã như vậy từ trước; dòng này không thay đổi gì."),
        ([change("rename", predecessor=A, name="Phường A")], "Tên đầy đủ phải bắt đầu bằng loại: «Xã …»; đang là «Phường A»."),
        (
            [change("retype", predecessor=A, name="Huyện A", type="huyện")],
            "Loại «huyện» không dùng cho cấp này; dùng: xã, phường, thị trấn, đặc khu.",
        ),
        ([change("move", predecessor=A, parent=B)], "Xã B (gso2025-00002) không phải cấp trên trực tiếp của đơn vị này."),
        (
            [change("found", successor=A, name="Xã A", type="xã", parent=PROVINCE)],
            "Mã gso2025-00001 đã dùng cho Xã A (gso2025-00001); mã không dùng lại.",
        ),
        (
            [change("found", successor="gso2025-123", name="Huyện X", type="huyện", parent=PROVINCE)],
            "Mã gso2025-123 không đúng dạng: gso2025- và 2 chữ số (tỉnh), 5 chữ số (xã), hoặc xã.tên-thôn.",
        ),
        (
            [change("found", successor=NEW, name="Xã Mới", type="phường", parent=PROVINCE)],
            "Tên đầy đủ phải bắt đầu bằng loại: «Phường …»; đang là «Xã Mới».",
        ),
        (
            [change("found", successor=NEW, name="Phường Mới", type="phường", parent=A)],
            "Xã A (gso2025-00001) không phải cấp trên trực tiếp của đơn vị này.",
        ),
        ([change("merge", predecessor=A, successor=PROVINCE)], "Tỉnh Một (gso2025-01) không cùng cấp với Xã A (gso2025-00001)."),
        (
            [change("merge", predecessor=A, successor=A)],
            "Xã A (gso2025-00001) không có ngày 01/03/2027: kết thúc từ 01/03/2027.",
        ),
        (
            [change("split", predecessor=A, successor=B)],
            f"{A} bị chia thì cần ít nhất hai dòng split, mỗi dòng một đơn vị nhận khác nhau.",
        ),
        (
            [change("split", predecessor=A, successor=B), change("split", predecessor=A, successor=B)],
            f"{A} bị chia thì cần ít nhất hai dòng split, mỗi dòng một đơn vị nhận khác nhau.",
        ),
        (
            [FOUND, change("merge", predecessor=A, successor=NEW), change("merge", predecessor=A, successor=B)],
            f"{A} có 2 dòng merge; về nhiều đơn vị thì dùng split.",
        ),
        (
            [FOUND, change("merge", predecessor=A, successor=NEW), change("end", NEXT, predecessor=A)],
            f"{A} kết thúc nhiều lần trong tệp; một đơn vị chỉ sáp nhập, chia hoặc kết thúc một lần.",
        ),
        (
            [change("end", predecessor=B)],
            f"{B} kết thúc mà còn 1 đơn vị trực thuộc: Thôn Một ({VILLAGE}). Thêm dòng move hoặc end cho từng đơn vị.",
        ),
        (
            [change("rename", predecessor=A, name="Xã An"), change("end", predecessor=A)],
            "Xã An (gso2025-00001) vừa được lập hoặc đổi trong chính tệp này ngày 01/03/2027, không thể kết thúc cùng ngày.",
        ),
        (
            [FOUND, change("merge", predecessor=A, successor=NEW), change("end", predecessor=NEW)],
            "Phường Mới (gso2025-00009) vừa được lập hoặc đổi trong chính tệp này ngày 01/03/2027, không thể kết thúc cùng ngày.",
        ),
        (
            [change("merge", predecessor=A, successor="gso2025-00008"), change("end", predecessor="gso2025-00008")],
            "Không có đơn vị mã gso2025-00008. Tìm mã bằng: kheo units find TÊN.",
        ),
    ],
)
def test_a_change_that_cannot_be_is_named(changes, problem):
    assert problem in [text.split(": ", 1)[1] for text in refusals(*changes)]


def test_a_successor_that_ends_the_same_day_takes_over_nothing():
    first, second = change("merge", predecessor=A, successor=B), change("merge", predecessor=B, successor=A)
    assert refusals(first, second, change("move", predecessor=VILLAGE, parent=A)) != []
    heir = "Xã B (gso2025-00002) cũng kết thúc ngày 01/03/2027; đơn vị nhận phải còn hoạt động."
    assert heir in [text.split(": ", 1)[1] for text in refusals(first, change("end", predecessor=B))]


def test_problems_carry_the_line_of_their_row():
    assert refusals(change("rename", predecessor=A, name="Xã An"), change("end", predecessor=C)) == [
        "dòng 3: Xã C (gso2025-00003) không có ngày 01/03/2027: kết thúc từ 01/01/2026."
    ]


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("gso2025-37", "province"),
        ("gso2024-349", "district"),
        ("gso2025-349", ""),
        ("gso2025-13324", "commune"),
        ("gso2025-13324.thon-mot", "village"),
        ("gso2025-37.thon-mot", ""),
        ("gso2025-1332", ""),
    ],
)
def test_level_of_reads_the_shape_of_a_code(code, level):
    assert level_of(code) == level


def test_a_unit_changes_after_the_day_of_its_founding_also_where_its_name_has_no_first_day():
    ward = UnitState("gso2025-00004", "commune", TURN, versions=[VersionState("Xã D", "xã", PROVINCE, pk=1)])
    made = plan_changes([change("rename", TURN, predecessor=ward.code, name="Xã Đ")], {**world(), ward.code: ward})
    assert [str(problem) for problem in made.problems] == [
        "dòng 2: Xã D (gso2025-00004) thành lập ngày 01/07/2025; thay đổi phải sau ngày đó."
    ]
    assert made.lines == []
