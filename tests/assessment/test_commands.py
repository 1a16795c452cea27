import json

import pytest
from click.testing import CliRunner

from kheo.assessment.models import CriteriaSet
from kheo.site.commands import kheo
from tests import factories
from tests.assessment.test_criteria import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "thang.toml"
    made.write_text(GOOD, encoding="utf-8")
    return made


def run(*arguments):
    return CliRunner().invoke(kheo, ["load-criteria", *map(str, arguments)])


def test_a_file_is_loaded_once(file):
    first, again = run(file), run(file)
    assert (first.exit_code, first.stdout) == (0, "Đã nạp «Thang thử nghiệm» (thu-nghiem, phiên bản 1, 2 mục).\n")
    assert (again.exit_code, again.stdout) == (0, "Tệp này đã nạp trước đây: thu-nghiem, phiên bản 1. Không thêm gì.\n")
    assert CriteriaSet.objects.count() == 1


def test_json_prints_one_document(file):
    answer = run(file, "--json")
    assert json.loads(answer.stdout) == {"code": "thu-nghiem", "version": 1, "title": "Thang thử nghiệm", "added": True}


def test_a_locality_may_have_its_own(file):
    place = factories.make_locality()
    assert run(file, "--locality", place.code).exit_code == 0
    assert CriteriaSet.objects.get().locality == place.code


def test_faults_are_told_line_by_line_with_exit_1(file):
    file.write_text(GOOD.replace("maximum = 4", "maximum = 5"), encoding="utf-8")
    answer = run(file)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.splitlines() == [
        "thang.toml: Dòng 7, nhóm 1: total ghi 10 nhưng điểm tối đa các mục cộng lại là 11.",
        "thang.toml: Phần đầu tệp: total ghi 10 nhưng điểm tối đa các mục cộng lại là 11.",
    ]
    assert CriteriaSet.objects.count() == 0


def test_what_cannot_be_read_ends_with_exit_2(file, tmp_path):
    missing = run(tmp_path / "khong-co.toml")
    assert (missing.exit_code, missing.stderr.startswith("Lỗi: không mở được tệp")) == (2, True)
    unknown = run(file, "--locality", "gso2024-999")
    assert (unknown.exit_code, unknown.stderr) == (2, "Lỗi: Không có địa phương «gso2024-999». Xem lại mã sau --locality.\n")
    file.write_text("code = ", encoding="utf-8")
    assert run(file).exit_code == 2
