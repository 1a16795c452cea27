"""Addresses of dialogues."""

from django.urls import path

from kheo.democracy.views import consultation_papers, dialogues

_PUBLIC, _STAFF = "<place:place>/dan-chu/doi-thoai/", "<place:place>/dan-chu/quan-ly/doi-thoai/"
_ONE = f"{_STAFF}<number:pk>/"

urlpatterns = [
    path(_PUBLIC, dialogues.dialogues, name="dialogues"),
    path(f"{_PUBLIC}<number:pk>/", dialogues.dialogue, name="dialogue"),
    path(_STAFF, dialogues.dialogue_list, name="dialogue_list"),
    path(f"{_STAFF}lap/", dialogues.dialogue_new, name="dialogue_new"),
    path(_ONE, dialogues.dialogue_file, name="dialogue_file"),
    path(f"{_ONE}sua/", dialogues.dialogue_edit, name="dialogue_edit"),
    path(f"{_ONE}moi/", dialogues.dialogue_invite, name="dialogue_invite"),
    path(f"{_ONE}hop/", dialogues.dialogue_hold, name="dialogue_hold"),
    path(f"{_ONE}y-kien/", dialogues.dialogue_ask, name="dialogue_ask"),
    path(f"{_ONE}ket-luan/", dialogues.dialogue_conclude, name="dialogue_conclude"),
    path(f"{_ONE}ket-thuc/", dialogues.dialogue_close, name="dialogue_close"),
    path(f"{_ONE}thoi/", dialogues.dialogue_withdraw, name="dialogue_withdraw"),
    path(f"{_ONE}tong-hop.<paper:ending>", consultation_papers.dialogue, name="dialogue_paper"),
    path("<place:place>/dan-chu/quan-ly/cau-hoi-doi-thoai/<number:pk>/", dialogues.dialogue_answer, name="dialogue_answer"),
]
