"""Each person's first page: what waits for me, what is late, what comes next."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.coming import Coming, coming
from kheo.desk.queries.items import items_for, parted
from kheo.desk.queries.year import steps_of
from kheo.foundation.numbers import in_words
from kheo.movement.models import Programme
from kheo.movement.queries.programmes import current_programmes
from kheo.organisation.access import is_open, may, opens, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.notices import readable, unread

NOTICES_SHOWN = 3
WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the desk of the first locality where something is held; the operator to the accounts, nobody to sign in."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('account_login')}?next={request.path}")
    held = acting(request).localities()
    if held:
        return HttpResponseRedirect(reverse("desk:desk", args=[held[0]]))
    localities = Locality.objects.order_by("name") if acting(request).is_operator else []
    return render(request, "desk/no_position.html", {"localities": localities})


start.authority = "desk.open"  # type: ignore[attr-defined]  # no locality in its address, so page() can't look it up


@require_GET
@page("desk.open")
def desk(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    programmes = current_programmes(locality, today)
    programme = programmes[0] if programmes else None
    actor = acting(request)
    followed: list[Programme | None] = [*programmes] or [None]
    benches = [Bench(actor, locality, one, today) for one in followed]
    items = [item for item in items_for(*benches) if is_open(actor, locality, item.url)]
    told = readable(actor, locality, unread(actor, locality, today)[: NOTICES_SHOWN + 1])
    other = [code for code in actor.localities() if code != locality.code]
    context = {
        "today": today,
        "weekday": WEEKDAYS[today.weekday()],
        "items": items,
        "parts": parted(items, today),
        "late": sum(item.is_late for item in items),
        "told": told[:NOTICES_SHOWN],
        "is_more_told": len(told) > NOTICES_SHOWN,
        "coming": [_led(request, locality, day) for day in coming(*benches) if is_open(actor, locality, day.url)],
        "count": in_words(len(items)),
        "programme": programme,
        "also": programmes[1:],
        "may_read_programmes": may(request, "programme.read", locality),
        "steps": steps_of(programme) if programme else [],
        "titles": [grant.title for grant in actor.grants if grant.locality == locality.code],
        "other_localities": Locality.objects.filter(code__in=other),
    }
    return render(request, "desk/desk.html", context)


def _led(request: HttpRequest, locality: Locality, day: Coming) -> Coming:
    """*day* for everybody; its page only for whoever may open it: a village head reads of a visit, and isn't led to refusal."""
    return day if not day.url or opens(request, urlsplit(day.url).path, locality) else replace(day, url="")
