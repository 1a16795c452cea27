"""Pictures of a draft: adding, saying, ordering, taking away; seen by the office before anybody else."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kheo.foundation.downloads import UNKEPT, in_place
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.reporting.actions.news import add_picture, describe_picture, move_picture, remove_picture
from kheo.reporting.forms.news import PictureForm, PictureWordsForm
from kheo.reporting.models import NewsItem, NewsPicture
from kheo.reporting.views.newsroom import item_or_404, show_draft


@page("news.edit")
@require_POST
def add(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    item = item_or_404(locality, pk)
    form = PictureForm(request.POST, request.FILES, prefix="moi")
    if form.is_valid():
        data = form.cleaned_data
        try:
            add_picture(acting(request), item, data["file"].name, data["file"].file, data["caption"], data["alternative"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã thêm ảnh.")
            return redirect("reporting:news_edit", locality.code, item.pk)
    return show_draft(request, item, picture_form=form)


@page("news.edit")
@require_POST
def change(request: HttpRequest, locality: Locality, pk: int, picture: int) -> HttpResponse:
    """Say it anew, move it up or take it away: the button says which."""
    item = item_or_404(locality, pk)
    found = _picture_or_404(item, picture)
    found.item = item
    act = request.POST.get("act")
    try:
        if act == "remove":
            remove_picture(acting(request), found)
            messages.success(request, "Đã bỏ ảnh.")
        elif act == "up":
            move_picture(acting(request), found)
            messages.success(request, "Đã chuyển ảnh lên trước.")
        else:
            prefix = f"anh{found.pk}"
            words = PictureWordsForm(request.POST, prefix=prefix)
            said = {name: words.data.get(f"{prefix}-{name}", "") for name in words.fields}
            describe_picture(acting(request), found, said["caption"], said["alternative"])
            messages.success(request, "Đã ghi lời ảnh.")
    except RefusedError as refusal:
        return show_draft(request, item, problems=refusal)
    return redirect("reporting:news_edit", locality.code, item.pk)


@page("news.edit")
@require_safe
def show(_request: HttpRequest, locality: Locality, pk: int, picture: int) -> HttpResponse:
    """A picture for the office; drawn anew when it was kept, so it is safe to show in place."""
    found = _picture_or_404(item_or_404(locality, pk), picture)
    return in_place(found.file, UNKEPT)


def _picture_or_404(item: NewsItem, picture: int) -> NewsPicture:
    found = next((one for one in item.pictures.all() if one.pk == picture), None)
    if found is None:
        raise Http404("Không có ảnh này.")
    return found
