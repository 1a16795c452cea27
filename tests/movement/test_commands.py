import json

import pytest
from click.testing import CliRunner

from kheo.movement.actions import registering
from kheo.movement.actions.importing import import_initiatives
from kheo.movement.models import Initiative, Programme, Registration, Result
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.commands import kheo
from tests.foundation.encodings.typed import in_tcvn3
from tests.movement.conftest import ROWS, sheet

WRONG = (3, "Không nơi nào", "Phường Không Có", "Kinh tế", "Mô hình", "Tập thể", None)


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "ds.xlsx"
    made.write_bytes(sheet(*ROWS))
    return made


def run(file, *arguments, programme="duy-tien-2024"):
    return CliRunner().invoke(kheo, ["import-initiatives", str(file), "--programme", programme, *arguments])


def test_all_rows_taken_is_exit_0_and_twice_adds_nothing(programme, file):
    first, again = run(file), run(file)
    assert (first.exit_code, first.stdout.splitlines()[0]) == (0, "Đã nhập 2, đã có từ trước 0.")
    assert (again.exit_code, again.stdout.splitlines()[0]) == (0, "Đã nhập 0, đã có từ trước 2.")
    assert Registration.objects.count() == 2


def test_json_is_one_document_alone(programme, file):
    answer = run(file, "--json")
    document = json.loads(answer.stdout)
    assert (set(document), document["committed"], document["created"]) == (
        {"committed", "created", "unchanged", "refused", "rows"},
        True,
        2,
    )
    assert [row["row"] for row in document["rows"]] == [2, 3]


def test_a_dry_run_says_what_would_happen(programme, file):
    answer = run(file, "--dry-run")
    assert (answer.exit_code, answer.stdout.splitlines()[0]) == (0, "Sẽ nhập 2, đã có từ trước 0. Chưa ghi gì (--dry-run).")
    assert json.loads(run(file, "--dry-run", "--json").stdout)["committed"] is False
    assert Registration.objects.count() == 0


def test_a_refused_row_is_exit_1_and_named_on_stderr(programme, file):
    file.write_bytes(sheet(*ROWS, WRONG))
    answer = run(file, "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["committed"]) == (1, False)
    assert answer.stderr.startswith("Dòng 4, cột Đơn vị: «Phường Không Có» ")
    assert run(file).stdout.splitlines()[0] == "Chưa ghi gì: 1 chỗ bị từ chối. Sửa rồi nhập lại cả tệp."
    assert Registration.objects.count() == 0


def test_a_closed_programme_is_read_by_a_dry_run_and_imports_nothing(programme, file):
    Programme.objects.update(state="closed")
    assert run(file, "--dry-run").exit_code == 0
    answer = run(file, "--json")
    document = json.loads(answer.stdout)
    assert (answer.exit_code, document["committed"], document["refused"][0]["value"]) == (1, False, "duy-tien-2024")
    assert answer.stderr.startswith("Cả tệp: Chương trình đã đóng")
    assert Registration.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>"])
def test_what_cannot_be_read_is_exit_2(programme, file, content):
    file.write_bytes(content)
    answer = run(file)
    assert (answer.exit_code, answer.stdout, answer.stderr.startswith("Lỗi: Tệp «ds.xlsx»")) == (2, "", True)


def test_a_missing_file_or_programme_is_exit_2(programme, file, tmp_path):
    missing = run(tmp_path / "khong-co.xlsx")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr == f"Lỗi: không có tệp «{tmp_path / 'khong-co.xlsx'}»; xem lại đường dẫn.\n"
    folder = run(tmp_path, "--json")
    assert (folder.exit_code, folder.stdout) == (2, "")
    assert folder.stderr == f"Lỗi: «{tmp_path}» là một thư mục; hãy ghi đường dẫn của tệp.\n"
    answer = run(file, programme="khong-co")
    assert (answer.exit_code, answer.stderr) == (2, "Lỗi: không có chương trình «khong-co». Xem mã ở trang chương trình.\n")


OLD = (1, in_tcvn3("Tổ dân phố không rác"), in_tcvn3("Phường Hòa Mạc"), in_tcvn3("Kinh tế"), "Mô hình", "Tập thể", 186)
DOUBT = (2, in_tcvn3("Phú"), in_tcvn3("Phường Hòa Mạc"), in_tcvn3("Kinh tế"), "Mô hình", in_tcvn3("Tập thể"), 5)


def test_rows_in_an_old_font_are_taken_and_told(programme, file):
    file.write_bytes(sheet(OLD, ROWS[1]))
    dry = run(file, "--dry-run")
    assert "dòng 2, cột B: " + OLD[1] + " → Tổ dân phố không rác (TCVN3 (ABC), 99 %)" in dry.stdout
    document = json.loads(run(file, "--json").stdout)
    first, second = document["rows"]
    assert (document["committed"], first["encoding"], second["encoding"]) == (True, "tcvn3", "unicode")
    assert (first["initiative"]["title"], first["initiative"]["unit"]) == ("Tổ dân phố không rác", "gso2024-13324")
    assert first["conversions"][0] == {
        "column": "B",
        "before": OLD[1],
        "after": "Tổ dân phố không rác",
        "encoding": "tcvn3",
        "confidence": 0.99,
    }
    assert "conversions" not in second


def test_a_doubtful_conversion_refuses_the_file_and_says_how_to_go_on(programme, file):
    file.write_bytes(sheet(OLD, DOUBT))
    answer = run(file, "--json")
    document = json.loads(answer.stdout)
    assert (answer.exit_code, document["committed"], [one["row"] for one in document["refused"]]) == (1, False, [3])
    assert ("--accept-converted" in answer.stderr, Registration.objects.count()) == (True, 0)
    taken = run(file, "--accept-converted", "--json")
    assert (taken.exit_code, json.loads(taken.stdout)["created"]) == (0, 2)
    assert set(Registration.objects.values_list("initiative__title", flat=True)) == {"Tổ dân phố không rác", "Phú"}


def test_a_fault_in_the_middle_of_writing_leaves_nothing(programme, file, monkeypatch):
    monkeypatch.setattr(registering, "_AT_ONCE", 1)

    def stop(_written: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_initiatives(COMMAND_LINE, programme, "ds.xlsx", sheet(*ROWS), progress=stop)
    assert (Registration.objects.count(), Initiative.objects.count(), Result.objects.count()) == (0, 0, 0)
    assert run(file).exit_code == 0
