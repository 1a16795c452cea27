"""A town with two wards, a body, and people who hold positions: what directives and tasks need."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kheo.directives.actions.documents import DirectiveContent, RequirementContent, add_directive
from kheo.directives.actions.tasks import TaskContent, TaskOwner, assign_tasks
from kheo.directives.models import Directive, Requirement, Task
from kheo.organisation.authority import Actor
from kheo.organisation.models import Account, Body, Locality, Person, Position, Role, Unit
from tests import factories

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LINES = (
    RequirementContent("mục II, điểm 3", "Mỗi thôn có một tổ dân vận"),
    RequirementContent("", "Đối thoại với nhân dân mỗi năm một lần"),
)


def content(**changes: Any) -> DirectiveContent:
    usual: dict[str, Any] = {
        "kind": "conclusion",
        "number": "43-KL/TW",
        "issuer": "Ban Bí thư",
        "issued_on": date(2019, 1, 7),
        "summary": "Tiếp tục đổi mới công tác dân vận",
        "source": "báo chí, đọc 24/11/2026",
    }
    return DirectiveContent(**(usual | changes))


@dataclass
class Scene:
    """*staff* reports for the first ward, *front* for the town's Front; *office* gives and looks."""

    locality: Locality
    wards: list[Unit]
    office: Actor
    office_account: Account
    staff: Actor
    staff_account: Account
    front: Actor

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def year(self) -> int:
        """A year that takes every day near today, also at the turn of a year."""
        return (self.today - timedelta(days=40)).year

    def body(self, code: str) -> Body:
        return factories.body_of(self.locality, code)

    def directive(self, **changes: Any) -> Directive:
        return add_directive(self.office, self.locality, content(**changes), LINES)

    def requirement(self, directive: Directive | None = None, order: int = 1) -> Requirement:
        return Requirement.objects.get(directive=directive or self.directive(), order=order)

    def assign(self, *owners: TaskOwner, title: str = "Lập tổ dân vận ở mỗi thôn", days: int = 30, **changes: Any) -> list[Task]:
        near = self.today + timedelta(days=days)
        due_on = changes.pop("due_on", near)
        on = changes.pop("on", None if days >= 0 else self.today + timedelta(days=days - 10))
        year = self.year if due_on == near else due_on.year
        chosen = list(owners) or [TaskOwner(self.wards[0])]
        return assign_tasks(self.office, self.locality, year, TaskContent(title, due_on, **changes), chosen, on)

    def task(self, **changes: Any) -> Task:
        return self.assign(**changes)[0]


def make_scene(code: str = factories.DUY_TIEN) -> Scene:
    locality = factories.make_locality(code)
    register = code[:7]
    first = 13324 if code == factories.DUY_TIEN else 13400
    wards = [
        factories.make_unit(f"{register}-{first + number}", f"Phường {name}", parent=locality.unit)
        for number, name in enumerate(("Hòa Mạc", "Đồng Văn"))
    ]
    ward_body = Body.objects.create(
        locality=locality,
        unit=wards[0],
        code=f"{wards[0].code}/ubnd",
        name="Uỷ ban nhân dân phường Hòa Mạc",
        short_name="UBND phường Hòa Mạc",
        kind=Body.Kind.GOVERNMENT,
        layout=Body.Layout.ADMINISTRATIVE,
    )
    office = factories.make_account(Role.OFFICE, locality)
    staff = hold(ward_body, "can-bo-phuong", locality)
    front = factories.make_account(Role.UNIT_STAFF, locality, body="mttq")
    return Scene(
        locality,
        wards,
        factories.actor_for(office),
        office,
        factories.actor_for(staff),
        staff,
        factories.actor_for(front),
    )


def hold(body: Body, username: str, locality: Locality, role: str = Role.UNIT_STAFF) -> Account:
    """An account whose person holds *role* in *body* since 2020."""
    person = Person.objects.create(locality=locality, name=f"Người dùng {username}")
    Position.objects.create(person=person, body=body, title="Cán bộ", role=role, valid_from=date(2020, 1, 1))
    return Account.objects.create_user(f"{username}-{locality.code[-3:]}", factories.PASSWORD, person=person)


def wrong(refusal: Any) -> list[str]:
    """What a refusal said, problem by problem."""
    return [str(problem) for problem in refusal.value.problems]
