"""Golden files: what was made once, was looked at, and is made again to the byte.

After a change that is meant, `SIXPENCE_REFRESH_GOLDEN=1 make test` writes them anew; then the difference is read.
"""

import os
from pathlib import Path

import pytest

REFRESH = bool(os.environ.get("SIXPENCE_REFRESH_GOLDEN"))


def same_as_golden(path: Path, content: bytes) -> None:
    """Compare with the golden file, or write it anew."""
    if REFRESH and path.read_bytes() != content:
        path.write_bytes(content)
        pytest.skip(f"{path.name} was written anew: read the difference")
    assert content == path.read_bytes()
