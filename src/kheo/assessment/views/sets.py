"""Criteria sets: the list of a locality, one set, its file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.criteria.values import SetRead
from kheo.assessment.criteria.writing import toml_of
from kheo.assessment.forms.loading import FileForm
from kheo.assessment.models import ClassThreshold, CriteriaSet, Criterion
from kheo.assessment.queries.criteria import drafts_of, listed_sets, read_back, sets_for, versions_of
from kheo.assessment.rules.schemes import highest_of
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("criteria.read")
@require_safe
def sets(request: HttpRequest, locality: Locality) -> HttpResponse:
    return _list(request, locality, FileForm())


def _list(request: HttpRequest, locality: Locality, form: FileForm) -> HttpResponse:
    may_edit = may(request, "criteria.edit", locality)
    context = {
        "listed": listed_sets(locality.code),
        "drafts": drafts_of(locality.code) if may_edit else (),
        "may_edit": may_edit,
        "form": form if may(request, "criteria.load", locality) else None,
    }
    return render(request, "assessment/sets.html", context, status=422 if form.errors else 200)


@page("criteria.load")
@require_POST
def load(request: HttpRequest, locality: Locality) -> HttpResponse:
    """A set of another office or an older one of our own, from the file that a page of Khéo handed out."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            loaded, is_new = load_criteria(acting(request), form.cleaned_data["file"].read(), locality)
        except RefusedError as refusal:
            for problem in refusal.problems:
                form.add_error("file", str(problem))
        else:
            said = f"Đã nạp «{loaded}», phiên bản {loaded.version}." if is_new else "Tệp này đã nạp trước đây; không thêm gì."
            messages.success(request, said)
            return redirect("assessment:set", locality.code, loaded.pk)
    return _list(request, locality, form)


@page("criteria.read")
@require_safe
def criteria_set(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = set_or_404(locality, pk)
    read = read_back(found)
    items = list(Criterion.objects.filter(criteria_set=found))
    context = {
        "criteria_set": found,
        "items": items,
        "classes": ClassThreshold.objects.filter(criteria_set=found),
        "highest": _highest(read),
        "versions": versions_of(found),
        "is_own": found.locality == locality.code,
        "may_edit": may(request, "criteria.edit", locality),
    }
    return render(request, "assessment/set.html", context)


def _highest(read: SetRead) -> list[tuple[str, object]]:
    """The most that each kind of unit can reach; one nameless row where the set tells no kinds apart."""
    rules = [item.rule for item in read.items]
    kinds = [(kind.label, kind.code) for kind in read.kinds] or [("", "")]
    return [(label, highest_of(read.scheme, rules, code)) for label, code in kinds]


@page("criteria.read")
@require_safe
def criteria_file(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:  # noqa: ARG001  every view takes it
    """The set as a TOML file: for another locality, for the command line, for keeping."""
    found = set_or_404(locality, pk)
    answer = HttpResponse(toml_of(read_back(found)), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}-{found.version}.toml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def set_or_404(locality: Locality, pk: int) -> CriteriaSet:
    found = sets_for(locality.code).filter(pk=pk).first()
    if found is None:
        raise Http404("Không có bộ tiêu chí này.")
    return found
