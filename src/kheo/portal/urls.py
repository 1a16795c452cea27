from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers <place:…> and <unit:…>
from kheo.foundation.ui import views as ui
from kheo.organisation.access import page
from kheo.portal import sitemap, views

app_name = "portal"

# The foundation draws these; who may see them is known only from here on.
ui_patterns = [
    path("", page("page.public")(ui.components), name="components"),
    path("dan/<number:seed>.svg", page("page.public")(ui.cloth), name="cloth"),
]

urlpatterns = [
    path("", views.front, name="front"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("<place:place>/", views.home, name="home"),
    path("<place:place>/don-vi/", views.units, name="units"),
    path("<place:place>/don-vi/<unit:code>/", views.unit, name="unit"),
    path("<place:place>/don-vi/<unit:code>/thanh-tich/", views.dossier, name="dossier"),
    path("<place:place>/don-vi/<unit:code>/thanh-tich.<str:ending>", views.dossier_paper, name="dossier_paper"),
    path("<place:place>/mo-hinh/<number:pk>/the/", views.card, name="card"),
    path("<place:place>/tim/", views.search, name="search"),
]
