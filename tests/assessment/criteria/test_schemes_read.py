"""What a file may state beyond items in steps and bands: every way read, every fault named, and written back as it was."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.assessment.criteria import (
    ClassRead,
    ItemRead,
    KindRead,
    LevelRead,
    SetRead,
    document_of,
    read_criteria,
    toml_of,
)
from kheo.assessment.rules.schemes import Basis, Giver, Part, Scoring, VetoEffect
from kheo.foundation.refusal import RefusedError
from tests.assessment.rich import RICH
from tests.assessment.test_criteria import GOOD, problems

LEVELS = (LevelRead(Decimal(0), "Chưa làm"), LevelRead(Decimal(5), "Làm một phần"), LevelRead(Decimal(10), "Làm đủ"))
ONE = Decimal(1)


def test_every_way_of_a_set_is_read():
    main, apart = "Việc chính", "Thưởng, trừ"
    assert read_criteria(RICH.encode()) == SetRead(
        "du-cach",
        "Bộ đủ cách chấm",
        "soạn để thử",
        False,
        (
            ItemRead(main, "muc", "Theo mức", Decimal(10), ONE, "sổ họp\nảnh", scoring=Scoring.LEVELS, levels=LEVELS),
            ItemRead(main, "tu-do", "Điểm tự do", Decimal(20), ONE, "", scoring=Scoring.FREE, giver=Giver.VERIFIER),
            ItemRead(main, "cap-tren", "Cấp trên cho", Decimal(10), ONE, "", giver=Giver.ABOVE, only_for=("co-quan",)),
            ItemRead(apart, "thuong", "Sáng kiến", Decimal(5), ONE, "", Part.BONUS),
            ItemRead(apart, "tru", "Nộp muộn", Decimal(4), Decimal("0.5"), "", Part.MINUS),
            ItemRead("Điểm liệt", "liet", "Bị kỷ luật", ONE, ONE, "", Part.VETO),
        ),
        (
            ClassRead("Tốt", Decimal(80), Decimal(50), met_is_over=True, no_zero=True),
            ClassRead("Đạt", Decimal(50), Decimal(50)),
            ClassRead("Đạt", Decimal(40), kind="truong"),
        ),
        True,
        "phần cuối",
        Basis.PERCENT,
        Decimal(60),
        Decimal(25),
        VetoEffect.LOWEST,
        (KindRead("co-quan", "Cơ quan"), KindRead("truong", "Trường học")),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '\ntotal = 35\n\n[[kinds]]\ncode = "co-quan"',
            '\ntotal = 40\n\n[[kinds]]\ncode = "co-quan"',
            "Phần đầu tệp: total ghi 40",
        ),
        ('label = "Cơ quan"\ntotal = 35', 'label = "Cơ quan"\ntotal = 25', "Dòng 12, loại đơn vị 1: total ghi 25"),
        ('code = "truong"\nlabel', 'code = "co-quan"\nlabel', "Dòng 17, loại đơn vị 2: code «co-quan» dùng hai lần."),
        ('unread = "phần cuối"\n', "", "Phần đầu tệp: thiếu unread"),
        ('basis = "percent"', 'basis = "share"', "Phần đầu tệp: basis phải là một trong: points, percent."),
        ("met_at = 60", "met_at = 101", "Phần đầu tệp: met_at là phần trăm, từ 0 đến 100."),
        ("self_cap = 25", "self_cap = 0", "Phần đầu tệp: self_cap phải lớn hơn 0."),
        ("points = 10", "points = 9", "mục 1: các mức đi từ 0 đến 9; mức cao nhất phải bằng maximum 10"),
        ("points = 10", "points = 11", "mục 1: các mức đi từ 0 đến 11; mức cao nhất phải bằng maximum 10"),
        ("points = 0\n", "points = -1\n", "mục 1: các mức đi từ -1 đến 10; mức cao nhất"),
        ("points = 5", "points = 0", "mục 1: mục chấm theo mức cần ít nhất hai mức, mỗi mức một số điểm khác nhau."),
        ('scoring = "free"', 'scoring = "levels"', "mục 2: mục chấm theo mức cần ít nhất hai mức"),
        ('only_for = ["co-quan"]', 'only_for = ["la"]', "mục 3: only_for: không có loại đơn vị «la» trong bộ này."),
        ('only_for = ["co-quan"]', "only_for = 3", "mục 3: only_for phải là chữ, hoặc danh sách nhiều nhất 20 dòng."),
        ('name = "Điểm liệt"', 'name = "Việc chính"', "tên nhóm «Việc chính» dùng hai lần; mỗi nhóm một tên."),
        ("total = 9", "total = 8", "nhóm 2: total ghi 8 nhưng điểm tối đa các mục cộng lại là 9."),
        ("min_total = 80", "min_total = 100.5", "loại 1: min_total 100,5 nằm ngoài phần trăm 0 đến 100."),
        ("met_over = 50", "met_over = 50\nmet_least = 50", "loại 1: chỉ ghi một trong hai: met_over; met_least."),
        ('kind = "truong"', 'kind = "la"', "loại 3: kind: không có loại đơn vị «la» trong bộ này."),
        ("no_zero = true", "no_zero = 1", "loại 1: no_zero phải là true hoặc false."),
        ('part = "veto"', 'part = "cam"', "mục 6: part phải là một trong: ordinary, bonus, minus, veto."),
        ("[[kinds]]", "[kinds]", ": Không đọc được TOML"),
    ],
)
def test_each_fault_of_a_scheme_is_named(old, new, said):
    assert old in RICH
    assert any(said in problem for problem in problems(RICH.replace(old, new, 1)))


def test_thresholds_in_points_stay_within_the_maximum_of_their_kind():
    points = RICH.replace('basis = "percent"\n', "")
    for old, new in (
        ("min_total = 80", "min_total = 35"),
        ("min_total = 50", "min_total = 26"),
        ("min_total = 40", "min_total = 25"),
    ):
        points = points.replace(old, new)
    assert [row.min_total for row in read_criteria(points.encode()).classes] == [35, 26, 25]
    over = problems(points.replace("min_total = 25", "min_total = 25.5"))
    assert over == ["Dòng 93, loại 3: min_total 25,5 nằm ngoài tổng điểm 0 đến 25."]
    assert problems(points.replace("min_total = 35", "min_total = 35.5")) == [
        "Dòng 82, loại 1: min_total 35,5 nằm ngoài tổng điểm 0 đến 35."
    ]


def test_kinds_that_are_no_tables_are_told_once():
    assert problems("kinds = 3\n" + GOOD) == ["Tệp: thiếu [[kinds]]; cần ít nhất một."]


def test_only_an_excerpt_may_have_no_classes():
    without = GOOD[: GOOD.index("[[classes]]")]
    assert problems(without) == ["Tệp: thiếu [[classes]]; cần ít nhất một."]
    excerpt = read_criteria(('excerpt = true\nunread = "ngưỡng"\n' + without).encode())
    assert (excerpt.classes, excerpt.excerpt, excerpt.unread) == ((), True, "ngưỡng")


def test_levels_beside_another_way_of_scoring_are_dropped():
    item = read_criteria(RICH.replace("maximum = 10\nevidence", 'maximum = 10\nscoring = "steps"\nevidence').encode()).items[0]
    assert (item.scoring, item.levels) == (Scoring.STEPS, ())


EXCERPTS = {
    "trich-bac-kan-1878-2017": (100, 2),
    "trich-binh-phuoc-2024": (100, 5),
    "trich-quang-binh-3140-2022": (100, 2),
    "trich-tay-ninh-1563-2022": (100, 6),
}


def shipped():
    """Every file of the folder that is a set; rules lie there, too."""
    found = [entry for entry in files("kheo.assessment").joinpath("data").iterdir() if entry.name.endswith(".toml")]
    return sorted(entry.name for entry in found if "rule" not in tomllib.loads(entry.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", shipped())
def test_shipped_sets_say_where_they_are_from_and_what_was_not_read(name):
    content = files("kheo.assessment").joinpath("data", name).read_bytes()
    read = read_criteria(content)
    assert (read.code, read_criteria(toml_of(read))) == (name.removesuffix(".toml"), read)
    assert read.excerpt is (read.code in EXCERPTS)
    if read.excerpt:
        assert (document_of(read).get("classes"), "(trích)" in read.title, bool(read.unread)) == (None, True, True)
        assert (sum(item.maximum for item in read.items), len(read.items)) == EXCERPTS[read.code]


words = (
    st.text(st.sampled_from('aĐôễ «»"\\“./[]=#%0,'), min_size=1, max_size=30)
    .map(lambda text: f"x{text.strip()}y")
    .map(lambda text: " ".join(text.split()))
)
points = st.integers(1, 400).map(lambda quarter: Decimal(quarter) / 4)


@st.composite
def item_rows(draw, number, group, kinds):
    part, maximum = draw(st.sampled_from(list(Part))), draw(points)
    scoring = draw(st.sampled_from(list(Scoring)))
    step, levels = ONE, ()
    if part == Part.VETO:
        maximum, scoring = ONE, Scoring.STEPS
    elif scoring == Scoring.STEPS:
        step = draw(st.sampled_from([Decimal("0.25"), maximum]))
    elif scoring == Scoring.LEVELS:
        levels = (LevelRead(Decimal(0), draw(words)), LevelRead(maximum, draw(words)))
    return ItemRead(
        group,
        f"m-{number}",
        draw(words),
        maximum,
        step,
        "\n".join(draw(st.lists(words, max_size=3))),
        part,
        scoring,
        levels,
        draw(st.sampled_from(list(Giver))),
        tuple(draw(st.lists(st.sampled_from(kinds), unique=True))) if kinds else (),
    )


@st.composite
def sets(draw):
    kinds = [f"k-{number}" for number in range(draw(st.integers(0, 2)))]
    groups = draw(st.lists(words, min_size=1, max_size=3, unique=True))
    items = [draw(item_rows(f"{g}-{i}", name, kinds)) for g, name in enumerate(groups) for i in range(draw(st.integers(1, 3)))]
    shares = draw(st.lists(st.integers(0, 100), max_size=3, unique=True))
    classes = [
        ClassRead(
            f"loại {share}",
            Decimal(share),
            draw(st.none() | st.just(Decimal("66.5"))),
            False,
            draw(st.booleans()),
            draw(st.sampled_from(["", *kinds])),
        )
        for share in shares
    ]
    classes = [replace(row, met_is_over=row.met_percent is not None and draw(st.booleans())) for row in classes]
    return SetRead(
        "bo",
        draw(words),
        draw(words),
        draw(st.booleans()),
        tuple(items),
        tuple(classes),
        True,
        draw(words),
        Basis.PERCENT,
        draw(points.filter(lambda value: value <= 100)),
        draw(st.none() | points),
        draw(st.sampled_from(list(VetoEffect))),
        tuple(KindRead(kind, draw(words)) for kind in kinds),
    )


@settings(max_examples=60, deadline=None)
@given(sets())
def test_a_set_that_is_written_reads_back_equal(read):
    try:
        assert read_criteria(toml_of(read)) == read
    except RefusedError as refusal:  # pragma: no cover  told instead of a bare traceback
        pytest.fail(f"{refusal}\n{toml_of(read).decode()}")
