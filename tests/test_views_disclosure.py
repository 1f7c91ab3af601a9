"""Disclosure: documents with their official header, found by kind, year and department, linked both ways."""

from __future__ import annotations

from typing import Any

from tests.making import content, item, paper
from tests.markup import Document
from tests.viewing import headings, inside, links_of, main, site
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import CatalogueRow

RULE, TRIAL, WORDS = "disclosures/2024/rule.md", "disclosures/2016/trial.md", "disclosures/2024/words.md"


def library(**more: Any) -> RegionContent:
    papers = {
        TRIAL: paper("暂行规定", 有效性="废止", 发布日期="2016-03-15", 体裁="制度"),
        RULE: paper("管理办法", 索引号="LF-YS0001/2024-00021", 主题分类="综合政务\\政务公开", 体裁="制度", 文号="临政〔2024〕21号",
                    修改废止=[{"文件": TRIAL, "关系": "废止"}], 解读=[WORDS], 相关职权=["A1"], 目录项=["社会救助/S-1"],
                    附件=[{"文件": "disclosures/2024/form.csv", "名称": "申请表"},
                          {"文件": "https://www.gov.cn/forms", "名称": "网上填表"}]),
        WORDS: paper("管理办法解读", 公开类别="党务公开", 体裁="政策解读"),
    }  # fmt: skip
    rows = (
        CatalogueRow.model_validate({"编号": "S-1", "一级事项": "综合业务", "二级事项": "政策", "主动": "√"}),
        CatalogueRow.model_validate({"编号": "S-2", "一级事项": "综合业务"}),
    )
    own: dict[str, Any] = {"disclosures": dict(sorted(papers.items())), "files": ("disclosures/2024/form.csv",)}
    return content(**(own | {"catalogue": {"社会救助": rows}} | more))


def read(path: str, body: str = "", **more: Any) -> Document:
    return site((library(**more), [item("A1")]), files={RULE: f"---\n标题: 管理办法\n---\n{body}"})[path]


def test_the_official_header_says_what_the_document_is() -> None:
    head = inside(read("disclosures/2024/rule.html"), "doc-head")[0].text
    for word in (
        "LF-YS0001/2024-00021",
        "综合政务\\政务公开\\制度",
        "临政〔2024〕21号",
        "2024-05-15",
        "管理办法",
        "minzheng",
    ):
        assert word in head


def test_a_document_of_two_departments_stands_with_both() -> None:
    region = content(disclosures={RULE: paper("联合通知", 联合发文=["jiaoyu", "省高院"]), TRIAL: paper("办法")})
    pages = site((region, [item("A1")]))
    found = {slug: pages[f"disclosures/by/{slug}.html"] for slug in ("minzheng", "jiaoyu")}
    assert {
        slug: [text for text in links_of(page) if text in ("联合通知", "办法")] for slug, page in found.items()
    } == {
        "minzheng": ["办法", "联合通知"],
        "jiaoyu": ["联合通知"],
    }
    own = links_of(pages["departments/jiaoyu.html"])
    assert own["联合通知"] == "disclosures/2024/rule.html"
    assert "disclosures/by/jiaoyu.html" in own.values()
    assert links_of(pages["disclosures/2024/rule.html"])["jiaoyu"] == "departments/jiaoyu.html"


def test_explanations_and_amendments_are_linked_both_ways_whichever_side_says_so() -> None:
    assert links_of(read("disclosures/2024/rule.html"))["管理办法解读"] == "disclosures/2024/words.html"
    assert links_of(read("disclosures/2024/words.html"))["管理办法"] == "disclosures/2024/rule.html"
    assert links_of(read("disclosures/2024/rule.html"))["暂行规定"] == "disclosures/2016/trial.html"
    trial = read("disclosures/2016/trial.html")
    assert links_of(trial)["管理办法"] == "disclosures/2024/rule.html"
    assert "本文件已经废止。" in main(trial)


def test_from_when_on_a_document_is_repealed_is_told_on_both_sides_though_it_lies_ahead() -> None:
    ends = paper("管理办法", 修改废止=[{"文件": TRIAL, "关系": "废止", "日期": "2027-01-01"}])
    papers = {TRIAL: paper("暂行规定", 有效性="有效", 发布日期="2016-03-15"), RULE: ends}
    pages = site((content(disclosures=papers), []))
    assert "被以下文件废止 2024-05-15管理办法 自 2027-01-01 起" in main(pages["disclosures/2016/trial.html"])
    assert "废止以下文件 2016-03-15暂行规定 自 2027-01-01 起" in main(pages["disclosures/2024/rule.html"])
    listed = main(pages["disclosures/validity.html"])
    assert "自 2027-01-01 起被《管理办法》废止" in listed
    assert "自 2027-01-01 起废止《暂行规定》" in listed


