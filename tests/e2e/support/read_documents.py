#!/usr/bin/env python3
"""Prints what one file says, as JSON, read by the reader that people's programs use: .ics by
icalendar, .xlsx by openpyxl."""
import datetime
import json
import sys

import icalendar
import openpyxl


def calendar(path):
    with open(path, "rb") as file:
        whole = icalendar.Calendar.from_ical(file.read())
    (event,) = whole.walk("VEVENT")
    attendee = event.get("ATTENDEE")
    return {
        "method": str(whole["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "summary": str(event["SUMMARY"]),
        "location": str(event["LOCATION"]),
        "begins": event.decoded("DTSTART").astimezone(datetime.timezone.utc).isoformat(),
        "ends": event.decoded("DTEND").astimezone(datetime.timezone.utc).isoformat(),
        "organizer": str(event["ORGANIZER"]),
        "attendee": attendee and str(attendee),
        "attendeeName": attendee and str(attendee.params["CN"]),
    }


def spreadsheet(path):
    (sheet,) = openpyxl.load_workbook(path).worksheets
    rows = list(sheet.iter_rows())
    return {
        "title": sheet.title,
        "rows": [[cell.value if cell.value is None else str(cell.value) for cell in row] for row in rows],
        "types": [[cell.data_type for cell in row] for row in rows],
    }


path = sys.argv[1]
print(json.dumps(calendar(path) if path.endswith(".ics") else spreadsheet(path)))
