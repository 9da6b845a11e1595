"""The calendar (iCalendar, RFC 5545): each milestone with days as one or two all-day events.

`texts` says in words what an event is about, `events` decides which events a milestone makes, `previous` reads older
calendars of ours, and `file` puts them together.
"""

from .calendar_file import CalendarFile, make_calendar, make_update
from .events import Void

__all__ = ["CalendarFile", "Void", "make_calendar", "make_update"]
