"""What the demo's ward hears in the course of its year: launches, aims, check-ins, reports of a period."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from kheo.movement.actions.aims import add_aim
from kheo.movement.actions.check_ins import CheckInContent, check_in
from kheo.movement.actions.launches import record_launch
from kheo.movement.actions.period_reports import Typed, submit_report, write_report
from kheo.movement.actions.period_reviews import accept_all, correct_answer
from kheo.movement.actions.periods import PeriodContent, close_period, create_period, open_period
from kheo.movement.models import Aim, Period, PeriodAnswer, PeriodReport, Programme, Registration
from kheo.movement.rules.aims import AimContent
from kheo.movement.rules.launches import LaunchContent, Promise
from kheo.movement.rules.periods import Days
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import Place

NUMBERS = {"households", "money", "working_days", "land"}


def hear(place: Place, programme: Programme, registrations: dict[int, Registration], told: dict[str, Any]) -> None:
    for launch in told["launches"]:
        _launch(registrations[launch["stt"]], launch)
    aims = {(aim["stt"], aim.get("label", "")): _aim(registrations[aim["stt"]], aim) for aim in told["aims"]}
    for said in told["check_ins"]:
        own = {aims[said["stt"], label].pk: value for label, value in said.get("own", {}).items()}
        content = CheckInContent(
            said["on"], said["done"], said.get("difficulties", ""), results=said.get("results", {}) | own, sure=True,
            why="Đếm lại cùng tổ dân phố.",
        )  # fmt: skip
        check_in(COMMAND_LINE, registrations[said["stt"]], content)
    for period in told["periods"]:
        _period(place, programme, period)


def _launch(registration: Registration, told: dict[str, Any]) -> None:
    promises = [Promise(by_whom, text) for by_whom, text in told["promises"]]
    content = LaunchContent(told["held_on"], told["place"], told["households"], told["people"], promises=promises)
    record_launch(COMMAND_LINE, registration, content)


def _aim(registration: Registration, told: dict[str, Any]) -> Aim:
    return add_aim(
        COMMAND_LINE, registration,
        AimContent(
            told.get("measure", ""), told.get("label", ""), told.get("unit", ""), Decimal(told["baseline"]),
            told["baseline_on"], Decimal(told["target"]), told["due_on"],
        ),
    )  # fmt: skip


def _period(place: Place, programme: Programme, told: dict[str, Any]) -> None:
    days = Days(told["first_day"], told["last_day"], told["due_on"])
    period = create_period(COMMAND_LINE, programme, PeriodContent(told["kind"], told["title"], days, told["ask"]))
    period = open_period(COMMAND_LINE, period, [_owner(place, name) for name in told["places"]], period.version)
    for name, answers in told["sent"].items():
        report = _report(place, period, name)
        typed = {key: Typed(number=Decimal(value)) if key in NUMBERS else Typed(text=value) for key, value in answers.items()}
        report = write_report(COMMAND_LINE, report, typed, report.version)
        submit_report(COMMAND_LINE, report, report.version)
    if told["stands"] != "closed":
        return
    accept_all(COMMAND_LINE, period)
    period.refresh_from_db()
    close_period(COMMAND_LINE, period, period.version)
    wrong = told["correction"]
    answer = PeriodAnswer.objects.get(report=_report(place, period, wrong["place"]), item__key=wrong["item"])
    correct_answer(COMMAND_LINE, answer, Typed(number=Decimal(wrong["number"])), wrong["reason"])
    _put_back(period)


def _owner(place: Place, name: str) -> str:
    return f"b{place.bodies[name].pk}" if name in place.bodies else f"u{place.unit(name).pk}"


def _report(place: Place, period: Period, name: str) -> PeriodReport:
    reports = PeriodReport.objects.filter(period=period)
    return reports.get(body=place.bodies[name]) if name in place.bodies else reports.get(body=None, unit=place.unit(name))


def _put_back(period: Period) -> None:
    """A closed period was told and closed in its own days, not on the day on which the demo is set up."""
    opened, sent, closed = (
        timezone.make_aware(datetime.combine(day, time(9, 15)))
        for day in (period.last_day, period.due_on - timedelta(days=1), period.due_on + timedelta(days=2))
    )
    Period.objects.filter(pk=period.pk).update(opened_at=opened, closed_at=closed)
    PeriodReport.objects.filter(period=period).update(first_sent_at=sent, submitted_at=sent, accepted_at=closed)
