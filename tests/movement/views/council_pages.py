"""What tests of the council's pages share: its address, the words of a page, today as a form takes it."""

from django.utils import timezone

BASE = "/gso2024-349/hoi-dong/duy-tien-2024/"


def text(answer):
    return answer.content.decode()


def day():
    return f"{timezone.localdate():%d/%m/%Y}"
