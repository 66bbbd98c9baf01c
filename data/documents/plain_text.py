"""Text as XML can hold it."""

import re

ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Without the control characters that come along when cells are copied, and that no XML file may hold."""
    return ILLEGAL.sub("", text)
