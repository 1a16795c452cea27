from django.urls import path

from kheo.figures import views
from kheo.organisation import converters as converters

app_name = "figures"
urlpatterns = [
    path("<place:place>/so-lieu/", views.figures, name="figures"),
    path("<place:place>/so-lieu/<str:key>/", views.rows, name="rows"),
    path("<place:place>/doi-chieu/", views.check_text, name="check_text"),
]
