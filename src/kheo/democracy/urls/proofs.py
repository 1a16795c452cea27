"""Proofs of publishing: of the office, of the villages' heads, and all of them for inspectors."""

from django.urls import URLPattern, path

from kheo.democracy.views import posting_proofs

OFFICE = "<place:place>/dan-chu/quan-ly/cong-khai/"
PROOF = f"{OFFICE}minh-chung-cong-khai/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{OFFICE}noi-dung/<number:pk>/minh-chung/", posting_proofs.proof_new, name="proof_new"),
    path(f"{OFFICE}noi-dung/<number:pk>/nhieu-noi/", posting_proofs.proof_together, name="proof_together"),
    path(f"{OFFICE}noi-dung/<number:pk>/da-bao/", posting_proofs.tell, name="proof_tell"),
    path(f"{OFFICE}thon/", posting_proofs.village_duties, name="village_duties"),
    path(f"{OFFICE}kiem-tra/", posting_proofs.inspection, name="publishing_inspection"),
    path(f"{PROOF}tep/", posting_proofs.proof_file, name="proof_file"),
    path(f"{PROOF}anh-nho.jpg", posting_proofs.proof_small, name="proof_small"),
    path(f"{PROOF}ghi-lai/", posting_proofs.proof_correct, name="proof_correct"),
]
