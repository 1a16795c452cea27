import json

import pytest
from click.testing import CliRunner

from kheo.figures.commands import extract_figures, figures, reconcile
from tests.factories import DUY_TIEN, make_locality, make_programme, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = make_locality(DUY_TIEN)
    make_registration(make_programme(town))
    return town


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def written(tmp_path, text, name="tin.txt"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_figures_prints_one_json_list_with_the_agreed_keys(town):
    done = run(figures, "--unit", DUY_TIEN, "--year", 2024, "--json")
    rows = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {tuple(row) for row in rows} == {
        ("key", "value", "measure", "org_unit", "year", "dimensions", "as_of", "definition", "rows_url")
    }
    assert (rows[0]["key"], rows[0]["value"], rows[0]["org_unit"], rows[0]["year"]) == (
        "initiatives.registered",
        1,
        DUY_TIEN,
        2024,
    )


def test_an_unknown_unit_is_said_on_stderr_alone(town):
    done = run(figures, "--unit", "gso2024-00000", "--year", 2024, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Lỗi: không có đơn vị mang mã «gso2024-00000»")


@pytest.mark.parametrize(("number", "code", "verdict"), [(1, 0, "match"), (2, 1, "differs")])
def test_reconcile_says_by_its_exit_code_whether_all_match(town, tmp_path, number, code, verdict):
    file = written(tmp_path, f"Năm 2024, thị xã Duy Tiên xây dựng được {number} mô hình dân vận khéo.")
    done = run(reconcile, file, "--unit", DUY_TIEN, "--year", 2024, "--json")
    [item] = json.loads(done.stdout)["figures"]
    assert (done.exit_code, item["verdict"], item["recorded"]) == (code, verdict, 1)


def test_extract_needs_no_record(tmp_path):
    text = "Năm 2024, xã xây dựng được 5 mô hình dân vận khéo."
    document = json.loads(run(extract_figures, written(tmp_path, text), "--json").stdout)
    assert list(document) == ["figures", "unmatched", "notes"]
    [figure] = document["figures"]
    assert list(figure) == ["key", "value", "dimensions", "period", "place", "quote", "start", "end"]
    assert text[figure["start"] : figure["end"]] == figure["quote"]


def test_what_cannot_be_read_ends_with_two(town, tmp_path):
    for file in (tmp_path / "none.txt", written(tmp_path, "x", "x.pdf"), tmp_path):
        for done in (run(extract_figures, file), run(reconcile, file, "--unit", DUY_TIEN, "--year", 2024)):
            assert (done.exit_code, done.stdout) == (2, "")
            assert done.stderr.startswith("Lỗi: ")
            assert "Traceback" not in done.stderr


def test_plain_output_is_words(town, tmp_path):
    file = written(tmp_path, "Năm 2024, thị xã Duy Tiên xây dựng được 2 mô hình dân vận khéo.")
    assert "LỆCH" in run(reconcile, file, "--unit", DUY_TIEN, "--year", 2024).stdout
    assert "2 initiatives.operating (kind=mo_hinh)" in run(extract_figures, file).stdout
    assert "1 mô hình, điển hình đăng ký  [initiatives.registered]" in run(figures, "--unit", DUY_TIEN, "--year", 2024).stdout
