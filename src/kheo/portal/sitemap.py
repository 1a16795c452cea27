"""``/sitemap.xml``: every public page that has a lasting address; split into parts only where one file would be too long."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as library
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kheo.movement.models import Initiative
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news import published_everywhere

LOCALITY_PAGES = ("portal:home", "portal:units", "movement:initiatives", "figures:figures", "reporting:news", "democracy:people")


class PublicPages(Sitemap):
    """Addresses under the name by which the public knows this installation, whoever asks."""

    limit = 20_000

    def get_domain(self, site: Any = None) -> str:  # noqa: ARG002  the library's call
        return urlsplit(settings.KHEO_PUBLIC_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002  the library's call
        return urlsplit(settings.KHEO_PUBLIC_URL).scheme


class Places(PublicPages):
    def items(self) -> list[str]:
        codes = Locality.objects.order_by("code").values_list("code", flat=True)
        return [reverse("portal:front"), *(reverse(view, args=[code]) for code in codes for view in LOCALITY_PAGES)]

    def location(self, item: str) -> str:
        return item


class Units(PublicPages):
    def items(self) -> QuerySet[Initiative, tuple[str, str]]:
        found = Initiative.objects.filter(registrations__isnull=False, merged_into=None).values_list(
            "locality__code", "unit__code"
        )
        return found.order_by("locality__code", "unit__code").distinct()

    def location(self, item: tuple[str, str]) -> str:
        return reverse("portal:unit", args=item)


class Initiatives(PublicPages):
    def items(self) -> QuerySet[Initiative, tuple[str, int]]:
        found = Initiative.objects.filter(registrations__isnull=False, merged_into=None).values_list("locality__code", "pk")
        return found.order_by("locality__code", "pk").distinct()

    def location(self, item: tuple[str, int]) -> str:
        return reverse("movement:initiative", args=item)


class News(PublicPages):
    def items(self) -> QuerySet[NewsItem]:
        return published_everywhere().prefetch_related(None)

    def location(self, item: NewsItem) -> str:
        return reverse("reporting:news_item", args=[item.locality.code, item.slug])

    def lastmod(self, item: NewsItem) -> datetime | None:
        return item.modified_at or item.published_at


SECTIONS: dict[str, type[PublicPages]] = {"noi": Places, "don-vi": Units, "mo-hinh": Initiatives, "tin": News}


@page("page.public")
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses at once; from the size on that one file may not have, the list of the parts."""
    sections = {name: section() for name, section in SECTIONS.items()}
    if all(section.paginator.num_pages == 1 for section in sections.values()):
        return library.sitemap(request, {**sections})
    return library.index(request, {**sections}, sitemap_url_name="portal:sitemap_part")


@page("page.public")
@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    return library.sitemap(request, {name: found() for name, found in SECTIONS.items()}, section)


@page("page.public")
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Where the list is; the office's pages say for themselves that they are no one else's."""
    lines = ("User-agent: *", "Disallow: /tai-khoan/", f"Sitemap: {settings.KHEO_PUBLIC_URL}{reverse('portal:sitemap')}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
