from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.reporting.views import feed, files, news_public, reports, rows

app_name = "reporting"

REPORT = "<place:place>/bao-cao/<number:pk>/"
NEWS = "<place:place>/tin/"

urlpatterns = [
    path("<place:place>/bao-cao/", reports.reports, name="reports"),
    path("<place:place>/bao-cao/mo/", reports.begin, name="begin"),
    path("<place:place>/bao-cao/so-lieu/<number:year>/<str:key>/", rows.rows, name="rows"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}viet/", reports.write, name="write"),
    path(f"{REPORT}doi-chieu/", reports.check, name="check"),
    path(f"{REPORT}ban-hanh/", reports.issue, name="issue"),
    path(f"{REPORT}xoa/", reports.discard, name="discard"),
    path(f"{REPORT}ban-da-ky/", reports.attach, name="attach"),
    path(f"{REPORT}ban-da-ky/tai-ve/", files.signed, name="signed"),
    path(f"{REPORT}bao-cao.docx", files.docx, name="docx"),
    path(f"{REPORT}bao-cao.pdf", files.pdf, name="pdf"),
    path("rss.xml", feed.rss, name="rss"),
    path(NEWS, news_public.news, name="news"),
    path(f"{NEWS}<slug:slug>/", news_public.news_item, name="news_item"),
    path(f"{NEWS}<slug:slug>/van-ban.txt", news_public.news_text, name="news_text"),
    path(f"{NEWS}<slug:slug>/anh/<number:picture>.jpg", news_public.news_picture, name="news_picture"),
]
