"""The open data say what the register says, to the last cell, and no cell of theirs is a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import SITES, build, copy_of, edit
from yangguang.build.citing import laws_of
from yangguang.build.region import read_region
from yangguang.build.source import FolderSource
from yangguang.data.cells import DANGEROUS, armed, csv_head, csv_rows, disarmed, json_rows, json_table, text
from yangguang.data.items import Place, item_json
from yangguang.data.tables import around, joined
from yangguang.model.content import RegionContent
from yangguang.model.ids import duty_ids, risk_ids
from yangguang.model.links import EventRef, ItemLinks, RegionLinks
from yangguang.model.power import Power
from yangguang.model.region import Law
from yangguang.model.tables import ITEMS, OBJECTS, REGION_TABLES, TABLES, Column
from yangguang.model.words import ACTIVE
from yangguang.yamlio import read_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
REGIONS = {"linfen": SITES / "good", "houma": SITES / "good" / "regions" / "houma"}


def read_csv(body: bytes) -> list[dict[str, str]]:
    """A file of the open data as a program reads it: a leading ' taken away from each cell."""
    assert body.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows]


def table(site: Path, region: str, name: str, department: str = "") -> list[dict[str, str]]:
    where = f"departments/{department}/" if department else ""
    return read_csv((site / f"data/v1/{region}/{where}{name}.csv").read_bytes())


def objects(site: Path, region: str, name: str, department: str = "") -> list[dict[str, Any]]:
    where = f"departments/{department}/" if department else ""
    found: list[dict[str, Any]] = json.loads((site / f"data/v1/{region}/{where}{name}.json").read_bytes())
    return found


def contents(region: str) -> RegionContent:
    upper = read_region(FolderSource(SITES / "good")).content
    found = upper if region == "linfen" else read_region(FolderSource(REGIONS[region]), upper, main=False).content
    assert found is not None
    return found


def powers(region: str) -> Iterator[tuple[str, Power]]:
    """Every item as its file says it, with its department."""
    for file in sorted((REGIONS[region] / "powers").rglob("*.yml")):
        value, problems = read_yaml(file.read_bytes(), file.name)
        assert problems == []
        yield file.parent.name, Power.model_validate(value)


