"""Addresses of signing in, under the names that allauth and Django look them up by."""

from django.urls import path

from kheo.organisation.views import signing_in

urlpatterns = [
    path("dang-nhap/", signing_in.sign_in, name="account_login"),
    path("dang-xuat/", signing_in.sign_out, name="account_logout"),
    path("da-dong/", signing_in.inactive, name="account_inactive"),
    path("mat-khau/", signing_in.password, name="account_change_password"),
]
