"""Passwords of the tests: hashed as real ones are, but once. A password takes a million rounds most of a second."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """What it kept, another process can check: how many rounds they were is kept with it."""

    iterations = 1
