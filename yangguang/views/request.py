"""依申请公开: who may ask for what, how, by when it is answered, where to complain, and the form to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.model.words import REQUEST
from yangguang.views.parts import Fact, Link, fact, facts, joined, link_to, phone
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Row
from yangguang.views.shell import Page, RegionView

STEPS: tuple[Fact, ...] = facts(
    fact("谁可以申请", "公民、法人和其他组织。", note="《政府信息公开条例》第二十七条"),
    fact("向谁申请", "制作或者保存该信息的行政机关；各部门的地址和电话见下。", note="第十条、第二十七条"),
    fact("怎样申请", "填写本页的申请表，当面提交、邮寄，或者通过该机关公布的其他渠道提交；书写有困难的，可以口头提出，由受理机关代为填写。",
         note="第二十九条"),
    fact("补正", "内容不明确的，机关自收到申请之日起 7 个工作日内一次性告知补正。", note="第三十条"),
    fact("答复期限", "能够当场答复的当场答复；不能的，自收到申请之日起 20 个工作日内答复；需要延长的，经政府信息公开工作机构负责人同意并告知您，延长的期限最长不超过 20 个工作日。",
         note="第三十三条"),
    fact("收费", "不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费。", note="第四十二条"),
    fact("不服怎么办",
         "可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼；对不予公开不服的，应当先申请行政复议。",
         note="第五十一条；《行政复议法》第二十三条"),
)  # fmt: skip
"""What the regulation says of requests, in the words of residents."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part of the form: its title and the lines to fill in; ``choices`` are boxes to tick."""

    title: str
    lines: tuple[str, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


FORM: tuple[FormPart, ...] = (
    FormPart("申请人是公民", ("姓名", "证件名称", "证件号码", "联系电话", "通信地址和邮政编码", "电子邮箱")),
    FormPart("申请人是法人或者其他组织", ("名称", "统一社会信用代码", "法定代表人", "联系人", "联系电话", "通信地址和邮政编码")),
    FormPart("所需要的政府信息", ("名称、文号或者便于查询的其他特征描述",)),
    FormPart("提供方式", (), (("形式", ("纸质", "电子数据", "其他")), ("获取途径", ("邮寄", "自行领取", "电子邮件", "当场查阅或者抄录")))),
    FormPart("签署", ("申请人签名或者盖章", "申请日期")),
)  # fmt: skip
"""What a request must say: 政府信息公开条例, article 29."""


@dataclass(frozen=True, kw_only=True)
class RequestPage(Page):
    """How to ask for information that is not published."""

    template = "pages/request.html"

    steps: tuple[Fact, ...]
    receivers: tuple[Fact, ...]
    """Each department with its address and telephone."""
    reading: tuple[Row, ...]
    """Places where government information can be read."""
    form: tuple[FormPart, ...]


def pages(view: RegionView, as_of: date) -> Iterator[PlannedPage]:
    """The one page, where the region has disclosure at all."""
    if view.content.disclosures or view.content.catalogue:
        yield PlannedPage(urls.request(view.prefix), f"{view.prefix}region.yml", partial(_page, view, as_of))


def _page(view: RegionView, as_of: date, path: str) -> RequestPage:
    return RequestPage(
        shell=view.shell(
            path, REQUEST, "disclosure", crumbs=view.under(path, "信息公开", urls.disclosures),
            description="申请公开政府信息：向谁提出、多久答复、怎样收费，附可以打印的申请表",
        ),
        steps=STEPS,
        receivers=facts(*(_receiver(view, slug, path) for slug in view.content.standing(as_of))),
        reading=tuple(
            Row(place.name, link_to(path, urls.place(view.prefix, place.id)), tuple(t for t in (place.address, place.hours) if t))
            for place in view.content.places if place.reading
        ),
        form=FORM,
    )  # fmt: skip


def _receiver(view: RegionView, slug: str, path: str) -> Fact | None:
    department = view.content.departments[slug]
    label = Link(joined((department.address, department.hours), "，")) if department.address else None
    return fact(department.name, label, phone(department.consult_phone)) or fact(
        department.name, Link("部门页面", link_to(path, urls.department(view.prefix, slug)))
    )
