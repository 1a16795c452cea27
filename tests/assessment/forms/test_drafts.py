from django.http import QueryDict

from kheo.assessment.criteria.reading import read_criteria
from kheo.assessment.criteria.typed import blank, check_typed, typed_of
from kheo.assessment.forms.drafts import DraftForms, typed_from
from tests.assessment.criteria.test_typed import small
from tests.assessment.rich import RICH


def sent(typed, **more):
    """The page of *typed* as a browser sends it, changed by *more* (None takes a field out)."""
    data = QueryDict(mutable=True)
    forms = DraftForms(typed)
    for form in [forms.head, *forms.kinds, *forms.classes, *(one for group, items in forms.groups for one in (group, *items))]:
        for field in form:
            value = field.value()
            if isinstance(value, list):
                data.setlist(field.html_name, value)
            elif value not in (None, False):
                data[field.html_name] = "on" if value is True else str(value).replace("\n", "\r\n")
    for name, value in more.items():
        data[name.replace("__", "-")] = value
    return data


def test_a_page_that_is_sent_as_it_is_shown_changes_nothing():
    for typed in (blank(), small(), typed_of(read_criteria(RICH.encode()))):
        assert typed_from(sent(typed)) == typed


def test_rows_stand_in_the_order_of_their_numbers_and_dropped_ones_are_gone():
    typed = small()
    moved = typed_from(sent(typed, g0__i0__order="2", g0__i1__order="1"))
    assert [item["text"] for item in moved["groups"][0]["items"]] == ["Hai", "Một"]
    assert typed_from(sent(typed, g0__i0__drop="on", c1__drop="on"))["groups"][0]["items"][0]["text"] == "Hai"
    assert typed_from(sent(typed, g0__drop="on"))["groups"] == []
    assert [row["name"] for row in typed_from(sent(typed, c0__drop="on"))["classes"]] == ["Chưa đạt"]
    odd = typed_from(sent(typed, g0__i0__order="hai"))
    assert [item["text"] for item in odd["groups"][0]["items"]] == ["Một", "Hai"]


def test_a_new_kind_gets_a_code_that_stays_and_a_dropped_one_leaves_no_trace():
    typed = small()
    typed["kinds"] = [{"code": "loai-1", "label": "Cơ quan", "total": ""}, {"code": "", "label": "Trường", "total": ""}]
    typed["groups"][0]["items"][0]["only_for"] = ["loai-1"]
    typed["classes"][0]["kind"] = "loai-1"
    kept = typed_from(sent(typed))
    assert [kind["code"] for kind in kept["kinds"]] == ["loai-1", "loai-2"]
    assert (kept["groups"][0]["items"][0]["only_for"], kept["classes"][0]["kind"]) == (["loai-1"], "loai-1")
    left = typed_from(sent(kept, k0__drop="on"))
    assert (left["groups"][0]["items"][0]["only_for"], left["classes"][0]["kind"]) == ([], "")


def test_whatever_is_sent_is_kept_within_bounds():
    typed = typed_from(QueryDict("g0-name=x&g0-i0-text=a%00b&head-title=" + "d" * 5000))
    assert (len(typed["title"]), typed["groups"][0]["items"][0]["text"], typed["groups"][0]["items"][0]["part"]) == (
        2000,
        "ab",
        "",
    )
    assert check_typed(typed).faults
    assert typed_from(QueryDict(""))["groups"] == []
