from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.reporting.views import feed, files, news_bulletin, news_pictures, news_public, news_publishing, newsroom, reports, rows

app_name = "reporting"

REPORT = "<place:place>/bao-cao/<number:pk>/"
NEWS = "<place:place>/tin/"
ROOM = "<place:place>/soan-tin/"
ITEM = f"{ROOM}<number:pk>/"

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
    path(ROOM, newsroom.items, name="newsroom"),
    path(f"{ROOM}moi/", newsroom.begin, name="news_begin"),
    path(ITEM, newsroom.edit, name="news_edit"),
    path(f"{ITEM}so-lieu/", newsroom.numbers, name="news_numbers"),
    path(f"{ITEM}bo/", newsroom.discard, name="news_discard"),
    path(f"{ITEM}doc-loa/", news_bulletin.news_bulletin, name="news_bulletin"),
    path(f"{ITEM}anh/", news_pictures.add, name="news_add_picture"),
    path(f"{ITEM}anh/<number:picture>/", news_pictures.change, name="news_change_picture"),
    path(f"{ITEM}anh/<number:picture>.jpg", news_pictures.show, name="news_show_picture"),
    path(f"{ITEM}dang/", news_publishing.publish, name="news_publish"),
    path(f"{ITEM}dinh-chinh/", news_publishing.correct, name="news_correct"),
    path(f"{ITEM}go/", news_publishing.withdraw, name="news_withdraw"),
    path("rss.xml", feed.rss, name="rss"),
    path(NEWS, news_public.news, name="news"),
    path(f"{NEWS}<slug:slug>/", news_public.news_item, name="news_item"),
    path(f"{NEWS}<slug:slug>/van-ban.txt", news_public.news_text, name="news_text"),
    path(f"{NEWS}<slug:slug>/anh/<number:picture>.jpg", news_public.news_picture, name="news_picture"),
    path(f"{NEWS}<slug:slug>/anh/<number:picture>-nho.jpg", news_public.news_thumb, name="news_thumb"),
]
