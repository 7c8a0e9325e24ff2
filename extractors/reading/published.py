"""When an article says it was published, in the usual forms, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

# English and Indonesian, by their first three letters; May and August differ.
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "mei": 5, "jun": 6, "jul": 7, "aug": 8, "agu": 8, "ags": 8,
    "agt": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "des": 12, "peb": 2, "nop": 11,
}  # fmt: skip

# RFC 5322 section 4.3 and the three of Indonesia; hours ahead of UTC.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "wib": 7, "wita": 8, "wit": 9,
}  # fmt: skip

YEARS = range(1800, 2200)

MONTH = r"(?P<name>[^\W\d_]{3,9})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
DATES = [
    re.compile(form)
    for form in (
        rf"{YEAR}(?:(?P<sep>[-/.])(?P<month>\d{{1,2}})(?:(?P=sep)(?P<day>\d{{1,2}}))?)?",
        rf"{YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{DAY}[ -]{MONTH},?[ -]{YEAR}",
        rf"{MONTH} {DAY},? {YEAR}",
        rf"{MONTH},? {YEAR}",
        rf"(?P<first>\d{{1,2}})(?P<sep>[-/.])(?P<second>\d{{1,2}})(?P=sep){YEAR}",
    )
]
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun|sen|sel|rab|kam|jum|sab|min)[a-z']*\.?,? (?:\(|, )?", re.I)
TIME = re.compile(
    r"(?:t|[ ,|@\-–]+(?:at |pukul |jam )?)"
    r"(?P<hour>\d{1,2})(?P<colon>[:.]?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?"
    r" ?(?P<zone>[+-]\d\d:?\d\d|[a-z]{1,4})?(?: \([a-z ]+\))?$",
    re.I,
)

SECONDS = range(10**8, 7_258_118_400)  # 1973 until the end of YEARS
MILLISECONDS = range(10**11, 1000 * SECONDS.stop)


def normalize_published(value: object, *, day_first: bool = False) -> str | None:
    """A date or date-time as ISO 8601, as precise as given; None when it isn't understood.

    `value` is a string (ISO 8601, RFC 5322, English and Indonesian forms) or a Unix time in seconds or milliseconds.
    Where day and month could be either (`06/07/2025`), `day_first` says so; without it such a date isn't understood.

    >>> normalize_published("Jumat, 13 Juni 2025 10:20 WIB")
    '2025-06-13T10:20:00+07:00'
    >>> normalize_published("June 2025")
    '2025-06'
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = " ".join(CONTROL.sub(" ", str(value)[:100]).split())
    if re.fullmatch(r"\d{9,13}(\.\d*)?", text):
        return _from_unix_time(int(text.partition(".")[0]))
    text = WEEKDAY.sub("", text)
    time = TIME.search(text)
    day = _date(text[: time.start()].rstrip(" ,"), day_first) if time else None
    if time and day and len(day) == 10:
        return _date_time(day, time) or day
    return _date(text, day_first)


def _from_unix_time(number: int) -> str | None:
    if number in MILLISECONDS:
        number //= 1000
    if number not in SECONDS:
        return None
    return datetime.fromtimestamp(number, timezone.utc).isoformat()


def _date(text: str, day_first: bool) -> str | None:
    """The date that the text is, or that it begins with when that is a day (`13 June 2025, updated at noon`)."""
    for form in DATES:
        match = form.fullmatch(text)
        if match:
            return _checked(match.groupdict(), day_first)
    for form in DATES:
        match = form.match(text)
        day = match and not text[match.end()].isalnum() and _checked(match.groupdict(), day_first)
        if day and len(day) == 10:
            return day
    return None


def _checked(parts: dict[str, str | None], day_first: bool) -> str | None:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD` if there is such a day."""
    year, month, day = int(parts["year"] or 0), parts.get("month"), parts.get("day")
    if parts.get("name"):
        month = str(MONTHS.get((parts["name"] or "")[:3].lower(), 0))
    if parts.get("first"):
        day, month = parts["first"], parts["second"]
        if int(month or 0) > 12:
            day, month = month, day
        elif int(day or 0) <= 12 and day != month and not day_first:
            return None
    try:
        exact = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    if year not in YEARS:
        return None
    return exact.isoformat()[: 10 if day else 7 if month else 4]


def _date_time(day: str, time: re.Match[str]) -> str | None:
    hour, half = int(time["hour"]), (time["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        moment = datetime.fromisoformat(day).replace(
            hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0), tzinfo=_zone(time["zone"])
        )
    except ValueError:
        return None
    return moment.isoformat()


def _zone(name: str | None) -> timezone | None:
    """`+07:00`, `+0700`, `WIB`, `Z`; None for no zone. Raises ValueError for one that isn't known."""
    if not name:
        return None
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes))
    if name.lower() not in ZONES:
        raise ValueError(name)
    return timezone(timedelta(hours=ZONES[name.lower()]))
