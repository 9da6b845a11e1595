"""All that is printed in one place, clause by clause: `4-6月、7-9月、10月-12月各1批次`."""

from .brackets import DONE
from .clauses import Clauses
from .period import Period, PeriodError, Status, Window
from .period_headings import NO_HEADING
from .period_words import ACTING, LIST_OF_BATCHES, ORIGINAL, SEPARATORS, STEPS

#: Every window is a row of its own in tables, with all that is printed.
_MOST_WINDOWS = 60
_DECIDES = tuple(f"{how}{verb}" for how in ("另行", "自行", "统一", "") for verb in ("确定", "安排", "决定", "通知"))
_DECIDE = frozenset(word[0] for word in _DECIDES)
_ONE = ("1", "一")


class WholeCell(Clauses):
    """All that is printed in one place."""

    def period(self) -> Period:
        """Read the whole text."""
        if self.token == "由" and not (self.time_at(1) or self.tokens[1] in ORIGINAL):
            return self.delegated()
        windows = self.windows()
        if self.token == "。" and not self.tokens[self.at + 1]:
            self.at += 1
        if self.token:
            raise self.error(self.at)
        if len(windows) > _MOST_WINDOWS:
            raise PeriodError(self.text, 0, "", f"写了 {len(windows)} 段时间，一栏最多 {_MOST_WINDOWS} 段")
        if self.suspended and windows:
            raise self.error(0, "有的时间暂缓、有的没有，要分开写")
        status = Status.UNDECIDED if self.suspended else Status.DATED
        return Period(self.text, status, windows, void=tuple(self.void))

    def delegated(self) -> Period:
        """`由…确定`: who decides, up to the first word for deciding."""
        for at in range(1, len(self.starts) - 1):
            start = self.starts[at]
            word = self.chars[start] in _DECIDE and next(
                (one for one in _DECIDES if self.chars.startswith(one, start)), ""
            )
            if word and start + len(word) in self.starts:
                if at == 1:
                    raise self.error(at, "没有写明由谁确定")
                self.at = self.starts.index(start + len(word))
                if self.token:
                    raise self.error(self.at)
                return Period(self.text, Status.DELEGATED, delegated_to=self.between(1, at))
            if self.time_at(at):
                self.at = at
                self.expect(("确定",))
        raise self.error(len(self.starts) - 1, "缺少“确定”")

    def windows(self) -> tuple[Window, ...]:
        """Read a list of times, up to what belongs to none."""
        item, above = self.clause(NO_HEADING)
        if not self.tokens[self.at]:
            return tuple(item)
        items, stages = [item], [self.done]
        while self.labelled() or (self.tokens[self.at + 1] != "各" and self.accept(SEPARATORS)):
            self.in_list = True
            item, above = self.clause(above)
            items.append(item)
            stages.append(self.done)
        if len(items) > 1:
            if self.done_for:
                raise self.error(self.done_for, "时间不止一段，是谁的要写在时间前面或括号里", stop=self.done_for + 1)
            items = [
                [one if one.stage or not stage else one._replace(stage=stage) for one in item]
                for item, stage in zip(items, stages, strict=True)
            ]
        numbered = any(one.batch for item in items for one in item)  # 每季度末各1批次
        if self.in_batches(len(items)) and not numbered:
            items = [[one._replace(batch=batch) for one in item] for batch, item in enumerate(items, 1)]
        return tuple(one for item in items for one in item)

    def in_batches(self, number: int) -> bool:
        """Read `各1批次`, `分3批`: the words say that each of the windows is a batch."""
        self.accept(SEPARATORS) if self.tokens[self.at + 1] == "各" else None
        if self.accept(("各",)):
            self.skip(ACTING | STEPS | {"安排"})
            self.expect(_ONE)
            if self.accept(("次",)):
                return False
            self.accept(("个",))
        elif self.token == "分" and self.tokens[self.at + 2] in LIST_OF_BATCHES:
            self.at += 1
            if self.number(_MOST_WINDOWS, "批") != number:
                raise self.error(self.at - 1, f"写了 {number} 段时间，与批数不同")
        else:
            return False
        self.expect(LIST_OF_BATCHES)
        self.skip(DONE)
        return True
