"""The office's pages of news: the list, one item with its words and pictures, its numbers read while it is written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.trail import history_of
from kheo.reporting.actions.news import discard_news, draft_news, edit_news
from kheo.reporting.forms.news import NewsForm, PictureForm, PictureWordsForm, StartForm
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news import find_item, office_items
from kheo.reporting.queries.news_figures import Told, figures_told, parts_of
from kheo.reporting.rules.news_text import Words, missing, words


def item_or_404(locality: Locality, pk: int) -> NewsItem:
    found = find_item(locality, pk)
    if found is None:
        raise Http404("Không có bản tin này.")
    return found


@page("news.edit")
@require_safe
def items(request: HttpRequest, locality: Locality) -> HttpResponse:
    return show_items(request, locality, StartForm(locality))


def show_items(request: HttpRequest, locality: Locality, form: StartForm) -> HttpResponse:
    listed = list(office_items(locality))
    context = {
        "drafts": [item for item in listed if item.state == NewsItem.State.DRAFT],
        "others": [item for item in listed if item.state != NewsItem.State.DRAFT],
        "form": form,
    }
    return render(request, "reporting/newsroom.html", context, status=422 if form.errors else 200)


@page("news.edit")
@require_POST
def begin(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Draft an item from the record."""
    form = StartForm(locality, request.POST)
    if form.is_valid():
        year, conference = form.subject()
        try:
            made = draft_news(acting(request), locality, year, conference)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Khéo đã viết bản nháp từ sổ. Đọc lại, sửa cho thành lời của mình rồi đăng.")
            return redirect("reporting:news_edit", locality.code, made.pk)
    return show_items(request, locality, form)


@page("news.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A draft: its words, its numbers beside the record's, its pictures. What was published once has its own page."""
    item = item_or_404(locality, pk)
    if item.state != NewsItem.State.DRAFT and request.method != "POST":
        return _show_published(request, item)
    form = NewsForm(item, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_news(acting(request), item, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(item.version)
        else:
            messages.success(request, "Đã ghi bản tin.")
            return redirect("reporting:news_edit", locality.code, item.pk)
    return show_draft(request, item, form)


def show_draft(
    request: HttpRequest,
    item: NewsItem,
    form: NewsForm | None = None,
    *,
    picture_form: PictureForm | None = None,
    problems: RefusedError | None = None,
) -> HttpResponse:
    """The page of a draft with what was wrong when something was refused (status 422)."""
    form = form or NewsForm(item)
    wrong = problems is not None or bool(form.errors) or (picture_form is not None and bool(picture_form.errors))
    shown = [(one, PictureWordsForm(prefix=f"anh{one.pk}", initial=_words_of(one))) for one in item.pictures.all()]
    context = {
        "item": item,
        "form": form,
        "told": told_by(item, form),
        "pictures": shown,
        "picture_form": picture_form or PictureForm(prefix="moi"),
        "problems": problems.problems if problems else (),
        "missing": missing(
            Words(item.title, item.lead, item.text, item.author_line), has_publisher=item.publisher_id is not None
        ),
        "may_publish": may(request, "news.publish", item.locality),
        "history": history_of(item),
    }
    return render(request, "reporting/news_edit.html", context, status=422 if wrong else 200)


def _words_of(picture: object) -> dict[str, str]:
    return {name: getattr(picture, name) for name in ("caption", "alternative")}


def told_by(item: NewsItem, form: NewsForm) -> Told:
    """The numbers in the words as they stand in *form*."""
    typed = words(**form.typed())
    pictures = [(one.caption, one.alternative) for one in item.pictures.all()]
    return figures_told(item, parts_of(typed.title, typed.lead, typed.text, pictures))


@without_once
@page("news.edit")
@require_POST
def numbers(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The numbers of what is typed, nothing written: a piece of the page while typing, the page itself without scripts."""
    item = item_or_404(locality, pk)
    form = NewsForm(item, request.POST)
    if request.headers.get("HX-Request") == "true":
        return render(request, "reporting/news_numbers.html", {"told": told_by(item, form), "item": item})
    form.is_valid()
    return show_draft(request, item, form)


@page("news.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Ask, then throw a draft away."""
    item = item_or_404(locality, pk)
    if request.method == "POST":
        try:
            discard_news(acting(request), item, posted_version(request))
        except RefusedError as refusal:
            return render(request, "reporting/news_discard.html", {"item": item, "problems": refusal.problems}, status=422)
        messages.success(request, "Đã bỏ bản nháp.")
        return redirect("reporting:newsroom", locality.code)
    return render(request, "reporting/news_discard.html", {"item": item})


def _show_published(request: HttpRequest, item: NewsItem) -> HttpResponse:
    context = {
        "item": item,
        "told": figures_told(item) if item.state == NewsItem.State.PUBLISHED else None,
        "corrections": item.corrections.order_by("-pk"),
        "reasons": item.reasons.all(),
        "may_publish": may(request, "news.publish", item.locality),
        "history": history_of(item),
    }
    return render(request, "reporting/news_published.html", context)
