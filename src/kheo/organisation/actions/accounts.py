"""Accounts: opened, given a new password and closed by the office.

The password in use and the address for notices are the owner's alone.

A password made here is shown once to whoever asked for it, is stored only as its Argon2 digest, and must be changed at the
first sign-in.
"""

import secrets
from dataclasses import dataclass

from axes.utils import reset as forget_failures
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Account, Locality, Person
from kheo.organisation.trail import record

# No letters or digits that are read for one another on paper (0 o, 1 l i): 12 of 31 signs are 59 random bits.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class OpenedAccount:
    """*password* is to be shown once and kept nowhere."""

    account: Account
    password: str


def open_account(actor: Actor, locality: Locality, person: Person, username: str = "") -> OpenedAccount:
    """Open an account for *person*; one that was closed is opened again under its old name. Roles come from positions."""
    grant = require(actor, "account.manage", locality)
    if person.locality_id != locality.pk:
        raise RefusedError(Problem("Người này không thuộc địa phương.", "Người"))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        known = Account.objects.filter(person=person).first()
        if known and known.is_active:
            raise RefusedError(Problem(f"{person.name} đã có tài khoản «{known.username}».", "Người"))
        account = known or _new_account(username.strip().lower(), person)
        opened = _with_new_password(account, is_active=True)
        record(actor, grant, "account.open", account, locality, {"person": person.pk})
    return opened


def open_operator(actor: Actor, username: str) -> OpenedAccount:
    """Open an account of the operator: opens localities and accounts, signs and scores nothing."""
    grant = require(actor, "operator.open", None)
    with transaction.atomic():
        account = _new_account(username.strip().lower(), None)
        account.is_operator = True
        opened = _with_new_password(account, is_active=True)
        record(actor, grant, "operator.open", account, None)
    return opened


def reset_password(actor: Actor, account: Account) -> OpenedAccount:
    """Give *account* a new password to be changed at the next sign-in; its sessions end and its lock is lifted."""
    locality = account.person.locality if account.person else None
    grant = require(actor, "account.manage", locality)
    with transaction.atomic():
        held = Account.objects.select_for_update().get(pk=account.pk)
        if not held.is_active:
            raise RefusedError("Tài khoản này đã đóng; mở lại trước khi đặt mật khẩu.")
        opened = _with_new_password(held, is_active=True)
        forget_failures(username=held.username)
        record(actor, grant, "account.reset_password", held, locality)
    return opened


def close_account(actor: Actor, account: Account) -> Account:
    """Close *account*: nobody signs in with it, its open sessions end; what it did stays under its name."""
    locality = account.person.locality if account.person else None
    grant = require(actor, "account.manage", locality)
    if account.pk == actor.account_id:
        raise RefusedError("Không thể tự đóng tài khoản đang dùng; nhờ người khác có quyền này.")
    with transaction.atomic():
        held = Account.objects.select_for_update().get(pk=account.pk)
        if not held.is_active:
            raise RefusedError("Tài khoản này đã đóng.")
        held.is_active, held.email = False, ""  # the address served the work alone
        held.save(update_fields=["is_active", "email"])
        record(actor, grant, "account.close", held, locality)
    return held


def change_own_password(actor: Actor, account: Account, old: str, new: str) -> Account:
    """Set the password that the owner of *account* chose; *old* must be the one in use."""
    grant = require(actor, "password.change", None)
    if account.pk != actor.account_id:
        raise RefusedError("Chỉ đổi được mật khẩu của chính mình.")
    with transaction.atomic():
        held = Account.objects.select_for_update(of=("self",)).select_related("person__locality").get(pk=account.pk)
        problems = [] if held.check_password(old) else [Problem("Không đúng mật khẩu đang dùng.", "old")]
        if old == new:
            problems.append(Problem("Mật khẩu mới phải khác mật khẩu đang dùng.", "new"))
        try:
            validate_password(new, held)
        except ValidationError as error:
            problems += [Problem(message, "new") for message in error.messages]
        if problems:
            raise RefusedError(*problems)
        held.set_password(new)
        held.must_change_password = False
        held.save(update_fields=["password", "must_change_password"])
        record(actor, grant, "password.change", held, held.person.locality if held.person else None)
    return held


def set_address(actor: Actor, account: Account, address: str) -> Account:
    """Keep the address to which the owner of *account* wants notices sent; "" takes it away."""
    grant = require(actor, "address.change", None)
    if account.pk != actor.account_id:
        raise RefusedError("Chỉ ghi được địa chỉ thư của chính mình.")
    address = address.strip()
    if address and not settings.KHEO_SENDS_MAIL:
        raise RefusedError(Problem("Máy chủ này chưa gửi được thư, nên không giữ địa chỉ.", "Địa chỉ thư"))
    with transaction.atomic():
        held = Account.objects.select_for_update(of=("self",)).select_related("person__locality").get(pk=account.pk)
        held.email = address
        try:
            held.clean_fields(exclude=["username", "password", "person"])
        except ValidationError as error:
            what = "Không phải địa chỉ thư; viết như ten@co-quan.vn."
            raise RefusedError(Problem(what, "Địa chỉ thư")) from error
        held.save(update_fields=["email"])
        act = "address.set" if address else "address.clear"
        record(actor, grant, act, held, held.person.locality if held.person else None)
    return held


def _new_account(username: str, person: Person | None) -> Account:
    account = Account(username=username, person=person)
    try:
        account.clean_fields(exclude=["password", "person"])
    except ValidationError as error:
        raise RefusedError(*(Problem(message, "Tên đăng nhập") for message in error.messages)) from error
    if Account.objects.filter(username=username).exists():
        raise RefusedError(Problem(f"Tên «{username}» đã có người dùng; chọn tên khác.", "Tên đăng nhập"))
    return account


def _with_new_password(account: Account, *, is_active: bool) -> OpenedAccount:
    password = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))
    account.set_password(password)
    account.is_active, account.must_change_password = is_active, True
    account.save()
    return OpenedAccount(account, password)
