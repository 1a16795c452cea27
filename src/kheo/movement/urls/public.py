"""What everybody reads."""

from django.urls import path

from kheo.movement.views import public

urlpatterns = [
    path("<place:place>/mo-hinh/", public.initiatives, name="initiatives"),
    path("<place:place>/mo-hinh/<number:pk>/", public.initiative, name="initiative"),
    path("<place:place>/mo-hinh/<number:pk>/anh/<number:picture_pk>/", public.picture, name="picture"),
]
