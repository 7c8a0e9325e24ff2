"""The words of dates in both languages, as tables and as pieces of regular expressions."""

from __future__ import annotations

from dealgraph.extractors.values.patterns import alternatives

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan",
            "february februari pebruari feb",
            "march maret mar",
            "april apr",
            "may mei",
            "june juni jun",
            "july juli jul",
            "august agustus aug agu agt agst",
            "september sept sep",
            "october oktober oct okt",
            "november nopember nov nop",
            "december desember dec des",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday senin",
            "tuesday selasa",
            "wednesday rabu",
            "thursday kamis",
            "friday jumat jum'at",
            "saturday sabtu",
            "sunday minggu ahad",
        )
    )
    for name in names.split()
}
ORDINALS = {
    **{word: n for n, word in enumerate("first second third fourth".split(), 1)},
    **{word: n for n, word in enumerate("1st 2nd 3rd 4th".split(), 1)},
    **{word: n for n, word in enumerate("pertama kedua ketiga keempat".split(), 1)},
    **{word: n for n, word in enumerate("i ii iii iv".split(), 1)},
    **{str(n): n for n in range(1, 5)},
}
SMALL = {
    word: n
    for words in (
        "a one two three four five six seven eight nine ten",
        "se satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
    )
    for n, word in zip((1, *range(1, 11)), words.split(), strict=True)
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# The parts of a year as first month and length.
PARTS = {"early": (1, 4), "mid": (5, 4), "late": (9, 4), "end": (10, 3)}
PART_WORDS = {
    **dict.fromkeys(("early", "beginning", "start", "awal"), "early"),
    **dict.fromkeys(("mid", "middle", "pertengahan"), "mid"),
    "late": "late",
    **dict.fromkeys(("end", "akhir"), "end"),
}
STEPS = {
    **dict.fromkeys("last past previous lalu silam kemarin sebelumnya".split(), -1),
    **dict.fromkeys("this current ini sekarang".split(), 0),
    **dict.fromkeys("next coming depan mendatang".split(), 1),
}
UNITS = {
    **dict.fromkeys("day days hari".split(), "day"),
    **dict.fromkeys("week weeks pekan minggu".split(), "week"),
    **dict.fromkeys("month months bulan".split(), "month"),
    **dict.fromkeys("quarter quarters kuartal triwulan".split(), "quarter"),
    **dict.fromkeys("year years tahun".split(), "year"),
    **dict.fromkeys("decade decades".split(), "decade"),
}
DAYS_AWAY = {
    **dict.fromkeys(("today", "hari ini", "tonight", "this morning", "this afternoon", "this evening"), 0),
    **dict.fromkeys(("yesterday", "kemarin", "last night", "sehari sebelumnya", "sehari sebelum"), -1),
    **dict.fromkeys(("tomorrow", "besok", "esok"), 1),
}


END = r"(?![^\W_])"
YEAR = rf"(?P<y>(?:19|20)\d\d){END}(?:\s(?:lalu|silam|kemarin|mendatang)\b)?"
MONTH = rf"(?P<m>{alternatives(MONTHS)}){END}(?:\.(?=,|\s?\d))?"
DAY_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])"
DAY_END = r"(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
DAY = rf"(?P<d>{DAY_OF_MONTH}){DAY_END}"
TO_DAY = rf"(?:\s?(?:-|–|—|&|and|dan|to|through|hingga|sampai(?:\sdengan)?)\s?(?P<d2>{DAY_OF_MONTH}){DAY_END})?"
WEEKDAY = rf"(?:(?:{alternatives(WEEKDAYS)}){END}[,.]?\s?\(?)?"
WHICH_YEAR = r"(?P<rel>last\syear|this\syear|next\syear|tahun\s(?:lalu|ini|depan)|lalu|silam|ini|mendatang|depan)\b"
LAST_NEXT = alternatives(STEPS)
PART = alternatives(PART_WORDS)
OF_YEAR = rf"(?:,?[\s/-](?:of\s|tahun\s)?{YEAR}|\s(?:of\s)?{WHICH_YEAR})?"
WORDS = alternatives(SMALL.keys() - {"a", "se"})


class _Triggers:
    """The words with which a date expression can start, and all that starts with a digit."""

    words = frozenset(
        word.split()[0].split("'")[0]
        for word in (
            *(*MONTHS, *WEEKDAYS, *SEASONS, *PART_WORDS, *STEPS, *UNITS, *DAYS_AWAY, *SMALL, *ORDINALS),
            *("the", "semester", "paruh", "sehari", "sepekan", "seminggu", "sebulan", "setahun"),
            *(f"{letter}{n}" for letter in "qh" for n in range(1, 5)),
        )
    )

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word in self.words or word[0].isdecimal())


TRIGGERS = _Triggers()
