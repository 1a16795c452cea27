import json

import pytest

from kheo.recognition.trust_commands import trust_group
from tests.documents.signing import hand
from tests.recognition.test_commands import run

pytestmark = pytest.mark.sqlite


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KHEO_TRUST_FOLDER = tmp_path / "trust"
    return settings.KHEO_TRUST_FOLDER


def test_a_root_is_added_and_listed(folder, tmp_path):
    file = tmp_path / "goc.pem"
    file.write_bytes(hand.pem(hand.authority()[1]))
    code, out, err = run(trust_group, "add", file, "--source", "cổng minh hoạ")
    assert (code, out.partition(",")[0], err) == (0, "Đã nạp «Gốc minh hoạ»", "")
    code, out, err = run(trust_group, "list")
    assert (code, out.splitlines()[0], "nguồn: cổng minh hoạ" in out) == (0, "Gốc minh hoạ", True)
    listed = json.loads(run(trust_group, "list", "--json")[1])
    assert [(one["name"], one["source"]) for one in listed["roots"]] == [("Gốc minh hoạ", "cổng minh hoạ")]
    next(folder.glob("*.pem")).unlink()
    code, out, err = run(trust_group, "list")
    assert "Không dùng: " in err


def test_what_is_no_root_or_cannot_be_written_is_refused(folder, tmp_path):
    file = tmp_path / "goc.pem"
    file.write_bytes(b"chu")
    code, _out, err = run(trust_group, "add", file, "--source", "x")
    assert (code, err.startswith("Lỗi: Tệp không phải chứng thư dạng PEM")) == (2, True)
    file.write_bytes(hand.pem(hand.authority()[1]))
    folder.write_text("", encoding="utf-8")
    code, _out, err = run(trust_group, "add", file, "--source", "x")
    assert (code, err.startswith(f"Lỗi: không ghi được vào {folder}")) == (2, True)


def test_an_empty_list_says_what_is_missing():
    assert run(trust_group, "list")[1].startswith("Chưa nạp danh sách tin cậy")
