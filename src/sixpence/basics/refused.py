"""The one exception for input or an act that Sixpence will not accept."""


class Refused(Exception):
    """Something the user can put right.

    The message is one plain line that names the thing, the place and the fix. The command line prints it and ends with
    exit code 2; nothing has been changed. It must never contain personal data beyond an employee id.
    `at` names what was typed in that is to be put right, where it is one thing, so that a form can say it there.
    """

    def __init__(self, line: str, *, at: str = "") -> None:
        super().__init__(line)
        self.at = at
