"""Whatever the record counts, the draft writes it so that our own reader reads the same figures back."""

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.figures.reading import compare, extract
from kheo.reporting.rules.news_draft import LONGEST_LEAD, Counted, DayFacts, YearFacts, borne_out, compose

FIELDS = {
    "economy": "kinh tế",
    "culture_society": "văn hoá – xã hội",
    "defence_security": "quốc phòng – an ninh",
    "political_system": "xây dựng hệ thống chính trị",
    "other": "lĩnh vực khác",
}
SUBJECTS = ("collective", "individual", "household")
TODAY = date(2024, 9, 3)
DAY = DayFacts(
    title="Hội nghị tổng kết công tác dân vận năm 2024",
    host="Thị uỷ Duy Tiên",
    held_on=date(2025, 1, 8),
    starts_at=time(14),
    venue="Nhà văn hoá thị xã",
    chair="Phó Bí thư Thường trực Thị uỷ",
    groups=("đại diện cơ sở",),
    has_ceremony=True,
)
KINDS = st.sampled_from([("mo_hinh",), ("dien_hinh",), ("mo_hinh", "dien_hinh")])
COUNTS = st.one_of(st.integers(0, 60), st.integers(900, 5000))


@st.composite
def recipients(draw, by):
    subjects = {key: draw(st.integers(0, 1200)) for key in SUBJECTS}
    return Counted(total=sum(subjects.values()), subjects=subjects, by=draw(st.sampled_from(["", by])))


@st.composite
def years(draw):
    parts = {key: draw(COUNTS) for key in FIELDS}
    kinds = draw(KINDS)
    return YearFacts(
        year=2024,
        place="thị xã Duy Tiên",
        whole=draw(st.sampled_from(["toàn thị xã", "Thị xã Duy Tiên"])),
        is_closed=draw(st.booleans()),
        today=TODAY,
        registered=Counted(draw(COUNTS), kinds),
        carried_out=Counted(sum(parts.values()), kinds),
        recognised=Counted(draw(COUNTS), kinds, by=draw(st.sampled_from(["", "Ban Chỉ đạo DVK"]))),
        commended=draw(recipients("UBND thị xã")),
        medals=draw(recipients("Ban Dân vận Trung ương")),
        fields=[(FIELDS[key], value) for key, value in parts.items() if value],
    )


def counted(year):
    """What the record of *year* answers for a key and its dimensions."""
    whole = {
        "initiatives.registered": year.registered,
        "initiatives.operating": year.carried_out,
        "initiatives.recognised": year.recognised,
        "commendations": year.commended,
        "medals": year.medals,
    }
    labels = {key: dict(year.fields).get(label) for key, label in FIELDS.items()}

    def recorded(key, dimensions):
        own = whole[key]
        if "field" in dimensions:
            return labels[dimensions["field"]]
        if "subject" in dimensions:
            return own.subjects.get(dimensions["subject"])
        return own.total if "kind" not in dimensions or (dimensions["kind"],) == own.kinds else None

    return recorded


def read(year, day):
    title, lead, text = borne_out(compose(year, day), lambda _text: ())
    reading = extract(f"{title}\n\n{lead}\n\n{text}")
    return reading, compare(reading, counted(year), ["Thị xã Duy Tiên", "Duy Tiên"], 2024)


@settings(max_examples=120, deadline=None)
@given(years(), st.sampled_from([None, DAY]))
def test_every_number_is_read_back_as_the_figure_it_is(year, day):
    reading, compared = read(year, day)
    assert [(one.figure.quote, one.figure.key, one.verdict) for one in compared if one.verdict != "match"] == []
    assert reading.unmatched == []
    told = {one.figure.key for one in compared}
    counts = counted(year)
    said = {key for key in ("initiatives.operating", "commendations", "medals") if counts(key, {})}
    assert said <= told


def a_year(**fields):
    usual = {
        "year": 2024,
        "place": "thị xã Duy Tiên",
        "whole": "toàn thị xã",
        "is_closed": True,
        "today": TODAY,
        "registered": Counted(),
        "carried_out": Counted(),
        "recognised": Counted(),
        "commended": Counted(),
        "medals": Counted(),
    }
    return YearFacts(**(usual | fields))


def written(year, day=None):
    return borne_out(compose(year, day), lambda _text: ())


