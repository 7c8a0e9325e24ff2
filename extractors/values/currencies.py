"""How news writes currencies: symbols and codes before a number, words after it, in both languages.

Codes are ISO 4217, those of currencies that are gone (DEM, FRF, NLG …) included, since old stories speak of them.
Where a word serves several currencies (crowns, francs, pesos) they stand in the order in which they are likely.
"""

from __future__ import annotations

ISO = frozenset(
    "AED ARS ATS AUD BDT BEF BGN BHD BRL CAD CHF CLP CNH CNY COP CZK DEM DKK DZD EGP ESP EUR FIM FRF GBP GHS GRD HKD "
    "HUF IDR IEP ILS INR IQD IRR ISK ITL JOD JPY KES KRW KWD KZT LKR LUF MAD MMK MOP MXN MYR NGN NLG NOK NPR NTD NZD "
    "OMR PEN PHP PKR PLN PTE QAR RMB RON RUB SAR SEK SGD THB TND TRY TWD TZS UAH UGX USD VND XEU ZAR".split()
)
# Codes that people write though ISO 4217 has another.
SAME = {"RMB": "CNY", "CNH": "CNY", "NTD": "TWD"}

SYMBOLS: dict[str, tuple[str, ...]] = {
    "$": ("USD",),
    **dict.fromkeys(("US$", "U.S.$", "U.S. $", "US $", "USD$", "$US"), ("USD",)),
    **dict.fromkeys(("C$", "CA$", "CAN$", "CDN$", "Cdn$", "Can$", "CAD$", "$CAD"), ("CAD",)),
    **dict.fromkeys(("A$", "AU$", "AUD$", "Aus$", "$A"), ("AUD",)),
    **dict.fromkeys(("NZ$", "NZD$", "$NZ"), ("NZD",)),
    **dict.fromkeys(("S$", "SG$", "Sing$"), ("SGD",)),
    **{f"{code} $": (code,) for code in ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")},
    "HK$": ("HKD",),
    "NT$": ("TWD",),
    "R$": ("BRL",),
    "MX$": ("MXN",),
    **dict.fromkeys(("Rp", "RP", "rp"), ("IDR",)),
    **dict.fromkeys(("RM", "rm"), ("MYR",)),
    **dict.fromkeys(("Rs", "₹"), ("INR", "PKR", "LKR")),
    "€": ("EUR",),
    "£": ("GBP",),
    **dict.fromkeys(("¥", "￥"), ("JPY", "CNY")),
    "CN¥": ("CNY",),
    "₩": ("KRW",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₱": ("PHP",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₪": ("ILS",),
    "₦": ("NGN",),
    **dict.fromkeys(("SFr", "Sfr", "SwFr"), ("CHF",)),
    "FFr": ("FRF",),
    "DM": ("DEM",),
    "SKr": ("SEK",),
    "NKr": ("NOK",),
    "DKr": ("DKK",),
    **dict.fromkeys(("Dh", "Dhs"), ("AED",)),
    **dict.fromkeys(("Euro", "euro"), ("EUR",)),
}

# Words after a number, casefolded.
WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("dollar", "dollars", "dlr", "dlrs", "dolar", "buck", "bucks"), ("USD",)),
    **dict.fromkeys(("euro", "euros"), ("EUR",)),
    **dict.fromkeys(("pound", "pounds", "poundsterling", "stg", "sterling", "quid"), ("GBP",)),
    **dict.fromkeys(("yen", "jpy"), ("JPY",)),
    **dict.fromkeys(("yuan", "renminbi", "rmb"), ("CNY",)),
    "won": ("KRW",),
    "rupiah": ("IDR",),
    "ringgit": ("MYR",),
    "baht": ("THB",),
    "dong": ("VND",),
    "taka": ("BDT",),
    **dict.fromkeys(("rupee", "rupees", "rupe"), ("INR", "PKR", "LKR")),
    **dict.fromkeys(("franc", "francs", "frank"), ("FRF", "CHF", "BEF", "LUF")),
    **dict.fromkeys(("mark", "marks", "dmarks", "deutschmarks"), ("DEM", "FIM")),
    **dict.fromkeys(("markka", "markkaa"), ("FIM",)),
    **dict.fromkeys(("guilder", "guilders"), ("NLG",)),
    "lire": ("ITL",),
    **dict.fromkeys(("lira", "liras"), ("TRY", "ITL")),
    **dict.fromkeys(("crown", "crowns"), ("SEK", "DKK", "NOK", "CZK")),
    **dict.fromkeys(("krona", "kronor"), ("SEK", "ISK")),
    **dict.fromkeys(("krone", "kroner"), ("NOK", "DKK")),
    **dict.fromkeys(("schilling", "schillings"), ("ATS",)),
    **dict.fromkeys(("peseta", "pesetas"), ("ESP",)),
    **dict.fromkeys(("escudo", "escudos"), ("PTE",)),
    **dict.fromkeys(("drachma", "drachmas"), ("GRD",)),
    **dict.fromkeys(("punt", "punts"), ("IEP",)),
    **dict.fromkeys(("peso", "pesos"), ("MXN", "PHP", "ARS", "CLP", "COP")),
    **dict.fromkeys(("real", "reais", "reals"), ("BRL",)),
    **dict.fromkeys(("rand", "rands"), ("ZAR",)),
    **dict.fromkeys(("rouble", "roubles", "ruble", "rubles", "rubel"), ("RUB",)),
    **dict.fromkeys(("zloty", "zlotys", "zlotych"), ("PLN",)),
    **dict.fromkeys(("forint", "forints"), ("HUF",)),
    **dict.fromkeys(("koruna", "korunas"), ("CZK",)),
    **dict.fromkeys(("leu", "lei"), ("RON",)),
    **dict.fromkeys(("lev", "leva"), ("BGN",)),
    **dict.fromkeys(("shekel", "shekels"), ("ILS",)),
    **dict.fromkeys(("dirham", "dirhams"), ("AED", "MAD")),
    **dict.fromkeys(("riyal", "riyals", "rial", "rials"), ("SAR", "QAR", "OMR", "IRR")),
    **dict.fromkeys(("dinar", "dinars"), ("KWD", "BHD", "JOD", "IQD", "TND")),
    **dict.fromkeys(("naira", "nairas"), ("NGN",)),
    **dict.fromkeys(("hryvnia", "hryvnias"), ("UAH",)),
    **dict.fromkeys(("shilling", "shillings"), ("KES", "TZS", "UGX")),
    **dict.fromkeys(("tenge",), ("KZT",)),
    **dict.fromkeys(("ecu", "ecus"), ("XEU",)),
}

