from datetime import date

import pytest

from kheo.documents.signing.trust import SHIPPED, TABLE, add_root, load_trust
from kheo.foundation.refusal import RefusedError
from tests.documents.signing import hand

DAY = date(2026, 3, 4)
SOURCE = 'Cổng "minh hoạ", đối chiếu vân tay qua điện thoại'


def wrong(refusal):
    return [str(problem) for problem in refusal.value.problems]


def test_no_root_ships_that_nobody_has_verified():
    assert (SHIPPED / TABLE).exists()
    assert load_trust(SHIPPED) == load_trust(SHIPPED / "nothing")


def test_a_root_is_loaded_with_its_source_and_day(tmp_path):
    added = add_root(tmp_path / "trust", hand.pem(hand.authority()[1]), f"  {SOURCE}", DAY)
    found = load_trust(SHIPPED, tmp_path / "trust", tmp_path / "trust")
    assert found.problems == ()
    assert found.roots == (added,)
    assert (added.name, added.source, added.added_on) == ("Gốc minh hoạ", SOURCE, "2026-03-04")


@pytest.mark.parametrize(
    ("make", "source", "problems"),
    [
        (lambda: b"chu", "nguồn", ["Tệp không phải chứng thư dạng PEM (dòng đầu là -----BEGIN CERTIFICATE-----)."]),
        (lambda: b"x" * 65_537, "nguồn", ["Tệp quá lớn so với một chứng thư; nạp từng tệp .pem một."]),
        (lambda: hand.pem(hand.authority()[1]) * 2, "nguồn", ["Tệp có 2 chứng thư; tách ra, nạp từng chứng thư một."]),
        (
            lambda: hand.pem(hand.hand().certificate),
            " ",
            [
                "--source: Chưa ghi nơi lấy chứng thư và cách đối chiếu.",
                "Tệp: Đây là chứng thư của người dùng, không phải của nơi cấp; danh sách tin cậy chỉ gồm nơi cấp.",
            ],
        ),
        (lambda: hand.pem(hand.authority()[1]), "x" * 301, ["--source: Dài 301 ký tự, nhiều nhất 300; viết gọn lại."]),
    ],
)
def test_what_is_no_root_is_refused_and_nothing_is_written(tmp_path, make, source, problems):
    with pytest.raises(RefusedError) as refusal:
        add_root(tmp_path / "trust", make(), source, DAY)
    assert wrong(refusal) == problems
    assert not (tmp_path / "trust").exists()


@pytest.mark.parametrize(("day", "is_refused"), [(date(2040, 1, 1), False), (date(2040, 1, 2), True)])
def test_a_root_is_loaded_until_its_last_day(tmp_path, day, is_refused):
    if is_refused:
        with pytest.raises(RefusedError, match="Chứng thư đã hết hạn ngày 01/01/2040"):
            add_root(tmp_path, hand.pem(hand.authority()[1]), "nguồn", day)
    else:
        assert add_root(tmp_path, hand.pem(hand.authority()[1]), "nguồn", day).name == "Gốc minh hoạ"


def test_a_root_is_loaded_once(tmp_path):
    add_root(tmp_path, hand.pem(hand.authority()[1]), "nguồn", DAY)
    with pytest.raises(RefusedError, match="Chứng thư này đã có trong danh sách"):
        add_root(tmp_path, hand.pem(hand.authority()[1]), "nguồn khác", DAY)


def test_a_root_whose_file_changed_or_is_gone_is_not_used(tmp_path):
    root = add_root(tmp_path, hand.pem(hand.authority()[1]), "nguồn", DAY)
    file = tmp_path / f"{root.sha256}.pem"
    file.write_bytes(hand.pem(hand.hand().certificate))
    found = load_trust(tmp_path)
    assert (found.roots, found.problems) == ((), (f"{file}: khác vân tay ghi trong danh sách; không dùng.",))
    file.unlink()
    told = f"{tmp_path / TABLE}: dòng «Gốc minh hoạ» thiếu mục hoặc tệp không đọc được; không dùng."
    assert load_trust(tmp_path).problems == (told,)


def test_a_table_that_cannot_be_read_is_said_so(tmp_path):
    (tmp_path / TABLE).write_text("[[root", encoding="utf-8")
    assert load_trust(tmp_path).problems == (f"{tmp_path / TABLE}: không đọc được; không dùng dòng nào trong đó.",)
