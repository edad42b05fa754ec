"""Private values at rest: AES-256-GCM, each bound to the table, row and column it belongs in.

A sealed value is one byte with the number of its key, a random 12-byte nonce, the ciphertext and its 16-byte tag (NIST
SP 800-38D, which allows 2**32 values with random nonces under one key). Table, column and row are authenticated with
it, so a value that was changed, or copied to another row or column, does not open.
"""

import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag

from sixpence.basics.refused import Refused
from sixpence.store.keys import KeyRing, key_ring

_NONCE_BYTES = 12
_CIPHERTEXT = 1 + _NONCE_BYTES  # where it begins: the number of the key and the nonce stand before it


def seal(plain: str, *, table: str, row: str, column: str) -> bytes:
    """Sealed text. `row` is what the row is known by and must say all that the value may not be moved away from."""
    return seal_bytes(plain.encode(), table=table, row=row, column=column)


def unseal(sealed: bytes, *, table: str, row: str, column: str) -> str:
    """The text again. Raises Refused naming table, row and column where it was changed, moved, or has another key."""
    return unseal_bytes(sealed, table=table, row=row, column=column).decode()


def seal_bytes(plain: bytes, *, table: str, row: str, column: str) -> bytes:
    """`seal`, for bytes."""
    return seal_all([(row, plain)], table=table, column=column)[0]


def seal_all(values: Iterable[tuple[str, bytes]], *, table: str, column: str) -> list[bytes]:
    """`seal_bytes`, of many rows with their values; the key is looked up once."""
    ring = key_ring()
    cipher = ring.ciphers[ring.newest]
    number = ring.newest.to_bytes()
    sealed = []
    for row, plain in values:
        nonce = os.urandom(_NONCE_BYTES)
        sealed.append(number + nonce + cipher.encrypt(nonce, plain, _bound_to(table, row, column)))
    return sealed


def unseal_all(values: Iterable[tuple[str, bytes]], *, table: str, column: str) -> list[bytes]:
    """`unseal_bytes`, of many rows with their sealed values: without a look at each, but where one cannot be opened."""
    ring, every = key_ring(), list(values)
    ciphers, place = ring.ciphers, _bound_to(table, "", column)
    try:
        return [
            ciphers[sealed[0]].decrypt(sealed[1:_CIPHERTEXT], sealed[_CIPHERTEXT:], place + row.encode())
            for row, sealed in every
        ]
    except (LookupError, InvalidTag, ValueError):
        return [_opened(ring, sealed, table, row, column) for row, sealed in every]  # says which


def unseal_bytes(sealed: bytes, *, table: str, row: str, column: str) -> bytes:
    """`unseal`, for bytes."""
    return _opened(key_ring(), sealed, table, row, column)


def _opened(ring: KeyRing, sealed: bytes, table: str, row: str, column: str) -> bytes:
    cipher = ring.ciphers.get(sealed[0]) if sealed else None
    if cipher is None:
        raise Refused(
            f"{table}.{column} of {row} cannot be opened: it was not sealed with a key in the key file; "
            "restore the key file that belongs to this database"
        )
    nonce, ciphertext = sealed[1:_CIPHERTEXT], sealed[_CIPHERTEXT:]
    try:
        return cipher.decrypt(nonce, ciphertext, _bound_to(table, row, column))
    except (InvalidTag, ValueError):  # ValueError: cut so short that there is no nonce
        raise Refused(
            f"{table}.{column} of {row} cannot be opened: it was changed or moved in the database, or the key file is "
            "another database's; restore the database and the key file from your backup"
        ) from None


def _bound_to(table: str, row: str, column: str) -> bytes:
    # Table and column are names from our code and hold no NUL; the row comes last. So no two places give one text.
    return f"{table}\0{column}\0{row}".encode()
