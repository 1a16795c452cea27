from django.urls import path

from kheo.democracy.views import conventions

CONVENTION = "<place:place>/huong-uoc/<number:pk>/"

urlpatterns = [
    path("<place:place>/huong-uoc/", conventions.conventions, name="conventions"),
    path("<place:place>/huong-uoc/soan/", conventions.convention_new, name="convention_new"),
    path(CONVENTION, conventions.convention, name="convention"),
    path(f"{CONVENTION}ban-<number:number>/", conventions.convention, name="convention_version"),
    path(f"{CONVENTION}so-<number:old>-<number:new>/", conventions.convention_compare, name="convention_compare"),
    path(f"{CONVENTION}sua-doi/", conventions.convention_amend, name="convention_amend"),
    path(f"{CONVENTION}ban-<number:number>/sua/", conventions.convention_edit, name="convention_edit"),
    path(f"{CONVENTION}ban-<number:number>/niem-yet/", conventions.convention_post, name="convention_post"),
    path(f"{CONVENTION}ban-<number:number>/dua-ra-ban/", conventions.convention_attach, name="convention_attach"),
    path(f"{CONVENTION}ban-<number:number>/quyet-dinh/", conventions.convention_stop, name="convention_stop"),
]
