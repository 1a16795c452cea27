"""Template words of Khéo: numbers, dates, the form key, links and cloth."""

import secrets
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kheo.foundation.numbers import in_words, written
from kheo.foundation.text import begin_small

register = template.Library()


@register.filter
def so(value: Decimal | float | None) -> str:
    """Write a number the Vietnamese way: 1.240,5; nothing for None."""
    return "" if value is None or value == "" else written(value)


@register.filter
def trong_cau(text: str) -> str:
    """«Phường Duy Tiên» as it stands within a sentence."""
    return begin_small(text)


@register.filter
def bang_chu(value: int) -> str:
    return in_words(value)


@register.filter
def ngay(value: date | None) -> str:
    return "" if value is None else f"{value:%d/%m/%Y}"


@register.simple_tag
def once() -> SafeString:
    """Hidden key of a form: sent twice, taken once."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(18))


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, view: str, label: str, *args: Any, only_wide: bool = False) -> SafeString:
    """List item with a link to *view*, marked when it is the current page or leads to it; nothing where no such page exists.

    *only_wide*: a phone doesn't show it.
    """
    try:
        url = reverse(view, args=args)
    except NoReverseMatch:
        return SafeString("")
    here = context["request"].path if "request" in context else ""
    shown = format_html(' class="{}"', "only-wide") if only_wide else ""
    if not here.startswith(url):
        return format_html('<li{}><a href="{}">{}</a></li>', shown, url, label)
    return format_html('<li{}><a href="{}" aria-current="{}">{}</a></li>', shown, url, "page" if here == url else "true", label)


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> str:
    """The lasting address of the page: ``canonical_path`` of the context, else its own path without what follows the «?»."""
    path = context.get("canonical_path") or (context["request"].path if "request" in context else "/")
    return f"{settings.KHEO_PUBLIC_URL}{path}"


@register.simple_tag
def cloth(seed: int) -> SafeString:
    """Picture of the woven cloth of *seed*, for a story that has no photograph; decoration, so it has no words."""
    return format_html('<img src="{}" alt="" width="400" height="300" loading="lazy">', reverse("ui:cloth", args=[seed]))
