"""The keys that seal private values, and the file they are kept in.

The file has one key a line: its number (1 to 255), a colon, 32 bytes in URL-safe base64. The highest number seals; all
of them open, so that a new key can be added while values sealed with the old one are still about. Losing the file is
losing every sealed value: it is backed up apart from the database.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sixpence.basics.refused import Refused
from sixpence.store import configuration
from sixpence.store.configuration import Configuration

_KEY_BYTES = 32
_HIGHEST_NUMBER = 255  # a sealed value begins with the number of its key, in one byte


class KeyRing:
    """The keys of one installation. Its repr shows no key."""

    __slots__ = ("_ciphers", "_keys", "newest")

    def __init__(self, text: str, *, place: str) -> None:
        """`text` is a key file's; `place` is named in the Refused raised where a line has not the right form."""
        self._keys: dict[int, bytes] = {}
        for line_number, line in enumerate(text.split(), start=1):
            number, key = _parse(line, f"{place}, line {line_number}")
            if number in self._keys:
                raise Refused(f"{place}, line {line_number}: key {number} stands there twice; keep one")
            self._keys[number] = key
        if not self._keys:
            raise Refused(f"{place} holds no key: restore it from your backup")
        self._ciphers = {number: AESGCM(key) for number, key in self._keys.items()}
        self.newest = max(self._keys)

    @property
    def ciphers(self) -> Mapping[int, AESGCM]:
        """AES-256-GCM under each key of the ring, by its number."""
        return self._ciphers

    def derive(self, purpose: str) -> str:
        """Another secret (64 hexadecimal digits) for another purpose, from the newest key (HKDF, RFC 5869)."""
        hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"sixpence {purpose}".encode())
        return hkdf.derive(self._keys[self.newest]).hex()

    def __repr__(self) -> str:
        return f"<KeyRing of {len(self._keys)}>"


def _parse(line: str, place: str) -> tuple[int, bytes]:
    number, _, encoded = line.partition(":")
    try:
        key = base64.b64decode(encoded, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        key = b""
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= _HIGHEST_NUMBER and len(key) == _KEY_BYTES):
        # No cause and no quotation: the line is a secret.
        raise Refused(
            f"{place} is not a key (a number from 1 to {_HIGHEST_NUMBER}, a colon, {_KEY_BYTES} bytes in base64): "
            "restore it from your backup"
        )
    return int(number), key


def new_key(number: int = 1) -> str:
    """One line of a key file, with a fresh random key."""
    return f"{number}:{base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)).decode()}"


_ring: tuple[Configuration, KeyRing] | None = None


def key_ring() -> KeyRing:
    """The keys of this process's configuration, read once. Raises Refused where there are none."""
    global _ring
    in_use = configuration.current()
    if _ring is None or _ring[0] is not in_use:
        _ring = (in_use, _read(in_use))
    return _ring[1]


def _read(of: Configuration) -> KeyRing:
    if of.key is not None:
        return KeyRing(of.key.get_secret_value(), place="SIXPENCE_KEY")
    try:
        text = of.key_path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise Refused(f"the key file {of.key_path} is missing: restore it from your backup") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"the key file {of.key_path} cannot be read ({type(error).__name__}): check it") from None
    return KeyRing(text, place=f"the key file {of.key_path}")


def create_key_file(path: Path) -> None:
    """Write a first key to `path`, readable by its owner alone. The file appears complete or not at all.

    Raises FileExistsError where one is there: a key is never overwritten.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{new_key()}\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)  # a rename would replace what is there
    finally:
        draft.unlink()


def django_secret_key() -> str:
    """What Django signs sessions and links with."""
    return key_ring().derive("django secret key")