def test_an_empty_year_without_a_conference_promises_nothing():
    title, _lead, text = written(a_year())
    assert (title, text) == ("Phong trào “Dân vận khéo” năm 2024 ở thị xã Duy Tiên", "")


def test_a_running_year_says_until_when():
    year = a_year(is_closed=False, carried_out=Counted(13, ("mo_hinh",)), registered=Counted(15, ("mo_hinh",)))
    title, lead, text = written(year)
    assert title == "Thị xã Duy Tiên đang thực hiện 13 mô hình “Dân vận khéo” trong năm 2024"
    assert lead == (
        "Đến ngày 03/09/2024, trong phong trào năm 2024, thị xã Duy Tiên có 13 mô hình “Dân vận khéo” được thực hiện."
    )
    assert "Tính đến ngày 03/09/2024, toàn thị xã thực hiện 13 mô hình" in text


def test_the_hour_is_said_as_people_say_it():
    for hour, said in ((7, "Sáng"), (13, "Chiều"), (19, "Tối")):
        day = DayFacts(**{**DAY.__dict__, "starts_at": time(hour)})
        assert written(a_year(), day)[1].startswith(
            f"{said} 08/01/2025, tại nhà văn hoá thị xã, Thị uỷ Duy Tiên tổ chức hội nghị "
        )


def test_a_meeting_by_another_name_is_quoted_and_a_name_keeps_its_capital():
    day = DayFacts(**{**DAY.__dict__, "title": "Tổng kết dân vận", "venue": "UBND phường"})
    assert "tại UBND phường, Thị uỷ Duy Tiên tổ chức hội nghị “Tổng kết dân vận”." in written(a_year(), day)[1]


def test_very_long_names_leave_the_place_then_the_host_out():
    for venue, host, title in (("v" * 200, "h" * 150, "t" * 250), ("v" * 200, "h" * 400, "t" * 150), ("v", "h" * 400, "t" * 290)):
        day = DayFacts(**{**DAY.__dict__, "venue": venue, "host": host, "title": f"Hội nghị {title}"})
        lead = written(a_year(), day)[1]
        assert len(lead) <= LONGEST_LEAD
        assert f"hội nghị {title}" in lead
        assert "v" * 200 not in lead


def test_a_very_long_title_keeps_its_first_words():
    day = DayFacts(**{**DAY.__dict__, "title": "Hội nghị " + "rất dài " * 40})
    title = written(a_year(), day)[0]
    assert len(title) <= 200
    assert title.endswith("…")


def test_leaders_come_before_groups():
    day = DayFacts(**{**DAY.__dict__, "guests": ("Bí thư Thị uỷ",)})
    assert written(a_year(), day)[2] == "Dự hội nghị có Bí thư Thị uỷ; cùng đại diện cơ sở."


def test_points_and_names_keep_apart_what_belongs_apart():
    day = DayFacts(
        **{
            **DAY.__dict__,
            "groups": (),
            "has_ceremony": False,
            "themes": (("Tham gia phong trào “Dân vận khéo”", "Hội Phụ nữ"), ("Không nơi", "")),
            "points": (("Nâng chất lượng; không để trễ hẹn.", None), ("Niêm yết đủ", date(2025, 6, 15))),
        }
    )
    assert written(a_year(), day)[2] == (
        "Các tham luận bàn về: “Tham gia phong trào ‘Dân vận khéo’” (Hội Phụ nữ); “Không nơi”.\n\n"
        "Kết luận hội nghị, Phó Bí thư Thường trực Thị uỷ giao những việc thời gian tới: nâng chất lượng, không để trễ hẹn; "
        "niêm yết đủ (hạn 15/06/2025)."
    )


def test_a_refuted_number_takes_its_piece_along_and_no_more():
    year = a_year(carried_out=Counted(9, ("mo_hinh",)), fields=[("kinh tế", 4), ("văn hoá – xã hội", 5)])

    def refuted(text):
        at = text.find("4 mô hình")
        return [(at, at + 9)] if at >= 0 else []

    text = borne_out(compose(year, None), refuted)[2]
    assert "Trong đó, lĩnh vực văn hoá – xã hội có 5 mô hình." in text
    assert "4 mô hình" not in text


def test_a_refutation_outside_every_piece_changes_nothing():
    draft = compose(a_year(carried_out=Counted(9, ("mo_hinh",))), None)
    assert borne_out(draft, lambda _text: [(10_000, 10_001)]) == borne_out(draft, lambda _text: ())
