"""Reads a calendar (RFC 5545) from standard input with three independent programs; prints what each understood.

One JSON object: for `ics`, `vobject` and `icalendar` a list of events, each with summary, location, description and
whether it ends after it begins (null without an end of its own).
"""

import io
import json
import sys

import icalendar
import ics
import vobject


def with_ics(text):
    # `Event.end` makes up an end; only what is said counts.
    return [
        {"summary": event.name, "location": event.location, "description": event.description,
         "lasts": event.end > event.begin if event.has_end() else None}
        for event in ics.Calendar(text).events
    ]


def with_vobject(text):
    def value(event, name):
        return event.contents[name][0].value if name in event.contents else None

    calendar = vobject.readOne(io.StringIO(text))
    return [
        {"summary": value(event, "summary"), "location": value(event, "location"), "description": value(event, "description"),
         "lasts": value(event, "dtend") > value(event, "dtstart") if "dtend" in event.contents else None}
        for event in calendar.contents.get("vevent", [])
    ]


def with_icalendar(text):
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    for event in events:
        if event.errors:
            raise ValueError(event.errors)

    def plain(event, name):
        return str(event[name]) if name in event else None

    return [
        {"summary": plain(event, "SUMMARY"), "location": plain(event, "LOCATION"), "description": plain(event, "DESCRIPTION"),
         "lasts": event["DTEND"].dt > event["DTSTART"].dt if "DTEND" in event else None}
        for event in events
    ]


def main():
    # As it came: a reader that changes line ends would hide a bare CR.
    text = sys.stdin.buffer.read().decode("utf-8")
    read = {"ics": with_ics(text), "vobject": with_vobject(text), "icalendar": with_icalendar(text)}
    json.dump(read, sys.stdout)


main()
