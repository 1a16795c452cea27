from dataclasses import replace
from datetime import date

import pytest

from kheo.recognition.rules.checks import check_list
from kheo.recognition.rules.facts import (
    COMMENDATION,
    MEDAL,
    OUTSTANDING,
    PROPOSAL,
    RECOGNITION,
    Draft,
    EarlierCommendation,
    Issuer,
    Line,
    PreviousList,
    Record,
    problems_of,
)

DAY = date(2024, 12, 26)
TODAY = date(2025, 1, 10)
COMMITTEE = Issuer("Ban Chỉ đạo", "committee", "district", "party")
CHAIR = Issuer("UBND", "government", "district", "administrative")
CENTRAL = Issuer("Ban Dân vận Trung ương", "central", "country", "party")


def line(order=1, registration=1, **changes):
    usual = Line(
        order=order,
        recipient=f"Tập thể {order:02d}",
        subject="collective",
        unit="gso2024-13324",
        registration=registration,
        title=f"Cách làm {order}",
        subject_registered="collective",
        state_label="đang thẩm định",
        may_be_recognised=True,
        assessed_on=date(2024, 12, 20),
        class_name="Đạt",
    )
    return replace(usual, **changes)


def recognition(*lines, day=DAY, issuer=COMMITTEE, **changes):
    return replace(Draft(RECOGNITION, issuer, day, lines or (line(),)), **changes)


def record(**changes):
    return replace(Record(today=TODAY, needs_assessment=True, needs_class=True), **changes)


def said(draft, known=None):
    return [str(problem) for problem in problems_of(check_list(draft, known or record()))]


def warned(draft, known=None):
    return [str(warning) for check in check_list(draft, known or record()) for warning in check.warnings]


def test_a_proper_recognition_passes_every_check_and_each_check_names_its_source():
    checks = check_list(recognition(), record())
    assert [check.title for check in checks] == [
        "Thẩm quyền công nhận ngày 26/12/2024",
        "Cơ quan ban hành còn hoạt động ngày ấy",
        "Ngày của văn bản",
        "Người nhận và đối tượng",
        "Đơn vị còn tồn tại ngày ấy",
        "Không ai, không việc gì hai lần",
        "Đã thẩm định, đạt ngưỡng",
    ]
    assert all(check.passed and check.citation for check in checks)


def test_the_chair_of_a_former_district_commends_until_its_last_day():
    lines = (line(registration=None, title=""),)
    assert said(Draft(COMMENDATION, CHAIR, date(2025, 6, 30), lines), record(today=date(2025, 7, 2))) == []
    assert said(Draft(COMMENDATION, CHAIR, date(2025, 7, 1), lines), record(today=date(2025, 7, 2))) == [
        (
            "UBND: Cơ quan cấp huyện chỉ khen thưởng được đến hết 30/06/2025. Cấp huyện kết thúc hoạt động từ 01/07/2025 "
            "(Chương VII Luật Tổ chức chính quyền địa phương 72/2025/QH15); từ ngày ấy Chủ tịch Ủy ban nhân dân cấp xã tặng giấy "
            "khen. Sửa ngày nếu ghi nhầm, hoặc chọn cơ quan đang có thẩm quyền."
        )
    ]


def test_a_level_at_which_nobody_ever_could_is_told_plainly():
    draft = Draft(MEDAL, CHAIR, DAY, (line(registration=None, subject="individual"),))
    checks = check_list(draft, record())
    assert said(draft) == ["UBND: Ở cấp huyện không cơ quan nào tặng kỷ niệm chương. Chọn cơ quan có thẩm quyền."]
    assert checks[0].citation == (
        "Quy chế tặng Kỷ niệm chương “Vì sự nghiệp Dân vận” của cơ quan trung ương (chưa đối chiếu văn bản)"
    )


def test_a_body_of_the_wrong_kind_is_told_which_kinds_may():
    assert said(recognition(issuer=replace(COMMITTEE, kind="school", name="Trường"))) == [
        "Trường: Loại cơ quan này không công nhận. Chọn cơ quan có thẩm quyền: ban chỉ đạo, cấp uỷ, Mặt trận Tổ quốc."
    ]


