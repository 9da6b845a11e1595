"""What a page may do: nothing but what stands in it."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def content_policy(style: str, script: str, *, images: str = "") -> str:
    """Nothing may be fetched, sent or run but what stands in the page.

    Args:
        images: where pictures may come from, such as `data:`; empty = there are none.
    """
    hashes = [b64encode(sha256(part.encode("utf-8")).digest()).decode("ascii") for part in (style, script)]
    pictures = f" img-src {images};" if images else ""
    return (
        f"default-src 'none';{pictures} style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
