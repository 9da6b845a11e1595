"""The colours of a PDF as red, green and blue."""

from __future__ import annotations

from typing import Any

from zhicheng_cli.notices.papers.pages.page_ink import Shade


def shade_of(colour: Any, space: str) -> Shade:
    """A colour as red, green and blue; a pattern, or what cannot be read, is black."""
    parts = [colour] if isinstance(colour, int | float) else list(colour) if isinstance(colour, tuple | list) else []
    if not parts or not all(isinstance(one, int | float) for one in parts):
        return 0.0, 0.0, 0.0
    if space in ("Separation", "DeviceN"):
        light = 1.0 - max(parts)
        return light, light, light
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    red, green, blue = parts if len(parts) == 3 else parts[:1] * 3
    return red, green, blue


def mixed(shade: Shade, alpha: float) -> Shade:
    """A shade that lets the white of the page through."""
    if alpha >= 1:
        return shade
    red, green, blue = (one * alpha + 1 - alpha for one in shade)
    return red, green, blue