def test_a_body_without_a_part_in_the_programme_does_not_recognise():
    assert said(recognition(issuer=replace(COMMITTEE, has_role=False))) == [
        (
            "Ban Chỉ đạo: Chương trình năm không giao cơ quan này công nhận. Chọn cơ quan nêu trong chương trình, "
            "hoặc sửa chương trình."
        )
    ]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "expected"),
    [
        (DAY, None, []),
        (date(2024, 12, 27), None, ["Ban Chỉ đạo: Cơ quan này lập từ 27/12/2024, sau ngày của văn bản. Xem lại ngày."]),
        (None, date(2024, 12, 27), []),
        (None, DAY, ["Ban Chỉ đạo: Cơ quan này hoạt động đến hết 25/12/2024. Xem lại ngày, hoặc chọn cơ quan kế tiếp."]),
    ],
)
def test_the_body_must_exist_on_the_day(valid_from, valid_to, expected):
    assert said(recognition(issuer=replace(COMMITTEE, valid_from=valid_from, valid_to=valid_to))) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(TODAY, []), (date(2025, 1, 11), ["Ngày: Ngày 11/01/2025 ở sau hôm nay. Ghi ngày ký thật."])]
)
def test_the_day_is_not_to_come(day, expected):
    assert said(recognition(day=day)) == expected


def test_a_decision_is_not_dated_before_the_assessment():
    early = "Ngày: Ngày 26/12/2024 ở trước ngày chốt điểm 27/12/2024: chưa thẩm định thì chưa quyết định. "
    assert said(recognition(line(assessed_on=date(2024, 12, 27)))) == [
        early + "Sửa ngày của văn bản, hoặc xem lại biên bản thẩm định."
    ]
    assert said(recognition(line(assessed_on=DAY))) == []


def test_an_award_of_another_body_does_not_wait_for_the_assessment():
    assert said(Draft(COMMENDATION, CHAIR, DAY, (line(assessed_on=date(2024, 12, 27)),))) == []


def test_a_closed_programme_takes_no_more_papers():
    assert said(recognition(programme_is_open=False)) == [
        "Chương trình: Chương trình năm đã đóng; mở lại chương trình rồi mới thêm văn bản."
    ]


def test_a_day_before_the_movement_is_told_alone():
    assert said(recognition(day=date(1999, 1, 1))) == ["Ngày: Ngày 01/01/1999 ở trước khi có phong trào (năm 2009). Xem lại năm."]
    assert said(recognition(day=date(2009, 1, 1))) != []


def test_an_empty_list_is_refused():
    assert said(Draft(RECOGNITION, COMMITTEE, DAY, ())) == ["Danh sách: Danh sách chưa có ai. Thêm ít nhất một dòng."]


def test_a_recipient_has_a_name():
    assert said(recognition(line(recipient="  "))) == ["Dòng 1, Cách làm 1: Chưa có tên người nhận như in trên giấy."]


@pytest.mark.parametrize("subject", ["collective", "individual", "household"])
def test_collectives_individuals_and_households_are_recognised_and_commended(subject):
    assert said(recognition(line(subject=subject, subject_registered=subject))) == []
    assert said(Draft(COMMENDATION, CHAIR, DAY, (line(registration=None, subject=subject),))) == []


@pytest.mark.parametrize(("subject", "ok"), [("individual", True), ("collective", False), ("household", False)])
def test_the_medal_is_for_individuals(subject, ok):
    found = said(Draft(MEDAL, CENTRAL, DAY, (line(registration=None, title="", subject=subject),)))
    assert found == ([] if ok else ["Dòng 1, Tập thể 01: Chỉ tặng kỷ niệm chương cho cá nhân; sửa đối tượng của dòng này."])


def test_a_list_of_the_movement_takes_registrations_as_registered():
    assert said(recognition(line(registration=None, may_be_recognised=False))) == [
        "Dòng 1, Cách làm 1: Chỉ đưa vào danh sách mô hình, điển hình có hồ sơ đăng ký trong chương trình."
    ]
    assert said(recognition(line(subject="individual"))) == [
        "Dòng 1, Cách làm 1: Hồ sơ đăng ký ghi đối tượng là tập thể; ghi như hồ sơ, hoặc sửa hồ sơ trước."
    ]


