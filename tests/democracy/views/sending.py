"""Asking and sending as a browser does, in the ward of the scene."""

import re
import secrets

from kheo.organisation.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/gso2025-13324/"


def sign_in(client, actor):
    client.force_login(Account.objects.get(pk=actor.account_id), BACKEND)
    return client


def send(client, address, **data):
    return client.post(f"{HERE}{address}", {"once": secrets.token_urlsafe(18), **data})


def words(response):
    """The page's text without tags, blanks squeezed."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
