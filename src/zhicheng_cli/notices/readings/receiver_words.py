"""The words of a cell of receivers, each with what it is: a unit, a phone, a person, a place, an address, hours."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from .printed_phones import half_width, printed_phones


class ReceiverWord(StrEnum):
    """What a piece of the cell is."""

    UNIT = "unit"
    PHONE = "phone"
    PERSON = "person"
    PLACE = "place"
    URL = "url"
    HOURS = "hours"
    SERVES = "serves"


class ReceiverPiece(NamedTuple):
    """A piece of the cell, in printed order.

    Attributes:
        words: as printed, without blanks.
        assumed: whether nothing printed says that it is this.
    """

    kind: ReceiverWord
    words: str
    assumed: bool = False


_URL = re.compile(
    r"https?://[!-~]+|[\w.-]+@[\w.-]+|(?<![A-Za-z0-9.])(?:[A-Za-z0-9-]+\.)+(?:cn|com|net|org)(?:/[!-~]*)?", re.ASCII
)
_LABEL = re.compile(
    "(?P<person>联系人|经办人|负责人)|(?P<place>办公地址|地址|地点)|(?P<url>网址|网站|(?:电子)?邮箱)"
    "|(?P<hours>(?:受理|办公|工作)时间)|(?P<unit>(?:受理|接收|联系)?单位(?=[:：]))|(?P<fax>传真)"
    "|(?P<phone>(?:联系|咨询|办公|受理)?电话(?:号码)?|手机|座机|[Tt][Ee][Ll]|☎|℡)"
)
#: 1. ① （2） before an office.
_ENUMERATED = re.compile(r"(?:^|(?<=[\s；;。]))(?:[(（]\d{1,2}[)）]|\d{1,2}[.．、](?![\d.])|[①-⑳])")
_PARTS = re.compile(
    r"各[市县区][(（][市县区、]{1,5}[)）][^\s、,，;；:：|/。()（）]*|[(（][^()（）]*[)）]|[^\s、,，;；:：|/。()（）]+|[\s、,，;；:：|/。]+|[()（）]"
)
_SEPARATOR = re.compile(r"[\s、,，;；:：|/。()（）—–-]+")
_APART = re.compile(r"[、,，;；|/。]")
_DAYS = "(?:工作日|周[一二三四五六日]|上午|下午|[至到、及 -])*"
_HOURS = re.compile(rf"{_DAYS}\d{{1,2}}:\d{{2}} *[至~-]+ *{_DAYS}\d{{1,2}}:\d{{2}}|工作日|上班时间")
_PLACE = re.compile(r"[\dA-Z一二三四五六七八九十](?:室|楼|层|号|幢|栋|弄|座)|[路街]\d+|窗口|大厅|大厦")
_SERVES = re.compile(r"(?:市(?:直|属|本级)|省属|各?县|各?区|中央|非公|民营)\w*|\w*(?:学校|单位|人员|企业|系统)")
_OFFICE = re.compile("(?:局|委|厅|处|科|办|中心)$")
_TITLED = "老师|科长|处长|主任|局长|同志|女士|先生|工"
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安"
    "常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛狄臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏"
    "蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊於惠甄曲家封储靳段焦巴谷车侯全班秋仲宫宁仇栾甘厉戎武符"
    "刘景詹束龙叶肖欧涂佟冉闫"
)
_NAME = re.compile(f"[{_SURNAMES}][一-鿿]{{1,2}}")
_CALLED = re.compile(f"[{_SURNAMES}][一-鿿]{{0,2}}(?:{_TITLED})")
_END = (
    "局|委|厅|处|科|室|部|院|会|办|中心|公司|集团|学校"
    "|大学|中学|小学|科协|所|站|台|馆|联|党校|窗口|组|社|厂|行|队|园|盟|基地"
)
_IS_UNIT = re.compile(f"[一-鿿()（）A-Za-z0-9·、]*(?:{_END})(?:[(（].*[)）])?")
_WITH_PERSON = re.compile(f"(.+(?:{_END}))([{_SURNAMES}][一-鿿]?(?:{_TITLED}))")
_WITH_PLACE = re.compile(r"(.{2,}?(?:局|委|厅|处|科|协会|公司|学校|院))(.*)")
#: How the name of a unit begins that is no part of the one before.
_BEGINS = re.compile("[市省县区州各]|中共|[一-鿿]{2,3}[省市县区州]")


def is_unit(words: str) -> bool:
    """Whether words end as the name of an office does."""
    return bool(_IS_UNIT.fullmatch(words))


def receiver_pieces(text: str) -> list[ReceiverPiece]:
    """Every piece of a cell; only what separates pieces, and what labels them, is left out."""
    text = _ENUMERATED.sub(lambda number: " " * len(number[0]), text)
    narrow, bare = half_width(text), text
    forms = ((ReceiverWord.URL, _URL), (ReceiverWord.HOURS, _HOURS))
    found = [(kind, *one.span()) for kind, form in forms for one in form.finditer(narrow)]
    marks = [(start, end, kind, "".join(text[start:end].split()), False) for kind, start, end in found]
    for start, end, *_ in marks:
        bare = bare[:start] + "。" * (end - start) + bare[end:]
    marks += [(one.start, one.end, ReceiverWord.PHONE, one.number, one.is_odd) for one in printed_phones(bare)]
    pieces: list[ReceiverPiece] = []
    at = 0
    for start, end, kind, words, assumed in sorted(marks):
        label = _read_gap(text[at:start], pieces)
        pieces.append(ReceiverPiece(kind, words, assumed or label == "fax"))
        at = end
    _read_gap(text[at:], pieces)
    return [one for one in pieces if one.words]


def _read_gap(gap: str, pieces: list[ReceiverPiece]) -> str:
    """Add the pieces of words in which no phone and no address stands; the label that what follows has, or empty."""
    label, between, is_first = "", "", True
    for part in _PARTS.findall(gap):
        if _SEPARATOR.fullmatch(part):
            between += part
            continue
        label, rest, after = _labelled(part, label)
        if rest:
            if label in ("phone", "fax", ""):
                _add(rest, between, pieces, is_first=is_first)
            else:
                pieces.append(ReceiverPiece(ReceiverWord(label), rest))
            between, label, is_first = "", "", False
        label = after or label
    return label


def _labelled(part: str, label: str) -> tuple[str, str, str]:
    """The label of a part, its words without labels, the label of what comes after it."""
    after = ""
    if (first := _LABEL.match(part)) and first.lastgroup:
        label, part = first.lastgroup, part[first.end() :]
    for last in _LABEL.finditer(part):
        if last.end() == len(part) and last.lastgroup:
            after, part = last.lastgroup, part[: last.start()]
    return label, part, after


def _add(words: str, between: str, pieces: list[ReceiverPiece], *, is_first: bool) -> None:
    """Add words that nothing labels, or join them to the unit before."""
    before = None if is_first or not pieces else pieces[-1]
    if words[0] in "(（":
        kind = _kind(words[1:-1])
        if kind is ReceiverWord.UNIT and before is not None and before.kind is ReceiverWord.UNIT:
            pieces[-1] = before._replace(words=before.words + words)
        else:
            pieces.append(ReceiverPiece(kind, words[1:-1], assumed=kind is ReceiverWord.SERVES))
        return
    kind = _kind(words)
    if kind is ReceiverWord.PERSON or (before and before.kind is ReceiverWord.UNIT and _is_name(words, before.words)):
        pieces.append(ReceiverPiece(ReceiverWord.PERSON, words, assumed=kind is not ReceiverWord.PERSON))
    elif before and before.kind is ReceiverWord.PERSON and len(before.words) == len(words) == 1:
        pieces[-1] = before._replace(words=before.words + words)
    elif kind is ReceiverWord.UNIT and before and before.kind is kind and _goes_on(before.words, words, between):
        pieces[-1] = before._replace(words=before.words + "".join(_APART.findall(between)) + words)
    elif kind is ReceiverWord.PLACE and (parted := _WITH_PLACE.fullmatch(words)) and _PLACE.search(parted[2]):
        pieces += [ReceiverPiece(ReceiverWord.UNIT, parted[1]), ReceiverPiece(kind, parted[2], assumed=True)]
    elif kind is ReceiverWord.UNIT and (called := _WITH_PERSON.fullmatch(words)):
        pieces += [ReceiverPiece(kind, called[1]), ReceiverPiece(ReceiverWord.PERSON, called[2])]
    else:
        pieces.append(ReceiverPiece(kind, words))


def _kind(words: str) -> ReceiverWord:
    if _CALLED.fullmatch(words):
        return ReceiverWord.PERSON
    if _PLACE.search(words):
        return ReceiverWord.PLACE
    return ReceiverWord.SERVES if _SERVES.fullmatch(words) and not _OFFICE.search(words) else ReceiverWord.UNIT


def _is_name(words: str, unit: str) -> bool:
    return is_unit(unit) and not is_unit(words) and bool(_NAME.fullmatch(words) or words in _SURNAMES)


def _goes_on(unit: str, words: str, between: str) -> bool:
    """Whether words go on with the name of a unit: 市职业资格 指导服务中心, 市教育局 人事处."""
    if not is_unit(unit):
        return True
    return not _APART.search(between) and not _BEGINS.match(words)
