"""Appraisal teams and their visits."""

from django.urls import path

from kheo.movement.views import appraisals

ROOT = "<place:place>/tham-dinh-thuc-te/<slug:programme>/"

urlpatterns = [
    path(ROOT, appraisals.appraisals, name="appraisals"),
    path(f"{ROOT}to/", appraisals.team_new, name="appraisal_team_new"),
    path(f"{ROOT}to/<number:pk>/", appraisals.team_edit, name="appraisal_team"),
    path(f"{ROOT}to/<number:pk>/hen/", appraisals.visit_new, name="appraisal_new"),
    path(f"{ROOT}<number:pk>/", appraisals.appraisal, name="appraisal"),
    path(f"{ROOT}<number:pk>/lich/", appraisals.visit_move, name="appraisal_move"),
    path(f"{ROOT}<number:pk>/anh/", appraisals.photograph_add, name="appraisal_photograph"),
    path(f"{ROOT}<number:pk>/bien-ban/<str:form>/", appraisals.visit_paper, name="appraisal_paper"),
]
