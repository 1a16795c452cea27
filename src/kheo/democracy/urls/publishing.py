"""Publishing: the public list, and the office's plan and postings."""

from django.urls import URLPattern, path

from kheo.democracy.views import postings, public_postings, publishing, publishing_papers

PUBLIC = "<place:place>/dan-chu/cong-khai/"
OFFICE = "<place:place>/dan-chu/quan-ly/cong-khai/"
PLAN = f"{OFFICE}ke-hoach/<number:year>/"
LINE = f"{OFFICE}ke-hoach/dong-ke-hoach/<number:pk>/"
DRAFT = f"{OFFICE}chuan-bi/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path(PUBLIC, public_postings.postings, name="postings"),
    path(f"{PUBLIC}<number:pk>/", public_postings.posting, name="public_posting"),
    path(f"{PUBLIC}<number:pk>/van-ban/", public_postings.paper, name="posting_paper"),
    path(OFFICE, publishing.publishing, name="publishing"),
    path(f"{OFFICE}ke-hoach/lap/", publishing.plan_make, name="plan_make"),
    path(PLAN, publishing.plan, name="publishing_plan"),
    path(f"{PLAN}them/", publishing.line_new, name="line_new"),
    path(f"{PLAN}thong-qua/", publishing.plan_approve, name="plan_approve"),
    path(f"{PLAN}mo-lai/", publishing.plan_reopen, name="plan_reopen"),
    path(f"{PLAN}truyen-thanh/", publishing.plan_loudspeaker, name="plan_loudspeaker"),
    path(f"{PLAN}ban-da-ky/", publishing.plan_file, name="plan_file"),
    path(f"{PLAN}ke-hoach.<paper:ending>", publishing_papers.plan, name="plan_paper"),
    path(f"{PLAN}bao-cao.<paper:ending>", publishing_papers.report, name="publishing_report"),
    path(LINE, publishing.line_edit, name="line_edit"),
    path(f"{LINE}bo/", publishing.line_remove, name="line_remove"),
    path(f"{OFFICE}danh-muc/<number:year>/danh-muc.<paper:ending>", publishing_papers.quarterly_list, name="quarterly_list"),
    path(f"{OFFICE}danh-muc/<number:year>/niem-yet/", publishing_papers.post_list, name="post_list"),
    path(f"{OFFICE}chuan-bi/", postings.draft_new, name="draft_new"),
    path(DRAFT, postings.draft, name="draft"),
    path(f"{DRAFT}sua/", postings.draft_edit, name="draft_edit"),
    path(f"{DRAFT}van-ban/", postings.draft_paper, name="draft_paper"),
    path(f"{DRAFT}ban-goc/", postings.draft_original, name="draft_original"),
    path(f"{DRAFT}thay-ban-da-che/", postings.draft_mask, name="draft_mask"),
    path(f"{DRAFT}cong-khai/", postings.draft_publish, name="draft_publish"),
    path(f"{DRAFT}bo/", postings.draft_discard, name="draft_discard"),
    path(f"{OFFICE}noi-dung/<number:pk>/", postings.posting, name="posting"),
]
