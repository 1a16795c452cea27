from datetime import date

import pytest

from kheo.recognition.rules.checks import check_list
from kheo.recognition.rules.facts import MEDAL, Draft, EarlierMedal, Issuer, Line, MedalTerms, Record
from kheo.recognition.rules.medals import Likeness, likeness, medal_checks

DAY = date(2024, 12, 30)
CENTRAL = Issuer("Ban Dân vận Trung ương", "central", "country", "party")
WHO = "Dòng 1, Cá nhân 01:"
PAPER = "quyết định số 5 ngày 01/02/2023"


def person(order=1, name="Cá nhân 01", unit="gso2024-349", **known):
    return Line(order=order, recipient=name, subject="individual", unit=unit, **known)


def looked(*lines, earlier=(), here=False, terms=MedalTerms()):  # noqa: B008  a frozen value
    medals = tuple(EarlierMedal(line, PAPER, here) for line in earlier)
    record = Record(date(2026, 1, 1), medals=medals, medal_terms=terms)
    once, conditions = medal_checks(Draft(MEDAL, CENTRAL, DAY, lines), record)
    return [[str(one) for one in told] for check in (once, conditions) for told in (check.problems, check.warnings)]


@pytest.mark.parametrize(
    ("other", "how"),
    [
        (person(name="cá nhân  01", birth_year=1970, unit="gso2024-350"), Likeness.SAME),
        (person(birth_year=1971), Likeness.OTHER),
        (person(), Likeness.SIMILAR),
        (person(name="Cá nhân 02", birth_year=1970), Likeness.OTHER),
    ],
)
def test_a_person_is_known_by_name_and_year_of_birth_wherever_he_works(other, how):
    assert likeness(person(birth_year=1970), other) is how
    assert likeness(other, person(birth_year=1970)) is how


def test_an_earlier_medal_is_refused_and_a_namesake_asked_about():
    known = person(birth_year=1970)
    assert looked(person(birth_year=1970), earlier=[known])[:2] == [
        [f"{WHO} Người này (cùng tên, cùng năm sinh) đã nhận theo {PAPER}; mỗi người chỉ nhận một lần. Bỏ dòng này."],
        [],
    ]
    assert looked(person(birth_year=1971), earlier=[known])[:2] == [[], []]
    assert looked(person(), earlier=[known])[:2] == [
        [],
        [f"{WHO} Cùng tên với người trong {PAPER}; mỗi người chỉ nhận một lần, hãy xem lại có phải một người không."],
    ]


def test_within_one_programme_the_same_name_and_unit_is_refused_until_the_years_differ():
    assert looked(person(), earlier=[person()], here=True)[:2] == [
        [f"Dòng 1, Cá nhân 01: Đã có trong {PAPER} của cùng chương trình; bỏ dòng này."],
        [],
    ]
    assert len(looked(person(unit="gso2024-350"), earlier=[person()], here=True)[1]) == 1
    assert looked(person(birth_year=1970), earlier=[person(birth_year=1971)], here=True)[:2] == [[], []]


def test_two_lines_of_one_list_are_two_people_when_their_years_say_so():
    assert looked(person(1, birth_year=1970), person(2, birth_year=1971))[:2] == [[], []]
    assert looked(person(1, birth_year=1970), person(2, birth_year=1970))[0] == [
        "Dòng 2, Cá nhân 01: Đã có ở dòng 1 của danh sách này; bỏ một dòng."
    ]
    assert looked(person(1), person(2))[0] == [
        (
            "Dòng 2, Cá nhân 01: Đã có ở dòng 1 của danh sách này; bỏ một dòng, "
            "hoặc ghi năm sinh của cả hai nếu là hai người."
        )
    ]  # fmt: skip
    assert looked(person(1), person(2, unit="gso2024-350"))[:2] == [
        [],
        ["Dòng 2, Cá nhân 01: Cùng tên với dòng 1; hãy xem lại có phải một người không."],
    ]


def test_no_years_of_service_are_asked_for_until_the_locality_sets_them():
    assert looked(person())[2:] == [
        [],
        ["Chưa đặt số năm công tác: quy chế chưa tìm được. Đặt ở trang lựa chọn nếu địa phương có văn bản."],
    ]


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (None, ["Dòng 1, Cá nhân 01: Chưa ghi số năm công tác; cần từ 15 năm."]),
        (
            14,
            [
                (
                    "Dòng 1, Cá nhân 01: Mới có 14 năm công tác, cần từ 15 năm. "
                    "Bỏ dòng này hoặc xem lại số năm."
                )
            ],
        ),
        (15, []),
    ],
)  # fmt: skip
def test_years_of_service_reach_what_the_locality_set(years, said):
    terms = MedalTerms(15, "Hướng dẫn 3", "không đang bị kỷ luật", "Quy chế 7")
    assert looked(person(service_years=years), terms=terms)[2:] == [
        said,
        ["Điều kiện khác: không đang bị kỷ luật (Quy chế 7)."],
    ]


def test_the_source_of_the_terms_stands_with_them():
    draft, terms = Draft(MEDAL, CENTRAL, DAY, (person(service_years=20),)), MedalTerms(15, "Hướng dẫn 3")
    checks = {check.title: check for check in check_list(draft, Record(date(2026, 1, 1), medal_terms=terms))}
    found = checks["Điều kiện xét tặng kỷ niệm chương"]
    assert found.citation == (
        "Quy chế tặng Kỷ niệm chương “Vì sự nghiệp Dân vận” của cơ quan trung ương (chưa đối chiếu văn bản); "
        "địa phương đặt theo: Hướng dẫn 3"
    )
    assert checks["Không ai, không việc gì hai lần"].passed
