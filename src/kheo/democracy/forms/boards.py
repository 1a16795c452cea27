"""Forms about a board: its paper, its members, days of telling, plan and report."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from kheo.democracy.actions.boards import BoardContent
from kheo.democracy.actions.seats import ELECTION_KIND, LeaveContent, MemberContent
from kheo.democracy.models import Board, BoardMember, Matter, Project
from kheo.democracy.queries.boards import delegates, villages_in, waiting_in
from kheo.democracy.rules.boards import GROUNDS, Kind, rule_of
from kheo.democracy.rules.plans import PLAN_PARTS, Period, Span, quarter_before
from kheo.directives.forms.fields import FileFields, NumberField
from kheo.foundation.forms import DayField, VersionForm
from kheo.organisation.models import Locality, Position, Unit


class VillageField(forms.ChoiceField):
    """A village of the locality, or none."""

    def offer(self, locality: Locality, day: date, empty: str, only: Collection[int] | None = None) -> None:
        """*only*: the villages that somebody may write of; None: every one, and *empty* for none of them."""
        found = [(str(key), name) for key, name in villages_in(locality, day).items() if only is None or key in only]
        self.choices = [*([("", empty)] if only is None else []), *found]

    def clean(self, value: Any) -> Unit | None:
        key = super().clean(value)
        return Unit.objects.get(pk=key) if key else None


class FoundForm(FileFields):
    """The Front's paper about the inspection board of a new term."""

    number = forms.CharField(label="Số văn bản", max_length=60, help_text="Văn bản của Mặt trận công nhận kết quả bầu.")
    day = DayField(label="Ngày văn bản")
    decided = NumberField("Số thành viên", places=0)
    term_from = DayField(label="Nhiệm kỳ từ ngày", required=False)
    term_to = DayField(label="Nhiệm kỳ đến hết ngày", required=False)
    field_order = ("number", "day", "decided", "term_from", "term_to", "file", "is_not_secret")
    known_as = {**FileFields.known_as, "Nhiệm kỳ": "term_to"}

    def __init__(self, locality: Locality, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count, today = len(villages_in(locality, timezone.localdate())), timezone.localdate()
        least, each = rule_of(Kind.INSPECTION, "least_members", today), rule_of(Kind.INSPECTION, "each_village", today)
        self.fields["decided"].help_text = (
            f"Địa bàn có {count} thôn, tổ dân phố: mỗi nơi ít nhất một người ({each.citation}), "
            f"cả ban ít nhất {least.value:02d} người ({least.citation})."
        )
        self.fields[
            "term_to"
        ].help_text = "Theo nhiệm kỳ của Trưởng thôn, Tổ trưởng tổ dân phố (Điều 36 khoản 2 Luật 10/2022/QH15)."

    def content(self) -> BoardContent:
        data = self.cleaned_data
        return BoardContent(
            data["number"], data["day"], data["decided"], data["term_from"], data["term_to"], file=self.sent_file()
        )


class SupervisionForm(FileFields):
    """The Front's decision that founds the supervision board of a project."""

    number = forms.CharField(label="Số văn bản", max_length=60, help_text="Quyết định thành lập của Mặt trận.")
    day = DayField(label="Ngày văn bản")
    decided = NumberField("Số thành viên", places=0)
    field_order = ("number", "day", "decided", "file", "is_not_secret")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        least, most = rule_of(Kind.SUPERVISION, "least_members", today), rule_of(Kind.SUPERVISION, "most_residents", today)
        residents = f"đại diện người dân nhiều nhất {most.value:02d} ({most.citation})"
        self.fields["decided"].help_text = f"Ít nhất {least.value:02d} người ({least.citation}); {residents}."

    def content(self, project: Project) -> BoardContent:
        data = self.cleaned_data
        return BoardContent(data["number"], data["day"], data["decided"], project=project, file=self.sent_file())


class DelegateChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.person.name


class LeftChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.position.person.name}, thôi từ {obj.position.valid_to:%d/%m/%Y}"


