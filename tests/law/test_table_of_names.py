"""The table of names is what the script makes of public tables: tried on small ones."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from examples import ROOT
from sanctuary.law.gazetteer import key


@pytest.fixture(scope="module")
def made() -> ModuleType:
    """The script, which stands beside the program."""
    folder = ROOT / "tools"
    if not folder.is_dir():
        pytest.skip("the scripts that make shipped data are not beside the tests")
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("names_of_places", folder / "names.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


COUNTIES = """SUMLEV,STATE,COUNTY,STNAME,CTYNAME,POPESTIMATE2021
040,51,000,Virginia,Virginia,8642274
050,51,760,Virginia,Richmond city,226604
050,51,159,Virginia,Richmond County,9017
050,35,013,New Mexico,Doña Ana County,221508
"""
CITIES = """City,State,Type,Counties,Population,Latitude,Longitude
Richmond,VA,City,Richmond (city),226610,37.5,-77.4
St Louis,NM,Town,Dona Ana,12,32,-106
Warsaw,VA,Town,Richmond,1600,37.9,-76.7
Warsaw,VA,Charter Township,Richmond,900,37.9,-76.7
Winston Salem,VA,City,Richmond,5,0,0
"""
AGENCIES = """ori,pub_agency_name,state_abbr,county_name,agency_type_name,population
VA2,Warsaw Village,VA,RICHMOND,City,5
VA1,"Hill Township, Richmond County",VA,RICHMOND,City,700
VA3,Winston-Salem,VA,RICHMOND,City,5
VA4,Hill County Sheriff,VA,RICHMOND,County,5
"""


def test_the_script_makes_a_line_for_each_place(made: ModuleType, tmp_path: Path) -> None:
    """Independent cities have no county, townships their kind in the name, and a place that both tables have stands once."""
    (tmp_path / "counties.csv").write_bytes(COUNTIES.encode("latin-1"))
    (tmp_path / "cities.csv").write_text(CITIES, encoding="utf-8")
    (tmp_path / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    states = {"Virginia": "VA", "New Mexico": "NM"}
    counties = list(made.counties(tmp_path / "counties.csv", states, {"51159": "800 300"}))
    full = {(one.state, key(one.name.removesuffix(" County"))): one.name for one in counties}
    alone = made.independent(tmp_path / "counties.csv", states)
    cities = list(made.cities(tmp_path / "cities.csv", alone, full, made.spellings(tmp_path / "agencies.csv")))
    known = {(one.state, key(one.name), kind) for one in cities for kind in (one.kind, "")}
    towns = list(made.townships(tmp_path / "agencies.csv", known, full))
    lines = [line.split("\t") for line in made.lines([*counties, *cities, *towns])]
    assert [(line[0], line[1], line[2], line[3], line[5], line[6]) for line in lines] == [
        ("NM", "county", "Doña Ana County", "", "", ""),
        ("NM", "town", "St. Louis", "Doña Ana County", "", ""),
        ("VA", "city", "Richmond", "", "", ""),
        ("VA", "city", "Winston-Salem", "Richmond County", "", ""),
        ("VA", "county", "Richmond County", "", "", "800 300"),
        ("VA", "town", "Warsaw", "Richmond County", "", ""),
        ("VA", "township", "Hill Township", "Richmond County", "", ""),
        ("VA", "township", "Warsaw Township", "Richmond County", "", ""),
    ]
