"""The calendar (iCalendar, RFC 5545): each milestone with days as one or two all-day events.

`texts` says in words what an event is about, `events` decides which events a milestone makes, `previous` reads an
older calendar of ours, and `file` puts them together.
"""

from .file import CalendarFile, make_calendar

__all__ = ["CalendarFile", "make_calendar"]
