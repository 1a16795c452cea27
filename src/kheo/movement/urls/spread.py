"""Addresses of spreading: origins, trees, guidance; and of two records that are one."""

from django.urls import path

from kheo.movement.views import following, guidance, lineage, merging, spread

urlpatterns = [
    path("<place:place>/lan-toa/", spread.spread, name="spread"),
    path("<place:place>/lam-theo/", following.follow, name="follow"),
    path("<place:place>/mo-hinh/<number:pk>/lan-toa/", spread.tree, name="tree"),
    path("<place:place>/mo-hinh/<number:pk>/huong-dan/", guidance.guidance, name="guidance"),
    path("<place:place>/mo-hinh/<number:pk>/huong-dan.<paper:ending>", guidance.guidance_file, name="guidance_file"),
    path("<place:place>/ho-so/<number:pk>/huong-dan/", guidance.guidance_edit, name="guidance_edit"),
    path("<place:place>/ho-so/<number:pk>/hoc-tu/", lineage.lineage_add, name="lineage_add"),
    path("<place:place>/hoc-tu/<number:pk>/", lineage.lineage_edit, name="lineage_edit"),
    path("<place:place>/hoc-tu/<number:pk>/tra-loi/", lineage.lineage_answer, name="lineage_answer"),
    path("<place:place>/ho-so/<number:pk>/gop/", merging.merge, name="merge"),
    path("<place:place>/ho-so/<number:pk>/da-gop/", merging.merged, name="merged"),
]