def test_nothing_stands_twice_in_a_list():
    assert said(recognition(line(1, 7), line(2, 8), line(3, 7))) == [
        "Dòng 3, Cách làm 3: Đã có ở dòng 1 của danh sách này; bỏ một dòng."
    ]


def test_one_holder_may_be_recognised_for_two_initiatives():
    assert said(recognition(line(1, 7, recipient="Hội Phụ nữ"), line(2, 8, recipient="Hội Phụ nữ"))) == []


def test_nobody_is_commended_twice_however_the_name_is_typed():
    lines = (
        line(1, None, recipient="Hội Phụ nữ", title=""),
        line(2, None, recipient="hội  phụ nữ", title=""),
        line(3, None, recipient="Hội Phụ nữ", unit="gso2024-13325", title=""),
        line(4, None, recipient="Hội Phụ nữ", subject="individual", title=""),
    )
    assert said(Draft(COMMENDATION, CHAIR, DAY, lines)) == ["Dòng 2, hội  phụ nữ: Đã có ở dòng 1 của danh sách này; bỏ một dòng."]


def test_what_another_decision_has_is_refused_naming_it():
    known = record(elsewhere={"registration:1": "quyết định công nhận số 11-QĐ/BCĐ ngày 20/12/2024"})
    assert said(recognition(line(1, 1), line(2, 2)), known) == [
        "Dòng 1, Cách làm 1: Đã có trong quyết định công nhận số 11-QĐ/BCĐ ngày 20/12/2024 của cùng chương trình; bỏ dòng này."
    ]


def test_recognition_needs_a_closed_sheet_and_a_class_only_where_the_programme_has_them():
    open_sheet, below = line(1, 1, assessed_on=None, class_name=""), line(2, 2, class_name="")
    assert said(recognition(open_sheet, below)) == [
        "Dòng 1, Cách làm 1: Chưa chốt điểm thẩm định. Chốt phiếu điểm rồi mới công nhận.",
        "Dòng 2, Cách làm 2: Điểm thẩm định chưa tới ngưỡng xếp loại thấp nhất; bỏ khỏi danh sách.",
    ]
    assert said(recognition(below), record(needs_class=False)) == []
    assert said(recognition(open_sheet), record(needs_assessment=False, needs_class=False)) == []


def test_what_does_not_pass_in_spite_of_its_points_is_told_with_the_reason_even_without_classes():
    barred = line(barred="điểm liệt ở mục liet", class_name="")
    told = ["Dòng 1, Cách làm 1: Không đạt dù đủ điểm: điểm liệt ở mục liet. Bỏ khỏi danh sách."]
    assert said(recognition(barred)) == said(recognition(barred), record(needs_class=False)) == told


def test_only_what_is_in_assessment_can_be_recognised():
    assert said(recognition(line(may_be_recognised=False, state_label="đã dừng"))) == [
        "Dòng 1, Cách làm 1: Hồ sơ đang ở bước «đã dừng», chưa thể công nhận. Chuyển hồ sơ sang thẩm định trước."
    ]


@pytest.mark.parametrize(("kind", "before"), [(OUTSTANDING, "công nhận"), (PROPOSAL, "chọn tiêu biểu")])
def test_each_list_is_part_of_the_one_before(kind, before):
    known = record(previous=PreviousList(frozenset({1}), DAY))
    found = said(Draft(kind, COMMITTEE, DAY, (line(1, 1), line(2, 2))), known)
    assert found == [
        (
            f"Dòng 2, Cách làm 2: Không có trong danh sách {before} đã ban hành; mỗi danh sách là một phần của danh sách trước. "
            "Bỏ dòng này."
        )
    ]


