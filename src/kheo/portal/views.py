"""Public pages that cross chapters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.organisation.access import page
from kheo.organisation.models import Locality


@page("page.public")
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Where this installation's localities are chosen."""
    return render(request, "portal/front.html", {"localities": Locality.objects.all()})


@page("page.public")
@require_safe
def home(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The year of a locality at a glance."""
    return render(request, "portal/home.html", {"locality": locality})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    return render(request, "kheo/not_found.html", status=404)
