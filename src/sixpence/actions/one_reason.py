"""The reason that somebody gives for what they do: one line, kept with it."""

from sixpence.basics.refused import Refused

_LONGEST = 500


def one_reason(text: str) -> str:
    """Raises Refused where there is none, or it is too long."""
    told = " ".join(text.split())
    if not told or len(told) > _LONGEST or not told.isprintable():
        raise Refused(f"give a reason, of at most {_LONGEST} characters: it is kept", at="reason")
    return told
