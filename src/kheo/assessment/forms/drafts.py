"""The page on which a set is written: a form for its head, one for each group, item, kind of unit and class.

The page is saved with every press, whole or not, so nothing is refused here: the forms show what is kept, :func:`typed_from`
reads what was sent. What does not add up is told by ``criteria.typed.check_typed``.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from kheo.assessment.criteria.typed import BLANK_CLASS, BLANK_ITEM, BLANK_KIND, Typed, blank
from kheo.assessment.models import CriteriaSet, Criterion

LONGEST = 2000
MOST_GROUPS, MOST_ITEMS, MOST_KINDS, MOST_CLASSES = 20, 40, 8, 20
HEAD, TICKS = ("title", "source", "unread", "total", "basis", "met_at", "self_cap", "veto"), ("illustrative", "excerpt")


def _text(label: str, help_text: str = "", *, rows: int = 0, longest: int = LONGEST) -> forms.CharField:
    attrs = {"maxlength": longest}
    widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


def _points(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal", "class": "short", "maxlength": 12})
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


def _choice(label: str, choices: Iterable[tuple[str, str]], help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=list(choices), help_text=help_text)


class RowForm(forms.Form):
    """What the page cannot publish without is not marked as optional: it may be empty until then."""

    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.needed:
            self.fields[name].asked_later = True  # type: ignore[attr-defined]  # read by the template of a field


class HeadForm(RowForm):
    needed = ("title", "source", "basis", "veto")
    title = _text("Tên bộ tiêu chí", longest=200)
    source = _text("Căn cứ", "Văn bản ban hành: số, ngày, cơ quan, địa chỉ trang nếu có; hoặc ai soạn.", rows=2, longest=600)
    illustrative = forms.BooleanField(
        label="Minh hoạ", required=False, help_text="Soạn để thử, không theo văn bản nào; mọi trang đều ghi rõ."
    )
    excerpt = forms.BooleanField(
        label="Trích", required=False, help_text="Mới có một phần văn bản gốc; mọi trang đều ghi rõ, chưa có ngưỡng cũng được."
    )
    unread = _text("Phần chưa đọc được", "Chỉ điền khi là bộ trích.", rows=2, longest=600)
    total = _points("Tổng điểm", "Ghi theo văn bản để Khéo đối chiếu với các mục; điểm thưởng không tính.")
    basis = _choice("Ngưỡng tính theo", CriteriaSet.BasisChoice.choices)
    veto = _choice("Khi có điểm liệt", CriteriaSet.VetoChoice.choices)
    self_cap = _points("Điểm tự chấm tối đa", "Nếu văn bản quy định, ví dụ 90; phần còn lại do cấp trên cho.")
    met_at = _points("Tiêu chí coi là đạt từ", "Phần trăm điểm tối đa của mục; trống là 50. Chỉ dùng khi loại có điều kiện này.")


class KindForm(RowForm):
    needed = ("label",)
    code = forms.CharField(required=False, widget=forms.HiddenInput)
    label = _text("Loại đơn vị", longest=120)
    total = _points("Tổng điểm của loại này")
    drop = forms.BooleanField(label="Bỏ loại đơn vị này", required=False)


class GroupForm(RowForm):
    needed = ("name", "order")
    name = _text("Tên nhóm", longest=200)
    total = _points("Điểm của nhóm")
    order = _points("Thứ tự")
    drop = forms.BooleanField(label="Bỏ cả nhóm", required=False)


class ItemForm(RowForm):
    needed = ("text", "maximum", "order", "part", "scoring", "giver", "step")
    code = _text("Mã mục", "Trống thì Khéo đặt, ví dụ 1-2.", longest=40)
    text = _text("Nội dung", rows=2, longest=400)
    maximum = _points("Điểm tối đa", "Mục điểm liệt không cần.")
    order = _points("Thứ tự")
    part = _choice("Tính vào", Criterion.PartChoice.choices)
    scoring = _choice("Cách chấm", Criterion.ScoringChoice.choices)
    step = _points("Bước điểm", "1, hoặc 0,5 nếu chấm nửa điểm.")
    levels = _text("Các mức", "Khi chọn một mức: mỗi dòng một mức, viết «5: Làm một phần».", rows=3)
    evidence = _text("Minh chứng cần có", "Mỗi dòng một thứ.", rows=2)
    giver = _choice("Ai cho điểm", Criterion.GiverChoice.choices)
    only_for = forms.MultipleChoiceField(
        label="Chỉ áp dụng cho",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu: áp dụng cho mọi loại đơn vị.",
    )
    drop = forms.BooleanField(label="Bỏ mục này", required=False)

    def __init__(self, kinds: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kinds:
            self.fields["only_for"].choices = kinds  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["only_for"]


class ClassForm(RowForm):
    needed = ("name", "min_total", "met_rule")
    name = _text("Tên loại", longest=80)
    min_total = _points("Từ (ngưỡng)", "Điểm, hoặc phần trăm nếu ngưỡng tính theo phần trăm.")
    met = _points("Tỷ lệ tiêu chí đạt (%)", "Nếu văn bản đòi, ví dụ 80.")
    met_rule = _choice("Tỷ lệ ấy", (("least", "từ mức này"), ("over", "phải trên mức này")))
    no_zero = forms.BooleanField(label="Không mục nào 0 điểm", required=False)
    kind = _choice("Chỉ cho loại đơn vị", ())
    drop = forms.BooleanField(label="Bỏ loại này", required=False)

    def __init__(self, kinds: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kinds:
            self.fields["kind"].choices = [("", "mọi loại đơn vị"), *kinds]  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["kind"]


class DraftForms:
    """All forms of the page for what *typed* holds."""

    def __init__(self, typed: Typed) -> None:
        kinds = [(kind["code"], kind["label"]) for kind in typed["kinds"] if kind["code"]]
        self.head = HeadForm(initial=typed, prefix="head")
        self.kinds = [KindForm(initial=kind, prefix=f"k{number}") for number, kind in enumerate(typed["kinds"])]
        self.groups = [
            (
                GroupForm(initial={**group, "order": place + 1}, prefix=f"g{place}"),
                [
                    ItemForm(kinds, initial={**item, "order": inside + 1}, prefix=f"g{place}-i{inside}")
                    for inside, item in enumerate(group["items"])
                ],
            )
            for place, group in enumerate(typed["groups"])
        ]
        self.classes = [ClassForm(kinds, initial=row, prefix=f"c{number}") for number, row in enumerate(typed["classes"])]


def typed_from(data: QueryDict) -> Typed:
    """What was sent, rows ticked as dropped left out, groups and items in the order of their numbers."""
    typed = blank()
    typed |= {name: _read(data, "head", name) for name in HEAD}
    typed |= {name: f"head-{name}" in data for name in TICKS}
    typed["kinds"] = _kinds(data)
    codes = {kind["code"] for kind in typed["kinds"]}
    typed["groups"] = [
        {
            "name": _read(data, prefix, "name"),
            "total": _read(data, prefix, "total"),
            "items": [_item(data, inside, codes) for inside in _ordered(data, rf"{prefix}-i\d+", "text", MOST_ITEMS)],
        }
        for prefix in _ordered(data, r"g\d+", "name", MOST_GROUPS)
    ]
    typed["classes"] = [_class(data, prefix, codes) for prefix in _ordered(data, r"c\d+", "name", MOST_CLASSES)]
    return typed


def _kinds(data: QueryDict) -> list[Typed]:
    """Kinds of unit; a new one gets a code that stays, so that items and classes can name it."""
    kinds = [{name: _read(data, prefix, name) for name in BLANK_KIND} for prefix in _ordered(data, r"k\d+", "label", MOST_KINDS)]
    taken = {kind["code"] for kind in kinds}
    for kind in kinds:
        number = 1
        while not kind["code"]:
            code = f"loai-{number}"
            kind["code"], number = (code if code not in taken else ""), number + 1
        taken.add(kind["code"])
    return kinds


def _item(data: QueryDict, prefix: str, kinds: set[str]) -> Typed:
    item: Typed = {name: _read(data, prefix, name) for name in BLANK_ITEM if name != "only_for"}
    return {**item, "only_for": [code for code in data.getlist(f"{prefix}-only_for") if code in kinds]}


def _class(data: QueryDict, prefix: str, kinds: set[str]) -> Typed:
    row: Typed = {name: _read(data, prefix, name) for name in BLANK_CLASS if name != "no_zero"}
    return {**row, "kind": row["kind"] if row["kind"] in kinds else "", "no_zero": f"{prefix}-no_zero" in data}


def _ordered(data: QueryDict, pattern: str, marker: str, most: int) -> list[str]:
    """Prefixes of the rows that were sent (*marker*: a field each of them has), dropped ones left out."""
    rows = [match[1] for key in data if (match := re.fullmatch(rf"({pattern})-{marker}", key))]
    kept = [row for row in rows if f"{row}-drop" not in data]

    def place(row: str) -> tuple[int, int]:
        typed, own = _read(data, row, "order").strip(), int(re.findall(r"\d+", row)[-1])
        return (int(typed) if typed.isascii() and typed.isdigit() else own + 1, own)

    return sorted(kept, key=place)[:most]


def _read(data: QueryDict, prefix: str, name: str) -> str:
    return str(data.get(f"{prefix}-{name}", "")).replace("\r\n", "\n").replace("\0", "")[:LONGEST]
