"""The words that tell names apart from other words, and kinds of names from each other; all in lower case.

Word lists that are too long to read are files under `data/` (see `load_words`).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# Legal forms as they follow a name (without full stops). They make a name a company's, and a full one.
LEGAL_SUFFIXES = frozenset(
    "inc incorporated corp corporation co company cos ltd limited llc llp lp plc ag sa spa gmbh nv bv ab asa oyj kk "
    "kgaa se as aps sas sarl srl tbk persero perseroda pte pty bhd sdn berhad holdings holding pbc pvt cie bancorp "
    "bancshares bankshares kgaa sab".split()
)
LEGAL_PREFIXES = frozenset({"pt", "cv", "ud", "yayasan", "perum", "perumda", "perusda", "pd"})

# Nouns inside a name that only organisations have.
ORGANISATION_NOUNS = frozenset(
    "bank banco banca banque bancorp group groupe grup grupo capital ventures partners industries industry "
    "technologies technology systems solutions services financial finance insurance airlines airways air aviation "
    "energy petroleum oil gas resources mining minerals metals gold steel motors motor automotive pharma "
    "pharmaceuticals pharmaceutical biosciences bioscience therapeutics biotech healthcare health medical "
    "communications telecom telecommunications media entertainment pictures studios broadcasting networks network "
    "foods food beverages breweries brewery stores markets retail international enterprises labs laboratories lab "
    "robotics software electronics electric semiconductor semiconductors chemical chemicals paper cement insurance "
    "assurance securities investments investment fund funds trust equity management advisors holdings properties "
    "realty estate construction engineering logistics shipping marine railway transport university institute "
    "foundation association federation council ministry agency authority commission department committee board "
    "exchange club fc savings thrift consortium cooperative union society church government administration mine "
    "kementerian badan dinas pemerintah pemprov pemkot pemkab universitas institut politeknik rumah-sakit dewan "
    "asosiasi perhimpunan himpunan ikatan komite lembaga otoritas direktorat sekuritas asuransi investama "
    "multifinance pembangunan perkebunan persada nusantara sejahtera abadi makmur jaya utama karya properti energi "
    "tambang syariah teknologi sentosa perkasa mandiri lestari internasional kabupaten provinsi pemda bpd bumn bumd "
    "koperasi maskapai platform startup".split()
)
# A name goes on after "of" (or "for") when it begins with one of these.
OF_HEADS = frozenset(
    "bank university institute ministry department board church house port city republic government state county "
    "federation association society council office bureau school college kingdom royal state commonwealth chamber "
    "museum authority governor center centre emirate province district town club order union court".split()
)
# What may follow "and" inside one name.
AND_TAILS = frozenset(
    "sons son co company chemicals chemical wireless gas electric partners brothers company associates "
    "daughters trust telegraph noble mitchell worts light power water steel iron loan insurance mining "
    "metals oil energy gamble johnson poors young sullivan mckenzie lybrand ross medicine technology "
    "research development media mfg manufacturing communications exchange commission industries".split()
)

# Titles and offices: never part of a name; what follows (or, after "of", precedes) is a person or a company.
PERSON_TITLES = frozenset(
    "mr mrs ms miss dr prof professor datuk dato sir dame lord lady sheikh prince princess king queen judge "
    "sen senator rep gov governor mayor gen general capt chancellor secretary minister president premier "
    "prime ceo cfo coo cto cmo cio chairman chairwoman chairperson chair director chief executive officer "
    "founder co-founder cofounder co-founders founders executives treasurer partner manager head analyst "
    "spokesman spokeswoman spokesperson economist billionaire investor financier tycoon vice deputy managing "
    "senior non-executive group svp evp vp lawyer bapak pak ibu bu saudara haji ustadz presiden wapres "
    "menteri menko wamen wakil dirut direktur utama dirjen komisaris komut presdir ketua umum ketum "
    "sekretaris jenderal sekjen gubernur wali-kota bupati walikota kepala pendiri bos pemimpin juru bicara "
    "manajer manager konglomerat taipan analis ekonom pengamat plt plh pj eks mantan founder mensesneg "
    "menkeu menteri deputi asisten stafsus staf khusus corporate country regional area general mayjen letjen "
    "brigjen jenderal marsekal laksamana kolonel irjen komjen keuangan operasional perusahaan".split()
)
# Titles that alone make what follows them a person.
STRONG_TITLES = frozenset(
    "mr mrs ms miss dr prof professor datuk dato sir dame lord lady judge sen senator bapak pak ibu bu "
    "saudara ceo cfo coo cto chairman chairwoman spokesman spokeswoman analyst billionaire financier tycoon "
    "minister president director officer founder co-founder co-founders founders investor lawyer dirut "
    "direktur presiden menteri wapres bos komisaris komut presdir ketua ketum gubernur bupati konglomerat "
    "taipan analis ekonom economist chief head".split()
)
# Words beside which a person stands.
SPEECH_VERBS = frozenset(
    "said says told added adds explained noted commented kata ujar tutur jelas ungkap papar ucap tambah imbuh sebut "
    "lanjut tegas terang tukas tandas beber katanya ujarnya tulis".split()
)
# Nouns that begin the names of places.
PLACE_HEADS = frozenset(
    "kecamatan kelurahan desa kabupaten kota provinsi pulau jalan gedung gunung teluk laut selat tanah lake".split()
)
NAME_PARTICLES = frozenset("de la van von der den bin binti al el ter du da dos del della le los".split())

# News outlets and what they are credited with; never a party.
OUTLETS = frozenset(
    "reuters|bloomberg|bloomberg news|afp|ap|associated press|dow jones newswires|cnbc|cnbc indonesia|cnn|cnn "
    "indonesia|bbc|techcrunch|the wall street journal|wall street journal|wsj|financial times|the financial times|ft|"
    "new york times|the new york times|nikkei|forbes|fortune|the information|axios|business insider|the verge|"
    "antara|kompas|kompas.com|kompascom|detik|detikcom|detikfinance|detik.com|liputan6|liputan6.com|tribunnews|"
    "tribunnews.com|tempo|tempo.co|kontan|kontan.co.id|bisnis.com|bisnis indonesia|sindonews|sindonews.com|okezone|"
    "okezone.com|dailysocial|dailysocial.id|republika|viva|merdeka.com|suara.com|katadata|globenewswire|prnewswire|"
    "pr newswire|business wire|businesswire|newsfile|newsfile corp|accesswire|newmediawire|24-7pressrelease|"
    "investorbrandnetwork|yahoo finance|xinhua|kyodo|the guardian|the times|daily mail|sunday times|the sunday times|"
    "the economist|media indonesia|jakarta post|the jakarta post|investor daily|idn times|kumparan|wartakotalive.com|"
    "inilah.com|the star|bernama|sky news|the telegraph|crunchbase|pitchbook|techinasia|tech in asia|lpc|ifr|"
    "dealstreetasia|coindesk|cointelegraph|beincrypto|variety|deadline|thomson reuters".split("|")
)
# Places where things are traded, and those who rule over it: named beside deals, seldom a party to them.
BODIES = frozenset(
    "nyse|nasdaq|new york stock exchange|london stock exchange|tsx|tsxv|otc|otcqb|otcqx|cse|asx|lse|sgx|hkex|aim|"
    "amex|toronto stock exchange|nasdaq stock market|nasdaq capital market|bei|idx|bej|jsx|bursa efek indonesia|"
    "indonesia stock exchange|bursa efek jakarta|jakarta stock exchange|ojk|otoritas jasa keuangan|bapepam|bapepam-lk|"
    "kppu|sec|securities and exchange commission|ftc|federal trade commission|department of justice|justice department|"
    "fda|european commission|european union|eu|bank indonesia|bappebti|ihsg|dow jones|s&p|lq45|rups|rupslb|rupst|ksei|"
    "federal reserve|fed|imf|world bank|wall street|white house|gedung putih|congress|dpr|dpr ri|securities|"
    "exchange commission|notaris|nasdaq global market|bursa malaysia|hong kong stock exchange|frankfurt stock exchange|"
    "catatan atas laporan keuangan|stock exchange|singapore exchange|federal communications commission|fcc|"
    "food and drug administration|competition commission".split("|")
)
# Capitalised words that are no names of parties: calendar, currencies, trade terms, languages of forms.
NEVER = frozenset(
    "i i'm i've i'll i'd it's january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept "
    "oct nov dec mon tue wed thu fri sat sun fl ny nj tx nc sc ga va md ct az nv ut wa bc ab ont conn calif "
    "mass mich minn tenn wis colo fla tex januari februari maret mei juni juli agustus oktober desember "
    "senin selasa rabu kamis jumat sabtu minggu est gmt utc et pt wib wita pm am q1 q2 q3 q4 h1 h2 ipo ceo "
    "cfo coo cto cmo cio cso mou nda loi jv esg csr usd eur gbp idr us$ rp rm ri umkm sme smes r&d pr ir b2b "
    "b2c saas hmetd rupslb rupst rups egm agm ebitda gdp pdb apbn apbd ppn kpr ukm p2p fintech qris nft ok "
    "covid-19 covid bbm lng bumn bumd series seri seed round tahap persen pct dlrs mln bln stg the a an m&a "
    "kuartal semester spac reit wi-fi android ios bitcoin ethereum unicorn decacorn".split()
)
# Words of contracts and companies that are written with capitals; names made of nothing else are none.
TERMS = frozenset(
    "letter intent agreement company companies definitive board transaction offering notes shares merger "
    "closing directors memorandum understanding group perseroan perusahaan dewan direksi komisaris pemegang "
    "saham common stock proposed series convertible preferred class of the and dan rapat umum tahunan luar "
    "biasa share purchase acquisition plan exchange nota kesepahaman kerja sama corporation ordinary "
    "warrants units purchaser buyer seller parent target acquirer investor investors partner partners "
    "program project platform customer client cabinet kabinet menteri minister hari pemerintah government "
    "state negara indonesia ventures capital holdings fund unit penandatanganan perjanjian".split()
)
# A run that ends in one of these names a paper, a law or an event, never a party.
PAPERS = frozenset(
    "agreement agreements note notes warrant warrants act offering offerings conference summit award awards "
    "code rule rules report index forecast dahulu web3 undang-undang perpres permen uu memorandum bonds bond "
    "debentures shares".split()
)
# Part of many names, but none by themselves.
NOT_ALONE = frozenset(
    "ai it id hr tv ev evs api internet web ii iii iv online global international inc corp ltd tbk pt".split()
)


def _lines(name: str) -> list[str]:
    path = files("dealgraph.extractors.names") / "data" / f"{name}.txt"
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]


@cache
def load_words(name: str) -> frozenset[str]:
    """The lines of `data/NAME.txt`: `common_en` and `common_id` (words that are written in lower case), `given_names`
    (of persons, in lower case), `places` (countries, cities, nationalities; in lower case, some of several words)."""
    return frozenset(line.casefold() for line in _lines(name))


@cache
def known_companies() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Companies that are often named, as written, by their first word; the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines("companies"):
        name = tuple(line.split())
        table.setdefault(name[0], []).append(name)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}


@cache
def common_words() -> frozenset[str]:
    """Words of both languages that are not names by themselves."""
    english = load_words("common_en")
    inflected = {word + "s" for word in english} | {word + "es" for word in english if word.endswith(("s", "h", "x"))}
    return (english | inflected | load_words("common_id")) - load_words("given_names")
