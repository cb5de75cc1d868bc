"""What :mod:`kg.authority` knows beside its tables: names in use, corrections, and names not to look for.

Only what is sure stands here. A name that two bodies have had at one time, an acronym that is a word when its sentence
begins with it, and a system's own code are left out: a wrong match is worse than a missing one.
"""

WITH_OWN_FILE = frozenset({"0180"})
"""The codes of municipalities with an authority file of their own, which gives them their names and numbers."""

MUNICIPALITIES = {
    "0180": "Stockholms stad",
    "0880": "Kalmar kommun",
    "1421": "Orust kommun",
    "2080": "Falu kommun",
    "2513": "Överkalix kommun",
    "2514": "Kalix kommun",
}
"""By code, the labels that are not as in the table."""

OTHER_MUNICIPALITY_NAMES: dict[str, tuple[str, ...]] = {
    "0183": ("Sundbybergs stad",),
    "0184": ("Solna stad",),
    "0186": ("Lidingö stad",),
    "0187": ("Vaxholms stad",),
    "0980": ("Region Gotland",),
    "1280": ("Malmö stad",),
    "1282": ("Landskrona stad",),
    "1283": ("Helsingborgs stad",),
    "1480": ("Göteborgs stad",),
    "1481": ("Mölndals stad",),
    "1488": ("Trollhättans stad",),
    "1490": ("Borås stad",),
    "1980": ("Västerås stad",),
    "2583": ("Haparanda stad",),
}
"""By code, what a municipality calls itself beside its name in law."""

COUNTY_LETTERS = {
    "01": "AB",
    "03": "C",
    "04": "D",
    "05": "E",
    "06": "F",
    "07": "G",
    "08": "H",
    "09": "I",
    "10": "K",
    "12": "M",
    "13": "N",
    "14": "O",
    "17": "S",
    "18": "T",
    "19": "U",
    "20": "W",
    "21": "X",
    "22": "Y",
    "23": "Z",
    "24": "AC",
    "25": "BD",
}
"""By the county's number, its letters in ISO 3166-2:SE."""

COUNTY_ITEMS = {"01": ("Q104231", ("gathered from two independent public sources",))}
"""By the county's number, its Wikidata item where that is known, and from where."""

SOURCE_NOTES = {
    "common knowledge": "allmänt känt",
    "gathered from one public source": "hämtat ur en offentlig källa",
    "gathered from two independent public sources": "hämtat ur två oberoende offentliga källor",
}
"""What is said of a source instead of its name, in English and Swedish."""

REGIONS = {
    "01": ("Region Stockholm", "Stockholms läns landsting"),
    "03": ("Region Uppsala",),
    "04": ("Region Sörmland",),
    "05": ("Region Östergötland",),
    "06": ("Region Jönköpings län",),
    "07": ("Region Kronoberg",),
    "08": ("Region Kalmar län",),
    "10": ("Region Blekinge",),
    "12": ("Region Skåne",),
    "13": ("Region Halland",),
    "14": ("Västra Götalandsregionen",),
    "17": ("Region Värmland",),
    "18": ("Region Örebro län",),
    "19": ("Region Västmanland",),
    "20": ("Region Dalarna",),
    "21": ("Region Gävleborg",),
    "22": ("Region Västernorrland",),
    "23": ("Region Jämtland Härjedalen",),
    "24": ("Region Västerbotten",),
    "25": ("Region Norrbotten",),
}
"""By the county's number, the region and its other names."""

_BLANK = {"name_en": "", "short_name": "", "org_nr": "", "wikidata": "", "old_names": "", "source": "common knowledge"}

AGENCIES = (
    _BLANK | {"name_sv": "Ekonomistyrningsverket", "short_name": "ESV"},
    _BLANK | {"name_sv": "Statskontoret"},
)
"""Rows in place of the table's, which makes one of two that were two until 2026: neither gets the other's facts."""

NO_AGENCIES = {"Tingsrätter", "Kammarrätter", "ILO-KOMMITTÉN", "Okänd"}
"""Rows that are not one body, or a second row of another."""

SPELLINGS = {
    "HÄLSINGLANDS TINGSRÄTT": "Hälsinglands tingsrätt",
    "Riksdagens ombudsmän JO": "Riksdagens ombudsmän",
}
"""Names that no table spells as they are spelled."""

SHORT_NAMES = {
    "Affärsverket svenska kraftnät": ("Svenska kraftnät",),
    "Folke Bernadotteakademin": ("FBA",),
    "Kronofogdemyndigheten": ("Kronofogden",),
    "Myndigheten för familjerätt och föräldraskapsstöd": ("MFoF",),
    "Myndigheten för tillväxtpolitiska utvärderingar och analyser": ("Tillväxtanalys",),
    "Myndigheten för vård- och omsorgsanalys": ("Vårdanalys",),
    "Polismyndigheten": ("Polisen",),
    "Riksantikvarieämbetet": ("RAÄ",),
    "Riksdagens ombudsmän": ("Justitieombudsmannen",),
    "Statens haverikommission": ("Haverikommissionen",),
    "Sveriges riksbank": ("Riksbanken",),
    "Säkerhetspolisen": ("Säpo",),
    "Totalförsvarets plikt- och prövningsverk": ("Plikt- och prövningsverket", "Rekryteringsmyndigheten"),
    "Trafikanalys": ("Trafa",),
    "Verket för innovationssystem": ("Vinnova",),
}
"""By label, what an agency is called every day."""

ENGLISH = {
    "Diskrimineringsombudsmannen": "Equality Ombudsman",
    "Glesbygdsverket": "National Rural Development Agency",
    "Myndigheten för skolutveckling": "Swedish National Agency for School Improvement",
    "Statens skolverk": "Swedish National Agency for Education",
}
"""By label, English names that the table spells in capitals, cuts off, or gives to two."""

ACRONYMS = frozenset(
    {
        "AGV",
        "AMV",
        "ARN",
        "ArkDes",
        "Delmos",
        "Digg",
        "EBM",
        "EHM",
        "EKN",
        "ESV",
        "FHI",
        "FMI",
        "FOA",
        "FOHM",
        "FOI",
        "FORMAS",
        "FORTE",
        "FRA",
        "GIH",
        "HSAN",
        "IAF",
        "IFAU",
        "IMY",
        "IRF",
        "ISOF",
        "ISF",
        "ITPS",
        "IVO",
        "JäMy",
        "KAU",
        "LTU",
        "MAU",
        "MDU",
        "MUCF",
        "MYH",
        "Mynak",
        "NAI",
        "NUTEK",
        "PPM",
        "RFV",
        "SADEV",
        "SBU",
        "SGI",
        "SGU",
        "SIEPS",
        "SIKA",
        "SIS",
        "SLU",
        "SMHI",
        "SVA",
        "SWEDAC",
        "UHM",
        "UHR",
        "UKÄ",
        "UMU",
        "VERVA",
        "VTI",
    }
)
"""Acronyms with a vowel that are in use and no word. One without a vowel is taken as it is."""

NO_ACRONYMS = frozenset(
    {
        "MFF",
        "SKS",
        "SPF",
        "SSC",
        "SSN",
        "STK",
    }
)
"""Acronyms that others are better known by (SPF Seniorerna, the MFF of the EU's budget), or that nobody writes."""

NO_NAMES = frozenset(
    {
        "Domstolsväsendet",
        "Ekonomistyrningsverket",
        "Polisorganisationen",
        "Polisväsendet",
        "Rikspolisväsendet",
        "Riksåklagaren",
    }
)
"""Old names in the table that mean more than the agency, or another body."""