class MemberForm(VersionForm):
    """Who comes into a board: a name, or for a supervision board somebody whom the inspection board sends."""

    name = forms.CharField(label="Họ tên", max_length=120, required=False)
    delegate = DelegateChoice(label="Hoặc thành viên Ban Thanh tra nhân dân", queryset=Position.objects.none(), required=False)
    seat = forms.ChoiceField(label="Giữ vị trí", choices=BoardMember.Seat.choices, initial=BoardMember.Seat.MEMBER)
    part = forms.ChoiceField(label="Thay mặt", choices=BoardMember.Part.choices)
    village = VillageField(label="Thôn, tổ dân phố", required=False)
    joined_on = DayField(label="Từ ngày", help_text="Ngày bầu, ngày cử.")
    election = forms.ModelChoiceField(
        label="Cuộc bầu", queryset=Matter.objects.none(), required=False, empty_label="Chưa ghi trong Khéo",
        help_text="Việc bầu thành viên ban ở cuộc họp thôn, tổ dân phố (Điều 15 khoản 5 Luật 10/2022/QH15).",
    )  # fmt: skip
    replaces = LeftChoice(label="Thay cho", queryset=BoardMember.objects.none(), required=False, empty_label="Không thay ai")
    meets_standards = forms.BooleanField(label="Đã xem đủ tiêu chuẩn", required=False)
    another = forms.BooleanField(label="Trùng tên với người đang giữ chức vụ, nhưng là người khác", required=False)
    known_as = {"Tiêu chuẩn": "meets_standards"}

    def __init__(self, board: Board, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        standards = rule_of(board.kind, "standards", today)
        self.fields["meets_standards"].help_text = f"{standards.value[:1].upper()}{standards.value[1:]} ({standards.citation})."
        self.fields["village"].offer(board.locality, today, "Không do nơi nào bầu")  # type: ignore[attr-defined]  # VillageField
        elections = Matter.objects.filter(locality=board.locality, kind=ELECTION_KIND)
        left = BoardMember.objects.filter(board=board, replaced_by=None, position__valid_to__lte=today)
        self.fields["replaces"].queryset = left.select_related("position__person")  # type: ignore[attr-defined]  # a choice among rows
        self.fields["election"].queryset = elections  # type: ignore[attr-defined]  # a field of a choice of rows
        known = [position.pk for position in waiting_in(board, today)]
        if board.kind == Board.Kind.INSPECTION:
            self.fields["village"].offer(board.locality, today, "Chọn nơi đã bầu")  # type: ignore[attr-defined]  # VillageField
            del self.fields["part"]
            self.fields["delegate"].label = "Hoặc người đã có tài khoản của ban"
        else:
            known += [position.pk for position in delegates(board.locality, today)]
        people = Position.objects.filter(pk__in=known).select_related("person")
        self.fields["delegate"].queryset = people  # type: ignore[attr-defined]  # a field of a choice of rows
        if not known:
            del self.fields["delegate"]

    def content(self) -> MemberContent:
        data = self.cleaned_data
        delegate = data.get("delegate")
        return MemberContent(
            delegate.person if delegate else data["name"], data["seat"], data.get("part") or BoardMember.Part.VILLAGE,
            data["joined_on"], data["village"], meets_standards=data["meets_standards"], another=data["another"],
            election=data["election"], replaces=data["replaces"],
        )  # fmt: skip


class LeaveForm(VersionForm):
    """Why and since when somebody leaves, and the village's own decision where people elected them (Điều 36 khoản 2)."""

    left_on = DayField(label="Thôi từ ngày", help_text="Ngày đầu tiên không còn ở trong ban.")
    ground = forms.ChoiceField(label="Lý do", choices=list(GROUNDS.items()), widget=forms.RadioSelect)
    vote = forms.ModelChoiceField(
        label="Việc cho thôi", queryset=Matter.objects.none(), required=False, empty_label="Không có trong Khéo",
        help_text="Việc cho thôi thành viên ban mà nơi đã bầu thông qua, Mặt trận công nhận.",
    )  # fmt: skip
    paper = forms.CharField(label="Văn bản", max_length=120, required=False, help_text="Số, ngày; khi việc ấy chỉ có trên giấy.")
    why = forms.CharField(label="Vì sao thôi", max_length=300, required=False, help_text="Một câu; khuyết thì phải ghi.")
    field_order = ("left_on", "ground", "vote", "paper", "why", "version")

    def __init__(self, member: BoardMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        votes = Matter.objects.filter(
            locality=member.board.locality_id, kind=ELECTION_KIND, dismisses=True, village=member.village_id
        )
        if member.village_id is None:
            del self.fields["vote"]
        else:
            self.fields["vote"].queryset = votes.exclude(state="withdrawn")  # type: ignore[attr-defined]  # a choice among rows

    def content(self) -> LeaveContent:
        data = self.cleaned_data
        return LeaveContent(data["left_on"], data["ground"], data["why"], data.get("vote"), data["paper"])


class ReseatForm(VersionForm):
    seat = forms.ChoiceField(label="Giữ vị trí", choices=BoardMember.Seat.choices, widget=forms.RadioSelect)
    on = DayField(label="Từ ngày", help_text="Ngày ban họp bầu, phân công.")
    field_order = ("seat", "on", "version")


class ToldForm(VersionForm):
    """A day on which somebody was told."""

    day = DayField(label="Ngày")


class DissolveForm(VersionForm):
    day = DayField(label="Từ ngày")
    why = forms.CharField(label="Vì sao", max_length=300, help_text="Ban tự giải thể sau khi xong nhiệm vụ (Điều 41 khoản 1).")


PERIODS = [
    *((f"quarter-{number}", f"Quý {roman}") for number, roman in enumerate(("I", "II", "III", "IV"), 1)),
    ("half-1", "6 tháng đầu năm"),
    ("half-2", "6 tháng cuối năm"),
    ("year-0", "Cả năm"),
    ("term-0", "Nhiệm kỳ"),
]


class PeriodForm(forms.Form):
    """Which period: of a plan, of a report."""

    period = forms.ChoiceField(label="Kỳ", choices=PERIODS)
    year = forms.IntegerField(label="Năm", min_value=2023, max_value=2100)

    def chosen(self) -> Period:
        span, number = self.cleaned_data["period"].split("-")
        return Period(span, self.cleaned_data["year"], int(number))


def period_initial(period: Period) -> dict[str, object]:
    return {"period": f"{Span(period.span)}-{period.number}", "year": period.year}


class PlanForm(PeriodForm):
    """A plan with a field for each part the decree wants said."""

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in PLAN_PARTS.items():
            self.fields[key] = forms.CharField(
                label=label, max_length=2000, required=key not in {"money", "conditions"},
                widget=forms.Textarea(attrs={"rows": 4 if key == "content" else 2}),
            )  # fmt: skip
        if fixed:
            del self.fields["period"], self.fields["year"]

    def parts(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in PLAN_PARTS}


class ReportForm(PeriodForm):
    number = forms.CharField(label="Số báo cáo", max_length=60)
    sent_on = DayField(label="Ngày gửi")


def asked_period(data: Any, today: date) -> Period:
    """The period that an address asks for, the quarter that was over last where it asks for none or a wrong one."""
    form = PeriodForm(data)
    return form.chosen() if form.is_valid() else quarter_before(today)
