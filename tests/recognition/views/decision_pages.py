"""What tests of the pages of decisions share: their address, the words of a form."""

import secrets

from kheo.recognition.models import Decision

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/gso2024-349/quyet-dinh/"
SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WORDS = {
    "title": "Công nhận mô hình “Dân vận khéo”",
    "day": "26/12/2024",
    "signer_authority": "T/M BAN CHỈ ĐẠO",
    "signer_position": "TRƯỞNG BAN",
    "signer_name": "Người ký minh hoạ",
    "place_name": "Duy Tiên",
    "version": "0",
}


def sent(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def text_of(response):
    return response.content.decode()


def drafted(scene):
    return Decision.objects.get(locality=scene.locality)