def test_a_document_leads_to_its_powers_its_files_and_its_row_of_the_catalogue() -> None:
    page = read("disclosures/2024/rule.html")
    found = links_of(page)
    assert found["A1"] == "powers/A1.html"
    assert found["申请表"] == "files/disclosures/2024/form.csv"
    assert "网上填表" in found
    assert "CN/FORMS" not in main(page), "an address that ends with no name of a file is of no kind"
    assert "申请表 CSV" in main(page)
    assert found["社会救助 › 综合业务 › 政策"] == "disclosures/catalogue.html"


def test_links_of_the_text_lead_to_pages_and_files_of_the_site() -> None:
    body = "[甲](../2016/trial.md#第一条) [乙](form.csv) [丙](../../powers/minzheng/A1.yml) [丁](secret.docx) [戊](https://example.org/)"
    page = read("disclosures/2024/rule.html", body)
    found = links_of(page)
    assert found["甲"] == "disclosures/2016/trial.html"
    assert found["乙"] == "files/disclosures/2024/form.csv"
    assert found["丙"] == "powers/A1.html"
    assert "https://example.org/" in [address for _, address in page.links]
    assert [e.attributes.get("href") for e in page.all("a") if e.text == "丁"] == [None]


def test_the_text_can_do_nothing_and_its_headings_follow_the_title() -> None:
    page = read("disclosures/2024/rule.html", "### 第一章\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    assert headings(page, "h1") == ["管理办法"]
    assert "第一章" in headings(page)
    assert not [e for e in page.all("script") if "src" not in e.attributes]
    assert not [address for _, address in page.links if "javascript" in address]


def test_the_four_official_columns_hold_what_belongs_in_each_the_newest_of_it() -> None:
    papers = [paper(f"通知{day}", 发布日期=f"2024-05-0{day}", 体裁="通知") for day in range(1, 5)]
    papers += [paper("指南", 发布日期="2024-04-01", 体裁="指南"), paper("年报", 发布日期="2024-03-31", 体裁="年报")]
    papers += [paper("党务", 公开类别="党务公开"), paper("档案", 公开方式="依申请公开")]
    files = {f"disclosures/2024/{number}.md": one for number, one in enumerate(papers)}
    page = site((content(disclosures=files), []))["disclosures/index.html"]
    assert [element.text for element in page.all("section") if "section" in element.parents] == [
        "政府信息公开指南 2024-04-01指南 指南",
        "政府信息公开制度 还没有公开文件。",
        "法定主动公开内容 2024-05-04通知 通知4 2024-05-03通知 通知3 2024-05-02通知 通知2 全部政务公开文件，7 件",
        "政府信息公开年报 2024-03-31年报 年报",
    ]
    latest = next(element for element in page.all("section") if element.text.startswith("最近公开"))
    assert "党务公开 党务" in latest.text
    assert not headings(page, "h2").count("公开目录")


def test_the_summary_of_a_document_stands_above_its_text() -> None:
    page = site(
        (
            content(
                disclosures={
                    RULE: paper("办法", 内容概述="定了三件事。", 公示={"起": "2024-05-15", "止": "2024-05-30"})
                }
            ),
            [],
        )
    )["disclosures/2024/rule.html"]
    assert "内容概述 定了三件事。" in main(page)
    assert "2024-05-30" in main(page)


def test_a_document_that_is_over_is_told_as_such_wherever_it_is_listed() -> None:
    pages = site((library(), []))
    for path in ("index.html", "departments/minzheng.html", "disclosures/index.html", "disclosures/zhengwu.html"):
        entries = (element.text for element in pages[path].all("li") if element.text.startswith("2016-03-15"))
        assert {entry.rpartition(" ")[2] for entry in entries} == {"废止"}


def test_all_five_kinds_have_a_page_and_an_empty_one_says_so() -> None:
    pages = site((library(), []))
    assert headings(pages["disclosures/zhengwu.html"], "h1") == ["政务公开 2 件"]
    assert "还没有这一类公开文件" in main(pages["disclosures/sifa.html"])
    assert headings(pages["disclosures/2024/index.html"]) == ["党务公开 1", "政务公开 1"]
    assert headings(pages["disclosures/by/minzheng.html"], "h1") == ["minzheng公开的文件 3 件"]


def test_a_document_stands_in_the_year_in_which_it_was_published() -> None:
    late = {"disclosures/2024/plan.md": paper("抽查结果", 发布日期="2025-01-06")}
    pages = site((content(disclosures=late), []))
    assert headings(pages["disclosures/2025/index.html"], "h1") == ["2025年公开的文件 1 件"]
    assert headings(pages["disclosures/zhengwu.html"]) == ["2025年 1"]
    assert "disclosures/2024/index.html" not in pages


def test_the_four_official_columns_stand_even_where_they_are_empty() -> None:
    columns = headings(site((library(), []))["disclosures/index.html"], "h3")
    assert columns == ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]


