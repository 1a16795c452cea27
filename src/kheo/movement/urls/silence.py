"""What nothing was heard of."""

from django.urls import path

from kheo.movement.views import silence

urlpatterns = [path("<place:place>/chuong-trinh/<slug:programme>/im-lang/", silence.silence, name="silence")]
