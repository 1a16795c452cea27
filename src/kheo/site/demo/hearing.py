"""What the demo's ward hears in the course of its year: launches, aims, check-ins, reports of a period."""

from decimal import Decimal
from typing import Any

from kheo.movement.actions.aims import add_aim
from kheo.movement.actions.check_ins import CheckInContent, check_in
from kheo.movement.actions.launches import record_launch
from kheo.movement.actions.period_reports import Typed, submit_report, write_report
from kheo.movement.actions.period_reviews import accept_all, correct_answer
from kheo.movement.actions.periods import PeriodContent, close_period, create_period, open_period
from kheo.movement.models import Aim, PeriodAnswer, PeriodReport, Programme, Registration
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
    period = open_period(COMMAND_LINE, period, [f"b{place.bodies[name].pk}" for name in told["places"]], period.version)
    for name, answers in told["sent"].items():
        report = PeriodReport.objects.get(period=period, body=place.bodies[name])
        typed = {key: Typed(number=Decimal(value)) if key in NUMBERS else Typed(text=value) for key, value in answers.items()}
        report = write_report(COMMAND_LINE, report, typed, report.version)
        submit_report(COMMAND_LINE, report, report.version)
    if told["stands"] != "closed":
        return
    accept_all(COMMAND_LINE, period)
    period.refresh_from_db()
    close_period(COMMAND_LINE, period, period.version)
    wrong = told["correction"]
    answer = PeriodAnswer.objects.get(report__period=period, report__body=place.bodies[wrong["place"]], item__key=wrong["item"])
    correct_answer(COMMAND_LINE, answer, Typed(number=Decimal(wrong["number"])), wrong["reason"])
