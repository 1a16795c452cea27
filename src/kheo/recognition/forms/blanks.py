"""Forms of a blank: what paper it is, where each word stands (in millimetres), its scan, a printer's offsets, a font."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from kheo.documents.calibration import MARGIN
from kheo.foundation.forms import VersionForm
from kheo.foundation.numbers import written
from kheo.foundation.uploads.limits import PURPOSES
from kheo.recognition.models import Blank, BlankField, OfficeFont, PrinterOffset
from kheo.recognition.rules.blanks import ALIGNS, CODE, COLOURS, FACES, OWN, PRINTED, FieldContent
from kheo.recognition.rules.calibration import NO_OFFSET, Measured, Offset, offset_of

_FONT = "font-"


class MeasureField(forms.DecimalField):
    """A number as people write it: comma or point, a real minus or a hyphen."""

    default_error_messages = {"invalid": "Không đọc được số này; viết ví dụ 12,5."}

    def __init__(self, label: str, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"})
        super().__init__(label=label, widget=widget, max_digits=6, **{"decimal_places": 1, **kwargs})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs derive it from IntegerField
        text = value.strip().replace("−", "-").replace(",", ".") if isinstance(value, str) else value
        return super().to_python(text)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value


class BlankForm(forms.Form):
    name = forms.CharField(label="Tên phôi", max_length=120, help_text="Ví dụ «Giấy chứng nhận viền đỏ, mua năm 2025».")
    kind = forms.ChoiceField(label="Loại giấy", choices=Blank.Kind.choices)
    size = forms.ChoiceField(label="Cỡ giấy", choices=Blank.Size.choices)
    orientation = forms.ChoiceField(label="Chiều giấy", choices=Blank.Orientation.choices)


class BlankNameForm(VersionForm):
    """It stands on a page with other forms that carry a version, too."""

    name = forms.CharField(label="Tên", max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "phoi-%s", **kwargs})


class PlaceForm(forms.Form):
    """One place. *fonts*: those of the office, after Khéo's own faces."""

    used = forms.BooleanField(label="In ô này", required=False)
    text = forms.CharField(label="Chữ in", max_length=200, required=False)
    x = MeasureField("Từ mép trái (mm)", required=False)
    y = MeasureField("Từ mép trên đến chân chữ (mm)", required=False)
    width = MeasureField("Rộng (mm)", required=False)
    align = forms.ChoiceField(label="Canh", choices=list(ALIGNS.items()), required=False)
    size = MeasureField("Cỡ chữ (pt)", required=False)
    colour = forms.ChoiceField(label="Màu", choices=[(key, label) for key, (label, _) in COLOURS.items()], required=False)
    face = forms.ChoiceField(label="Phông", required=False)
    lines = forms.IntegerField(
        label="Số dòng", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
    )
    leading = MeasureField("Giãn dòng (mm)", required=False)
    fitting = forms.ChoiceField(
        label="Chữ dài", choices=[("shrink", "thu nhỏ cho vừa"), ("wrap", "giữ cỡ, xuống dòng")], required=False
    )
    bold = forms.BooleanField(label="Đậm", required=False)
    italic = forms.BooleanField(label="Nghiêng", required=False)
    capitals = forms.BooleanField(label="Chữ hoa", required=False)

    def __init__(self, key: str, fonts: Iterable[OfficeFont], data: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=key, initial=initial)
        self.key, self.label = key, PRINTED[key].label
        self.fields["face"].choices = [*FACES.items(), *((f"{_FONT}{font.pk}", _called(font)) for font in fonts)]  # type: ignore[attr-defined]  # a ChoiceField
        if key == CODE:
            self.fields["y"].label = "Từ mép trên (mm)"
            self.fields["width"].label = "Cạnh (mm)"
        for name in self._without():
            del self.fields[name]

    def _without(self) -> list[str]:
        if self.key == CODE:
            return [name for name in self.fields if name not in {"used", "x", "y", "width"}]
        return [] if self.key in OWN else ["text"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("used"):
            self.errors.clear()  # what is not printed needs no numbers
        else:
            for name in set(self.fields) & {"x", "y", "width", "size", "lines", "leading"}:
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, "Ô này chưa điền.")
        return data

    @property
    def marks(self) -> list[forms.BoundField]:
        """The ticks that stand beside each other."""
        return [self[name] for name in ("bold", "italic", "capitals") if name in self.fields]

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {"used", "text", "bold", "italic", "capitals"}]

    def content(self) -> FieldContent | None:
        """The place as it was set; None when it is not printed."""
        data = self.cleaned_data
        if not data["used"]:
            return None
        if self.key == CODE:
            return FieldContent(key=CODE, x=data["x"], y=data["y"], width=data["width"])
        face = data["face"] or "times"
        return FieldContent(
            key=self.key,
            text=data.get("text", ""),
            font=int(face.removeprefix(_FONT)) if face.startswith(_FONT) else None,
            face="" if face.startswith(_FONT) else face,
            align=data["align"] or "left",
            colour=data["colour"] or "black",
            shrink=data["fitting"] != "wrap",
            **{name: data[name] for name in ("x", "y", "width", "size", "leading", "lines", "bold", "italic", "capitals")},
        )


