"""A town's year with something in every part of a report: movement, directives, tasks, activities, inspections, conference."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from kheo.conference.models import Conference, Guest, Speech
from kheo.directives.models import (
    Activity,
    Committee,
    CommitteeDecision,
    CommitteeMember,
    Directive,
    Finding,
    InspectionPlan,
    InspectionVisit,
    Requirement,
    Target,
    TargetReading,
    Task,
)
from kheo.movement.models import Result
from kheo.organisation.authority import Actor
from kheo.organisation.models import Body, Locality
from kheo.reporting.actions.reports import open_report, write_report
from kheo.reporting.models import Report
from kheo.reporting.queries.reports import Signing
from tests import factories
from tests.recognition.scene import make_scene as make_recognition

SIGNING = Signing("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Người ký minh hoạ", "Duy Tiên")
WORDS = {
    "overview": "Kinh tế, xã hội giữ vững.",
    "limits": "Việc nhân rộng còn chậm.",
    "proposals": "Đề nghị tổ chức tham quan.",
    "directions": "Nâng chất lượng mô hình đã công nhận.",
}


@dataclass
class Scene:
    locality: Locality
    office: Actor
    recognition: Any

    def body(self, code: str = "thi-uy") -> Body:
        return factories.body_of(self.locality, code)

    def opened(self, body: str = "thi-uy", year: int = 2024) -> Report:
        return open_report(self.office, self.body(body), year)

    def written(self, texts: dict[str, str] | None = None, signing: Signing = SIGNING, body: str = "thi-uy") -> Report:
        report = self.opened(body)
        return write_report(self.office, report, WORDS if texts is None else texts, signing, report.version)


def make_scene(code: str = factories.DUY_TIEN) -> Scene:
    """Three registrations, all recognised; nothing else."""
    recognition = make_recognition(code)
    recognition.issued()
    return Scene(recognition.locality, recognition.office, recognition)


def fill(scene: Scene) -> None:
    """Directives with tasks in every state, activities, an inspection, results, targets, a conference, tasks of next year."""
    town = scene.locality
    law = make_directive(town, Directive.Kind.LAW, "10/2022/QH15", date(2022, 11, 10))
    post = Requirement.objects.create(directive=law, order=1, place="Điều 11", text="Công khai")
    make_directive(town, Directive.Kind.CONCLUSION, "43-KL/TW", date(2019, 1, 7))
    make_directive(town, Directive.Kind.PLAN, "01-KH/TU", date(2018, 1, 7), valid_to=date(2024, 1, 1))
    make_directive(town, Directive.Kind.PLAN, "02-KH/TU", date(2025, 1, 7))
    make_task(town, scene.body("thi-uy"), state="done", done_on=date(2024, 6, 1))
    make_task(town, scene.body("ubnd"), requirement=post, title="Niêm yết công khai")
    make_task(town, scene.body("mttq"), due_on=date(2099, 12, 31))
    make_task(town, None, state="cancelled")
    make_task(town, None, state="done", done_on=date(2024, 6, 1), requirement=post, unit=commune(town))
    Activity.objects.create(
        locality=town, unit=town.unit, body=scene.body("mttq"), kind="session", topic="Tuyên truyền", count=12, people=840,
        begun_on=date(2024, 1, 1), ended_on=date(2024, 6, 30),
    )  # fmt: skip
    Activity.objects.create(
        locality=town, unit=town.unit, kind="broadcast", topic="Phát thanh", count=30,
        begun_on=date(2024, 1, 1), ended_on=date(2024, 6, 30),
    )  # fmt: skip
    inspect(scene)
    for number, registration in enumerate(scene.recognition.registrations, 1):
        Result.objects.create(registration=registration, measure="households", value=100, as_of=date(2024, 6, 1))
        Result.objects.create(registration=registration, measure="households", value=10 * number, as_of=date(2024, 12, 1))
    set_targets(scene)
    confer(scene)
    make_task(
        town, scene.body("thi-uy"), year=2025, title="Kiện toàn ban chỉ đạo", measure="Có quyết định", origin="Kết luận hội nghị"
    )
    make_task(town, scene.body("ubnd"), year=2025, title="Đối thoại với Nhân dân", requirement=post, due_on=date(2025, 6, 30))
    make_task(
        town, None, year=2025, title="Đối thoại với Nhân dân", requirement=post, due_on=date(2025, 6, 30), unit=commune(town)
    )


def commune(town: Locality) -> Any:
    return factories.make_unit(f"{town.code[:7]}-13325", "Phường Hòa Mạc")


def make_directive(town: Locality, kind: str, number: str, on: date, **fields: Any) -> Directive:
    return Directive.objects.create(
        locality=town,
        kind=kind,
        number=number,
        number_key=number.lower(),
        issuer="Cấp trên",
        issued_on=on,
        summary="Về dân vận",
        **fields,
    )


def make_task(town: Locality, body: Body | None, **fields: Any) -> Task:
    usual: dict[str, Any] = {
        "year": 2024,
        "unit": town.unit,
        "title": "Một việc",
        "due_on": date(fields.get("year", 2024), 9, 30),
    }
    usual["assigned_on"] = date(usual["year"], 1, 15)
    return Task.objects.create(locality=town, body=body, **(usual | fields))


def inspect(scene: Scene) -> None:
    committee = Committee.objects.create(body=scene.body("bcd-dvk"), locality=scene.locality, purpose="joint")
    decision = CommitteeDecision.objects.create(
        committee=committee, kind="founding", number="1-QĐ/TU", issuer="Thị uỷ", date=date(2024, 1, 5)
    )
    leader = CommitteeMember.objects.create(decision=decision, order=1, part="head", title="Trưởng ban")
    plan = InspectionPlan.objects.create(committee=committee, year=2024)
    usual = {"plan": plan, "unit": commune(scene.locality), "planned_on": date(2024, 7, 1), "leader": leader}
    held = InspectionVisit.objects.create(subject="Kiểm tra phong trào", state="held", held_on=date(2024, 7, 2), **usual)
    InspectionVisit.objects.create(subject="Kiểm tra dân chủ", **usual)
    InspectionVisit.objects.create(subject="Thôi", state="cancelled", **usual)
    for order, kind in enumerate(("result", "limit", "limit"), 1):
        Finding.objects.create(visit=held, order=order, kind=kind, text=f"Điều {order}")


def set_targets(scene: Scene) -> None:
    usual = {"locality": scene.locality, "unit": scene.locality.unit, "body": scene.body("thi-uy")}
    of_record = {"year": 2024, "measure": "mô hình", "due_on": date(2024, 12, 31), "figure": "initiatives.recognised"}
    Target.objects.create(title="Mô hình được công nhận", value=5, **of_record, **usual)
    read = Target.objects.create(
        title="Đơn thư vượt cấp", value=2, direction="at_most", year=2024, measure="đơn", due_on=date(2024, 12, 31), **usual
    )
    TargetReading.objects.create(target=read, on=date(2024, 6, 1), value=9, source="Ban Tiếp công dân")
    TargetReading.objects.create(target=read, on=date(2024, 12, 1), value=Decimal("1.5"), source="Ban Tiếp công dân")
    Target.objects.create(title="Chưa đo", value=1, year=2024, measure="%", due_on=date(2024, 12, 31), **usual)
    Target.objects.create(title="Mô hình mới", value=50, year=2025, measure="mô hình", due_on=date(2025, 12, 31), **usual)
    Target.objects.create(
        title="Xã có điển hình", value=1, year=2025, measure="điển hình", due_on=date(2025, 12, 31),
        locality=scene.locality, unit=commune(scene.locality),
    )  # fmt: skip


def confer(scene: Scene) -> Conference:
    conference = Conference.objects.create(
        locality=scene.locality, programme=scene.recognition.programme, host=scene.body(),
        title="Hội nghị tổng kết công tác dân vận",
        held_on=date(2025, 1, 8), starts_at=time(8), venue="Hội trường thị xã", place_name="Duy Tiên", chair_title="Phó Bí thư",
        state="open",
    )  # fmt: skip
    for order, attendance in enumerate(("present", "substitute", "absent"), 1):
        Guest.objects.create(
            conference=conference,
            group="agencies",
            order=order,
            unit=scene.locality.unit,
            label=f"Khách {order}",
            attendance=attendance,
        )
    for order, (title, state) in enumerate(
        (("Thực hiện dân chủ ở xã", "delivered"), ("Mô hình tự quản", "printed"), ("Dân chủ", "called"))
    ):
        Speech.objects.create(
            conference=conference,
            kind="contribution",
            unit=scene.locality.unit,
            body=scene.body("ubnd"),
            title=title,
            state=state,
            order=order,
        )
    return conference
