from django.urls import path

from kheo.democracy.views import ratings

urlpatterns = [
    path("<place:place>/danh-gia-dan-chu/", ratings.ratings, name="ratings"),
    path("<place:place>/danh-gia-dan-chu/<number:pk>/", ratings.rating, name="rating"),
    path("<place:place>/danh-gia-dan-chu/<number:pk>/chot/", ratings.rating_close, name="rating_close"),
]
