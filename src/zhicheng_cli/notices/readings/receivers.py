"""材料接收单位及电话: the offices of a cell, each with its phones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from zhicheng_cli.plan.committees import Receiver
from zhicheng_cli.plan.stages import Where

from .reading_doubt import ReadingDoubt
from .receiver_words import ReceiverPiece, ReceiverWord, is_unit, receiver_pieces

_COLUMN = "receivers"
#: 由各县(区)人力社保、教育部门确定.
_DELEGATED = re.compile(r"由?\S*(?:自行|确定|决定|另行通知|另定)\S*")
_NOBODY = re.compile(r"[-—–/\\无·\s]+|待定|暂无|详?见\S*|同上")


class ReadReceivers(NamedTuple):
    """The offices of a cell.

    Attributes:
        printed: the words in the order in which they are read, one blank between two.
    """

    receivers: tuple[Receiver, ...]
    doubts: tuple[ReadingDoubt, ...]
    printed: str


def read_receivers(words: str, phones: str = "", person: str = "", place: str = "", url: str = "") -> ReadReceivers:
    """The offices that a row prints.

    Args:
        words: of the cell, without the line ends of layout.
        phones, person, place, url: of their own columns, where there are such; a line for each office.
    """
    if not phones.strip() and (_DELEGATED.fullmatch("".join(words.split())) or not words.strip()):
        return ReadReceivers((), (), _plain(words))
    if _NOBODY.fullmatch(words.strip() or "-") and not phones.strip():
        message = f"接收单位一栏印着“{_plain(words)}”"
        return ReadReceivers((), (ReadingDoubt("W440", _COLUMN, message, "读作没有印接收单位"),), _plain(words))
    more = {ReceiverWord.PERSON: person, ReceiverWord.PLACE: place, ReceiverWord.URL: url}
    pieces = receiver_pieces(words)
    read = _Grouping(pieces).receivers()
    doubts = [*_doubts_of(pieces)]
    if phones.strip():
        read, paired = _with_phones(read, phones)
        doubts += paired
    for kind, cell in more.items():
        read, placed = _with_more(read, kind, cell)
        doubts += placed
    doubts += _of_units(read)
    return ReadReceivers(
        tuple(read), tuple(doubts), " ".join(map(_words_of, read)) if phones.strip() else _plain(words)
    )


class _Grouping:
    """Pieces in order → offices: phones belong to the unit before them, or, where the cell begins with one, after."""

    def __init__(self, pieces: Iterable[ReceiverPiece]) -> None:
        self._pieces = list(pieces)
        marks = [one.kind for one in self._pieces if one.kind in (ReceiverWord.UNIT, ReceiverWord.PHONE)]
        self._phones_first = bool(marks) and marks[0] is ReceiverWord.PHONE and marks[-1] is ReceiverWord.UNIT
        self._groups: list[list[ReceiverPiece]] = [[]]

    def receivers(self) -> list[Receiver]:
        openers = {ReceiverWord.PHONE if self._phones_first else ReceiverWord.UNIT}
        if self._pieces and self._pieces[0].kind is ReceiverWord.SERVES:  # 市直：甲局；县区：乙局
            openers.add(ReceiverWord.SERVES)
        for one in self._pieces:
            if one.kind in openers and any(piece.kind is ReceiverWord.UNIT for piece in self._groups[-1]):
                self._groups.append([])
            self._groups[-1].append(one)
        return [self._receiver(group) for group in self._groups]

    def _receiver(self, group: list[ReceiverPiece]) -> Receiver:
        by_kind = {kind: [one.words for one in group if one.kind is kind] for kind in ReceiverWord}
        where = Where(
            place="、".join(by_kind[ReceiverWord.PLACE]),
            url="、".join(by_kind[ReceiverWord.URL]),
            hours="".join(by_kind[ReceiverWord.HOURS]),
            person="、".join(by_kind[ReceiverWord.PERSON]),
        )
        unit, phones = "".join(by_kind[ReceiverWord.UNIT]), tuple(by_kind[ReceiverWord.PHONE])
        return Receiver(unit, phones, tuple(by_kind[ReceiverWord.SERVES]), where)


def _with_phones(read: list[Receiver], cell: str) -> tuple[list[Receiver], list[ReadingDoubt]]:
    """The offices with what stands in the column of phones: line by line, or number by number."""
    lines = [pieces for line in cell.splitlines() if (pieces := receiver_pieces(line))]
    all_pieces = [one for line in lines for one in line]
    doubts = [*_doubts_of(all_pieces)]
    groups = lines if len(lines) == len(read) else [all_pieces]
    if len(groups) != len(read) and len(all_pieces) == len(read):
        groups = [[one] for one in all_pieces]
    if len(groups) != len(read):
        message = f"{len(read)} 个单位，电话一栏却是“{_plain(cell)}”"
        doubts.append(ReadingDoubt("W442", _COLUMN, message, f"电话都归给头一个单位“{read[0].unit}”"))
        groups += [[]] * (len(read) - 1)
    return [_more_phones(office, group) for office, group in zip(read, groups, strict=True)], doubts


def _more_phones(office: Receiver, pieces: list[ReceiverPiece]) -> Receiver:
    phones = tuple(one.words for one in pieces if one.kind is ReceiverWord.PHONE)
    others = "、".join(one.words for one in pieces if one.kind is not ReceiverWord.PHONE)
    where = office.where._replace(person="、".join(filter(None, (office.where.person, others))))
    return office._replace(phones=(*office.phones, *phones), where=where)


def _with_more(
    read: list[Receiver], kind: ReceiverWord, cell: str
) -> tuple[list[Receiver], Iterator[ReadingDoubt] | list[ReadingDoubt]]:
    """The offices with a column of their own for who, where or at what address."""
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    if not lines:
        return read, []
    doubts = []
    if len(lines) != len(read):
        lines = [_plain(cell)]
    if len(lines) != len(read):
        message = f"{len(read)} 个单位，另一栏却是“{lines[0]}”"
        doubts.append(ReadingDoubt("W442", _COLUMN, message, f"归给头一个单位“{read[0].unit}”"))
        lines += [""] * (len(read) - 1)
    return [_more_said(one, kind, line) for one, line in zip(read, lines, strict=True)], doubts


def _more_said(office: Receiver, kind: ReceiverWord, words: str) -> Receiver:
    """The office with what another column says of it, behind what its own cell does."""
    own: str = getattr(office.where, kind.value)
    whole: dict[str, Any] = {kind.value: "、".join(dict.fromkeys(filter(None, (own, words))))}
    return office._replace(where=office.where._replace(**whole))


_ASSUMED = {
    ReceiverWord.PHONE: ("W441", "不像一个电话号码", "照印作电话"),
    ReceiverWord.PERSON: ("W443", "没有写明是什么", "读作联系人"),
    ReceiverWord.PLACE: ("W443", "没有写明是什么", "读作地点"),
    ReceiverWord.SERVES: ("W443", "印在括号里", "读作受理谁的材料"),
}


def _doubts_of(pieces: Iterable[ReceiverPiece]) -> Iterator[ReadingDoubt]:
    for one in pieces:
        if one.assumed:
            code, message, assumed = _ASSUMED[one.kind]
            yield ReadingDoubt(code, _COLUMN, f"“{one.words}”{message}", assumed)


def _of_units(read: list[Receiver]) -> Iterator[ReadingDoubt]:
    """Phones without a unit, units without a phone beside others that have one, and words that name no office."""
    for one in read:
        if not one.unit:
            yield ReadingDoubt("W440", _COLUMN, f"“{' '.join(one.phones)}”没有印是哪个单位的", "单位空着")
        elif not is_unit(one.unit):
            yield ReadingDoubt("W443", _COLUMN, f"“{one.unit}”不像一个单位的名称", "照印作单位")
    if len(read) > 1:
        for one in read:
            if one.unit and not one.phones:
                yield ReadingDoubt("W442", _COLUMN, f"“{one.unit}”后面没有印电话", "读作没有电话的一个单位")


def _words_of(office: Receiver) -> str:
    where = office.where
    return " ".join(filter(None, (office.unit, *office.phones, where.person, where.place, where.url, where.hours)))


def _plain(words: str) -> str:
    return " ".join(words.split())
