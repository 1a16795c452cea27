"""Template words of Khéo: numbers, dates, the form key."""

import secrets
from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kheo.foundation.numbers import in_words, written

register = template.Library()


@register.filter
def so(value: Decimal | float | None) -> str:
    """Write a number the Vietnamese way: 1.240,5; nothing for None."""
    return "" if value is None or value == "" else written(value)


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
