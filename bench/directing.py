"""Tasks of a city of 126 communes: the matrix, the list, the desk and the annual report, against the same of few tasks."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.test import Client
from django.utils import timezone

from bench.measure import Comparison, best, compare
from bench.place import open_place
from bench.sizes import REQUESTS, visit
from kheo.directives.models import Directive, Requirement, Task
from kheo.documents.pdf import to_pdf
from kheo.organisation.models import Account, Locality
from kheo.organisation.queries.units import units_of
from kheo.reporting.models import Report
from kheo.reporting.papers import report_paper
from kheo.reporting.queries.contents import current
from kheo.reporting.queries.reports import usual_issuer

CITY, OPENED = "gso2025-01", date(2025, 7, 1)
DIRECTIVES, FEW, MANY = 20, 50, 20_000
BACKEND = "django.contrib.auth.backends.ModelBackend"


def requirements(locality: Locality, day: date) -> list[Requirement]:
    """DIRECTIVES documents with one requirement each."""
    made = Directive.objects.bulk_create(
        Directive(
            locality=locality,
            kind=Directive.Kind.PLAN,
            number=f"{number}-KH/TU",
            number_key=f"{number}-kh/tu",
            issuer="Thành uỷ minh hoạ",
            issued_on=day,
            summary=f"Kế hoạch minh hoạ số {number}",
        )
        for number in range(1, DIRECTIVES + 1)
    )
    return Requirement.objects.bulk_create(
        Requirement(directive=directive, order=1, text="Mỗi xã có một tổ dân vận") for directive in made
    )


def give(locality: Locality, sources: list[Requirement], day: date, count: int) -> int:
    """*count* tasks, round all units under every directive in turn: a third done, a third late, a third waiting for its day."""
    units = sorted(version.unit_id for version in units_of(locality, day))
    states = (Task.State.DONE, Task.State.ASSIGNED, Task.State.ASSIGNED)
    Task.objects.bulk_create(
        (
            Task(
                locality=locality,
                requirement=sources[number // len(units) % len(sources)],
                year=day.year,
                unit_id=units[number % len(units)],
                title=f"Việc minh hoạ số {number}",
                assigned_on=day - timedelta(days=60),
                due_on=day + timedelta(days=(-20, -10, 30)[number % 3]),
                state=states[number % 3],
                done_on=day - timedelta(days=30) if number % 3 == 0 else None,
            )
            for number in range(count)
        ),
        batch_size=500,
    )
    return len(units)


def measure(_folder: Path) -> Iterator[Comparison]:
    day = timezone.localdate()
    city = open_place(CITY, OPENED)
    sources = requirements(city, day - timedelta(days=90))
    client = Client()
    client.force_login(Account.objects.get(username=f"office-{CITY}"), backend=BACKEND)
    Account.objects.filter(username=f"office-{CITY}").update(must_change_password=False)
    issuer = usual_issuer(city, day.year)
    if issuer is None:
        raise RuntimeError(f"{CITY}: no body that reports")
    report = Report(locality=city, issuer=issuer, year=day.year)

    def pdf() -> bytes:
        report.version += 1  # printed on each page, or typst would remember them
        return to_pdf(report_paper(report, current(report)[0]))

    pages = {"matrix": "chi-dao/ma-tran/", "list of tasks": "nhiem-vu/", "desk of the office": "ban-lam-viec/"}
    visits = {name: partial(visit, client, f"/{CITY}/{tail}") for name, tail in pages.items()}
    give(city, sources, day, FEW)
    pdf()  # fonts are read once a process
    few = {name: best(work) for name, work in visits.items()}
    few_report, few_pdf = best(lambda: current(report)), best(pdf, rounds=3)

    wide = give(city, sources, day, len(units_of(city, day)) * DIRECTIVES)
    yield Comparison(
        f"matrix of {wide} units × {DIRECTIVES} directives ({REQUESTS} visits)",
        best(visits["matrix"]),
        few["matrix"],
        f"the same page of {FEW} tasks of one directive",
    )
    give(city, sources, day, MANY - Task.objects.filter(locality=city).count())
    for name in ("list of tasks", "desk of the office"):
        yield Comparison(
            f"{name}, {MANY} tasks ({REQUESTS} visits)", best(visits[name]), few[name], f"the same page of {FEW} tasks"
        )
    yield Comparison(
        f"annual report put together, {MANY} tasks", best(lambda: current(report)), few_report, f"the same report of {FEW} tasks"
    )
    yield Comparison(f"annual report as PDF, {MANY} tasks", best(pdf, rounds=3), few_pdf, f"the same PDF of {FEW} tasks")
    yield compare("the same PDF", pdf, lambda: current(report), "putting its content together, without setting it", rounds=3)
