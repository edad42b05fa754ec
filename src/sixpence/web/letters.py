"""Letters that the application writes (a forgotten password) go into a folder, from where a mailer can take them."""

from typing import Any

from django.core.mail.backends.filebased import EmailBackend

from sixpence.store.configuration import current


class Letters(EmailBackend):
    """One file a letter in `DATA_DIR/letters`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        folder = current().data_dir / "letters"
        super().__init__(*args, **{**options, "file_path": str(folder)})
