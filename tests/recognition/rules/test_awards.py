from dataclasses import replace
from datetime import date

import pytest

from kheo.recognition.rules.awards import AWARDS, ISSUERS, award_checks, award_names, given_award, issuer_rule
from kheo.recognition.rules.checks import LISTS
from kheo.recognition.rules.facts import COMMENDATION, MEDAL, OUTSTANDING, PROPOSAL, RECOGNITION, Draft, Issuer, Line

CHAIR = Issuer("UBND", "government", "commune", "administrative")
LINE = Line(order=1, recipient="Tập thể 01", subject="collective", unit="gso2025-13324")


def draft(award, day, level="commune", subject="collective"):
    return Draft(COMMENDATION, replace(CHAIR, level=level), day, (replace(LINE, subject=subject),), award=award)


@pytest.mark.parametrize(
    ("award", "level", "day", "may"),
    [
        ("giay_khen", "commune", date(2023, 12, 31), True),
        ("giay_khen", "commune", date(2025, 6, 30), True),
        ("giay_khen", "commune", date(2025, 7, 1), True),
        ("giay_khen", "district", date(2025, 6, 30), True),
        ("tap_the_lao_dong_tien_tien", "commune", date(2025, 6, 30), False),
        ("tap_the_lao_dong_tien_tien", "commune", date(2025, 7, 1), True),
        ("tap_the_lao_dong_tien_tien", "district", date(2025, 6, 30), True),
        ("tap_the_lao_dong_tien_tien", "district", date(2023, 12, 31), False),
        ("thon_van_hoa", "commune", date(2025, 6, 30), False),
        ("thon_van_hoa", "commune", date(2025, 7, 1), True),
        ("bang_khen", "commune", date(2025, 7, 1), False),
        ("bang_khen", "province", date(2025, 7, 1), True),
        ("giay_khen", "province", date(2025, 7, 1), False),
    ],
)
def test_each_level_gives_its_own_awards_on_each_side_of_the_day(award, level, day, may):
    (check,) = award_checks(draft(award, day, level))
    assert check.passed is may
    assert check.citation


def test_the_refusal_names_what_the_level_may_give():
    (check,) = award_checks(draft("bang_khen", date(2025, 6, 30)))
    assert check.title == "Cấp xã tặng bằng khen ngày 30/06/2025"
    assert [str(problem) for problem in check.problems] == [
        (
            "UBND: Ngày 30/06/2025 chủ tịch Uỷ ban nhân dân cấp xã không tặng bằng khen. Tặng được: giấy khen, "
            "danh hiệu “Lao động tiên tiến”, danh hiệu “Gia đình văn hóa”. Chọn lại hình thức khen, hoặc xem lại ngày."
        )
    ]


def test_a_title_goes_to_whom_it_is_meant_for():
    (check,) = award_checks(draft("lao_dong_tien_tien", date(2025, 7, 1)))
    assert [problem.what for problem in check.problems] == [
        "Chỉ tặng danh hiệu “Lao động tiên tiến” cho cá nhân; sửa đối tượng của dòng này hoặc chọn hình thức khác."
    ]
    assert award_checks(draft("lao_dong_tien_tien", date(2025, 7, 1), subject="individual"))[0].passed


def test_where_the_level_may_give_nothing_the_check_of_authority_alone_speaks():
    assert award_checks(draft("giay_khen", date(2025, 7, 1), "district")) == []
    assert given_award("", "district", date(2025, 7, 1)) == ""


def test_without_a_choice_the_usual_form_is_meant():
    assert given_award("", "commune", date(2025, 7, 1)) == "giay_khen"
    assert given_award("", "province", date(2025, 7, 1)) == "bang_khen"
    assert given_award("thon_van_hoa", "commune", date(2025, 7, 1)) == "thon_van_hoa"


def test_every_award_of_an_issuer_has_its_name():
    named = {award for rule in ISSUERS.rules for award in rule.value.get("awards", [])}
    assert named == set(award_names()) == {rule.key for rule in AWARDS.rules}


@pytest.mark.parametrize(
    ("kind", "level", "day", "form"),
    [
        (COMMENDATION, "commune", date(2023, 12, 31), "giấy khen"),
        (COMMENDATION, "commune", date(2024, 1, 1), "giấy khen"),
        (COMMENDATION, "commune", date(2025, 6, 30), "giấy khen"),
        (COMMENDATION, "commune", date(2025, 7, 1), "giấy khen"),
        (COMMENDATION, "district", date(2025, 6, 30), "giấy khen"),
        (COMMENDATION, "district", date(2025, 7, 1), None),
        (COMMENDATION, "province", date(2025, 7, 1), "bằng khen"),
        (COMMENDATION, "village", date(2025, 7, 1), None),
        (RECOGNITION, "district", date(2025, 6, 30), "giấy chứng nhận"),
        (RECOGNITION, "district", date(2025, 7, 1), None),
        (RECOGNITION, "commune", date(2025, 7, 1), "giấy chứng nhận"),
        (OUTSTANDING, "district", date(2025, 7, 1), None),
        (PROPOSAL, "district", date(2025, 7, 1), None),
        (PROPOSAL, "commune", date(2025, 7, 1), "tờ trình"),
        (MEDAL, "country", date(2025, 7, 1), "kỷ niệm chương"),
        (MEDAL, "commune", date(2025, 7, 1), None),
    ],
)
def test_who_may_issue_changes_with_the_day(kind, level, day, form):
    rule = issuer_rule(kind, level, day)
    assert (rule.value["form"] if rule else None) == form


def test_no_two_rows_of_one_key_hold_on_one_day():
    for table in (ISSUERS, LISTS):
        for row in table.rules:
            same = [other for other in table.rules if other.key == row.key and other.holds_on(row.valid_from)]
            assert same == [row]


def test_only_the_district_and_commune_articles_that_were_read_are_marked_verified():
    read = {(rule.key, rule.valid_from.year) for rule in ISSUERS.rules if rule.verified}
    assert read == {("commendation.commune", 2024), ("commendation.district", 2024)}
