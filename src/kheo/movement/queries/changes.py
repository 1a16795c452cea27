"""What a programme says, in words, and what of it was changed after it had begun."""

from datetime import date

from django.db.models import QuerySet

from kheo.directives.models import Directive
from kheo.movement.models import Programme, ProgrammeChange, ProgrammeField, Quota, Registration, Submission
from kheo.movement.rules.programmes import days_of
from kheo.movement.rules.rounds import Asked
from kheo.organisation.models import Body
from kheo.organisation.queries.units import names_on

# What somebody may fill in later without saying why: nobody who registers has to do anything else because of it.
WITHOUT_REASON = frozenset(
    {"tên chương trình", "kế hoạch", "hướng dẫn", "giai đoạn", "bộ tiêu chí", "coi là im lặng", "chấm ẩn danh"}
)


def is_under_way(programme: Programme, today: date) -> bool:
    """Whether people rely on the programme already: its opening day has come, or somebody wrote or registered something."""
    opens = programme.registration_opens
    return (
        (opens is not None and opens <= today)
        or Registration.objects.filter(programme=programme).exists()
        or Submission.objects.filter(programme=programme).exists()
    )


def changes_of(programme: Programme) -> QuerySet[ProgrammeChange]:
    return ProgrammeChange.objects.filter(programme=programme).order_by("-made_at", "-pk")


def programme_in_words(programme: Programme) -> dict[str, str]:
    """What the office decides about *programme* but for its form, each with its name: what two states are compared by."""
    return {**_own_words(programme), **_fields_in_words(programme), **_quotas_in_words(programme)}


def _own_words(programme: Programme) -> dict[str, str]:
    def day(value: date | None) -> str:
        return f"{value:%d/%m/%Y}" if value else ""

    def body(value: Body | None) -> str:
        return value.name if value else ""

    def paper(value: Directive | None) -> str:
        return f"{value.number} ngày {value.issued_on:%d/%m/%Y}" if value else ""

    return {
        "tên chương trình": programme.title,
        "cơ quan thường trực": body(programme.standing_body),
        "cơ quan lãnh đạo": body(programme.leading_body),
        "cơ quan công nhận": body(programme.recognising_body),
        "cơ quan khen thưởng": body(programme.commending_body),
        "đài truyền thanh": body(programme.broadcaster),
        "bộ tiêu chí": str(programme.criteria_set or ""),
        "giai đoạn": str(programme.campaign or ""),
        "kế hoạch": paper(programme.plan),
        "hướng dẫn": paper(programme.guideline),
        "ngày mở đăng ký": day(programme.registration_opens),
        "ngày hết hạn đăng ký": day(programme.registration_closes),
        "hạn chốt điểm": day(programme.assessment_due),
        "ngày hội nghị tổng kết": day(programme.conference_on),
        "ngày báo cáo tổng kết": day(programme.report_on),
        "nộp muộn": str(Programme.Lateness(programme.lateness).label),
        "coi là im lặng": f"sau {programme.silent_weeks} tuần",
        "chấm ẩn danh": "đang bật" if programme.anonymous else "tắt",
        "số lượng mỗi đơn vị": Asked(programme.least_each, programme.most_each).in_words(),
    }


def _fields_in_words(programme: Programme) -> dict[str, str]:
    labels = ProgrammeField.objects.filter(programme=programme).order_by("order").values_list("label", flat=True)
    return {"lĩnh vực": " · ".join(labels)}


def _quotas_in_words(programme: Programme) -> dict[str, str]:
    rows = list(Quota.objects.filter(programme=programme).select_related("body", "unit").order_by("unit", "body"))
    names = names_on([row.unit_id for row in rows if row.body_id is None], days_of(programme.year)[1])
    return {
        f"số lượng của {row.body.name if row.body else names.get(row.unit_id, row.unit.code)}": Asked(
            row.least, row.most
        ).in_words()
        for row in rows
    }
