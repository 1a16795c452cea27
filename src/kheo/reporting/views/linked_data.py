"""A news item as machines read it: schema.org's NewsArticle, every address absolute."""

import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from kheo.reporting.models import NewsItem

# What would end the block or begin a tag is written as JSON's own escapes: whatever a title holds, it stays data.
_NO_TAGS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    return path if path.startswith(("https://", "http://")) else f"{settings.KHEO_PUBLIC_URL}{path}"


def item_path(item: NewsItem) -> str:
    return reverse("reporting:news_item", args=[item.locality.code, item.slug])


def picture_path(item: NewsItem, picture: int) -> str:
    return reverse("reporting:news_picture", args=[item.locality.code, item.slug, picture])


def news_article(item: NewsItem) -> dict[str, Any]:
    """The facts of a published *item*; needs its pictures and corrections."""
    published = timezone.localtime(item.published_at)
    modified = timezone.localtime(item.modified_at) if item.modified_at else published
    publisher = item.publisher.name if item.publisher else item.locality.name
    author_is_body = item.author_line == publisher
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.lead,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": modified.isoformat(timespec="seconds"),
        "author": [{"@type": "Organization" if author_is_body else "Person", "name": item.author_line}],
        "publisher": {
            "@type": "Organization",
            "name": publisher,
            "logo": {"@type": "ImageObject", "url": absolute(static("kheo/mark.svg"))},
        },
        "mainEntityOfPage": {"@type": "WebPage", "@id": absolute(item_path(item))},
        "url": absolute(item_path(item)),
    }
    if pictures := [absolute(picture_path(item, picture.pk)) for picture in item.pictures.all()]:
        facts["image"] = pictures
    if corrections := list(item.corrections.all()):
        facts["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": one.note,
                "datePublished": timezone.localtime(one.added_at).isoformat(timespec="seconds"),
            }
            for one in corrections
        ]
    return facts


def as_data_block(facts: dict[str, Any]) -> str:
    """*facts* as the text of a data block, which no browser runs; no «<», «>» or «&» is in it, so it is printed as it is."""
    return json.dumps(facts, ensure_ascii=False).translate(_NO_TAGS)
