import pytest

from kheo.movement.reading.vocabulary import FIELDS, KINDS, SUBJECTS, fields_with, is_no_mark, is_tick, without_count, words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kinh tế", "economy"),
        ("KT", "economy"),
        ("phat trien kinh te", "economy"),
        ("Lĩnh vực kinh tế", "economy"),
        ("Văn hóa - xã hội", "culture_society"),
        ("Văn hoá – xã hội", "culture_society"),
        ("VH-XH", "culture_society"),
        ("VHXH", "culture_society"),
        ("Văn hoá, xã hội", "culture_society"),
        ("QP-AN", "defence_security"),
        ("An ninh quốc phòng", "defence_security"),
        ("Quốc phòng, an ninh", "defence_security"),
        ("ANTT", "defence_security"),
        ("XDHTCT", "political_system"),
        ("HTCT", "political_system"),
        ("Xây dựng Đảng, hệ thống chính trị", "political_system"),
        ("Về lĩnh vực xây dựng hệ thống chính trị vững mạnh", "political_system"),
        ("Khác", "other"),
        ("economy", "economy"),
        ("Kinh tế; quốc phòng", None),
        ("Phát triển kinh tế - xã hội", None),
        ("Xây dựng nông thôn mới", None),
        ("", None),
        ("Kính tế", "economy"),
    ],
)
def test_field_is_read_as_offices_write_it(text, code):
    assert FIELDS.read(text) == code


def test_field_of_the_programme_goes_first():
    known = fields_with(FIELDS.labels | {"nong_thon_moi": "Xây dựng nông thôn mới", "moi_truong": "Môi trường"})
    assert known.read("Lĩnh vực xây dựng nông thôn mới") == "nong_thon_moi"
    assert known.read("nong_thon_moi") == "nong_thon_moi"
    assert known.read("Môi trường") == "moi_truong"
    assert FIELDS.read("Môi trường") == "culture_society"


def test_only_fields_of_the_programme_are_read():
    known = fields_with({"economy": "Kinh tế nông thôn", "culture_society": "Văn hoá"})
    assert [known.read(text) for text in ("KT", "Kinh tế nông thôn", "VHXH", "QPAN", "Khác")] == [
        "economy", "economy", "culture_society", None, None,
    ]  # fmt: skip
    assert list(known.labels.values()) == ["Kinh tế nông thôn", "Văn hoá"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mô hình", "mo_hinh"),
        ("MH", "mo_hinh"),
        ("Điển hình tiên tiến", "dien_hinh"),
        ("Mô hình tập thể", "mo_hinh"),
        ("Mô hình, điển hình", None),
    ],
)
def test_kind_is_read(text, code):
    assert KINDS.read(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tập thể", "collective"),
        ("TT", "collective"),
        ("CN", "individual"),
        ("Điển hình cá nhân", "individual"),
        ("Hộ", "household"),
        ("Hộ GĐ", "household"),
        ("Tập thể, cá nhân", None),
    ],
)
def test_subject_is_read(text, code):
    assert SUBJECTS.read(text) == code


def test_marks():
    assert all(map(is_tick, ["x", "X", "×", "✓", "1", "Có", "v"]))
    assert not any(map(is_tick, ["", "0", "xã", "không"]))
    assert all(map(is_no_mark, ["-", "–", "0", "Không"]))
    assert not any(map(is_no_mark, ["", "x", "00"]))


@pytest.mark.parametrize("name", ["Kinh tế (12 mô hình)", "Kinh tế: 05 mô hình", "Kinh tế - 3", "Kinh tế (7)", "Kinh tế"])
def test_count_behind_a_group_is_dropped(name):
    assert without_count(name) == "Kinh tế"


def test_words_fold_everything_but_letters_and_figures():
    assert words("  «VH – XH» (Đảng) ") == "vh xh dang"