# Hundredths. `p` counts only when it touches the number (250p).
HUNDREDTHS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("cent", "cents", "ct", "cts"), ("USD", "EUR")),
    **dict.fromkeys(("pence", "penny", "p"), ("GBP",)),
}

# The money that a country's name or adjective makes of a word, whatever the word: "Swiss francs", "dolar Singapura".
COUNTRIES: dict[str, str] = {
    name: code
    for code, names in (
        ("USD", "U.S.|US|American|AS|A.S.|Amerika|Amerika Serikat"),
        ("CAD", "Canadian|Cdn|Kanada"),
        ("AUD", "Australian|Aust|Australia"),
        ("NZD", "New Zealand|N.Z.|NZ|Selandia Baru"),
        ("SGD", "Singapore|Singaporean|Singapura"),
        ("HKD", "Hong Kong|H.K.|HK|Hongkong"),
        ("TWD", "Taiwan|Taiwanese|New Taiwan"),
        ("GBP", "British|U.K.|UK|Inggris"),
        ("IEP", "Irish"),
        ("EGP", "Egyptian|Mesir"),
        ("CHF", "Swiss|Swis"),
        ("FRF", "French|Prancis|Perancis"),
        ("BEF", "Belgian"),
        ("LUF", "Luxembourg"),
        ("DEM", "German|West German|Deutsche|Jerman"),
        ("FIM", "Finnish"),
        ("NLG", "Dutch"),
        ("ITL", "Italian|Italia"),
        ("TRY", "Turkish|Turki"),
        ("SEK", "Swedish|Swedia"),
        ("DKK", "Danish|Denmark"),
        ("NOK", "Norwegian|Norwegia"),
        ("CZK", "Czech|Ceko"),
        ("ISK", "Icelandic"),
        ("MXN", "Mexican|Meksiko"),
        ("PHP", "Philippine|Filipina"),
        ("ARS", "Argentine|Argentina"),
        ("CLP", "Chilean|Chile"),
        ("COP", "Colombian|Kolombia"),
        ("INR", "Indian|India"),
        ("PKR", "Pakistani|Pakistan"),
        ("LKR", "Sri Lankan|Sri Lanka"),
        ("JPY", "Japanese|Jepang"),
        ("CNY", "Chinese|China|Tiongkok"),
        ("KRW", "Korean|South Korean|Korea|Korea Selatan"),
        ("MYR", "Malaysian|Malaysia"),
        ("THB", "Thai|Thailand"),
        ("IDR", "Indonesian|Indonesia"),
        ("BRL", "Brazilian|Brasil"),
        ("RUB", "Russian|Rusia"),
        ("ZAR", "South African|Afrika Selatan"),
        ("ILS", "Israeli|Israel"),
        ("AED", "UAE|U.A.E.|Emirati"),
        ("MAD", "Moroccan|Maroko"),
        ("SAR", "Saudi|Arab Saudi"),
        ("QAR", "Qatari|Qatar"),
        ("OMR", "Omani|Oman"),
        ("IRR", "Iranian|Iran"),
        ("KWD", "Kuwaiti|Kuwait"),
        ("BHD", "Bahraini|Bahrain"),
        ("JOD", "Jordanian|Yordania"),
        ("IQD", "Iraqi|Irak"),
        ("KES", "Kenyan|Kenya"),
    )
    for name in names.split("|")
}
FOLDED_COUNTRIES = {name.casefold(): code for name, code in COUNTRIES.items()}

DOLLARS = frozenset("USD CAD AUD NZD SGD HKD TWD".split())


def currencies_of(word: str, country: str | None = None) -> tuple[str, ...]:
    """The currencies that a word, symbol or code may mean, likeliest first; a country's name or adjective decides.

    >>> currencies_of("francs"), currencies_of("francs", "Swiss"), currencies_of("dlrs", "Canadian")
    (('FRF', 'CHF', 'BEF', 'LUF'), ('CHF',), ('CAD',))
    """
    if country:
        return (FOLDED_COUNTRIES[" ".join(country.casefold().split())],)
    folded = word.casefold()
    found = SYMBOLS.get(" ".join(word.split())) or WORDS.get(folded) or HUNDREDTHS.get(folded)
    return found or (SAME.get(word, word),)
