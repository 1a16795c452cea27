"""Going out: a last look with a reason for every number that differs, correction, withdrawal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.reporting.actions.news import correct_news, publish_news, withdraw_news
from kheo.reporting.forms.news import CorrectionForm, ReasonsForm, WithdrawForm, reasons_in
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news_figures import figures_told, parts_of
from kheo.reporting.rules.news_text import Words, missing, words
from kheo.reporting.views.newsroom import item_or_404


@page("news.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The item as readers will see it, each number marked; a field of reason beside each one that differs."""
    item = item_or_404(locality, pk)
    if item.state != NewsItem.State.DRAFT and request.method != "POST":
        return redirect("reporting:news_edit", locality.code, item.pk)
    told = figures_told(item)
    form = ReasonsForm(told.questions, request.POST or None, item.version)
    if request.method == "POST" and form.is_valid():
        try:
            published = publish_news(acting(request), item, form.reasons(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(item.version)
        else:
            messages.success(request, "Đã đăng. Trang và RSS có tin này từ bây giờ.")
            return redirect("reporting:news_item", locality.code, published.slug)
    kept = Words(item.title, item.lead, item.text, item.author_line)
    context = {
        "item": item,
        "told": told,
        "form": form,
        "missing": missing(kept, has_publisher=item.publisher_id is not None),
    }
    return render(request, "reporting/news_publish.html", context, status=422 if form.errors else 200)


@page("news.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Change what was published and say so to its readers."""
    item = item_or_404(locality, pk)
    if item.state != NewsItem.State.PUBLISHED and request.method != "POST":
        return redirect("reporting:news_edit", locality.code, item.pk)
    form = CorrectionForm(item, list(item.pictures.all()), request.POST or None)
    typed = words(**form.typed())
    pictures = [(one.caption, one.alternative) for one in item.pictures.all()]
    told = figures_told(item, parts_of(typed.title, typed.lead, typed.text, pictures))
    form.ask_reasons(told.questions)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            corrected = correct_news(
                acting(request),
                item,
                form.content(),
                data["note"],
                data["version"],
                reasons_in(data),
                data.get("without") or (),
            )
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(item.version)
        else:
            messages.success(request, "Đã đăng bản đính chính.")
            return redirect("reporting:news_item", locality.code, corrected.slug)
    return render(request, "reporting/news_correct.html", {"item": item, "form": form}, status=422 if form.errors else 200)


@page("news.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Take a published item off, with a word to whoever opens its address."""
    item = item_or_404(locality, pk)
    if item.state != NewsItem.State.PUBLISHED and request.method != "POST":
        return redirect("reporting:news_edit", locality.code, item.pk)
    form = WithdrawForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_news(acting(request), item, form.cleaned_data["note"], form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(item.version)
        else:
            messages.success(request, "Đã gỡ tin.")
            return redirect("reporting:news_edit", locality.code, item.pk)
    return render(request, "reporting/news_withdraw.html", {"item": item, "form": form}, status=422 if form.errors else 200)
