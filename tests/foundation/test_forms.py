"""Days as people type them, and words that say how to mend what is missing."""

from datetime import date, time

import pytest
from django import forms

from kheo.foundation.forms import ClockField, DayField, say_refusal
from kheo.foundation.refusal import Problem, RefusedError


class Sample(forms.Form):
    known_as = {"Người nhận": "name"}
    name = forms.CharField(label="Tên")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")])
    file = forms.FileField(label="Tệp")
    agreed = forms.BooleanField(label="Đồng ý")
    day = DayField("Ngày")


@pytest.mark.parametrize("typed", ["5/3/2026", "05/03/2026", "5-3-2026", "05.03.2026", "2026-03-05", " 5/3/2026 "])
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField("Ngày").clean(typed) == date(2026, 3, 5)


@pytest.mark.parametrize("typed", ["8:00", "08:00", "8h", "8H00", "8 giờ", "8 giờ 00", " 8 "])
def test_an_hour_is_read_as_people_write_it(typed):
    assert ClockField("Giờ").clean(typed) == time(8)


def test_what_is_no_hour_is_refused_with_an_example():
    with pytest.raises(forms.ValidationError) as refused:
        ClockField("Giờ").clean("sáng sớm")
    assert refused.value.messages == ["Viết giờ như 8:00 hoặc 13:30."]


@pytest.mark.parametrize("typed", ["31/02/2026", "3/2026", "hôm qua", "03/05/26", "2026/03/05"])
def test_what_is_no_day_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError) as refused:
        DayField("Ngày").clean(typed)
    assert refused.value.messages == ["Không đọc được ngày này; viết ngày/tháng/năm, ví dụ 31/12/2024."]


@pytest.mark.parametrize("typed", ["01/01/0206", "31/12/9999", "1899-12-31"])
def test_a_year_that_is_a_slip_of_the_hand_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="viết đủ bốn số của năm"):
        DayField("Ngày").clean(typed)
    assert DayField("Ngày", required=False).clean("") is None


def test_an_empty_field_says_how_to_mend_it_by_its_kind():
    assert dict(Sample({}).errors) == {
        "name": ["Ô này chưa điền."],
        "kind": ["Chưa chọn; chọn một dòng trong danh sách."],
        "file": ["Chưa chọn tệp."],
        "agreed": ["Ô này chưa đánh dấu."],
        "day": ["Chưa ghi ngày; viết ngày/tháng/năm, ví dụ 31/12/2024."],
    }


def test_a_problem_goes_to_the_field_it_names_and_the_others_on_top():
    form = Sample({})
    form.is_valid()
    form.errors.clear()
    refusal = RefusedError(
        Problem("Tên đã có.", "Tên"),
        Problem("Không rõ ai.", "Người nhận"),
        Problem("Ngày sau.", "day"),
        Problem("Đã đóng.", "Năm"),
    )
    say_refusal(form, refusal)
    assert dict(form.errors) == {"name": ["Tên đã có.", "Không rõ ai."], "day": ["Ngày sau."], "__all__": ["Năm: Đã đóng."]}


def test_the_list_of_errors_promises_that_all_was_kept_unless_the_form_says_otherwise():
    class Forgetful(Sample):
        refused_in_words = "Gõ lại:"

    assert "Nội dung bạn nhập vẫn còn nguyên" in str(Sample({}))
    assert "<p>Gõ lại:</p>" in str(Forgetful({}))
    assert "vẫn còn nguyên" not in str(Forgetful({}))


class Percent(forms.Form):
    percent = forms.IntegerField(min_value=0, max_value=100)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("130", "Ghi nhiều nhất 100."),
        ("-1", "Ghi ít nhất 0."),
        ("gần xong", "Không đọc được số này; viết số nguyên, ví dụ 12."),
    ],
)
def test_a_number_out_of_bounds_is_told_in_our_own_words(typed, said):
    assert Percent({"percent": typed}).errors == {"percent": [said]}
