import json
from pathlib import Path

import docx
import pypdf
import pytest
from click.testing import CliRunner

from kheo.reporting.actions.reports import issue_report
from kheo.reporting.commands import report_group, write_together
from tests import factories
from tests.reporting.scene import WORDS
from tests.reporting.test_papers import BEFORE

# About files, not databases: what is read from the record is tested on both in queries.
pytestmark = pytest.mark.sqlite


def run(*arguments):
    return CliRunner().invoke(report_group, ["annual", *(str(argument) for argument in arguments)])


def annual(folder, *more, issuer="gso2024-349/thi-uy", year=2024):
    return run("--issuer", issuer, "--year", year, "--out", folder, *more)


def names(folder: Path):
    return sorted(path.name for path in folder.iterdir())


def test_both_files_are_written_from_the_record_alone(full, tmp_path):
    out = tmp_path / "a" / "b"
    done = annual(out)
    assert (done.exit_code, done.stderr) == (0, "")
    assert names(out) == ["bao-cao-2024.docx", "bao-cao-2024.pdf"]
    assert done.stdout.startswith(f"Đã ghi {out}/bao-cao-2024.docx (dự thảo, ")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(out / "bao-cao-2024.pdf").pages)
    assert "CẤP UỶ DUY TIÊN" in text
    assert "DỰ THẢO" in text
    lines = [line.text for line in docx.Document(str(out / "bao-cao-2024.docx")).paragraphs]
    assert "[Chưa viết: hạn chế, nguyên nhân]" in lines


def test_json_is_one_document_with_every_figure(full, tmp_path):
    done = annual(tmp_path, "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["issuer"], told["year"], told["number"], told["differing"]) == (
        0,
        "gso2024-349/thi-uy",
        2024,
        None,
        [],
    )
    assert [Path(path).name for path in told["files"]] == ["bao-cao-2024.docx", "bao-cao-2024.pdf"]
    assert [figure["number"] for figure in told["figures"]] == list(range(1, len(told["figures"]) + 1))
    recognised = next(one for one in told["figures"] if (one["key"], one["part"]) == ("initiatives.recognised", ""))
    assert (recognised["value"], recognised["measure"]) == (3, "mô hình")
    assert recognised["rows_url"].endswith("/gso2024-349/so-lieu/initiatives.recognised/?nam=2024")


def test_what_people_wrote_is_in_it_and_a_number_that_differs_is_named(full, tmp_path):
    full.written({**WORDS, "limits": "Mới có 9 mô hình Dân vận khéo được công nhận."})
    done = annual(tmp_path)
    assert done.exit_code == 1
    assert done.stderr == "Cần xem lại: ô «Hạn chế, nguyên nhân» ghi «9 mô hình Dân vận khéo», sổ ghi 3\n"
    assert names(tmp_path) == ["bao-cao-2024.docx", "bao-cao-2024.pdf"]
    assert json.loads(annual(tmp_path, "--json").stdout)["differing"] == [
        "ô «Hạn chế, nguyên nhân» ghi «9 mô hình Dân vận khéo», sổ ghi 3"
    ]


def test_issued_report_is_printed_as_it_was_issued_byte_for_byte(full, tmp_path):
    report = full.written()
    issue_report(full.office, report, "12-BC/TU", BEFORE, report.version)
    first = annual(tmp_path / "1")
    assert (first.exit_code, "(số 12-BC/TU, " in first.stdout) == (0, True)
    factories.make_registration(full.recognition.programme)
    second = annual(tmp_path / "2")
    assert second.exit_code == 1
    assert "mô hình, điển hình đăng ký: sổ nay là 4, báo cáo ghi 3." in second.stderr
    for name in names(tmp_path / "1"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_year_without_record_is_a_plain_answer_and_writes_nothing(full, tmp_path):
    out = tmp_path / "out"
    done = annual(out, year=2019)
    assert (done.exit_code, out.exists()) == (1, False)
    assert done.stdout == (
        "Sổ của Thị xã Duy Tiên chưa có gì của năm 2019: chưa có đăng ký, nhiệm vụ hay hoạt động nào; chưa ghi tệp nào.\n"
    )
    told = json.loads(annual(out, "--json", year=2019).stdout)
    assert (told["files"], told["figures"], told["message"]) == ([], [], done.stdout.strip())


@pytest.mark.parametrize("year", [0, -1, 99999])
def test_a_year_out_of_reach_cannot_be(full, tmp_path, year):
    done = annual(tmp_path, year=year)
    assert (done.exit_code, "nằm ngoài khoảng" in done.stderr, names(tmp_path)) == (2, True, [])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("gso2024-349/khong-co", "Các cơ quan ở đó: gso2024-349/bcd-dvk (Ban Chỉ đạo"),
        ("gso2024-349", "Các cơ quan ở đó: "),
        ("thi-uy", "tìm mã đơn vị bằng: kheo units find TÊN."),
        ("", "tìm mã đơn vị bằng"),
        ("vn/ban-dan-van", "tìm mã đơn vị bằng"),
    ],
)
def test_an_unknown_issuer_is_told_how_to_find_one(full, tmp_path, code, words):
    factories.make_central_body()
    done = annual(tmp_path, issuer=code)
    assert (done.exit_code, done.stdout, names(tmp_path)) == (2, "", [])
    assert f"không có cơ quan nào mang mã «{code}»" in done.stderr
    assert words in done.stderr


def test_a_folder_that_cannot_be_written_is_told_plainly(full, tmp_path):
    file = tmp_path / "tep"
    file.write_text("x")
    done = annual(file)
    assert (done.exit_code, done.stderr.startswith(f"Lỗi: không ghi được vào «{file}» (")) == (2, True)
    assert "Traceback" not in done.stderr


def test_a_letter_that_no_face_prints_writes_nothing(full, tmp_path):
    full.written({**WORDS, "limits": "Việc 🎉"})
    done = annual(tmp_path / "out")
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "U+1F389" in done.stderr


def test_files_appear_together_or_not_at_all(tmp_path):
    (tmp_path / "b.pdf").mkdir()
    (tmp_path / "a.docx").write_bytes(b"old")
    with pytest.raises(IsADirectoryError):
        write_together(tmp_path, {"a.docx": b"new", "b.pdf": b"new"})
    assert (names(tmp_path), (tmp_path / "a.docx").read_bytes()) == (["a.docx", "b.pdf"], b"old")


def test_files_are_replaced_whole_and_can_be_read_by_others(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"old and longer")
    paths = write_together(tmp_path, {"a.docx": b"new", "b.pdf": b"pdf"})
    assert [path.read_bytes() for path in paths] == [b"new", b"pdf"]
    assert names(tmp_path) == ["a.docx", "b.pdf"]
    assert paths[0].stat().st_mode & 0o777 == 0o644
