"""A decision into a calendar: duties by date, what is still to be given, and a file for calendar programs.

Invariant: nothing here imports the calendar library but `ics`, so who wants no file does not wait for it.
"""

from solon.calendar.data import as_data
from solon.calendar.entries import Calendar, calendar_of
from solon.calendar.events import events
from solon.calendar.listing import write_list

__all__ = ["Calendar", "as_data", "calendar_of", "events", "write_list"]