@pytest.mark.parametrize(
    ("day", "refused", "asked"),
    [(date(2024, 12, 25), True, False), (DAY, False, True), (date(2024, 12, 27), False, False)],
)
def test_an_achievement_is_commended_once_art_5_so_a_proposal_after_its_commendation_is_refused(day, refused, asked):
    earlier = EarlierCommendation("collective:elsewhere:another name", 1, day, "quyết định khen thưởng số 9/QĐ-UBND")
    known = record(previous=PreviousList(frozenset({1, 2}), date(2024, 12, 20)), commended=(earlier,))
    draft = Draft(PROPOSAL, COMMITTEE, DAY, (line(1, 1), line(2, 2)))
    told = (
        "Dòng 1, Cách làm 1: Thành tích này đã được khen trong quyết định khen thưởng số 9/QĐ-UBND; một thành tích không khen "
        "hai lần. Bỏ dòng này."
    )
    doubt = (
        "Dòng 1, Cách làm 1: Người nhận đã được khen trong quyết định khen thưởng số 9/QĐ-UBND; xem lại có phải cho cùng một "
        "thành tích không."
    )
    assert said(draft, known) == [told] * refused
    assert warned(draft, known) == [doubt] * asked
    (check,) = [check for check in check_list(draft, known) if check.title == "Chưa được khen cho thành tích này"]
    assert check.citation == "Điều 5 Luật Thi đua, khen thưởng 06/2022/QH15 (chưa đối chiếu văn bản)"


def test_who_was_commended_for_something_else_is_only_asked_about():
    by_name = EarlierCommendation("collective:gso2024-13324:tap the 01", None, date(2024, 12, 21), "quyết định khen thưởng số 9")
    namesake = EarlierCommendation("collective:gso2024-13325:tap the 02", 7, date(2024, 12, 21), "quyết định khen thưởng số 8")
    known = record(previous=PreviousList(frozenset({1, 2}), date(2024, 12, 20)), commended=(by_name, namesake))
    draft = Draft(PROPOSAL, COMMITTEE, DAY, (line(1, 1), line(2, 2)))
    assert said(draft, known) == []
    assert warned(draft, known) == [
        (
            "Dòng 1, Cách làm 1: Người nhận đã được khen trong quyết định khen thưởng số 9; xem lại có phải cho cùng một thành "
            "tích không."
        )
    ]


def test_a_list_is_not_dated_before_the_list_it_comes_from():
    known = record(previous=PreviousList(frozenset({1}), date(2024, 12, 27)))
    assert said(Draft(OUTSTANDING, COMMITTEE, DAY, (line(),)), known) == [
        "Ngày: Danh sách bước trước ban hành ngày 27/12/2024; ngày này phải bằng hoặc sau."
    ]


def test_a_line_without_registration_is_told_once_in_the_later_lists_too():
    known = record(previous=PreviousList(frozenset({1}), DAY))
    assert said(Draft(OUTSTANDING, COMMITTEE, DAY, (line(registration=None),)), known) == [
        "Dòng 1, Cách làm 1: Chỉ đưa vào danh sách mô hình, điển hình có hồ sơ đăng ký trong chương trình."
    ]


def test_whom_the_chair_commends_beyond_the_proposal_is_only_warned_of():
    draft = Draft(COMMENDATION, CHAIR, DAY, (line(1, 1), line(2, 2), line(3, None)))
    known = record(proposed=frozenset({1}))
    assert said(draft, known) == []
    assert warned(draft, known) == [
        "Dòng 2, Cách làm 2: Không có trong danh sách đề nghị khen thưởng đã ban hành; xem lại có đúng quyết định đã ký không."
    ]
    assert warned(draft) == []


def test_everything_wrong_is_told_at_once():
    draft = recognition(
        line(1, 1, may_be_recognised=False, state_label="đã dừng"),
        line(2, 1, recipient=""),
        day=date(2025, 7, 2),
        issuer=replace(COMMITTEE, valid_to=date(2025, 7, 1)),
    )
    assert len(said(draft)) == 6


def test_an_open_appeal_holds_the_list_back_and_an_answered_one_does_not():
    draft = Draft(RECOGNITION, COMMITTEE, DAY, (line(1), line(2, registration=2)))
    answered = check_list(draft, Record(TODAY))
    waiting = check_list(draft, Record(TODAY, appealed=frozenset({2})))
    assert problems_of(answered) == ()
    assert [str(one) for one in problems_of(waiting)] == [
        "Dòng 2, Cách làm 2: Còn kiến nghị về điểm chưa trả lời. Trả lời kiến nghị ở trang hội đồng, hoặc bỏ dòng này."
    ]
