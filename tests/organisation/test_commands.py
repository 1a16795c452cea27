import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.site.commands import kheo

HEAD = "date,action,predecessor,successor,name,type,parent,source\n"


def run(*arguments):
    return CliRunner().invoke(kheo, ["units", *arguments], catch_exceptions=False)


def document(*arguments):
    return json.loads(run(*arguments, "--json").stdout)


def test_show_an_old_ward(ha_nam):
    assert document("show", "gso2024-13324") == {
        "code": "gso2024-13324",
        "register": "gso2024",
        "level": "commune",
        "on": None,
        "exists": None,
        "name": "Phường Hòa Mạc",
        "type": "phường",
        "parent": "gso2024-349",
        "place": [
            {"code": "gso2024-349", "name": "Thị xã Duy Tiên"},
            {"code": "gso2024-35", "name": "Tỉnh Hà Nam"},
            {"code": "vn", "name": "Việt Nam"},
        ],
        "founded_on": None,
        "ended_on": "2025-07-01",
        "names": [{"name": "Phường Hòa Mạc", "type": "phường", "from": None, "to": "2025-07-01"}],
        "predecessors": [],
        "successors": [
            {"code": "gso2025-13324", "name": "Phường Duy Tiên", "split": True, "on": "2025-07-01"},
            {"code": "gso2025-13330", "name": "Phường Duy Tân", "split": True, "on": "2025-07-01"},
        ],
        "special_case": "đơn vị cũ bị chia về nhiều đơn vị mới",
    }


def test_show_on_a_day_says_whether_the_unit_lived_then(ha_nam):
    before, after = run("show", "gso2025-13324", "--on", "30/06/2025"), run("show", "GSO2025-13324", "--on", "2025-07-01")
    assert (before.exit_code, after.exit_code) == (1, 0)
    assert "Ngày 30/06/2025 không có đơn vị này." in before.stdout
    assert document("show", "gso2024-13324", "--on", "30/06/2025")["exists"] is True
    assert document("show", "gso2024-13324", "--on", "01/07/2025")["exists"] is False


def test_show_in_words_tells_split_and_predecessors(ha_nam):
    text = run("show", "gso2025-13324").stdout
    assert "Tiền thân: Phường Hòa Mạc (gso2024-13324, một phần)" in text
    assert "Tiền thân: Xã Yên Nam (gso2024-13360)\n" in text


@pytest.mark.parametrize(
    "arguments", [("show", "gso2024-99999"), ("show", "gso2024-349", "--on", "hôm qua"), ("show",), ("find",)]
)
def test_what_cannot_be_asked_ends_with_2_and_one_plain_line(ha_nam, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr


def test_find_nothing_ends_with_1_and_says_so(ha_nam):
    result = run("find", "không có tên này", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])
    assert result.stderr == "Không thấy đơn vị nào tên «không có tên này».\n"


def damage_unit():
    UnitVersion.objects.filter(unit__code="gso2025-21548").delete()
    Unit.objects.filter(code="gso2025-21548").delete()


def damage_succession():
    Succession.objects.filter(predecessor__code="gso2024-13360").update(is_split=True)


def damage_name():
    UnitVersion.objects.filter(unit__code="gso2024-13360").update(name="Xã Khác")


def damage_dates():
    UnitVersion.objects.filter(unit__code="gso2024-13360").update(valid_to="2025-06-01")


def test_apply_refused_ends_with_1_and_names_the_row(ha_nam, tmp_path):
    file = tmp_path / "thay-doi.csv"
    file.write_text(f"{HEAD}01/04/2027,end,gso2025-00000,,,,,NQ 1\n", encoding="utf-8")
    result = run("apply", str(file), "--yes", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "committed": False,
        "changes": [],
        "problems": [{"where": "dòng 2", "reason": "Không có đơn vị mã gso2025-00000. Tìm mã bằng: kheo units find TÊN."}],
    }
    assert result.stderr.endswith("Chưa ghi gì.\n")


def test_apply_what_is_no_file_ends_with_2(ha_nam, tmp_path):
    picture = tmp_path / "anh.csv"
    picture.write_bytes(b"\x89PNG\xff")
    assert run("apply", str(picture)).stderr.startswith("Lỗi: anh.csv: Tệp không phải văn bản UTF-8.")
    assert [run("apply", str(path)).exit_code for path in (picture, tmp_path, tmp_path / "khong-co.csv")] == [2, 2, 2]


