"""The conclusion's pages: its points, typed or taken from the chair's speech, and the look at each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.conference.actions.points import PointContent, content_of, look_at_point, set_points
from kheo.conference.forms.closing import PointForm, PointsForm
from kheo.conference.models import Conference
from kheo.conference.queries.closing import conclusion_text, notice_of, points_of, shown_points
from kheo.conference.rules.points import proposed_points, typed_points
from kheo.conference.views.lookup import conference_or_404
from kheo.conference.views.stage_lookup import point_or_404
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

FROM_SPEECH = "bai-ket-luan"


@page("conference.read")
@require_safe
def conclusion(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    points = shown_points(found)
    context = {
        "conference": found,
        "points": points,
        "unseen": sum(not shown.point.looked_at for shown in points),
        "notice": notice_of(found),
        "has_speech": bool(conclusion_text(found)),
        "next_year": found.programme.year + 1,
        "may_edit": found.state != Conference.State.CLOSED and may(request, "conference.manage", locality),
        "may_close": found.state == Conference.State.OPEN and may(request, "conference.close", locality),
        "may_read_tasks": may(request, "directive.read", locality),
    }
    return render(request, "conference/conclusion.html", context)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def points(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The points, one a line. ``?tu=bai-ket-luan`` proposes them from the chair's speech; nothing is kept until it is sent."""
    found = conference_or_404(locality, pk)
    there = {point.text: content_of(point) for point in points_of(found)}
    lines = proposed_points(conclusion_text(found)) if request.GET.get("tu") == FROM_SPEECH else list(there)
    form = PointsForm(request.POST or None, initial={"points": "\n".join(lines), "version": found.version})
    if request.method == "POST" and form.is_valid():
        typed = [tidy(line) for line in typed_points(form.cleaned_data["points"])]
        contents = [there.get(text) or PointContent(text) for text in typed]
        try:
            made = set_points(acting(request), found, contents, form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(conference_or_404(locality, pk).version)
        else:
            messages.success(request, f"Đã ghi {len(made)} điểm. Xem từng điểm: nơi thực hiện, hạn.")
            return redirect("conference:conclusion", locality.code, found.pk)
    context = {"conference": found, "form": form, "has_points": bool(there), "has_speech": bool(conclusion_text(found))}
    return render(request, "conference/points.html", context, status=422 if form.errors else 200)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, locality: Locality, pk: int, point: int) -> HttpResponse:
    """The look at one point; then the next that waits."""
    found = conference_or_404(locality, pk)
    one = point_or_404(found, point)
    form = PointForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            look_at_point(acting(request), one, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(point_or_404(found, point).version)
        else:
            following = points_of(found).filter(looked_at=False).first()
            messages.success(request, f"Đã xem điểm {one.order}.")
            if following is not None:
                return redirect("conference:point", locality.code, found.pk, following.pk)
            return redirect("conference:conclusion", locality.code, found.pk)
    context = {"conference": found, "point": one, "form": form, "next_year": found.programme.year + 1}
    return render(request, "conference/point.html", context, status=422 if form.errors else 200)
