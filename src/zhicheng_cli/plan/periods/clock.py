"""Hours beside a day: `17:00`, `下午5点`, `24时`, and the hours of an office."""

from .period_words import AFTERNOON, DASHES, EVERY_DAY, HALF_DAYS, NIGHT, NOON, SEPARATORS
from .scanner import DIGIT, Scanner, value_of

_UNITS = (":", "时", "点")
_MIDNIGHT = "24:00"


class Clock(Scanner):
    """The part of the reader that knows hours."""

    def hour_at(self, at: int) -> bool:
        """Whether an hour, or a half of the day, is printed at a token."""
        return self.tokens[at] in HALF_DAYS or (self.tokens[at][:1] in DIGIT and self.tokens[at + 1] in _UNITS)

    def office_hours_at(self, at: int) -> bool:
        """Whether the hours of an office are printed at a token: `工作日8:30-11:30`, `每天,上午8:30`."""
        return self.tokens[at] in EVERY_DAY and self.hour_at(at + 1 + (self.tokens[at + 1] in SEPARATORS))

    def hours(self) -> str | None:
        """Step over an hour and return it; None for the hours of an office (上午8:30-11:30), which close nothing."""
        if office := bool(self.accept(EVERY_DAY)):
            self.accept(SEPARATORS)
        closing = self.hour() if self.hour_at(self.at) else None
        while (self.token in DASHES or self.token in SEPARATORS) and self.hour_at(self.at + 1):
            office = True
            self.at += 1
            self.hour()
        return None if office else closing

    def hour(self) -> str | None:
        """`下午5:30` as `17:30`; None where only the half of the day is printed. The end of a day is `24:00`."""
        start = self.at
        half = self.accept(HALF_DAYS)
        if half:
            self.accept(":")
        if self.unit_ahead not in _UNITS:
            return None
        hour = self.clock_number(24)
        minute, second = self.minutes()
        if hour == 12 and half in NIGHT:
            hour = 0 if half == "凌晨" else 24
        elif (half in AFTERNOON and hour < 12) or (half in NOON and hour < 11):
            hour += 12
        elif half and half not in AFTERNOON and half not in NOON and hour > 12:
            raise self.error(start, "上午没有这个钟点", stop=self.at)
        if hour == 24 and minute:
            raise self.error(start, "没有这个钟点", stop=self.at)
        return _MIDNIGHT if (hour, minute, second) == (23, 59, 59) else f"{hour:02}:{minute:02}"

    def minutes(self) -> tuple[int, int]:
        """What follows the number of the hour: `:30:00`, `时30分`, `点半`, `时`."""
        if self.accept(":"):
            minute = self.clock_number(59)
            second = self.clock_number(59) if self.accept(":") else 0
            return minute, second
        self.at += 1
        if self.accept("半"):
            return 30, 0
        if self.accept("整"):
            return 0, 0
        if self.unit_ahead != "分":
            return 0, 0
        minute = self.clock_number(59)
        self.at += 1
        return minute, 0

    def clock_number(self, limit: int) -> int:
        """Step over a number from 0 to `limit`."""
        digits = self.token
        value = value_of(digits) if digits[:1] in DIGIT else 0
        nought = digits in ("0", "00", "零", "〇")
        if value > limit or not (value or nought):
            raise self.error(self.at, "缺少分钟数" if digits[:1] not in DIGIT else "没有这个钟点")
        self.at += 1
        return value
