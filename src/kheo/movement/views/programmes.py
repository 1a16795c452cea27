"""The office's pages of a programme: list, overview, create, edit, open and close."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.programmes import close_programme, create_programme, open_programme, update_programme
from kheo.movement.forms.programmes import NewProgrammeForm, ProgrammeForm
from kheo.movement.models import Registration
from kheo.movement.queries.changes import changes_of
from kheo.movement.queries.programmes import is_registering, last_programme, programmes_of, progress_of
from kheo.movement.queries.registrations import registrations_of
from kheo.movement.queries.rounds import gates_of
from kheo.movement.queries.silence import quiet, share_of
from kheo.movement.rules.rounds import Asked
from kheo.movement.views.lookup import programme_or_404, sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality, Unit
from kheo.organisation.queries.levels import UPPER_LEVELS

PAGE_SIZE = 200


@page("programme.read")
@require_safe
def programmes(request: HttpRequest, locality: Locality) -> HttpResponse:
    context = {"programmes": programmes_of(locality), "may_manage": may(request, "programme.manage", locality)}
    return render(request, "movement/programmes.html", context)


@page("programme.read")
@require_safe
def programme(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The registrations of a year, by state, unit and words; what there is to do about them."""
    found = programme_or_404(locality, programme)
    state = request.GET.get("buoc", "")
    rows = registrations_of(found).order_by("initiative__folded", "pk")
    counts = dict.fromkeys(Registration.State.values, 0)
    for code in rows.values_list("state", flat=True):
        counts[code] += 1
    context = {
        "programme": found,
        "states": [(code, label, counts[code]) for code, label in Registration.State.choices if counts[code]],
        "state": state if state in counts else "",
        "total": sum(counts.values()),
        "listed": Paginator(rows.filter(state=state) if state in counts else rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "progress": progress_of(found),
        "asked": Asked(found.least_each, found.most_each).in_words(),
        "changes": changes_of(found),
        "gates": gates_of(found),
        "is_registering": is_registering(found, timezone.localdate()),
        "told": share_of(quiet(found, timezone.localdate())),
        "may_manage": may(request, "programme.manage", locality),
        "may_export": may(request, "initiatives.export", locality),
        "may_import": may(request, "initiatives.import", locality),
        "may_register": may(request, "registration.edit", locality),
        "may_decide": may(request, "submission.decide", locality),
        "may_score": may(request, "assessment.read", locality),
        "may_compare": may(request, "likeness.read", locality),
        "may_allocate": may(request, "units.allocate", locality),
        "may_see_levels": may(request, "nomination.read", locality),
        "has_level_above": locality.unit.level != Unit.Level.PROVINCE,
        "has_level_below": locality.unit.level in UPPER_LEVELS,
        "may_read_periods": may(request, "period.read", locality),
    }
    return render(request, "movement/programme.html", context)


@page("programme.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = NewProgrammeForm(locality, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_programme(
                acting(request),
                locality,
                form.cleaned_data["year"],
                form.cleaned_data["code"],
                form.content(),
            )
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã lập chương trình năm {made.year}. Tiếp theo: nhập danh sách đăng ký.")
            return redirect("movement:programme", locality.code, made.code)
    context = {"form": form, "last": last_programme(locality)}
    return render(request, "movement/programme_form.html", context, status=422 if form.errors else 200)


@page("programme.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    form = ProgrammeForm(locality, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            update_programme(acting(request), found, form.content(), form.reason(sent_version(request)))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi chương trình.")
            return redirect("movement:programme", locality.code, found.code)
    context = {"form": form, "programme": found}
    return render(request, "movement/programme_form.html", context, status=422 if form.errors else 200)


@page("programme.manage")
@require_POST
def programme_state(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """Open or close: the button says which, and a state that is there already is no fault of the person's."""
    found = programme_or_404(locality, programme)
    act, said = (
        (open_programme, "Đã mở lại chương trình; nhận danh sách được.")
        if request.POST.get("to") == "open"
        else (close_programme, "Đã đóng chương trình; không nhận thêm danh sách.")
    )
    try:
        act(acting(request), found)
    except RefusedError as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("movement:programme", locality.code, found.code)