def test_a_column_too_long_leads_to_a_list_that_has_as_many_as_it_says() -> None:
    papers = {f"disclosures/2024/{n}.md": paper(f"文件{n}") for n in range(4)}
    asked = {"disclosures/2024/asked.md": paper("给申请人的答复", 公开方式="依申请公开")}
    pages = site((library(disclosures=papers | asked), []))
    assert links_of(pages["disclosures/index.html"])["全部政务公开文件，5 件"] == "disclosures/zhengwu.html"
    assert headings(pages["disclosures/zhengwu.html"], "h1") == ["政务公开 5 件"]


def test_rules_and_yearly_reports_lead_to_all_of_them() -> None:
    reports = {
        f"disclosures/{y}/r.md": paper(f"{y}年报", 体裁="年报", 发布日期=f"{y}-03-31") for y in range(2021, 2025)
    }
    rules = {f"disclosures/2024/{n}.md": paper(f"制度{n}", 体裁="制度") for n in range(5)}
    few = site((content(disclosures=dict([*reports.items()][:3])), []))
    assert "disclosures/reports.html" not in few
    pages = site((content(disclosures=reports | rules), []))
    links = links_of(pages["disclosures/index.html"])
    assert (links["历年年报，4 件"], links["制度库，5 件"]) == ("disclosures/reports.html", "disclosures/rules.html")
    assert headings(pages["disclosures/reports.html"], "h1") == ["历年年报 4 件"]
    assert headings(pages["disclosures/reports.html"]) == ["minzheng 4"]


def test_yearly_reports_stand_in_the_order_of_departments_the_governments_own_first() -> None:
    issued = ("jiaoyu", "minzheng", "市政府办公室", "minzheng")
    reports = {
        f"disclosures/2024/{n}.md": paper(f"年报{n}", 体裁="年报", 发布机构=name) for n, name in enumerate(issued)
    }
    page = site((content(disclosures=reports), []))["disclosures/reports.html"]
    assert headings(page) == ["市政府办公室 1", "minzheng 2", "jiaoyu 1"]


def test_the_catalogue_names_the_documents_that_answer_a_row_and_what_is_missing() -> None:
    page = site((library(), []))["disclosures/catalogue.html"]
    assert headings(page)[-1] == "社会救助 已有文件 1 / 2"
    rows = {e.attributes["id"]: e.text for e in page.all("tr") if "id" in e.attributes}
    assert "管理办法" in rows["row-社会救助-S-1"]
    assert "应公开未公开" in rows["row-社会救助-S-2"]


def test_a_region_without_documents_has_no_page_of_them() -> None:
    assert not [path for path in site((content(), [])) if path.startswith("disclosures/")]


def test_pages_of_guidance_are_listed_by_their_titles() -> None:
    pages = site((content(pages={"pages/a.md": "怎样查清单", "pages/b.md": "不服怎么办"}), []))
    assert links_of(pages["pages/index.html"]) == {
        "首页": "index.html",
        "怎样查清单": "pages/a.html",
        "不服怎么办": "pages/b.html",
    }
    assert "pages/index.html" not in site((content(pages={"pages/index.md": "说明"}), []))


def test_a_county_without_guidance_leads_to_the_citys() -> None:
    pages = site((content(pages={"pages/a.md": "说明"}), []), (content(slug="houma", main=False), []))
    county = pages["regions/houma/index.html"]
    assert [county.target(address)[0] for e, address in county.links if e.text == "使用说明"] == ["pages/index.html"]
