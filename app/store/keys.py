"""Who may open a store: one random data key, wrapped once per person, once for the recovery sheet.

`keys.json` lies beside the database. Each slot holds the data key under AES-256-GCM, with a key drawn from a password
by Argon2id whose parameters stand in the slot. A changed password re-wraps one slot; the database stays as it is.
An office without passwords has a `ledger.key` instead: it holds the data key in clear and protects nothing.
What else stands in the file when the data key itself was drawn anew: `app.store.key_change`.
"""

import base64
import json
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import Conflict, Damaged, Invalid, NotAllowed, Unavailable, system_said

SLOTS_FILE, KEY_FILE = "keys.json", "ledger.key"
ITERATIONS, LANES, MEMORY = 3, 1, 64 * 1024
"""Argon2id: measured at 0.3-0.4 s on the development machine, some 0.5 s on an old PC; memory in KiB."""

MOST_MEMORY = 1024 * 1024
"""KiB that a slot may ask for: whoever can write the file could else have the PC run out of memory."""

SHORTEST = 8
"""Characters that a password must have at least."""

RECOVERY = "recovery"
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_WRONG = "口令不对，请重新输入。注意大小写和输入法；忘记口令可以用恢复单上的恢复码。"
_DAMAGED = f"钥匙文件 {SLOTS_FILE} 已损坏，打不开数据。请用备份里的钥匙文件替换它。"


@dataclass(frozen=True)
class Unlocked:
    """An opened lock: the data key (32 bytes), and whose slot opened it (blank for a key file)."""

    key: bytes
    name: str
    recovered: bool = False
    """Whether it was the recovery code that opened it."""


def is_protected(folder: Path) -> bool:
    """Whether opening the store in this folder asks for a password."""
    return (folder / SLOTS_FILE).is_file() and not (folder / KEY_FILE).is_file()


def exists(folder: Path) -> bool:
    """Whether a lock of either kind lies in this folder."""
    return (folder / SLOTS_FILE).is_file() or (folder / KEY_FILE).is_file()


def create_unprotected(folder: Path) -> bytes:
    """A data key in a file of its own beside the data. It protects nothing, and its first line says so."""
    key = os.urandom(32)
    text = f"# 这个文件就是钥匙：谁有它谁就能打开数据。请在设置里设口令，设好后它会被删除。\n{key.hex()}\n"
    _put(folder / KEY_FILE, text)
    return key


def protect(folder: Path, key: bytes, name: str, password: str, code: str | None = None) -> str:
    """Give the first person a slot and make the recovery code (or take the one already printed); the key file goes.

    The slots are on the disk before the key file goes: a power cut in between leaves the office open, not shut.
    """
    check(password)
    code = code or new_recovery_code()
    put(folder, {"slots": slots_for(key, name, password, code)})
    (folder / KEY_FILE).unlink(missing_ok=True)
    return code


def slots_for(key: bytes, name: str, password: str, code: str) -> list[dict[str, Any]]:
    """Fresh slots for one person and the recovery code."""
    return [_slot(key, name, password), _slot(key, RECOVERY, plain_code(code))]


def unlock(folder: Path, secret: str | None) -> Unlocked:
    """Open the lock with a password or the recovery code; a key file needs none.

    Raises NotAllowed for a wrong or missing password, Unavailable for damaged or missing slots.
    """
    if (folder / KEY_FILE).is_file():
        return Unlocked(_from_key_file(folder), "")
    slots = _slots(folder)
    if secret is None:
        raise NotAllowed("这份数据有口令保护，请输入口令。")
    for slot in slots:
        said = plain_code(secret) if slot["name"] == RECOVERY else secret
        key = _open(slot, said)
        if key is not None:
            recovered = slot["name"] == RECOVERY
            return Unlocked(key, "" if recovered else str(slot["name"]), recovered)
    raise NotAllowed(_WRONG)


def people(folder: Path) -> list[str]:
    """Names of those who have a slot."""
    return [str(slot["name"]) for slot in _slots(folder) if slot["name"] != RECOVERY]


def add_person(folder: Path, key: bytes, name: str, password: str) -> None:
    """A new person's slot, as at the hand-over of a post."""
    check(password)
    slots = _slots(folder)
    if not name.strip() or name == RECOVERY or any(slot["name"] == name for slot in slots):
        raise Conflict(f"“{name}”不能用作新的登录人，名字空着或已经有了。")
    _put_slots(folder, [*slots, _slot(key, name, password)])


def change_password(folder: Path, key: bytes, name: str, password: str) -> None:
    """A new password for one person; nothing is encrypted anew."""
    check(password)
    slots = _slots(folder)
    if not any(slot["name"] == name for slot in slots):
        raise NotAllowed(f"没有“{name}”的登录，请先添加。")
    _put_slots(folder, [_slot(key, name, password) if s["name"] == name else s for s in slots])


def remove_person(folder: Path, name: str) -> None:
    """Take a person's slot away; the last one stays."""
    slots = _slots(folder)
    rest = [slot for slot in slots if slot["name"] != name]
    if not any(slot["name"] != RECOVERY for slot in rest):
        raise NotAllowed("至少要留一个人能登录，不能删除。")
    _put_slots(folder, rest)


