import csv
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from kheo.organisation.rules import registers
from kheo.organisation.rules.registers import (
    DamagedRegisterError,
    ListedUnit,
    Registers,
    SuccessionRow,
    expected,
    faults,
    read_registers,
    read_rows,
    row_counts,
    special_cases,
)

SMALL = Registers(
    old=(
        ListedUnit("gso2024-35", "province", "Tỉnh A", "tỉnh", "vn"),
        ListedUnit("gso2024-00001", "commune", "Xã B", "xã", "gso2024-35"),
    ),
    new=(ListedUnit("gso2025-00001", "commune", "Xã C", "xã", "vn"),),
    succession=(SuccessionRow("gso2024-00001", "gso2025-00001", is_split=False),),
)


def test_every_row_of_the_six_files_is_read():
    assert row_counts(read_registers()) == expected()["rows"]


def test_codes_keep_their_digits_and_registers_apart():
    by_code = {unit.code: unit for unit in (*read_registers().old, *read_registers().new)}
    assert by_code["gso2024-35"].name == "Tỉnh Hà Nam"
    assert by_code["gso2024-349"] == ListedUnit("gso2024-349", "district", "Thị xã Duy Tiên", "thị xã", "gso2024-35")
    assert by_code["gso2024-13324"] == ListedUnit("gso2024-13324", "commune", "Phường Hòa Mạc", "phường", "gso2024-349")
    assert by_code["gso2025-13324"] == ListedUnit("gso2025-13324", "commune", "Phường Duy Tiên", "phường", "gso2025-37")
    assert len(by_code) == sum(expected()["rows"].values()) - expected()["rows"]["succession_2025"]


def test_special_cases_come_from_the_rows_and_add_up_to_what_is_expected():
    cases = special_cases(read_registers())
    assert (
        cases.counts()
        == expected()["special_cases"]
        == {
            "without_successor": 28,
            "named_only_in_succession": 10,
            "without_predecessor": 5,
            "split": 441,
        }
    )
    names = {unit.code: unit.name for unit in read_registers().new}
    assert [names[code] for code in cases.without_predecessor] == [
        "Đặc khu Bạch Long Vĩ",
        "Đặc khu Cồn Cỏ",
        "Đặc khu Hoàng Sa",
        "Đặc khu Lý Sơn",
        "Đặc khu Côn Đảo",
    ]
    assert set(cases.named_only_in_succession).isdisjoint(unit.code for unit in read_registers().old)


def test_special_cases_are_counted_independently_of_the_reader():
    folder = files("kheo.organisation").joinpath("data", "units")
    old = {row["code"] for row in csv.DictReader(folder.joinpath("legacy_communes.csv").read_text(encoding="utf-8").splitlines())}
    rows = list(csv.DictReader(folder.joinpath("succession_2025.csv").read_text(encoding="utf-8").splitlines()))
    named = {row["legacy_commune_code"] for row in rows}
    cases = special_cases(read_registers())
    assert {code.removeprefix("gso2024-") for code in cases.without_successor} == old - named
    assert {code.removeprefix("gso2024-") for code in cases.named_only_in_succession} == named - old


def test_a_row_taken_away_changes_the_special_cases():
    whole = read_registers()
    fewer = replace(whole, succession=whole.succession[1:])
    assert special_cases(fewer).counts()["without_successor"] == 29


def test_the_real_rows_have_no_fault():
    assert faults(read_registers()) == []


@pytest.mark.parametrize(
    ("damaged", "fault"),
    [
        (replace(SMALL, new=SMALL.new * 2), "Mã gso2025-00001 có 2 dòng."),
        (replace(SMALL, old=SMALL.old[1:]), "gso2024-00001 thuộc gso2024-35, mã này không có."),
        (replace(SMALL, new=()), "gso2024-00001 → gso2025-00001: không có đơn vị kế thừa này."),
        (replace(SMALL, succession=SMALL.succession * 2), "gso2024-00001 → gso2025-00001: có 2 dòng kế thừa giống nhau."),
        (
            replace(SMALL, succession=(SuccessionRow("gso2024-00001", "gso2025-00001", is_split=True),)),
            "gso2024-00001 → gso2025-00001: cột split không khớp với số dòng kế thừa.",
        ),
    ],
)
def test_faults_names_each_damage(damaged, fault):
    assert faults(SMALL) == []
    assert fault in faults(damaged)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code;name\n1;A\n", "x.csv: dòng 1 phải là «code,name»."),
        ("", "x.csv: dòng 1 phải là «code,name»."),
        ("code,name\n1,A\n2,\n", "x.csv: dòng 3 thiếu hoặc thừa ô."),
        ("code,name\n1\n", "x.csv: dòng 2 thiếu hoặc thừa ô."),
        ("code,name\n1,A,B\n", "x.csv: dòng 2 thiếu hoặc thừa ô."),
    ],
)
def test_a_damaged_file_is_named_with_its_row(text, message):
    with pytest.raises(DamagedRegisterError) as refusal:
        read_rows("x.csv", text, ("code", "name"))
    assert str(refusal.value) == message


def test_the_turn_is_the_first_day_of_the_second_register():
    assert date(2025, 7, 1) == registers.TURN
