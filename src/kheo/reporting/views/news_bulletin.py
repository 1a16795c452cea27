"""A news item goes to the loudspeaker: its words become a script there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kheo.democracy.actions.bulletins import BulletinContent, write_bulletin
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.reporting.models import NewsItem
from kheo.reporting.views.newsroom import item_or_404


@page("bulletin.write")
@require_POST
def news_bulletin(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Only what the public may read already; the paragraphs are read as they stand."""
    item = item_or_404(locality, pk)
    if item.state != NewsItem.State.PUBLISHED:
        messages.error(request, "Tin đã đăng mới soạn thành bài đọc loa.")
        return redirect("reporting:news_edit", locality.code, pk)
    try:
        made = write_bulletin(acting(request), locality, BulletinContent(item.title, f"{item.title}.\n{item.lead}\n{item.text}"))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:news_edit", locality.code, pk)
    messages.success(request, "Đã viết tin thành lời. Đọc lại, sửa, rồi xếp lịch.")
    return redirect("democracy:bulletin", locality.code, made.pk)