def _called(font: OfficeFont) -> str:
    return f"{font.name} (đã cất)" if font.retired_at else font.name


def place_forms(fields: Iterable[BlankField], fonts: Iterable[OfficeFont], data: Any = None) -> list[PlaceForm]:
    """A form for everything that may be printed: filled with *fields* where they stand on the blank, else empty."""
    standing, fonts = {field.key: field for field in fields}, list(fonts)
    return [PlaceForm(key, fonts, data, _initial(standing.get(key))) for key in PRINTED]


def _initial(field: BlankField | None) -> dict[str, Any]:
    if field is None:
        return {"align": "centre", "size": Decimal(14), "lines": 1, "leading": Decimal(8), "colour": "black", "face": "times"}
    same = ("text", "x", "y", "width", "align", "size", "colour", "lines", "leading", "bold", "italic", "capitals")
    return {
        **{name: getattr(field, name) for name in same},
        "used": True,
        "face": f"{_FONT}{field.font_id}" if field.font_id else field.face,
        "fitting": "shrink" if field.shrink else "wrap",
    }


class PlacesForm(VersionForm):
    """The version that was open; the places stand in forms of their own."""


class ScanForm(VersionForm):
    scan = forms.FileField(
        label="Bản quét", help_text="Ảnh .jpg, .png hoặc PDF quét đúng cả tờ phôi, không cắt mép.", allow_empty_file=True
    )
    is_not_secret = forms.BooleanField(label="Tệp này không thuộc bí mật nhà nước", required=False)
    known_as = {"Xác nhận": "is_not_secret"}


class OffsetForm(forms.Form):
    """What was measured on the sheet of rulers; Khéo reckons the offset. *known*: those with which such a sheet may be made."""

    printer = forms.CharField(label="Máy in", max_length=80, help_text="Tên như văn phòng vẫn gọi, ví dụ «Canon phòng họp».")
    sheet = forms.ChoiceField(label="Tờ thước vừa đo", required=False)
    left = MeasureField("Dấu + góc trên bên trái cách mép trái (mm)", help_text=f"Đúng là {MARGIN} mm.")
    top = MeasureField("Dấu + ấy cách mép trên (mm)", help_text=f"Đúng là {MARGIN} mm.")
    across = MeasureField("Hai dấu + trên cách nhau (mm)", required=False)
    down = MeasureField("Hai dấu + bên trái cách nhau (mm)", required=False)
    known_as = {
        "Lệch ngang (mm)": "left",
        "Lệch dọc (mm)": "top",
        "Co giãn ngang (%)": "across",
        "Co giãn dọc (%)": "down",
        "Máy in": "printer",
    }

    def __init__(self, known: Iterable[PrinterOffset], size: tuple[int, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(offset.pk): offset for offset in known}
        self.apart = size[0] - 2 * MARGIN, size[1] - 2 * MARGIN
        self.fields["sheet"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "tờ chưa chỉnh"),
            *((key, f"tờ in theo độ lệch đã ghi của máy «{offset.printer}»") for key, offset in self.known.items()),
        ]
        for name, wanted in zip(("across", "down"), self.apart, strict=True):
            self.fields[name].help_text = f"Đúng là {wanted} mm; đo thấy đúng thì để trống."
        if not self.known:
            del self.fields["sheet"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("left", "top", "across", "down"):
            if (value := data.get(name)) is not None and value <= 0:
                self.add_error(name, "Ghi số đo bằng thước, lớn hơn 0.")
        return data

    def offset(self) -> Offset:
        """What the measures come to."""
        data = self.cleaned_data
        base = self.known.get(data.get("sheet", ""))
        sheet = Offset(base.dx, base.dy, base.scale_x, base.scale_y) if base else NO_OFFSET
        measured = Measured(data["left"], data["top"], data["across"], data["down"], sheet)
        return offset_of(measured, MARGIN, *self.apart)


class FontForm(forms.Form):
    font = forms.FileField(
        label="Tệp phông", help_text="Tệp .ttf hoặc .otf, đủ chữ tiếng Việt, giấy phép cho nhúng.", allow_empty_file=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["font"].widget.attrs["accept"] = ",".join(f".{extension}" for extension in PURPOSES["font"].extensions)
