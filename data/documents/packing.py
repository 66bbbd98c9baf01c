"""Office files as packages whose bytes depend on nothing but what is in them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def packed(saved: BytesIO) -> bytes:
    """The same package with every entry dated alike."""
    result = BytesIO()
    with ZipFile(saved) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return result.getvalue()