def leaves(value: Any) -> Iterator[str]:
    """Every text that stands anywhere in a value."""
    if isinstance(value, dict):
        for entry in value.values():
            yield from leaves(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from leaves(entry)
    elif value not in (None, ""):
        yield str(value)


def at(value: dict[str, Any], path: str) -> Any:
    found: Any = value
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


@pytest.mark.parametrize("region", REGIONS)
def test_every_item_stands_in_the_table_with_every_value_of_its_card(good_site: Path, region: str) -> None:
    rows = {row["职权编码"]: row for row in table(good_site, region, "items")}
    cards = {power.code: (department, power) for department, power in powers(region)}
    names = {slug: department.name for slug, department in contents(region).departments.items()}
    assert set(rows) == set(cards)
    for code, (department, power) in cards.items():
        said = power.model_dump(mode="json", by_alias=True, exclude_unset=True)
        row = rows[code]
        assert (row["地区"], row["部门"], row["部门名称"]) == (region, department, names[department])
        assert row["责任事项数"] == str(len(power.duties))
        for name, cell in row.items():
            value = at(said, name)
            if name in ("状态", "网页", "地区", "部门", "部门名称", "责任事项数", "风险点数") or value is None:
                continue
            assert [text for text in leaves(value) if text not in cell and " ".join(text.split("\n")) not in cell] == []
            assert not isinstance(value, str) or cell == value
        told = {text for key, value in said.items() if key != "责任事项" for text in leaves(value)}
        assert {text for text in told if not any(text in cell for cell in row.values())} == set()


@pytest.mark.parametrize("region", REGIONS)
def test_an_items_json_is_the_card_and_the_same_alone_as_in_the_lists(good_site: Path, region: str) -> None:
    whole = {one["事项"]["职权编码"]: one for one in objects(good_site, region, "items")}
    for department, power in powers(region):
        alone = json.loads((good_site / f"data/v1/{region}/powers/{power.code}.json").read_bytes())
        assert alone == whole[power.code]
        assert alone in objects(good_site, region, "items", department)
        read = Power.model_validate(alone["事项"])
        assert read.model_copy(update={"duties": ()}) == power.model_copy(update={"duties": ()})
        assert (good_site / alone["网页"]).is_file()
        assert (alone["地区"], alone["部门"]) == (region, department)


@pytest.mark.parametrize("region", REGIONS)
def test_responsibilities_and_risks_have_a_row_each_under_the_numbers_of_the_pages(
    good_site: Path, region: str
) -> None:
    duties, risks = [], []
    for one in objects(good_site, region, "items"):
        power = Power.model_validate(one["事项"])
        for number, duty in zip(duty_ids(power.duties), power.duties, strict=True):
            duties.append((power.code, number, duty.stage or "", duty.kind, duty.text, str(len(duty.risks))))
            risks += [
                (power.code, number, name, r.name, r.manifestation or "", r.level, r.measures, r.post, r.category or "")
                for name, r in zip(risk_ids(number, duty), duty.risks, strict=True)
            ]
    shown = ("职权编码", "责任编号", "环节", "责任类型", "责任", "风险点数")
    assert [tuple(row[name] for name in shown) for row in table(good_site, region, "duties")] == duties
    more = ("职权编码", "责任编号", "风险编号", "风险点", "表现形式", "等级", "防控措施", "责任岗位", "类别")
    assert [tuple(row[name] for name in more) for row in table(good_site, region, "risks")] == risks
    levels = {"一级": "高", "二级": "中", "三级": "低"} if region == "linfen" else {}
    assert all(row["统一等级"] == levels.get(row["等级"], row["等级"]) for row in table(good_site, region, "risks"))


@pytest.mark.parametrize("region", REGIONS)
def test_decisions_and_documents_are_all_there(good_site: Path, region: str) -> None:
    content = contents(region)
    changes = [(event.number, row.kind, "；".join(row.before)) for _, event in sorted(content.events.items())
               for row in event.adjustments]  # fmt: skip
    assert [(r["文号"], r["调整.类型"], r["调整.变更前"]) for r in table(good_site, region, "events")] == changes
    whole = [one["事件"] for one in objects(good_site, region, "events")]
    assert whole == [
        e.model_dump(mode="json", by_alias=True, exclude_unset=True) for _, e in sorted(content.events.items())
    ]
    documents = [
        d.model_dump(mode="json", by_alias=True, exclude_unset=True) for _, d in sorted(content.disclosures.items())
    ]
    assert [one["文件"] for one in objects(good_site, region, "documents")] == documents
    assert [row["标题"] for row in table(good_site, region, "documents")] == [one["标题"] for one in documents]
    for slug in content.departments:
        own = [one["标题"] for one in documents if one["发布机构"] == slug]
        assert [row["标题"] for row in table(good_site, region, "documents", slug)] == own
        mine = {power.code for department, power in powers(region) if department == slug}
        concerned = [
            (event.number, row.kind)
            for _, event in sorted(content.events.items())
            for row in event.adjustments
            if mine & {*row.before, *row.after}
        ]
        assert [(r["文号"], r["调整.类型"]) for r in table(good_site, region, "events", slug)] == concerned
    assert all(
        (good_site / one["网页"]).is_file()
        for name in ("events", "documents")
        for one in (*table(good_site, region, name), *objects(good_site, region, name))
    )


@pytest.mark.parametrize("name", ["items", "duties", "risks"])
@pytest.mark.parametrize("region", REGIONS)
def test_the_departments_together_are_the_region(good_site: Path, region: str, name: str) -> None:
    departments = sorted({department for department, _ in powers(region)})
    parts = [row for department in departments for row in table(good_site, region, name, department)]
    assert parts == table(good_site, region, name)
    assert [o for department in departments for o in objects(good_site, region, name, department)] == objects(
        good_site, region, name
    )


@pytest.mark.parametrize("name", ["items", "duties", "risks"])
def test_a_department_that_holds_nothing_any_more_keeps_the_addresses_of_its_tables(demo_site: Path, name: str) -> None:
    assert table(demo_site, "linfen", name)
    assert table(demo_site, "linfen", name, "food-drug") == objects(demo_site, "linfen", name, "food-drug") == []
    catalogue = json.loads((demo_site / "data/v1/catalog.json").read_text(encoding="utf-8"))
    assert f"linfen/food-drug/{name}" in [one["dct:identifier"] for one in catalogue["dcat:dataset"]]


def test_every_department_that_a_table_names_is_in_the_table_of_departments(demo_site: Path) -> None:
    for region in ("linfen", "houma"):
        known = {row["部门"]: row for row in table(demo_site, region, "departments")}
        assert all((demo_site / row["网页"]).is_file() for row in known.values())
        assert [(one["部门"], one["名称"]) for one in objects(demo_site, region, "departments")] == [
            (slug, row["名称"]) for slug, row in known.items()
        ]
        assert {(row["部门"], row["部门名称"]) for row in table(demo_site, region, "items")} <= {
            (slug, row["名称"]) for slug, row in known.items()
        }
        names = {row[name] for row in table(demo_site, region, "events") for name in ("调整.原部门", "调整.现部门")}
        names |= {row["发布机构"] for row in table(demo_site, region, "documents")}
        assert {name for name in names if name.isascii()} <= {"", *known}
    abolished = {row["部门"]: row["撤销日期"] for row in table(demo_site, "linfen", "departments") if row["撤销日期"]}
    assert abolished == {"food-drug": "2019-03-01", "intellectual-property": "2019-03-01"}


def test_the_figures_of_the_site_can_be_counted_in_its_tables_as_the_dictionary_says(demo_site: Path) -> None:
    told = json.loads((demo_site / "version.json").read_bytes())
    rows = [row for region in ("linfen", "houma") for row in table(demo_site, region, "items")]
    assert "只算在用和暂停的，不算目录主项" in (demo_site / "data/v1/dictionary.html").read_text(encoding="utf-8")
    counted = [row for row in rows if row["状态"] in ("在用", "暂停") and row["目录主项"] != "是"]
    services = [row for row in counted if row["事项性质"] == "公共服务"]
    assert len(counted) < len(rows)
    assert (len(counted) - len(services), len(services)) == (told["powers"], told["services"])
    assert sum(int(row["责任事项数"]) for row in counted) == told["duties"]
    assert sum(int(row["风险点数"]) for row in counted) == told["risks"]


def test_what_an_item_leaves_to_its_region_is_found_by_its_region_and_class(demo_site: Path) -> None:
    for region, code in (("linfen", "141000"), ("houma", "141081")):
        (own,) = table(demo_site, region, "region")
        assert [{name: text(row.get(name)) for name in own} for row in objects(demo_site, region, "region")] == [own]
        assert (own["地区"], own["行政区划代码"], own["演示数据"]) == (region, code, "是")
        assert (demo_site / own["网页"]).is_file()
        rows = [row for row in table(demo_site, region, "items") if row["状态"] == "在用" and row["职权类别"]]
        assert {row["地区"] for row in rows} == {region}
        left = [row for row in rows if not row["救济渠道"]]
        assert left
        for row in left:
            told = own[f"默认救济渠道.{row['职权类别']}"]
            assert told
            assert escape(told) in (demo_site / row["网页"]).read_text(encoding="utf-8")


def test_documents_that_a_document_names_are_found_as_the_dictionary_says(demo_site: Path) -> None:
    assert "disclosures/年份/文件名.md" in (demo_site / "data/v1/dictionary.html").read_text(encoding="utf-8")
    numbers = {row["编号"] for row in table(demo_site, "linfen", "documents")}
    files = [one["文件"] for one in objects(demo_site, "linfen", "documents")]
    named = {relation["文件"] for file in files for relation in file.get("修改废止", ())}
    named |= {name for file in files for name in (*file.get("解读", ()), file.get("解读自")) if name}
    assert named
    assert {name.removeprefix("disclosures/").removesuffix(".md") for name in named} <= numbers


def test_files_that_an_item_names_lie_where_the_dictionary_says(good_site: Path) -> None:
    assert "附件、空白表格、示例样表、样本、裁量基准写的是文件的，路径前面加 files/" in (
        good_site / "data/v1/dictionary.html"
    ).read_text(encoding="utf-8")
    [told] = [one["事项"] for one in objects(good_site, "linfen", "items") if "附件" in one["事项"]]
    [material] = [one for one in told["办理"]["申请材料"] if "空白表格" in one]
    named = [one["文件"] for one in told["附件"]]
    named += [material["空白表格"], material["示例样表"], told["办理"]["审批结果"]["样本"]]
    assert [path for path in named if not (good_site / "files" / path).is_file()] == []


def test_columns_stay_where_users_know_them_and_new_ones_come_last() -> None:
    """Tables of two years are laid side by side (docs/versions.md). A column that is new is added to its line of the file."""
    kept = dict(line.split(": ") for line in (SITES.parent / "data-v1.txt").read_text(encoding="utf-8").splitlines())
    for one in REGION_TABLES:
        assert " ".join(one.header) == kept[one.name], (
            f"{one.name}: what has a column keeps its place, new ones come last"
        )


def test_places_and_themes_that_items_name_are_in_tables_of_their_own(demo_site: Path) -> None:
    for region in ("linfen", "houma"):
        rows = table(demo_site, region, "items")
        places, themes = (table(demo_site, region, name) for name in ("places", "themes"))
        assert places == [
            {name: text(row.get(name)) for name in places[0]} for row in objects(demo_site, region, "places")
        ]
        assert all((demo_site / row["网页"]).is_file() for row in (*places, *themes))
        named = {one for row in rows for one in row["办理.办理地点"].split("；") if one.isascii() and one}
        assert named
        assert named <= {row["编号"] for row in places}
        named = {one for row in rows for one in row["办理.事项主题"].split("；") if one}
        assert named
        assert named <= {row[name] for row in themes for name in ("标识", "名称")}


def test_the_table_of_themes_leads_to_every_item_that_the_page_of_a_theme_shows(demo_site: Path) -> None:
    for region in ("linfen", "houma"):
        pages = {row["网页"]: row["职权编码"] for row in table(demo_site, region, "items") if row["状态"] in ACTIVE}
        for theme in table(demo_site, region, "themes"):
            told = set(theme["事项"].split("；")) & {*pages.values()}
            shown = re.findall(
                r'href="[^"]*?(powers/[^"/]+\.html)"', (demo_site / theme["网页"]).read_text(encoding="utf-8")
            )
            prefix = theme["网页"].partition("themes/")[0]
            assert told == {pages[prefix + page] for page in shown}, theme["名称"]


def test_the_table_of_laws_joins_every_citation_of_an_item_to_the_page_of_the_law(demo_site: Path) -> None:
    for region in ("linfen", "houma"):
        laws = table(demo_site, region, "laws")
        assert all((demo_site / law["网页"]).is_file() for law in laws)
        citers = [(code, law["标识"]) for law in laws for code in law["事项"].split("；") if code]
        joined = set(citers)
        assert len(joined) == len(citers), "an item rests on a law once, by however many of its articles"
        names = {name: law["标识"] for law in laws for key in ("名称", "简称", "别名") for name in law[key].split("；")}
        cited = {(one["事项"]["职权编码"], basis["法规"].removeprefix("中华人民共和国"))
                 for one in objects(demo_site, region, "items") for basis in one["事项"].get("设定依据", ())}  # fmt: skip
        assert {code for code, _ in joined} == {code for code, _ in cited}
        known = {(code, names[law]) for code, law in cited if law in names}
        assert known
        assert known <= joined


@pytest.mark.parametrize(
    ("day", "validity"), [("2029-12-31", "尚未施行"), ("2030-01-01", "有效"), ("2031-01-01", "废止")]
)
def test_a_law_is_called_what_its_page_calls_it_on_the_day(day: str, validity: str) -> None:
    dates = {"施行日期": "2030-01-01", "废止日期": "2031-01-01"}
    law = Law.model_validate({"名称": "某法", "标识": "mou-fa", "位阶": "法律", "效力": "有效", **dates})
    region = RegionContent(contents("linfen").region, laws=(law,))
    files = dict(around(region, RegionLinks(laws=laws_of(region)), date.fromisoformat(day)))
    assert [row["效力"] for row in read_csv(files["laws.csv"])] == [validity]
    assert [row["效力"] for row in json.loads(files["laws.json"])] == [validity]


def test_of_a_decision_on_several_departments_each_has_the_rows_that_its_ledger_shows(demo_site: Path) -> None:
    file = "2016/2016-04-adjust-items"
    decided = {row["行"]: row for row in table(demo_site, "linfen", "events") if row["编号"] == file}
    assert len(decided) == 3
    for number, department in (("1", "natural-resources"), ("2", "housing"), ("3", "culture-tourism")):
        own = table(demo_site, "linfen", "events", department)
        assert [row for row in own if row["编号"] == file] == [decided[number]]


def held(value: Any) -> set[str]:
    """The forms that the dictionary may give to a value in JSON; none where it shows nothing of its form."""
    if isinstance(value, list):
        return {"多条记录" if isinstance(value[0], dict) else "多个文字"} if value else set()
    kinds = {dict: {"一条记录"}, int: {"整数"}, str: {"文字", "日期", "是或否", "时限"}}
    return kinds[type(value)]


def told_of(keys: Mapping[str, Column], value: Any, path: str = "") -> Iterator[str]:
    """What the dictionary does not tell, or tells otherwise, of a value in JSON and of all inside it."""
    if path:
        if path not in keys:
            yield f"{path} is not told"
            return
        key, said = keys[path], value if isinstance(value, list) else [value]
        if held(value) and not held(value) & {*key.form.split("或"), key.form}:
            yield f"{path} is {key.form}, not {value}"
        if (key.words and not {*said} <= {*key.words}) or (key.form == "是或否" and value not in ("是", "否")):
            yield f"{path} says {value}"
    below = f"{path}." if path else ""
    for inner in value if isinstance(value, list) else [value]:
        if isinstance(inner, dict):
            for name, one in inner.items():
                yield from told_of(keys, one, f"{path}[].{name}" if isinstance(value, list) else f"{below}{name}")


def test_the_dictionary_tells_every_key_and_what_it_holds(demo_site: Path) -> None:
    page = (demo_site / "data/v1/dictionary.html").read_text(encoding="utf-8")
    assert [word for word in ("UTF-8", "；", "YYYY-MM-DD", "个工作日", "单引号") if word not in page] == []
    inside = {key.name.removeprefix("事项.责任事项[]."): key for key in OBJECTS[ITEMS]}
    for one in REGION_TABLES:
        keys = OBJECTS.get(one, one.columns)
        assert [key.name for key in keys if f'<th scope="row">{key.name}</th><td>{key.form}</td>' not in page] == []
        for region in ("linfen", "houma"):
            for told in objects(demo_site, region, one.name):
                assert list(told_of(inside | {key.name: key for key in keys}, told)) == []
            for row in table(demo_site, region, one.name):
                limits = [row[c.name] for c in one.columns if c.form == "时限" and row[c.name]]
                assert all(re.fullmatch("[0-9]+(个工作日|日|个月|年|小时)|当场|即时", limit) for limit in limits)
                assert [(c.name, row[c.name]) for c in one.columns
                        if c.words and not {*row[c.name].split("；")} <= {*c.words, ""}] == []  # fmt: skip


@pytest.mark.parametrize("name", ["duties", "risks"])
def test_the_rows_of_json_say_what_the_rows_of_csv_say(good_site: Path, name: str) -> None:
    keys = next(one for one in TABLES if one.name == name).header
    for row, cells in zip(objects(good_site, "linfen", name), table(good_site, "linfen", name), strict=True):
        assert set(row) <= set(keys)
        assert tuple(cells) == keys
        assert {key: cell for key, cell in cells.items() if cell and not isinstance(row[key], list)} == {
            key: str(value) for key, value in row.items() if not isinstance(value, list)
        }


@pytest.mark.parametrize("region", REGIONS)
def test_pandas_reads_every_file_as_it_is(good_site: Path, region: str) -> None:
    for file in sorted((good_site / f"data/v1/{region}").rglob("*.csv")):
        read = pandas.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        rows = [{name: str(cell).removeprefix("'") for name, cell in row.items()} for row in read.to_dict("records")]
        assert rows == read_csv(file.read_bytes()), file
        whole = pandas.read_json(file.with_suffix(".json"), dtype=False)
        kept: list[Any] = json.loads(file.with_suffix(".json").read_bytes())
        assert len(whole) == len(kept)
        for number, row in enumerate(whole.to_dict("records")):
            assert {key: value for key, value in row.items() if key in kept[number]} == kept[number], file


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_any_text_comes_back_and_none_begins_like_a_formula(rows: list[tuple[str, str]]) -> None:
    body = csv_rows(rows)
    cells = list(csv.reader(io.StringIO(body.decode(), newline="")))
    assert [tuple(cell.removeprefix("'") for cell in row) for row in cells] == rows
    begins = {cell[0] for row in cells for cell in row if cell and not re.fullmatch("-[0-9]+", cell)}
    assert not begins & (DANGEROUS - {"'"})


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "\0"])
def test_what_a_spreadsheet_takes_for_a_formula_is_disarmed(mark: str) -> None:
    assert next(csv.reader(io.StringIO(csv_rows([(f"{mark}1+1", "")]).decode(), newline="")))[0].startswith("'")


