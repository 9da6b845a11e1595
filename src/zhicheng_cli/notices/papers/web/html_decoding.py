"""The bytes of a web page → its text: what decodes counts more than what the page says of itself."""

from __future__ import annotations

import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_TOLD = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")
#: What pages call an encoding → the widest one that it is part of. Those of Western letters decode any bytes.
_ENCODINGS = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "x-x-big5", "cn-big5", "big5-hkscs"), "big5hkscs"),
}


def decoded(data: bytes, told: str = "") -> str:
    """The text of a page; bytes that no encoding explains become `�`.

    Args:
        data: the page.
        told: the encoding that stands outside it (in a web archive), if any.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    head = data[:2000]
    if head.count(0) > len(head) // 4:
        return data.decode("utf-16-be" if head[:1] == b"\0" else "utf-16-le", "replace")
    found = _TOLD.search(data[:4000])
    names = (told, found[1].decode("ascii") if found else "")
    known = [_ENCODINGS[name.lower()] for name in names if name.lower() in _ENCODINGS]
    encodings = ["utf-8", *known, "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return min((data.decode(one, "replace") for one in encodings), key=lambda text: text.count("�"))
