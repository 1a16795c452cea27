from kheo.portal.rules.achievements import FIGURES, Achieved, Achievements

ROWS = (
    Achieved("recognised", 2024, "Đường hoa", "Xã Yên Nam"),
    Achieved("recognised", 2026, "Giỏ đi chợ", "Phường Duy Tiên"),
    Achieved("medals", 2026, "2 cá nhân", "Phường Duy Tiên", count=2),
    Achieved("certificates", 2026, "Giỏ đi chợ", "Phường Duy Tiên", stands=False),
)


def counted(**given):
    return [(key, label, given.get(key, 0)) for key, label in FIGURES.items()]


def test_each_year_counts_what_stands_and_people_by_their_number():
    found = Achievements(ROWS)
    assert [(line.year, list(line.counts)) for line in found.years] == [
        (2026, counted(recognised=1, medals=2)),
        (2024, counted(recognised=1)),
    ]
    assert found.totals == counted(recognised=2, medals=2)


def test_a_figure_opens_to_its_rows_with_what_stands_no_more():
    found = Achievements(ROWS)
    assert found.of("certificates", 2026) == [ROWS[3]]
    assert (found.of("recognised", 2024), found.of("recognised")) == ([ROWS[0]], [ROWS[0], ROWS[1]])


def test_nothing_achieved_is_no_year_and_no_count():
    assert (Achievements().years, Achievements().totals) == ([], counted())
