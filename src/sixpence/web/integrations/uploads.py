"""Spreadsheets that were uploaded: kept where the next sync finds them, one for each company."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

from sixpence.store.configuration import current


@contextmanager
def kept_upload(slug: str, file: "UploadedFile[bytes]") -> Iterator[Path]:
    """Keep the upload in place of the one before, readable by this user alone; not where it is refused."""
    folder = _folder(slug) / str(uuid4())  # under its own name, which is how a refusal names it
    folder.mkdir(mode=0o700, parents=True)
    place = folder / get_valid_filename(file.name or "people")
    place.touch(mode=0o600)
    try:
        with place.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        yield place
    except BaseException:
        rmtree(folder)
        raise
    for older in set(_folder(slug).iterdir()) - {folder}:
        rmtree(older)


def forget_uploads(slug: str) -> None:
    """Nothing of what was uploaded for the company stays."""
    if _folder(slug).is_dir():
        rmtree(_folder(slug))


def _folder(slug: str) -> Path:
    return current().data_dir / "spreadsheets" / slug
