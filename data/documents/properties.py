"""What a file says of itself to whoever asks the office program for its properties."""

from datetime import datetime, time
from typing import Any

from core.paper import Frozen


def set_properties(properties: Any, frozen: Frozen) -> None:
    """properties: the core properties of a Word or PowerPoint file, which bear the same names."""
    properties.title, properties.subject = frozen.paper.title, frozen.paper.kind.value
    properties.author = properties.last_modified_by = frozen.letter.issuer
    properties.identifier, properties.comments = frozen.stamp.hash, frozen.stamp.text
    properties.keywords, properties.language = "", "zh-CN"
    properties.created = properties.modified = datetime.combine(frozen.letter.signed_on, time())
