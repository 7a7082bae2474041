"""Help points from a file: CSV in the columns of the schema, or HSDS 3; errors by row."""

import json

import pytest
from django.core.management import CommandError, call_command

from rights import help_points
from rights.models import HelpPoint

HEAD = "code,name,kind,postcode,hours_nl,access,languages\n"
HSDS = {
    "contents": [{
        "name": "Public computers", "phones": [{"number": "09 000 00 00"}],
        "service_at_locations": [{"location": {
            "name": "Library of Ghent", "url": "https://library.example/",
            "addresses": [{"address_1": "Square 1", "city": "Gent", "postal_code": "9000"}],
            "accessibility": [{"description": "Wheelchair access, lift"}],
            "languages": [{"code": "nl"}, {"code": "tr"}],
            "schedules": [{"description": "Monday to Friday, 9 to 17"}],
        }}],
    }]
}  # fmt: skip


def read(path, content):
    path.write_text(content)
    return help_points.read(path, "public_computer")


def test_a_row_of_csv_becomes_a_help_point(tmp_path):
    row = "bib-gent,Bib Gent,public_computer,9000,ma-vr 9-17,wheelchair;lift,nl;fr\n"
    (point,), problems = read(tmp_path / "a.csv", HEAD + row)
    assert not problems
    assert point.name == dict.fromkeys(("nl", "fr", "de", "en"), "Bib Gent")
    assert point.access == ["wheelchair", "lift"] and point.hours == {"nl": "ma-vr 9-17"}


def test_every_wrong_row_is_named_with_its_line_and_reason(tmp_path):
    rows = ("a,A,library,9000,,,\n" "b,,ocmw,9000,,,\n" "c,C,ocmw,90,,,\n" "d,D,ocmw,9000,,ramp,\n"
            "e,E,ocmw,1000,,,\n" "e,E,ocmw,1000,,,\n" "f,F,ocmw,1000,,,,,too,many\n")  # fmt: skip
    found, problems = read(tmp_path / "a.csv", HEAD + rows)
    assert [point.code for point in found] == ["e"]
    said = "\n".join(problems)
    for part in ("line 2: kind", "line 3: name", "line 4: postcode: '90'", "line 5: access",
                 "line 7: code: 'e' stands", "line 8: more cells"):  # fmt: skip
        assert part in said, said


def test_a_wrong_column_refuses_the_file_and_names_the_known_ones(tmp_path):
    with pytest.raises(help_points.FileRefused, match=r"Unknown columns: zip\. Missing: postcode"):
        read(tmp_path / "a.csv", "name,kind,zip\nA,ocmw,9000\n")


def test_semicolons_of_a_spreadsheet_are_read_too(tmp_path):
    (point,), problems = read(tmp_path / "a.csv", "name_fr;kind;postcode\nMaison;ocmw;4000\n")
    assert point.code == "maison-4000" and not problems


def test_services_of_hsds_give_their_locations(tmp_path):
    (point,), problems = read(tmp_path / "a.json", json.dumps(HSDS))
    assert not problems and point.code == "library-of-ghent-9000"
    assert point.address == "Square 1, Gent" and point.phone == "09 000 00 00"
    assert point.access == ["wheelchair", "lift"] and point.languages == ["nl"]


def test_a_location_of_hsds_without_a_postcode_is_named(tmp_path):
    _found, problems = read(tmp_path / "a.json", json.dumps({"locations": [{"name": "Nowhere"}]}))
    assert problems == ["entry 1 (Nowhere): postcode: is missing"]


def test_the_command_imports_all_or_nothing_and_a_load_keeps_it(cms, files, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "a,A,ocmw,9000,,,\nb,B,ocmw,90,,,\n")
    with pytest.raises(CommandError, match="line 3: postcode:"):
        call_command("import_help_points", path)
    path.write_text(HEAD + "a,A,ocmw,9000,,,\n")
    call_command("import_help_points", path)
    call_command("import_help_points", path)
    assert [point.code for point in HelpPoint.objects.filter(live=True)] == ["a"]
    call_command("load_catalogue", files)
    assert HelpPoint.objects.filter(code="a").exists()
