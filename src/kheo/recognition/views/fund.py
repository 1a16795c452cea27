"""The reward fund: its book of a year, what comes in, the lists that are paid, corrections."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.fund import correct_entry, open_fund, pay_list, receive
from kheo.recognition.forms.fund import CorrectionForm, PaymentForm, ReceiptForm
from kheo.recognition.models import FundEntry
from kheo.recognition.queries.fund import Fund, find_entry, fund_of, payment_of, years_of
from kheo.recognition.queries.money import booking_problem, money_of
from kheo.recognition.rules.fund import excess_problem
from kheo.recognition.views.rewards import with_money

MONEY_METHODS = ["GET", "HEAD", "POST"]


def _year(request: HttpRequest) -> int:
    text = request.GET.get("nam", "")
    if not text:
        return timezone.localdate().year
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Http404("Không có năm này.")
    return int(text)


def _book_url(locality: Locality, year: int) -> str:
    return f"{reverse('recognition:fund', args=[locality.code])}?nam={year}"


@page("fund.read")
@require_safe
def fund(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The book of a year with the balance after every line."""
    year = _year(request)
    book = fund_of(locality, year)
    context = {
        "book": book,
        "years": sorted({*years_of(locality), year, timezone.localdate().year}, reverse=True),
        "may_record": may(request, "fund.record", locality),
    }
    return render(request, "recognition/fund.html", context)


@page("fund.record")
@require_http_methods(MONEY_METHODS)
def opening(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The opening balance; the closing balance of the year before is proposed."""
    year = _year(request)
    book = fund_of(locality, year)
    form = ReceiptForm(request.POST or None, initial=_first_line(book))

    def write() -> FundEntry:
        data = form.cleaned_data
        return open_fund(acting(request), locality, year, data["amount"], data["on"], data["source"], data["paper"])

    return _line_page(request, locality, form, write, {"book": book, "heading": f"Số dư đầu năm {year}"})


def _first_line(book: Fund) -> dict[str, str]:
    words = {"on": f"01/01/{book.year}"}
    if book.before is not None:
        words |= {"amount": f"{book.before:,}".replace(",", "."), "source": f"Số dư cuối năm {book.year - 1} chuyển sang"}
    return words


@page("fund.record")
@require_http_methods(MONEY_METHODS)
def receipt(request: HttpRequest, locality: Locality) -> HttpResponse:
    book = fund_of(locality, _year(request))
    form = ReceiptForm(request.POST or None)

    def write() -> FundEntry:
        data = form.cleaned_data
        return receive(acting(request), locality, data["amount"], data["on"], data["source"], data["paper"])

    return _line_page(request, locality, form, write, {"book": book, "heading": "Khoản thu vào quỹ"})


@page("fund.record")
@require_http_methods(MONEY_METHODS)
def pay(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """That the payment list of a decision was paid; a list beyond the fund is asked about first."""
    found = with_money(locality, pk)
    money = money_of(found)
    paid = payment_of(found.pk)
    if paid is not None:
        messages.info(request, f"Danh sách này đã ghi chi ngày {paid.on:%d/%m/%Y}.")
        return redirect(_book_url(locality, paid.year))
    if problem := booking_problem(found, money):
        messages.error(request, problem)
        return redirect("recognition:money", locality.code, found.pk)
    book = fund_of(locality, timezone.localdate().year)
    form = PaymentForm(request.POST or None)

    def write() -> FundEntry:
        data = form.cleaned_data
        return pay_list(acting(request), found, data["on"], data["paper"], even_beyond=data["even_beyond"])

    more = {
        "book": book,
        "decision": found,
        "money": money,
        "excess": excess_problem(money.total, book.balance),
        "heading": "Ghi chi danh sách thưởng",
    }
    return _line_page(request, locality, form, write, more)


@page("fund.record")
@require_http_methods(MONEY_METHODS)
def correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The right amount of a line, with reason and paper."""
    entry = find_entry(locality, pk)
    if entry is None or entry.kind == FundEntry.Kind.CORRECTION:
        raise Http404("Không có dòng này.")
    book = fund_of(locality, entry.year)
    standing = abs(next(line.standing for line in book.lines if line.entry.pk == entry.pk))
    form = CorrectionForm(standing, request.POST or None)

    def write() -> FundEntry:
        data = form.cleaned_data
        return correct_entry(acting(request), entry, data["amount"], data["reason"], data["paper"])

    more = {"book": book, "entry": entry, "standing": standing, "heading": "Sửa một dòng trong sổ"}
    return _line_page(request, locality, form, write, more)


def _line_page(
    request: HttpRequest, locality: Locality, form: forms.Form, write: Callable[[], FundEntry], context: dict[str, object]
) -> HttpResponse:
    """One form that adds one line to the book."""
    if request.method == "POST" and form.is_valid():
        try:
            made = write()
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi vào sổ quỹ.")
            return redirect(_book_url(locality, made.year))
    return render(request, "recognition/fund_line.html", {**context, "form": form}, status=422 if form.errors else 200)
