"""Words that tell something of a name without being what the name is known by, English and Indonesian; as data."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS = {
    "bros": "brothers",
    "cie": "compagnie",
    "corp": "corporation",
    "engrg": "engineering",
    "fin": "financial",
    "govt": "government",
    "ind": "industries",
    "inds": "industries",
    "intl": "international",
    "labs": "laboratories",
    "mfg": "manufacturing",
    "mgmt": "management",
    "natl": "national",
    "svcs": "services",
}
"""Abbreviation -> the word that it stands for inside names."""

LEADING_FORMS = _words(
    """
    ab cv nv ooo oy pao pd persero perum perumda pt ud zao
    """
)
"""Legal forms that stand before the name; the others are taken off its end only."""

GROUP_WORDS = _words(
    """
    group groupe grup grupo gruppe gruppo holding holdings kelompok
    """
)
"""Words that name the whole of a firm; with and without them it is one name where nothing speaks against it."""

LEADING_GROUP = _words(
    """
    groupe grup grupo gruppo kelompok
    """
)
"""Group words that stand before the name: `Kelompok Lippo`."""

FUNCTION_WORDS = _words(
    """
    a an and d da dan das de del der des di do du e et for l la le les of the und van von y
    """
)

ASSET_WORDS = _words(
    """
    activities affiliate affiliates aset asset assets bisnis block blok brand brands building business
    businesses divisi division divisions field gedung interest interests kebun kepemilikan lahan land lapangan
    licensees line lines lini mill mine operasional operation operations pabrik patents perkebunan plant plants
    portfolio project properties property proyek saham shares stake station stations store stores subsidiaries
    subsidiary tambang unit units usaha
    """
)
"""What an asset without a proper name of its own is called by."""

SITE_WORDS = _words(
    """
    block blok brand brands building field gedung kebun lahan land lapangan mill mine pabrik perkebunan plant
    project property proyek station store tambang
    """
)
"""Asset words that make a name of their own with a proper name: `Kestrel mine`, `blok Kangean`."""

PARTY_WORDS = _words(
    """
    anak bank bid bidder bidders board bumn buyer buyers company consortium corporation creditors direksi emiten
    employees firm firms founders fund funds government induk investment investments investor investors karyawan
    konsorsium koperasi kreditur lembaga lender lenders management manajemen masyarakat negara owner owners
    parent partner partners pemegang pemerintah pendiri perbankan perseroan perusahaan public publik seller
    sellers shareholder shareholders sindikasi startup state trust yayasan
    """
)
"""Words that say what a party is, not which one; a name of nothing but these names nobody in particular."""

COMMON_WORDS = _words(
    """
    abadi agung air allied alpha american anugerah asia atlantic baru british bumi capital central cipta city
    continental delta digital eastern energy enterprise federal first general global golden great green home
    independent indo industrial inter international jaya karya maju makmur media mega metro mitra modern multi
    mutual nasional national new nippon north northern nusantara pacific perkasa pioneer premier prime pro royal
    sejahtera sentosa sinar south southern standard star sumber sun surya system systems technology total trans
    union united universal utama west western world
    """
)
"""Words that many firms' names hold; one of them alone, or with a group word, doesn't single out a firm."""

STATE_WORDS = _words(
    """
    government kingdom negara pemerintah republic state
    """
)
"""With a country they name its state: `French government`, `pemerintah Prancis`."""

STATE_FILLERS = _words(
    """
    central federal of pusat the
    """
)

TITLES = _words(
    """
    bapak capt col dame datin dato datuk dr dra drs gen general h haji hajjah hj ibu ir jenderal kh lady letjen
    lord miss mr mrs ms nyonya pak prof professor rev sir sri tan tengku tuan tun
    """
)

DEGREES = _words(
    """
    ak cfa esq ii iii iv jr mba mh mm msc mse msi mt phd se sh skom sr st
    """
)
