"""Writing into the book of the reward fund. Lines are added under the lock of the locality; a correction is a line, too."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record
from kheo.recognition.models import Decision, FundEntry
from kheo.recognition.queries.fund import balance_of, payment_of
from kheo.recognition.queries.money import Money, booking_problem, money_of
from kheo.recognition.rules.fund import excess_problem, line_problems, order_problem, text_problems

Kind = FundEntry.Kind


def open_fund(actor: Actor, locality: Locality, year: int, amount: int, on: date, source: str, paper: str) -> FundEntry:
    """Write the opening balance of *year* (it may be nought): the first line of its book."""
    grant = require(actor, "fund.record", locality)
    made = FundEntry(
        locality=locality, year=year, kind=Kind.OPENING, amount=amount, on=on, source=tidy(source), paper=tidy(paper)
    )
    problems = [*line_problems(amount, on, year, timezone.localdate(), lowest=0), *_texts(made)]
    with transaction.atomic():
        _lock(locality)
        if _first_day(locality, year) is not None:
            problems.append(Problem(f"Năm {year} đã có số dư đầu năm; sửa dòng ấy nếu ghi sai.", "Số tiền"))
        return _written(actor, grant, made, problems)


def receive(actor: Actor, locality: Locality, amount: int, on: date, source: str, paper: str) -> FundEntry:
    """Write *amount* đồng that came in from *source* on the day *on*, under *paper*, into the book of that day's year."""
    grant = require(actor, "fund.record", locality)
    made = FundEntry(
        locality=locality, year=on.year, kind=Kind.RECEIPT, amount=amount, on=on, source=tidy(source), paper=tidy(paper)
    )
    problems = [*line_problems(amount, on, on.year, timezone.localdate()), *_texts(made)]
    with transaction.atomic():
        _lock(locality)
        problems += order_problem(on, _first_day(locality, on.year), on.year)
        return _written(actor, grant, made, problems)


def pay_list(actor: Actor, decision: Decision, on: date, paper: str, *, even_beyond: bool = False) -> FundEntry:
    """Write the payment list of *decision* as paid on the day *on* under *paper*: its sum, with every line as it was reckoned.

    A list that exceeds the fund is refused with the numbers unless *even_beyond*; then the book goes below nought in sight.
    """
    locality = decision.locality
    grant = require(actor, "fund.record", locality)
    with transaction.atomic():
        _lock(locality)
        money = money_of(decision)
        if problem := booking_problem(decision, money) or _already(decision):
            raise RefusedError(problem)
        made = FundEntry(
            locality=locality,
            year=on.year,
            kind=Kind.PAYMENT,
            amount=-money.total,
            on=on,
            source=f"Chi thưởng theo quyết định số {decision.number}",
            paper=tidy(paper),
            decision=decision,
            listed=_listed(money),
        )
        problems = [*line_problems(money.total, on, on.year, timezone.localdate()), *_texts(made)]
        problems += order_problem(on, _first_day(locality, on.year), on.year)
        if on < money.day:
            problems.append(Problem(f"Ngày chi ở trước ngày của quyết định {money.day:%d/%m/%Y}.", "Ngày"))
        excess = excess_problem(money.total, balance_of(locality, on.year))
        if excess and not even_beyond:
            problems.append(excess)
        return _written(actor, grant, made, problems, beyond=excess is not None)


def correct_entry(actor: Actor, entry: FundEntry, amount: int, reason: str, paper: str) -> FundEntry:
    """Let *entry* amount to *amount* đồng (as one writes it: without a sign) from now on: a line with the difference."""
    locality = entry.locality
    grant = require(actor, "fund.record", locality)
    today = timezone.localdate()
    with transaction.atomic():
        _lock(locality)
        if entry.kind == Kind.CORRECTION:
            raise RefusedError("Dòng này là một lần sửa; sửa dòng gốc của nó.")
        standing = entry.amount + sum(FundEntry.objects.filter(corrects=entry).values_list("amount", flat=True))
        wanted = -amount if entry.kind == Kind.PAYMENT else amount
        made = FundEntry(
            locality=locality,
            year=entry.year,
            kind=Kind.CORRECTION,
            amount=wanted - standing,
            on=today,
            source=tidy(reason),
            paper=tidy(paper),
            corrects=entry,
        )
        problems = [*line_problems(amount, today, today.year, today, lowest=0), *_texts(made, "Lý do")]
        if wanted == standing:
            problems.append(Problem("Số tiền giống hệt đang ghi; không có gì để sửa.", "Số tiền"))
        return _written(actor, grant, made, problems)


def _lock(locality: Locality) -> None:
    """One line after the other, so that two people cannot both spend the same money."""
    Locality.objects.select_for_update(no_key=True).get(pk=locality.pk)


def _first_day(locality: Locality, year: int) -> date | None:
    return FundEntry.objects.filter(locality=locality, year=year, kind=Kind.OPENING).values_list("on", flat=True).first()


def _already(decision: Decision) -> str:
    paid = payment_of(decision.pk)
    return f"Danh sách này đã ghi chi ngày {paid.on:%d/%m/%Y}; sửa dòng ấy trong sổ nếu ghi sai." if paid else ""


def _listed(money: Money) -> dict[str, object]:
    """The list as it was reckoned: no names, which the decision has; order of the line, coefficient, exact and paid sums."""
    return {
        "rounding": money.rounding.value,
        "sources": list(money.sources),
        "lines": [
            {
                "order": one.shown.line.order,
                "times": str(one.amount.times),
                "exact": str(one.amount.exact),
                "paid": one.amount.rounded,
            }
            for one in money.lines
            if one.amount
        ],
    }


def _texts(entry: FundEntry, source: str = "Nguồn") -> list[Problem]:
    texts = ((source, entry.source, "source"), ("Chứng từ", entry.paper, "paper"))
    problems = text_problems([(label, text) for label, text, _ in texts])
    for label, text, name in texts:
        problems += too_long(text, longest(FundEntry, name), label)
    return problems


def _written(actor: Actor, grant: Grant, made: FundEntry, problems: list[Problem], *, beyond: bool = False) -> FundEntry:
    if problems:
        raise RefusedError(*problems)
    made.added_by = actor.account_id
    made.save()
    details = {"kind": made.kind, "amount": made.amount, "year": made.year} | ({"beyond": True} if beyond else {})
    record(actor, grant, "fund.correct" if made.kind == Kind.CORRECTION else "fund.record", made, made.locality, details)
    return made
