"""A town on the eve of its review conference: bodies, a commune below, positions held, the office, a commune's staff."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from kheo.conference.actions.conferences import ConferenceContent, create_conference
from kheo.conference.actions.guests import GuestContent, invite_guest, invite_positions
from kheo.conference.actions.speeches import SpeechContent, call_speech
from kheo.conference.models import Conference, Guest, Speech
from kheo.movement.models import Programme
from kheo.organisation.authority import Actor
from kheo.organisation.models import Account, Body, Locality, Person, Position, Role, Unit
from kheo.recognition.models import Decision, DecisionLine
from tests import factories

DAY = date(2025, 1, 8)
HOA_MAC, DONG_VAN = "gso2024-13325", "gso2024-13326"


@dataclass
class Scene:
    """*ward* and *other* lie under the town; *staff* answers for *ward*, *office* runs everything."""

    locality: Locality
    programme: Programme
    conference: Conference
    office: Actor
    staff: Actor
    ward: Unit
    other: Unit
    accounts: dict[str, Account]

    def content(self, **changes: Any) -> ConferenceContent:
        return content_for(self.locality, **changes)

    def body(self, code: str) -> Body:
        return factories.body_of(self.locality, code)

    def position(self, title: str, body: str | Body = "ubnd", person: Person | None = None, **fields: Any) -> Position:
        body = self.body(body) if isinstance(body, str) else body
        person = person or Person.objects.create(locality=self.locality, name=f"Cá nhân {Person.objects.count() + 1:02d}")
        usual: dict[str, Any] = {"role": Role.LEADER, "valid_from": date(2020, 1, 1)}
        return Position.objects.create(person=person, body=body, title=title, **(usual | fields))

    def ward_body(self, unit: Unit | None = None, code: str = "") -> Body:
        unit = unit or self.ward
        code = code or f"{unit.code}/ubnd"
        known = Body.objects.filter(code=code).first()
        return known or Body.objects.create(
            locality=self.locality,
            unit=unit,
            code=code,
            name=f"Uỷ ban nhân dân phường số {unit.code[-2:]}",
            short_name=f"UBND {unit.code[-2:]}",
            kind=Body.Kind.GOVERNMENT,
            layout=Body.Layout.ADMINISTRATIVE,
        )

    def invited(self, title: str = "Chủ tịch", body: str | Body = "ubnd", group: str = "", **fields: Any) -> Guest:
        return invite_positions(self.office, self.conference, group, [self.position(title, body, **fields)])[0]

    def invited_ward(self, unit: Unit | None = None) -> Guest:
        return self.invited("Chủ tịch", self.ward_body(unit))

    def superior(self, title: str = "Phó Trưởng Ban Dân vận Tỉnh uỷ") -> Guest:
        province = Unit.objects.get(code__endswith="-35", register=self.locality.unit.register)
        return invite_guest(self.office, self.conference, GuestContent("superior", province, "", (title,)))

    def called(self, kind: str = "contribution", unit: Unit | None = None, **changes: Any) -> Speech:
        if kind == "contribution":
            unit = unit or self.ward
            if not Guest.objects.filter(conference=self.conference, unit=unit).exists():
                self.invited_ward(unit)
        usual = {"title": "Cách làm hay", "due_on": date(2025, 1, 3), "body": None}
        return call_speech(
            self.office, self.conference, SpeechContent(kind=kind, unit=unit or self.locality.unit, **(usual | changes))
        )

    def fresh(self) -> Conference:
        self.conference = Conference.objects.get(pk=self.conference.pk)
        return self.conference

    def close(self) -> Conference:
        """Put the conference behind its closing, as its record will be: the closing itself is told elsewhere."""
        Conference.objects.filter(pk=self.conference.pk).update(
            state=Conference.State.CLOSED, closed_at="2025-01-08T11:00:00+07:00"
        )
        return self.fresh()


def content_for(locality: Locality, **changes: Any) -> ConferenceContent:
    usual: dict[str, Any] = {
        "host": factories.body_of(locality, "thi-uy"),
        "title": "Hội nghị tổng kết công tác dân vận năm 2024",
        "held_on": DAY,
        "starts_at": time(8, 0),
        "venue": "Hội trường lớn",
        "place_name": "Duy Tiên",
        "chair_title": "Phó Bí thư Thường trực",
    }
    return ConferenceContent(**(usual | changes))


def make_scene(code: str = factories.DUY_TIEN) -> Scene:
    locality = factories.make_locality(code)
    programme = factories.make_programme(locality)
    ward = factories.make_unit(f"{code[:7]}-133{code[-2:]}", "Phường Hòa Mạc", parent=locality.unit)
    other = factories.make_unit(f"{code[:7]}-134{code[-2:]}", "Phường Đồng Văn", parent=locality.unit)
    accounts = {"office": factories.make_account(Role.OFFICE, locality)}
    body = Body.objects.create(
        locality=locality,
        unit=ward,
        code=f"{ward.code}/ubnd",
        name="Uỷ ban nhân dân phường Hòa Mạc",
        short_name="UBND Hòa Mạc",
        kind=Body.Kind.GOVERNMENT,
        layout=Body.Layout.ADMINISTRATIVE,
    )
    person = Person.objects.create(locality=locality, name="Cán bộ 01")
    Position.objects.create(person=person, body=body, title="Cán bộ dân vận", role=Role.UNIT_STAFF, valid_from=date(2020, 1, 1))
    accounts["staff"] = Account.objects.create_user(f"can-bo-{code[-3:]}", factories.PASSWORD, person=person)
    office = factories.actor_for(accounts["office"])
    conference = create_conference(office, programme, content_for(locality))
    return Scene(locality, programme, conference, office, factories.actor_for(accounts["staff"]), ward, other, accounts)


def decided(scene: Scene, *recipients: tuple[str, Unit], kind: str = "recognition", state: str = "issued") -> None:
    """A decision with one line for each of *recipients* (name, unit)."""
    issued = {"number": f"{Decision.objects.count() + 1}-QĐ", "date": date(2024, 12, 26), "issued_at": "2024-12-26T08:00:00Z"}
    decision = Decision.objects.create(
        locality=scene.locality,
        programme=scene.programme,
        kind=kind,
        body=scene.body("bcd-dvk"),
        title="x",
        signer_authority="T/M",
        place_name="Duy Tiên",
        state=state,
        **(issued | {"number_key": f"{kind}", "number_year": 2024} if state == "issued" else {}),
    )
    for order, (recipient, unit) in enumerate(recipients, 1):
        DecisionLine.objects.create(decision=decision, order=order, subject="collective", recipient=recipient, unit=unit)
