from django.urls import path

from kheo.democracy.views import boards, projects, watching

PROJECT = "<place:place>/dan-chu/quan-ly/cong-trinh/<number:pk>/"

urlpatterns = [
    path("<place:place>/dan-chu/cong-trinh/", watching.projects, name="projects"),
    path("<place:place>/dan-chu/cong-trinh/<number:pk>/", watching.project_public, name="project_public"),
    path("<place:place>/dan-chu/quan-ly/cong-trinh/", projects.project_list, name="project_list"),
    path("<place:place>/dan-chu/quan-ly/cong-trinh/them/", projects.project_new, name="project_new"),
    path(PROJECT, projects.project, name="project"),
    path(f"{PROJECT}sua/", projects.project_edit, name="project_edit"),
    path(f"{PROJECT}lap-ban/", boards.found_for_project, name="project_board"),
    path(f"{PROJECT}dong-gop/", projects.gift_new, name="gift_new"),
    path(f"{PROJECT}tien-do/", projects.progress_new, name="progress_new"),
    path(f"{PROJECT}hoan-thanh/", projects.project_finish, name="project_finish"),
    path(f"{PROJECT}dung/", projects.project_stop, name="project_stop"),
    path("<place:place>/dan-chu/quan-ly/dong-gop/<number:pk>/ghi-lai/", projects.gift_correct, name="gift_correct"),
    path("<place:place>/dan-chu/quan-ly/tien-do/<number:pk>/ghi-lai/", projects.progress_correct, name="progress_correct"),
]
