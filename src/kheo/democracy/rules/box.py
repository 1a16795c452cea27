"""The ballot box of an online vote: three sums under seal while it is open, shuffled ballots with a hash once it is closed.

While it is open the box is one value of one length, whatever was cast: AES-GCM over the three sums, a new nonce each time.
Whoever reads the database, a copy of it or what is not swept away yet sees neither a choice nor a sum. At the closing the sums
become ballots in an order drawn by lot. See ``docs/decisions/0009-online-household-vote.md``.
"""

import hashlib
import secrets
import struct
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHOICES = ("for", "against", "other")
_NONCE, _LAYOUT = 12, ">III"
SEALED_LENGTH = _NONCE + struct.calcsize(_LAYOUT) + 16


class SealError(ValueError):
    """The box was sealed with another key, or is not what was sealed."""


@dataclass(frozen=True)
class Sums:
    """How many households chose each; nothing else is ever known of the box."""

    votes_for: int = 0
    votes_against: int = 0
    votes_other: int = 0

    @property
    def all(self) -> int:
        return self.votes_for + self.votes_against + self.votes_other

    def with_one(self, choice: str) -> "Sums":
        """The sums with one more *choice*, one of CHOICES; KeyError for anything else."""
        field = {"for": "votes_for", "against": "votes_against", "other": "votes_other"}[choice]
        return replace(self, **{field: getattr(self, field) + 1})


def box_key(secret: str, salt: bytes, vote: int) -> bytes:
    """A key of this box alone, from the installation's *secret*, which stands in no database."""
    return HKDF(SHA256(), length=32, salt=salt, info=f"kheo online vote {vote}".encode()).derive(secret.encode())


def seal(sums: Sums, key: bytes) -> bytes:
    """*sums* under *key*: always SEALED_LENGTH bytes, never the same twice."""
    nonce = secrets.token_bytes(_NONCE)
    plain = struct.pack(_LAYOUT, sums.votes_for, sums.votes_against, sums.votes_other)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def open_seal(sealed: bytes, key: bytes) -> Sums:
    """What :func:`seal` put under *key*; SealError for another key or a changed box."""
    try:
        plain = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise SealError("sealed with another key") from error
    return Sums(*struct.unpack(_LAYOUT, plain))


def shuffled(sums: Sums) -> list[str]:
    """One word of CHOICES for each ballot, in an order drawn by lot: the sums are all that it says."""
    ballots = ["for"] * sums.votes_for + ["against"] * sums.votes_against + ["other"] * sums.votes_other
    secrets.SystemRandom().shuffle(ballots)
    return ballots


def box_text(ballots: list[str]) -> str:
    """The box as a file that anybody can count: a line a ballot."""
    return "".join(f"{ballot}\n" for ballot in ballots)


def box_hash(ballots: list[str]) -> str:
    """SHA-256 of :func:`box_text`, as ``sha256sum`` tells it."""
    return hashlib.sha256(box_text(ballots).encode()).hexdigest()
