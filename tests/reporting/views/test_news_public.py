"""What everybody reads, and what machines read of it; a hostile text is only text."""

import json
import re
from html.parser import HTMLParser

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.figures.queries.record import Scope
from kheo.figures.queries.texts import reconcile_text
from kheo.figures.reading.web_pages import text_of_page
from kheo.reporting.actions.news import NewsContent, add_picture, correct_news, publish_news, withdraw_news
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news import PAGE
from kheo.reporting.queries.news_figures import figures_told
from tests import factories
from tests.foundation.uploads import samples
from tests.reporting.newsroom import AUTHOR, NOON, YEAR, hold, make_newsroom

pytestmark = pytest.mark.django_db
HOST = "http://127.0.0.1:8000"
HOSTILE = (
    "<script>alert(1)</script>\n"
    '"><img src=x onerror=alert(2)>\n'
    "&lt;b&gt; &amp; &#x3C;i&#x3E; </article></script><!-- --> ]]>\n"
    "\u202eđảo ngược\u202c ẩn\u200bgiữa\ufeff\n" + "dài" * 400
)


class Tags(HTMLParser):
    """Every tag with its attributes, as a browser would find them."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def address(item):
    return f"/{item.locality.code}/tin/{item.slug}/"


def page_of(client, item):
    answer = client.get(address(item))
    assert answer.status_code == 200
    return answer.content.decode()


def kind_of(client, path):
    """What a file is, as its answer says; the file is read to its end."""
    answer = client.get(path)
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    return answer["Content-Type"]


def facts_of(markup):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', markup, re.DOTALL)
    return json.loads(block)


def with_picture(room, **words):
    draft = room.draft()
    add_picture(room.broadcaster, draft, "anh.jpg", samples.picture(), "Trao giấy", "Ba người trên sân khấu")
    item = room.edited(draft, **words)
    return publish_news(room.broadcaster, item, {}, item.version)


@pytest.fixture
def clean_settings(settings):
    settings.KHEO_PUBLIC_URL = HOST


def test_the_page_tells_the_item_in_one_article(client, room):
    item = with_picture(room)
    markup = page_of(client, item)
    tags = Tags(markup)
    assert len(tags.named("article")) == 1
    article = text_of_page(markup)
    for words in (item.title, AUTHOR, item.lead, "Trao giấy", *item.text.split("\n\n")):
        assert words in article
    (picture,) = [attrs for attrs in tags.named("img") if "anh" in attrs["src"] and "tin" in attrs["src"]]
    assert (picture["alt"], "width" in picture, "height" in picture) == ("Ba người trên sân khấu", True, True)
    assert kind_of(client, picture["src"]) == "image/jpeg"


def test_the_saved_page_reconciles_with_the_record(client, room):
    article = text_of_page(page_of(client, with_picture(room)))
    result = reconcile_text(article, Scope(room.locality, YEAR))
    assert {one.verdict for one in result.figures} == {"match"}
    assert len(result.figures) == 7


def test_each_number_leads_to_its_rows(client, room):
    links = [attrs["href"] for attrs in Tags(page_of(client, room.published())).named("a") if attrs.get("class") == "told"]
    assert len(links) == 6  # of lead and text; a head is no place for links
    assert {client.get(link).status_code for link in links} == {200}
    assert links[0] == f"/{factories.DUY_TIEN}/so-lieu/initiatives.operating/?nam=2024&kind=mo_hinh"


def test_machines_read_a_news_article(client, room, clean_settings):
    item = with_picture(room)
    facts = facts_of(page_of(client, item))
    assert (facts["@context"], facts["@type"]) == ("https://schema.org", "NewsArticle")
    assert (facts["headline"], facts["description"]) == (item.title, item.lead)
    published = timezone.localtime(item.published_at).isoformat(timespec="seconds")
    assert published.endswith("+07:00")
    assert (facts["datePublished"], facts["dateModified"]) == (published, published)
    assert facts["author"] == [{"@type": "Person", "name": AUTHOR}]
    assert (facts["publisher"]["@type"], facts["publisher"]["name"]) == ("Organization", "Đài Truyền thanh")
    assert facts["mainEntityOfPage"] == {"@type": "WebPage", "@id": f"{HOST}{address(item)}"}
    (image,) = facts["image"]
    assert kind_of(client, image.removeprefix(HOST)) == "image/jpeg"


def test_without_picture_there_is_no_image_and_a_body_is_an_organization(client, room):
    facts = facts_of(page_of(client, room.published(author_line="Đài Truyền thanh")))
    assert "image" not in facts
    assert facts["author"] == [{"@type": "Organization", "name": "Đài Truyền thanh"}]


def test_open_graph_and_the_way_to_the_feed(client, room, clean_settings):
    item = with_picture(room)
    tags = Tags(page_of(client, item))
    metas = {attrs["property"]: attrs["content"] for attrs in tags.named("meta") if "property" in attrs}
    assert (metas["og:type"], metas["og:title"], metas["og:url"]) == ("article", item.title, f"{HOST}{address(item)}")
    assert metas["og:image"].startswith(f"{HOST}{address(item)}anh/")
    feeds = [attrs["href"] for attrs in tags.named("link") if attrs.get("type") == "application/rss+xml"]
    assert feeds == ["/rss.xml"]


def test_a_hostile_text_is_text(client, room):
    item = room.published(title=HOSTILE[:180], lead=HOSTILE[:300], text=HOSTILE, author_line='"><script>x</script>')
    for answer in (client.get(address(item)), client.get(f"/{factories.DUY_TIEN}/tin/"), client.get(f"/{factories.DUY_TIEN}/")):
        markup = answer.content.decode()
        tags = Tags(markup)
        assert [attrs for attrs in tags.named("script") if "src" not in attrs and "json" not in attrs.get("type", "")] == []
        assert [attrs for _tag, attrs in tags.found if any(name.startswith("on") for name in attrs)] == []
        assert len(tags.named("img")) == len([one for one in tags.named("img") if one["src"] != "x"])
        assert not {"\u202e", "\u202c", "\u200b", "\ufeff"} & set(markup)
    markup = page_of(client, item)
    assert len(Tags(markup).named("article")) == 1
    assert facts_of(markup)["headline"] == item.title
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in markup
    assert "<script>alert(1)" in text_of_page(markup)
    (entry,) = feedparser.parse(client.get("/rss.xml").content, sanitize_html=False).entries
    assert entry.title == item.title


def test_a_correction_is_told_outside_the_article(client, room):
    item = room.published()
    NewsItem.objects.update(published_at=NOON)
    content = NewsContent(item.title, "Sa-pô đã sửa.", item.text, AUTHOR)
    correct_news(room.broadcaster, item, content, "Bản đầu viết nhầm ngày họp.", item.version)
    markup = page_of(client, item)
    day = timezone.localdate()
    assert f"{day:%d/%m/%Y}</time>:</b> Bản đầu viết nhầm ngày họp." in markup
    assert "Bản đầu viết nhầm ngày họp." not in text_of_page(markup)
    facts = facts_of(markup)
    assert (facts["correction"][0]["text"], facts["dateModified"] > facts["datePublished"]) == (
        "Bản đầu viết nhầm ngày họp.",
        True,
    )


def test_a_reason_is_told_to_readers(client, room):
    item = room.edited(text="Năm 2024, thị xã Duy Tiên thực hiện 5 mô hình “Dân vận khéo”.")
    from_form = {one.code: "Tính cả đơn vị quân đội." for one in figures_told(item).questions}
    item = publish_news(room.broadcaster, item, from_form, item.version)
    markup = page_of(client, item)
    assert "«5 mô hình “Dân vận khéo”»: sổ ghi 3. Tính cả đơn vị quân đội." in markup
    assert "sổ ghi" not in text_of_page(markup)


def test_a_withdrawn_item_is_gone_with_a_kind_word(client, room):
    item = with_picture(room)
    picture = f"{address(item)}anh/{item.pictures.get().pk}.jpg"
    withdraw_news(room.broadcaster, item, "Đăng nhầm bài của nơi khác.", item.version)
    answer = client.get(address(item))
    assert answer.status_code == 410
    assert "Đăng nhầm bài của nơi khác." in answer.content.decode()
    assert client.get(f"{address(item)}van-ban.txt").status_code == 410
    assert client.get(picture).status_code == 404
    assert item.title not in client.get(f"/{factories.DUY_TIEN}/tin/").content.decode()
    assert feedparser.parse(client.get("/rss.xml").content).entries == []


def test_a_draft_has_no_public_address(client, room):
    draft = room.draft()
    add_picture(room.broadcaster, draft, "anh.jpg", samples.picture(), "Trao giấy", "Ba người")
    for path in ("", "van-ban.txt", f"anh/{draft.pictures.get().pk}.jpg"):
        assert client.get(f"{address(draft)}{path}").status_code == 404


def test_the_words_alone(client, room):
    item = room.published()
    answer = client.get(f"{address(item)}van-ban.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == f"{item.title}\n\n{item.lead}\n\n{item.text}\n\n{AUTHOR}\n"


def test_two_towns_keep_their_news_apart(client, room):
    neighbour = make_newsroom(factories.KIM_BANG)
    hold(neighbour)
    mine, theirs = room.published(), neighbour.published()
    assert theirs.title not in client.get(f"/{factories.DUY_TIEN}/tin/").content.decode()
    assert client.get(f"/{factories.DUY_TIEN}/tin/{theirs.slug}/").status_code == 404
    assert {entry.title for entry in feedparser.parse(client.get("/rss.xml").content).entries} == {mine.title, theirs.title}


def fill(room, count):
    now = timezone.now()
    NewsItem.objects.bulk_create(
        NewsItem(
            locality=room.locality,
            year=YEAR,
            slug=f"tin-{number}",
            title=f"Tin số {number:02d}",
            lead="Sa-pô.",
            text="Nội dung.",
            author_line=AUTHOR,
            state="published",
            published_at=now,
        )
        for number in range(count)
    )


def test_the_list_goes_on_page_by_page_without_losing_or_repeating_one(client, room):
    fill(room, PAGE + 3)
    first = client.get(f"/{factories.DUY_TIEN}/tin/").content.decode()
    (next_page,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(f"/{factories.DUY_TIEN}/tin/{next_page}").content.decode()
    shown = re.findall(r"Tin số \d\d", first + second)
    assert (len(shown), len(set(shown))) == (PAGE + 3, PAGE + 3)
    for odd in ("?sau=khong", "?sau=99999999999999999999", "?sau=²"):
        assert client.get(f"/{factories.DUY_TIEN}/tin/{odd}").status_code == 200


@pytest.mark.parametrize("path", [f"/{factories.DUY_TIEN}/tin/", "/rss.xml"])
def test_a_long_list_asks_no_more_than_a_short_one(client, room, path):
    counted = []
    for more in (1, 15):
        NewsItem.objects.filter(slug__startswith="tin-").delete()
        fill(room, more)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_an_empty_list_says_when_there_will_be_news(client, room):
    assert "Chưa có tin nào." in client.get(f"/{factories.DUY_TIEN}/tin/").content.decode()


def test_the_feed_is_valid_and_absolute(client, room, clean_settings):
    item = with_picture(room)
    answer = client.get("/rss.xml")
    assert answer["Content-Type"].startswith("application/rss+xml")
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version, feed.feed.language) == (False, "rss20", "vi")
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [f"{HOST}/rss.xml"]
    (entry,) = feed.entries
    assert (entry.link, entry.id) == (f"{HOST}{address(item)}", f"{HOST}{address(item)}")
    assert (entry.title, entry.summary) == (item.title, item.lead)
    assert entry.published_parsed[:5] == item.published_at.utctimetuple()[:5]
    (picture,) = entry.enclosures
    assert (picture.type, picture.href.startswith(HOST)) == ("image/jpeg", True)


def test_the_feed_answers_not_modified_until_something_changes(client, room):
    item = room.published()
    first = client.get("/rss.xml")
    assert first["ETag"]
    assert first["Last-Modified"]
    known = {"If-None-Match": first["ETag"]}
    assert client.get("/rss.xml", headers=known).status_code == 304
    assert client.get("/rss.xml", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    correct_news(room.broadcaster, item, NewsContent("Đầu đề khác", item.lead, item.text, AUTHOR), "Sửa.", item.version)
    assert client.get("/rss.xml", headers=known).status_code == 200


def test_an_empty_feed_is_still_a_feed(client, room):
    feed = feedparser.parse(client.get("/rss.xml").content)
    assert (feed.bozo, feed.entries) == (False, [])


def test_a_page_without_its_pictures_is_small(client, room):
    item = with_picture(room)
    assert len(page_of(client, item).encode()) < 30_000
