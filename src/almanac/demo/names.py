"""Made-up names of companies and people, by number: the same number has the same name."""

from __future__ import annotations

# fmt: off
FIRST_WORDS = (
    "Amber", "Birch", "Cedar", "Delta", "Ember", "Falcon", "Granite", "Harbor", "Indigo", "Juniper",
    "Kestrel", "Lumen", "Maple", "Northwind", "Orchid", "Prairie", "Quartz", "Ridge", "Summit",
    "Tundra", "Umbra", "Vertex", "Willow", "Zephyr", "Aspen", "Beacon", "Cobalt", "Drift", "Echo",
    "Fjord",
)
SECOND_WORDS = (
    "Analytics", "Bank", "Care", "Dynamics", "Energy", "Foods", "Goods", "Health", "Insurance",
    "Journeys", "Kinetics", "Labs", "Media", "Networks", "Outfitters", "Partners", "Retail", "Systems",
    "Telecom", "Works",
)
GIVEN_NAMES = (
    "Ada", "Ben", "Chloe", "Dmitri", "Elif", "Femi", "Grace", "Hiro", "Ines", "Jonas", "Keiko", "Liam",
    "Mara", "Noor", "Oscar", "Priya", "Quinn", "Rosa", "Sam", "Tara", "Uma", "Viktor", "Wen", "Ximena",
    "Yara", "Zoe",
)
FAMILY_NAMES = (
    "Abbott", "Bauer", "Costa", "Diaz", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jansen",
    "Kim", "Lopez", "Moreau", "Nguyen", "Okafor", "Patel", "Rossi", "Silva", "Tanaka", "Ueda", "Vogel",
    "Walker", "Yilmaz", "Zhang", "Brandt",
)
# fmt: on
CSMS = (
    "Alex Reyes",
    "Bianca Holt",
    "Carlos Mendes",
    "Dana Kowalski",
    "Emeka Obi",
    "Freya Lund",
    "Gita Rao",
    "Hugo Martin",
)


def organization_name(index: int) -> str:
    """A company name, numbered from the second time round."""
    again, place = divmod(index, len(FIRST_WORDS) * len(SECOND_WORDS))
    place = place * 7 % (len(FIRST_WORDS) * len(SECOND_WORDS))
    second, first = divmod(place, len(FIRST_WORDS))
    name = f"{FIRST_WORDS[first]} {SECOND_WORDS[second]}"
    return f"{name} {again + 1}" if again else name


def former_name(index: int) -> str:
    """What a customer was called before it took its name."""
    return f"{organization_name(index)} Holding"


def organization_domain(index: int) -> str:
    """The e-mail domain of a customer; it outlives a change of name."""
    return organization_name(index).lower().replace(" ", "-") + ".example"


def person_name(index: int) -> str:
    """A person's full name."""
    given, family = index % len(GIVEN_NAMES), index * 7 % len(FAMILY_NAMES)
    return f"{GIVEN_NAMES[given]} {FAMILY_NAMES[family]}"


def email(index: int, domain: str) -> str:
    """A person's address, which no other person of that domain has."""
    return f"{person_name(index).lower().replace(' ', '.')}.{index + 1}@{domain}"
