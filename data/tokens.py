"""Tokens that cannot be guessed, and the proof that a form was made by us for this very browser."""

import hashlib
import hmac
import secrets

from data.settings import settings

BYTES = 32
ONE_TIME_LENGTH = 14
UPPER, LOWER, DIGITS, SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "-+=@#"
"""Without what looks alike: O and 0, I, l and 1."""


def new_token() -> str:
    """256 bits at random."""
    return secrets.token_urlsafe(BYTES)


def fingerprint(token: str) -> str:
    """What is stored in its place: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_proof(token: str) -> str:
    """Goes into a form as a hidden field; token: from the browser's cookie, before or after signing in."""
    return hmac.new(settings().signing_key, b"form:" + token.encode(), hashlib.sha256).hexdigest()


def is_proven(token: str | None, proof: str) -> bool:
    """Whether the form was made for the browser that sends it."""
    return bool(token) and hmac.compare_digest(form_proof(token or "").encode(), proof.encode())


def one_time_password() -> str:
    """One of each class at least, in an order at random."""
    chosen = [secrets.choice(letters) for letters in (UPPER, LOWER, DIGITS, SIGNS)]
    chosen += [secrets.choice(UPPER + LOWER + DIGITS) for _ in range(ONE_TIME_LENGTH - len(chosen))]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)
