"""What machines read in a page: meta tags by kind of page, JSON-LD from a known list of words, nothing that could break out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import build, copy_of
from tests.markup import Document, document, documents
from yangguang.views.linked import data_block

WORDS: dict[str, set[str]] = {
    "GovernmentService": {"name", "alternateName", "identifier", "serviceType", "provider", "areaServed", "url"},
    "GovernmentOrganization": {
        "name", "alternateName", "identifier", "address", "telephone", "parentOrganization", "areaServed", "url",
    },
    "Organization": {"name"},
    "AdministrativeArea": {"name"},
    "Legislation": {
        "name", "alternateName", "legislationIdentifier", "legislationType", "legislationPassedBy", "legislationDate",
        "legislationLegalForce", "url",
    },
    "Dataset": {
        "name", "description", "inLanguage", "isAccessibleForFree", "creator", "spatialCoverage", "url", "distribution",
    },
    "DataDownload": {"contentUrl", "encodingFormat"},
}  # fmt: skip
"""Classes and properties of schema.org that the site uses."""

POWER = "powers/1107-A-00100-141000.html"


def built(folder: Path, **website: str) -> dict[str, Document]:
    """The pages of the small site, which calls itself as given."""
    content = copy_of("good", folder)
    region = content / "region.yml"
    own = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in website.items())
    text = re.sub(r"(?m)^网站: .*$", f"网站: {{{own}}}", region.read_text(encoding="utf-8"))
    region.write_text(text, encoding="utf-8")
    assert build(content, folder / "site", "--no-cache").exit_code == 0
    return documents(folder / "site")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("meta")
    return built(folder, 网站名称="临汾市权责清单", 域名="https://qz.example.gov.cn/list", 网站标识码="1410000001")


def metas(page: Document) -> dict[str, str]:
    named = [e.attributes for e in page.all("meta") if e.attributes.get("name", "")[:1].isupper()]
    assert len({meta["name"] for meta in named}) == len(named)
    return {meta["name"]: meta["content"] for meta in named}


def things(page: Document) -> list[dict[str, Any]]:
    blocks = [e for e in page.all("script") if e.attributes.get("type") == "application/ld+json"]
    return [json.loads("".join(block.words)) for block in blocks]


def test_every_page_names_the_site_as_region_yml_does(pages: dict[str, Document]) -> None:
    own = {"SiteName": "临汾市权责清单", "SiteDomain": "qz.example.gov.cn", "SiteIDCode": "1410000001"}
    mine = {path: page for path, page in pages.items() if not path.startswith(("regions/houma", "data/v1/houma"))}
    assert [path for path, page in mine.items() if not page.signpost and not own.items() <= metas(page).items()] == []


def test_what_region_yml_does_not_say_is_in_no_page(tmp_path: Path) -> None:
    pages = built(tmp_path, 主办单位="临汾市人民政府")
    assert {name for page in pages.values() for name in metas(page) if name.startswith("Site")} == set()


def test_the_number_in_the_foot_of_a_page_is_dialled_at_a_touch_and_words_stay_words(tmp_path: Path) -> None:
    for said, dialled in (("0357-0000012", ["tel:03570000012"]), ("见政府网站", [])):
        folder = tmp_path / said
        folder.mkdir()
        page = built(folder, 联系方式=said)["classes/xuke.html"]
        assert [a for _, a in page.links if a in dialled or a.startswith("tel:见")] == dialled


def test_items_and_departments_lead_programs_and_people_to_their_own_json(pages: dict[str, Document]) -> None:
    places = {
        POWER: "data/v1/linfen/powers/1107-A-00100-141000.json",
        "departments/civil-affairs.html": "data/v1/linfen/departments/civil-affairs/items.json",
        "index.html": None,
    }
    for path, data in places.items():
        told = [
            (e.tag, pages[path].target(address)[0]) for e, address in pages[path].links if address.endswith(".json")
        ]
        assert told == ([("link", data), ("a", data)] if data else []), path


def test_a_power_says_who_published_it_and_when_by_the_data_alone(pages: dict[str, Document]) -> None:
    told = metas(pages[POWER])
    assert told["ArticleTitle"] == "社会团体成立登记"
    assert (told["PubDate"], told["ContentSource"]) == ("2016-02-19", "临汾市民政局")
    assert told["ColumnName"] == told["ColumnType"] == "权责清单"


def test_dates_of_publication_are_dates_of_the_data(pages: dict[str, Document]) -> None:
    dated = {path: metas(page)["PubDate"] for path, page in pages.items() if "PubDate" in metas(page)}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in dated.values())
    # The day that the site is built for, and today, are no day of publication.
    assert "2026-01-05" not in dated.values()
    assert {path.split("/")[0] for path in dated} >= {"powers", "disclosures", "events"}


def test_a_list_says_what_column_it_is(pages: dict[str, Document]) -> None:
    told = metas(pages["departments/index.html"])
    assert {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"} <= set(told)
    assert "ArticleTitle" not in told
    assert metas(pages["disclosures/index.html"])["ColumnType"] == "信息公开"


def test_json_ld_uses_known_classes_and_properties_only(pages: dict[str, Document]) -> None:
    def walk(thing: dict[str, Any]) -> None:
        kind = thing.pop("@type")
        assert set(thing) <= WORDS[kind], kind
        used.add(kind)
        for value in thing.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    walk(one)

    used: set[str] = set()
    for page in pages.values():
        for thing in things(page):
            assert thing.pop("@context") == "https://schema.org"
            walk(thing)
    assert used == set(WORDS)


def test_a_service_an_organization_a_law_and_a_dataset_describe_themselves(pages: dict[str, Document]) -> None:
    [service] = things(pages[POWER])
    assert service["@type"] == "GovernmentService"
    assert service["identifier"] == "1107-A-00100-141000"
    assert service["url"] == f"https://qz.example.gov.cn/list/{POWER}"
    [office] = things(pages["departments/civil-affairs.html"])
    assert (office["@type"], office["name"]) == ("GovernmentOrganization", "临汾市民政局")
    assert {thing["@type"] for path, page in pages.items() if path.startswith("laws/") for thing in things(page)} == {
        "Legislation"
    }
    [dataset] = things(pages["data/v1/linfen/index.html"])
    assert len(dataset["distribution"]) == 20


def test_a_page_names_the_holder_to_machines_as_the_data_name_him(demo_site: Path) -> None:
    for file in sorted(demo_site.glob("data/v1/*/items.json")):
        for told in json.loads(file.read_bytes()):
            page = document(told["网页"], (demo_site / told["网页"]).read_text(encoding="utf-8"))
            holder = told["事项"].get("行使主体") or told["部门名称"]
            assert metas(page)["ContentSource"] == holder
            assert {thing["provider"]["name"] for thing in things(page)} <= {holder}


def test_a_heading_for_other_items_is_no_service(demo_site: Path) -> None:
    heading, under = (f"powers/1107-A-00{number}-141000.html" for number in ("000", "100"))
    assert "ld+json" not in (demo_site / heading).read_text(encoding="utf-8")
    assert "ld+json" in (demo_site / under).read_text(encoding="utf-8")


def test_what_is_off_the_list_is_no_service(pages: dict[str, Document]) -> None:
    gone = [page for path, page in pages.items() if path.startswith("powers/") and "tombstone" in str(page.elements)]
    assert gone
    assert all(things(page) == [] for page in gone)


def test_without_a_domain_addresses_are_relative_and_right(tmp_path: Path) -> None:
    pages = built(tmp_path, 网站名称="临汾市权责清单")
    [service] = things(pages[POWER])
    assert service["url"] == "1107-A-00100-141000.html"
    [dataset] = things(pages["data/v1/linfen/index.html"])
    folder = tmp_path / "site/data/v1/linfen"
    assert all((folder / one["contentUrl"]).is_file() for one in dataset["distribution"])


@given(st.text())
def test_no_text_ends_a_data_block_early(text: str) -> None:
    block = data_block({"name": f"{text}</script><!-- &amp; {text}"})
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["name"] == f"{text}</script><!-- &amp; {text}"


def test_a_data_set_is_described_as_fully_as_search_engines_for_data_ask(pages: dict[str, Document]) -> None:
    for region, name in (("linfen", "临汾市"), ("houma", "侯马市")):
        [told] = things(pages[f"data/v1/{region}/index.html"])
        assert told["description"].startswith(f"{name}权责清单的全部数据。职权事项：")
        assert 50 <= len(told["description"]) <= 5000