@pytest.mark.parametrize(
    ("said", "cell"), [("-1", "-1"), ("-1+2", "'-1+2"), ("-", "'-"), ("'-1", "''-1"), ("-1\n", "'-1\n"), ("", "")]
)
def test_a_number_below_zero_can_be_added_up(said: str, cell: str) -> None:
    assert (disarmed(said), armed(cell)) == (cell, said)
    assert armed("'-1") == "-1", "as earlier files have it"


@given(st.lists(st.lists(TEXTS, max_size=3), max_size=4))
def test_tables_join_as_if_they_had_been_one(parts: list[list[str]]) -> None:
    rows = [{"职权编码": text} for part in parts for text in part]
    files = [json_table(json_rows([{"职权编码": text} for text in part])) for part in parts]
    assert json.loads(b"".join(joined("duties.json", files))) == rows
    head = csv_head(next(one for one in TABLES if one.name == "duties").header)
    sheets = [head + csv_rows([(text, "x") for text in part]) for part in parts]
    whole = csv_rows([(row["职权编码"], "x") for row in rows])
    assert b"".join(joined("duties.csv", sheets)) == head + whole


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""), ("甲", "甲"), (["甲", "乙"], "甲；乙"), ([], ""), ({"甲": "1", "乙": None, "丙": "", "丁": []}, "甲：1"),
        ([{"甲": "1", "乙": ["x", "y"]}, {"甲": "2\n3"}], "甲：1；乙：x、y\n甲：2 3"), (["甲", {"乙": "1"}], "甲\n乙：1"),
        ({"甲": [{"乙": "1"}]}, '甲：[{"乙": "1"}]'), (7, "7"),
    ],
)  # fmt: skip
def test_a_cell_says_several_texts_with_signs_between_and_records_one_on_a_line(value: object, cell: str) -> None:
    assert text(value) == cell


def test_an_item_names_a_decision_once_however_many_rows_of_it_concern_the_item() -> None:
    rows = [
        EventRef("events/2022/a.html", "决定", "文号", date(2022, 1, 1), kind, True)
        for kind in ("名称变更", "依据变更")
    ]
    told = json.loads(item_json(Place("linfen", "a", "甲", "", {}), "A1", b"{}", ItemLinks(events=tuple(rows))))
    assert told["调整"] == ["2022/a"]


def test_hostile_cells_of_the_content_arrive_disarmed(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    card = content / "powers/civil-affairs/1107-A-00100-141000.yml"
    edit(card, "备注: ", "备注: \"=HYPERLINK('//evil')\" #")
    assert build(content, tmp_path / "site", "--no-cache").exit_code == 0
    raw = (tmp_path / "site/data/v1/linfen/items.csv").read_text(encoding="utf-8-sig")
    assert ",'=HYPERLINK('//evil')," in raw
    kept = objects(tmp_path / "site", "linfen", "items")
    assert any(one["事项"].get("备注") == "=HYPERLINK('//evil')" for one in kept)
