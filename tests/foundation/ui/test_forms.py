import re

import pytest
from django import forms
from django.template.loader import render_to_string

from kheo.foundation.ui.views import SampleForm

FILLED = {"title": "Cả xóm lùi tường", "field": "economy", "day": "28/02/2024", "subject": "collective", "not_secret": "on"}


class HostileForm(forms.Form):
    name = forms.CharField(label="<b>Tên</b>", help_text="Gõ <em>tên</em>.")

    def clean_name(self):
        raise forms.ValidationError("Sai: <script>%(value)s</script>", params={"value": self.cleaned_data["name"]})


def test_label_stands_above_the_field_and_help_below_it_named_by_the_field():
    html = str(SampleForm())
    order = [html.index(part) for part in ('<label for="id_title">', '<input type="text" name="title"', 'id="id_title_helptext"')]
    assert order == sorted(order)
    assert re.search(r'<input type="text" name="title"[^>]*aria-describedby="id_title_helptext"', html)
    assert 'class="problems"' not in html
    assert "aria-invalid" not in html


def test_fields_that_may_stay_empty_say_so():
    assert [name for name in ("Tên mô hình", "Tóm tắt") if f"{name} <span" in str(SampleForm())] == ["Tóm tắt"]


def test_error_stands_under_the_field_and_in_the_list_on_top_with_a_link_to_it():
    html = str(SampleForm(FILLED | {"day": "31/02/2024"}))
    top, rest = html.split("</ul>", 1)
    assert '<a href="#id_day">Ngày đăng ký</a>' in top
    assert re.search(r'<input type="text" name="day" value="31/02/2024"[^>]*aria-invalid="true"', rest)
    assert re.search(r'aria-describedby="id_day_helptext id_day_error"', rest)
    assert '<p class="error" id="id_day_error">' in rest
    assert rest.count('class="error"') == 1
    assert 'value="Cả xóm lùi tường"' in rest


def test_choices_are_a_fieldset_with_a_legend_and_a_tick_has_its_label_beside_it():
    html = str(SampleForm())
    assert re.search(r"<fieldset[^>]*>\s*<legend>Đối tượng</legend>", html)
    assert re.search(r'<label for="id_not_secret"><input type="checkbox"[^>]*><span>Tệp này', html)


def test_what_users_typed_is_escaped_everywhere():
    html = str(HostileForm({"name": '"><script>x</script>'}))
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<em>" not in html  # a help text can carry what somebody typed: a unit of measure
    assert "Gõ &lt;em&gt;tên&lt;/em&gt;." in html


def test_hidden_fields_and_errors_of_the_whole_form():
    class WholeForm(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

        def clean(self):
            raise forms.ValidationError("Người khác vừa sửa mục này.")

    html = str(WholeForm({"version": "3"}))
    assert html.count('<input type="hidden" name="version" value="3"') == 1
    assert "<li>Người khác vừa sửa mục này.</li>" in html
    assert 'class="field"' not in html


@pytest.mark.parametrize("name", ["kheo/forms/form.html", "kheo/forms/field.html", "kheo/problems.html"])
def test_templates_of_forms_hold_no_style_or_script(name):
    html = render_to_string(name, {"problems": ["Thiếu số quyết định."]})
    assert re.findall(r"<script|<style|style=|onclick=", html) == []