def test_before_loading_the_commands_say_what_to_do(db):
    for arguments in (("show", "gso2024-349"), ("find", "duy tiên")):
        result = run(*arguments)
        assert (result.exit_code, result.stderr) == (2, "Lỗi: chưa nạp danh mục đơn vị. Chạy: kheo units load.\n")


def test_before_any_migration_the_command_says_what_to_do(tmp_path):
    environment = {**os.environ, "KHEO_HOME": str(tmp_path), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "kheo.site.settings"}
    result = subprocess.run(
        [sys.executable, "-c", "from kheo.site.cli import main; main()", "units", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stdout == ""
    assert "kheo django migrate" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.django_db
@pytest.mark.usefixtures("registers")
class TestWholeCountry:
    """What only every row of both registers shows."""

    def test_show_a_code_without_a_name(self):
        assert document("show", "gso2024-26929")["name"] is None
        assert "(danh mục cũ không có tên)" in run("show", "gso2024-26929").stdout

    def test_find_tells_old_from_new(self):
        found = document("find", "p.", "dong", "van")
        assert [(unit["code"], unit["former"]) for unit in found] == [("gso2025-13348", False), ("gso2024-13321", True)]
        assert [tie["code"] for tie in found[1]["successors"]] == ["gso2025-13348"]
        assert run("find", "p. dong van").stdout.splitlines() == [
            "gso2025-13348  Phường Đồng Văn, Tỉnh Ninh Bình; hiện nay",
            (
                "gso2024-13321  Phường Đồng Văn, Thị xã Duy Tiên, Tỉnh Hà Nam; đến trước 01/07/2025; "
                "nay là Phường Đồng Văn (gso2025-13348)"
            ),
        ]

    def test_check_names_the_special_cases(self):
        result = run("check", "--json")
        report = json.loads(result.stdout)
        assert (result.exit_code, report["ok"], report["faults"]) == (0, True, [])
        assert report["counts"] == report["expected"]
        assert {key: case["count"] for key, case in report["special_cases"].items()} == {
            "without_successor": 28,
            "named_only_in_succession": 10,
            "without_predecessor": 5,
            "split": 441,
        }
        cases = report["special_cases"]
        assert cases["without_predecessor"]["units"][3] == {"code": "gso2025-21548", "name": "Đặc khu Lý Sơn"}
        assert {"code": "gso2024-26929", "name": ""} in cases["named_only_in_succession"]["units"]
        assert "gso2024-13324  Phường Hòa Mạc" in run("check").stdout

    @pytest.mark.parametrize(
        ("damage", "fault"),
        [
            (damage_unit, "Cơ sở dữ liệu thiếu 1 đơn vị: gso2025-21548. Chạy: kheo units load."),
            (
                damage_succession,
                "Cơ sở dữ liệu thiếu hoặc sai 1 dòng kế thừa: gso2024-13360 → gso2025-13324. Chạy: kheo units load.",
            ),
            (damage_name, "1 đơn vị có tên khác danh mục: gso2024-13360."),
            (damage_dates, "1 đơn vị có các bản tên không nối liền nhau: gso2024-13360."),
        ],
    )
    def test_check_ends_with_1_and_names_the_damage(self, damage, fault):
        damage()
        result = run("check", "--json")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["faults"] == [fault]
        assert result.stderr == f"{fault}\n"

    def test_apply_shows_first_and_writes_with_yes(self, tmp_path):
        file = tmp_path / "thay-doi.csv"
        file.write_text(f"{HEAD}01/04/2027,rename,gso2025-13324,,Phường Tên Mới,,,NQ 1\n", encoding="utf-8")
        told = {
            "row": 2,
            "date": "2027-04-01",
            "action": "rename",
            "text": "Phường Duy Tiên (gso2025-13324) đổi thành Phường Tên Mới.",
        }
        assert document("apply", str(file)) == {"committed": False, "changes": [told], "problems": []}
        assert "chưa ghi gì" in run("apply", str(file)).stdout
        assert UnitVersion.objects.filter(unit__code="gso2025-13324").count() == 1
        assert document("apply", str(file), "--yes") == {"committed": True, "changes": [told], "problems": []}
        assert UnitVersion.objects.filter(unit__code="gso2025-13324").count() == 2
        assert run("check").exit_code == 0

    def test_load_adds_what_is_missing_and_twice_nothing(self):
        damage_unit()
        Succession.objects.filter(predecessor__code="gso2024-13324").delete()
        assert document("load") == {"units": 1, "versions": 1, "successions": 2}
        assert document("load") == {"units": 0, "versions": 0, "successions": 0}