def renew_recovery(folder: Path, key: bytes, code: str | None = None) -> str:
    """A new recovery code (or the one already printed); the old sheet no longer opens anything."""
    code = code or new_recovery_code()
    slots = [slot for slot in _slots(folder) if slot["name"] != RECOVERY]
    _put_slots(folder, [*slots, _slot(key, RECOVERY, plain_code(code))])
    return code


def new_recovery_code() -> str:
    """Eight groups of four signs, none of which is mistaken for another: some 158 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(8))


def plain_code(typed: str) -> str:
    """A recovery code as it is compared: no blanks or dashes, capital letters."""
    return "".join(typed.split()).replace("-", "").replace("－", "").upper()


def snapshot(folder: Path) -> dict[str, str | None]:
    """Both files of the lock as they are, for `put_back`."""
    return {
        name: (folder / name).read_text("utf-8") if (folder / name).is_file() else None
        for name in (KEY_FILE, SLOTS_FILE)
    }


def put_back(folder: Path, kept: dict[str, str | None]) -> None:
    """Make the lock again what it was; what opens it is written before anything is taken away."""
    for name, text in kept.items():
        if text is not None:
            _put(folder / name, text)
    for name, text in kept.items():
        if text is None:
            (folder / name).unlink(missing_ok=True)


def copy_locks(source: Path, target: Path) -> None:
    """Bring the locks of one folder to another, so that they open the same store there."""
    for name in (SLOTS_FILE, KEY_FILE):
        if (source / name).is_file():
            part = target / f".{name}.part"
            try:
                shutil.copy2(source / name, part)
                os.replace(part, target / name)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        else:
            (target / name).unlink(missing_ok=True)


def check(password: str) -> None:
    """Raise Invalid for a password that is too short."""
    if len(password) < SHORTEST:
        raise Invalid(f"口令至少 {SHORTEST} 个字符。可以用一句好记的话。")


def _derive(password: str, salt: bytes, slot: dict[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    how = Argon2id(salt=salt, length=32, iterations=slot["t"], lanes=slot["p"], memory_cost=slot["m"])
    return how.derive(password.encode())


def _slot(key: bytes, name: str, password: str) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    slot: dict[str, Any] = {"name": name, "t": ITERATIONS, "p": LANES, "m": MEMORY}
    wrapped = AESGCM(_derive(password, salt, slot)).encrypt(nonce, key, name.encode())
    return {**slot, "salt": _words(salt), "nonce": _words(nonce), "wrapped": _words(wrapped)}


def _open(slot: dict[str, Any], password: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        salt, nonce, wrapped = (
            base64.b64decode(slot[name], validate=True) for name in ("salt", "nonce", "wrapped")
        )
        if not (1 <= slot["t"] <= 50 and 1 <= slot["p"] <= 16 and 1024 <= slot["m"] <= MOST_MEMORY):
            raise Damaged(_DAMAGED)
        return AESGCM(_derive(password, salt, slot)).decrypt(nonce, wrapped, str(slot["name"]).encode())
    except InvalidTag:
        return None
    except (KeyError, TypeError, ValueError, MemoryError):
        raise Damaged(_DAMAGED) from None


def written(folder: Path) -> dict[str, Any]:
    """All that stands in the slots file. Raises Damaged where it is missing or cannot be read."""
    path = folder / SLOTS_FILE
    if not path.is_file():
        raise Damaged(f"找不到钥匙文件 {SLOTS_FILE}，打不开数据。请从备份或原来的电脑把它拷到“{folder}”。")
    try:
        said = json.loads(path.read_text("utf-8"))
        _check_slots(said["slots"])
    except (ValueError, KeyError, TypeError, OSError):
        raise Damaged(_DAMAGED) from None
    return dict(said)


def in_force(folder: Path) -> dict[str, Any]:
    """What holds for the store that lies beside the slots file: see `app.store.key_change` for the other half of it."""
    from app.store.key_change import NEXT, is_for

    said = written(folder)
    coming = said.pop(NEXT, None)
    if not is_for(folder, coming):
        return said
    try:
        _check_slots(coming["slots"])
    except (KeyError, TypeError):
        raise Damaged(_DAMAGED) from None
    return dict(coming)


def put(folder: Path, said: dict[str, Any]) -> None:
    """Write the slots file whole. Raises Unavailable; then it is as it was."""
    _put(folder / SLOTS_FILE, json.dumps({"format": 1, **said}, ensure_ascii=False, indent=1))


def _check_slots(slots: Any) -> None:
    if not slots or not all(isinstance(slot, dict) and "name" in slot for slot in slots):
        raise Damaged(_DAMAGED)


def _slots(folder: Path) -> list[dict[str, Any]]:
    return list(in_force(folder)["slots"])


def _put_slots(folder: Path, slots: list[dict[str, Any]]) -> None:
    put(folder, {**in_force(folder), "slots": slots})


def _from_key_file(folder: Path) -> bytes:
    try:
        lines = (folder / KEY_FILE).read_text("utf-8").splitlines()
        key = bytes.fromhex(next(line for line in lines if line.strip() and not line.startswith("#")))
    except (ValueError, StopIteration, OSError):
        key = b""
    if len(key) != 32:
        raise Damaged(f"钥匙文件 {KEY_FILE} 已损坏，打不开数据。请用备份里的钥匙文件替换它。")
    return key


def _words(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _put(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        with open(beside, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o600)
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Unavailable(f"钥匙文件没有写成。{system_said(error, path)}") from error
