"""Scans and photographs → `Paper`: a page at a time, its words recognised, to be confirmed by a person."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from zhicheng_cli.notices.papers.pages.page_flow import blocks_of
from zhicheng_cli.notices.papers.pages.scan_image import LONGEST
from zhicheng_cli.notices.papers.pages.scan_page import scanned_page
from zhicheng_cli.notices.papers.paper import Paper
from zhicheng_cli.notices.papers.unreadable import UnreadablePaperError

#: A page takes seconds: a file of more is no notice.
MOST_PAGES = 40
#: Of a picture, before it is unpacked: A3 at 600 dots an inch.
MOST_PIXELS = 80_000_000
#: Shorter than this, a picture shows no words, in pixels.
SHORTEST = 40


def read_scan(data: bytes, name: str) -> Paper:
    """What stands on a picture, or on the pictures of a file.

    Raises:
        UnreadablePaperError: it is damaged, too large, or nothing stands on it.
        ModuleNotFoundError: a package that reads it is missing.
    """
    from PIL import UnidentifiedImageError
    from PIL.Image import DecompressionBombError

    try:
        pages = [scanned_page(pixels, number) for number, pixels in enumerate(_pictures(data, name), 1)]
    except DecompressionBombError:
        raise _too_large(name) from None
    except (
        UnidentifiedImageError,
        ArithmeticError,
        AttributeError,
        EOFError,
        LookupError,
        OSError,
        TypeError,
        ValueError,
    ):
        raise UnreadablePaperError(f"图片“{name}”已损坏，读不出来", "请重新拍照或扫描") from None
    if not any(page.parts for page in pages):
        raise UnreadablePaperError(f"图片“{name}”上没有认出文字", "请拍得清楚一些，或用原来的文件")
    return Paper(name, *blocks_of(pages))


def _pictures(data: bytes, name: str) -> Iterator[Any]:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as image:
        if getattr(image, "n_frames", 1) > MOST_PAGES:
            raise UnreadablePaperError(f"图片“{name}”超过 {MOST_PAGES} 页，不像一份通知", "请只留下通知和附件的页")
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            if image.width * image.height > MOST_PIXELS:
                raise _too_large(name)
            if min(image.size) < SHORTEST:
                raise UnreadablePaperError(f"图片“{name}”太小，看不清字", "请用原图，不要用缩略图")
            yield _grey(ImageOps.exif_transpose(image))


def _too_large(name: str) -> UnreadablePaperError:
    return UnreadablePaperError(
        f"图片“{name}”太大：超过 {MOST_PIXELS // 1_000_000} 百万像素", "请用 200 dpi 扫描后再试"
    )


def _grey(image: Any) -> Any:
    """Its pixels, one byte each, transparent ones white, as large as a page is worked on with."""
    import numpy
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    grey = image.convert("L")
    share = LONGEST / max(grey.size)
    if share < 1:
        grey = grey.resize((round(grey.width * share), round(grey.height * share)), Image.Resampling.LANCZOS)
    return numpy.array(grey)
