"""Answers handed to another screen: a text for a QR code, opened with a code of six digits.

The text holds the answers themselves, encrypted; the server keeps nothing of them.

    text = base64url( head | mark | sealed )
    head = version, end of validity, random salt      mark = 8 bytes of HMAC by the server
    sealed = ChaCha20-Poly1305 under scrypt(six digits, salt = HMAC by the server of head)

Without the server's key the six digits cannot be guessed from the paper. With the site's
help a guesser has `TRIES` tries on each machine that serves it; texts that this server did
not make are refused before the slow step. Nothing can be revoked: the text ends by itself.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
import time
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

from eligibility.schema import Fact
from questionnaire import tries
from questionnaire.state import Answers, pack, unpack

DAYS = (1, 3, 14)
TRIES = 5
DIGITS = 6
VERSION = 1
HEAD = struct.Struct(">BI12s")
MARK = 8
ONCE = bytes(12)  # the key is new for each salt, so it encrypts one text only


class Refused(ValueError):
    """Why a text cannot be opened: `unreadable`, `ended`, `tries` or `code`."""

    def __init__(self, why: str):
        self.why = why
        super().__init__(why)


def seal(answers: Answers, facts: Mapping[str, Fact], days: int) -> tuple[str, str]:
    """The text for the QR code and the six digits that open it, for 1, 3 or 14 days."""
    if days not in DAYS:
        raise ValueError(f"days must be one of {DAYS}")
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    head = HEAD.pack(VERSION, int(time.time()) + days * 86400, secrets.token_bytes(12))
    sealed = _cipher(digits, head).encrypt(ONCE, pack(answers, facts), head)
    whole = head + _mark(head + sealed) + sealed
    return base64.urlsafe_b64encode(whole).decode().rstrip("="), digits


def unseal(text: str, digits: str, facts: Mapping[str, Fact]) -> Answers:
    """The answers in `text`. Raises Refused; each try with a genuine text counts."""
    head, sealed = _genuine(text)
    version, end, _salt = HEAD.unpack(head)
    if version != VERSION:
        raise Refused("unreadable")
    if end < time.time():
        raise Refused("ended")
    _count_try(head + sealed, end)
    try:
        return unpack(_cipher(digits, head).decrypt(ONCE, sealed, head), facts)
    except InvalidTag:
        raise Refused("code") from None
    except ValueError:
        raise Refused("unreadable") from None


def _genuine(text: str) -> tuple[bytes, bytes]:
    """Head and sealed part of a text that this server made. Raises Refused."""
    plain = "".join(text.split())
    try:
        whole = base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refused("unreadable") from None
    head, mark, sealed = whole[: HEAD.size], whole[HEAD.size :][:MARK], whole[HEAD.size + MARK :]
    if len(head) < HEAD.size or not hmac.compare_digest(mark, _mark(head + sealed)):
        raise Refused("unreadable")
    return head, sealed


def _count_try(content: bytes, end: int) -> None:
    """Five tries for one text, then none until it ends. Only a fingerprint is remembered."""
    if tries.count(_hmac(b"tries", content).hex(), end) > TRIES:
        raise Refused("tries")


def _cipher(digits: str, head: bytes) -> ChaCha20Poly1305:
    slow = Scrypt(salt=_hmac(b"salt", head), length=32, n=2**15, r=8, p=1)
    return ChaCha20Poly1305(slow.derive(digits.encode()))


def _mark(content: bytes) -> bytes:
    return _hmac(b"mark", content)[:MARK]


def _hmac(use: bytes, content: bytes) -> bytes:
    """By a key of the server for one use, made from ANSWERS_KEY."""
    secret = settings.ANSWERS_KEY
    key = HKDF(hashes.SHA256(), 32, salt=None, info=b"hand-over " + use)
    return hmac.digest(key.derive(secret.encode()), content, hashlib.sha256)
