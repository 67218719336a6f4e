"""The registry: what stands in the files, and what a mistake in one says."""

from importlib import import_module
from pathlib import Path

import pytest

from crawlers.force import (
    ForceError,
    force_named,
    force_of_host,
    forces,
    publishers,
    read_force,
)

GOOD = """
name = "Example Police"
kind = "territorial"
nation = "England"
region = "Nowhere"
domains = ["example.police.uk"]
evidence = ["from knowledge: invented"]
[[sources]]
platform = "single-online-home"
addresses = ["https://www.example.police.uk/foi/"]
"""


def test_the_registry_holds_every_publisher_and_knows_the_agency_that_publishes_nothing() -> None:
    kinds = [force.kind for force in forces().values()]

    assert kinds.count("territorial") == 45
    assert kinds.count("special") == 3
    assert {force.slug for force in publishers()} == forces().keys() - {"nca"}
    assert forces()["nca"].platform == "none"


def test_tiles_do_not_collide_and_every_territory_has_one() -> None:
    tiles = [force.tile for force in forces().values() if force.tile]

    assert len(tiles) == len(set(tiles)) == 45
    assert all(f.tile for f in forces().values() if f.kind == "territorial")


def test_joint_arrangements_hold_both_ways() -> None:
    for slug, force in forces().items():
        assert all(slug in forces()[other].joint_with for other in force.joint_with)
        assert all(slug in forces()[other].joint_ended for other in force.joint_ended)


def test_every_platform_named_is_a_module() -> None:
    for force in publishers():
        for source in force.sources:
            import_module(f"crawlers.platforms.{source.platform.replace('-', '_')}")


def test_every_address_stands_on_a_host_that_the_force_may_ask() -> None:
    for force in publishers():
        for source in force.sources:
            for address in (*source.addresses, *source.otherwise):
                assert address.split("/")[2] in force.allowed_hosts, address


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("the Met", "metropolitan"),
        ("  MET   police ", "metropolitan"),
        ("metropolitan", "metropolitan"),
        ("Devon & Cornwall Police", "devon-and-cornwall"),
        ("devon and cornwall", "devon-and-cornwall"),
        ("Chief Constable Bedfordshire Police", "bedfordshire"),
        ("Chief Constable of Merseyside Police", "merseyside"),
        ("National Police Chiefs’ Council", "npcc"),
        ("PSNI", "psni"),
        ("London, City of", "city-of-london"),
        ("NCA", "nca"),
    ],
)
def test_a_force_is_found_by_slug_name_or_alias(text: str, slug: str) -> None:
    found = force_named(text)

    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize("text", ["WMP", "", "the", "Chief Constable of", "Gotham Police"])
def test_a_shared_or_unknown_name_is_no_force(text: str) -> None:
    assert force_named(text) is None


def test_a_host_belongs_to_one_force_or_to_none() -> None:
    found = force_of_host("WWW.met.police.uk")

    assert found is not None
    assert found.slug == "metropolitan"
    assert force_of_host("www.gov.uk") is None
    assert force_of_host("evilmet.police.uk") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("platform =", "platfrom ="), "platfrom: Unexpected keyword argument"),
        (('kind = "territorial"', 'kind = "county"'), "kind: Input should be"),
        (('"https://www', '"http://www'), "expected an https address"),
        (("domains =", "domain ="), "domain: Unexpected keyword argument"),
        (("[[sources]]", "[[sources"), "expected TOML"),
        (("addresses =", "entry = '('\naddresses ="), "expected a pattern"),
    ],
)
def test_a_mistake_in_a_file_names_the_file_and_the_key(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    file = tmp_path / "example.toml"
    file.write_text(GOOD)
    assert read_force(file).slug == "example"

    file.write_text(GOOD.replace(*change))

    with pytest.raises(ForceError, match=r"crawlers/forces/example\.toml") as error:
        read_force(file)
    assert said in str(error.value)
