"""Builds school-holidays.csv from the PyPI package vacances-scolaires-france.

Usage: pip install vacances-scolaires-france==0.12.0 && python build-school-holidays.py
"""

import csv
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

PACKAGE, VERSION = "vacances-scolaires-france", "0.12.0"
KNOWN_FROM = "2015-01-01"
NAMES = {
    "Vacances de la Toussaint": "autumn",
    "Vacances de Noël": "christmas",
    "Vacances d'hiver": "winter",
    "Vacances de printemps": "spring",
    "Pont de l'Ascension": "ascension",
    "Vacances d'été": "summer",
}

assert version(PACKAGE) == VERSION, f"{PACKAGE} {VERSION} is expected"
with (files("vacances_scolaires_france") / "data" / "data.csv").open(encoding="utf-8") as source:
    days = sorted(csv.DictReader(source), key=lambda row: row["date"])

ranges = []
for zone in "ABC":
    current = None
    for day in days:
        name = NAMES[day["nom_vacances"]] if day[f"vacances_zone_{zone.lower()}"] == "True" else None
        if current and current[1] == name:
            current[3] = day["date"]
        else:
            current = [zone, name, day["date"], day["date"]] if name else None
            if current:
                ranges.append(current)

# What comes after the last holiday has not been published: the days that follow are unknown, not free.
known_until = max(last for _, _, _, last in ranges)
kept = sorted((row for row in ranges if row[3] >= KNOWN_FROM), key=lambda row: (row[0], row[2]))
lines = [f"# source: PyPI {PACKAGE} {VERSION}", "# licence: MIT", f"# known_from: {KNOWN_FROM}", f"# known_until: {known_until}"]
lines += ["zone,name,first,last"] + [",".join(row) for row in kept]
Path(__file__).with_name("school-holidays.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
print(f"{len(kept)} holidays until {known_until}")
