"""Personio, read-only: sign in, read people, make them neutral records."""

from sixpence.hr.sources.personio.access import PERSONIO, Credentials, Patience
from sixpence.hr.sources.personio.client import PersonioClient
from sixpence.hr.sources.personio.source import PersonioSource

__all__ = ["PERSONIO", "Credentials", "Patience", "PersonioClient", "PersonioSource"]
