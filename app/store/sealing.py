"""Values that identify a reporter are sealed wherever they are stored: column, journal, Change, undo.

AES-256-GCM under a key of its own; the field's id and the record's id are bound in, so that a sealed value cannot
be moved to another field or person. The key is another than the one that encrypts the store, and lies in the store's
keyring: sealing keeps values out of texts, searches and the journal, not from whoever opens the store.
"""

import base64
import hashlib
import hmac
import os

from app.errors import Unavailable

MARK = "\u241fsealed:"
MASK = "●●●"
"""What stands on the screen where a sealed value is."""


def new_key() -> bytes:
    """A fresh random key of 32 bytes."""
    return os.urandom(32)


def drawn_key(key: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose, drawn from another by HKDF-SHA256 (RFC 5869)."""
    extracted = hmac.new(b"\0" * 32, key, hashlib.sha256).digest()
    return hmac.new(extracted, purpose + b"\1", hashlib.sha256).digest()


def is_sealed(stored: object) -> bool:
    """Whether a stored face is a sealed one."""
    return isinstance(stored, str) and stored.startswith(MARK)


def seal(key: bytes, text: str, place: str) -> str:
    """`text` sealed for `place` (field id and record id)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return MARK + base64.b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())).decode()


def unseal(key: bytes, sealed: str, place: str) -> str:
    """The text that was sealed for `place`; Unavailable when it is damaged or was sealed for another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = base64.b64decode(sealed[len(MARK) :])
        return AESGCM(key).decrypt(raw[:12], raw[12:], place.encode()).decode()
    except (InvalidTag, ValueError):
        raise Unavailable("反映人信息的密文已损坏或被人换过，打不开。请从备份恢复。") from None
