"""One item as a record of the content format: what all regions share, then what this region does differently."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from benchmarks.register import sentences as say
from benchmarks.register.flow import SHARES, flow
from benchmarks.register.laws import Law, laws_of
from benchmarks.register.library import VARIANTS, Library, citation, duty_text, numeral, refs, risk
from benchmarks.register.plan import RISKS_A_DUTY, Spec
from benchmarks.register.words import EVERYDAY

Record = dict[str, Any]

APPLIED_FOR = frozenset({"行政许可", "行政给付", "行政确认", "行政奖励", "行政裁决", "其他行政权力"})
_FROM_LIBRARY = 0.6
"""How many duties come from the library; of the others' risks three fifths do."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region: its code, slug and name; ``upper`` is the code of the city, empty for the city itself."""

    code: str
    slug: str
    name: str
    upper: str = ""

    @property
    def level(self) -> str:
        """市级 or 县级."""
        return "县级" if self.upper else "市级"

    @property
    def office(self) -> str:
        """What a section of a department is called at this level."""
        return "股" if self.upper else "科"


def item(spec: Spec, place: Place, library: Library, seed: int) -> Record:
    """The item as this region keeps it; a function of its arguments only."""
    rng = random.Random(f"{seed}/{spec.number}")
    local = random.Random(f"{seed}/{spec.number}/{place.slug}")
    record: Record = {"职权编码": spec.code(place.code), "职权名称": spec.name, "职权类别": spec.power_class}
    record |= _identity(spec, place, rng, local)
    record["设定依据"] = _bases(spec, rng, local)
    record |= _by_class(spec, rng, local)
    record["责任事项"] = [_duty(spec, stage, n, library, rng, local) for n, stage in enumerate(spec.stages)]
    record["追责情形"] = _accountability(spec, rng)
    record["追责对象范围"] = "具体承办人员、科室负责人、分管领导"
    record |= _flow(spec, record, rng)
    record["生效日期"] = "2015-11-30"
    record["更新日期"] = f"20{local.randint(16, 25)}-{local.randint(1, 12):02}-{local.randint(1, 28):02}"
    record["事项版本"] = local.randint(1, 6)
    return record


def _identity(spec: Spec, place: Place, rng: random.Random, local: random.Random) -> Record:
    found: Record = {}
    if rng.random() < 0.3:
        found["通俗名称"] = [text.format(t=spec.topic) for text in rng.sample(EVERYDAY, 2)]
    if place.upper:
        found["其他编码"] = {"同源编码": spec.code(place.upper)}
    found |= {"行使主体": f"{place.name}{spec.unit.name}", "实施主体性质": "法定机关"}
    found["承办机构"] = f"{spec.topic}监督管理{place.office}"
    found["行使层级"] = [place.level]
    share = f"负责{place.name}行政区域内{spec.topic}{spec.act}方面的事项"
    found["权限划分"] = share + ("；跨县的由市级办理" if place.upper and local.random() < 0.5 else "")
    found["权力来源"] = "法定本级行使"
    return found


def _bases(spec: Spec, rng: random.Random, local: random.Random) -> list[Record]:
    laws = laws_of(spec.topic)
    number = rng.choices((1, 2, 3, 5), (66, 24, 7, 3))[0]
    raw = rng.random() < 0.4
    bases = [_basis(spec, laws[n % len(laws)], n, raw, rng) for n in range(number)]
    if local.random() < 0.05:
        # A county words the content of its basis in its own way.
        bases[-1]["原文"] += f"{spec.unit.name}按照职责分工组织实施。"
    return bases


def _basis(spec: Spec, law: Law, number: int, raw: bool, rng: random.Random) -> Record:
    length = say.wanted(say.BASIS_LENGTHS, rng)
    fill = (spec.topic, spec.act, spec.unit.name.removesuffix("局"))
    article = f"第{numeral(rng.randint(3, 79))}条"
    if raw:
        head = f"【{law.rank}】《{law.name}》（{law.issued}{law.number}公布，自{law.in_force}起施行）\n{article}："
        return {"法规": law.name, "原文": head + say.composed(say.LAW, max(40, length - len(head)), fill, rng, "")}
    nature = "罚则" if spec.power_class == "行政处罚" and number == 0 else ("设定", "程序", "职权")[number % 3]
    text = say.composed(say.LAW, length, fill, rng, "")
    return {
        "法规": law.name, "位阶": law.rank, "版本": law.issued, "文号": law.number, "条款": article, "性质": nature,
        "原文": text, "效力": "有效",
    }  # fmt: skip


def _by_class(spec: Spec, rng: random.Random, local: random.Random) -> Record:
    if spec.power_class in APPLIED_FOR:
        return {"办理": _handling(spec, rng, local)}
    found: Record = {}
    if spec.power_class == "行政处罚":
        found = {"办案期限": {"时限": "90日", "依据": "《行政处罚法》第六十条"}, "处罚": _penalty(spec, rng)}
    elif spec.power_class == "行政强制":
        found = {"办案期限": {"时限": "30日", "依据": "《行政强制法》第二十五条"}, "执行方式": "行政强制措施"}
    elif spec.power_class == "行政检查":
        found = {
            "检查": {
                "方式": "双随机",
                "频次": f"每年{rng.randint(1, 4)}次",
                "对象": f"从事{spec.topic}{spec.act}的单位和个人",
            }
        }
    return found | {"结果公开": {"内容": "行政执法决定", "时限": "7个工作日", "渠道": "部门网站"}}


def _penalty(spec: Spec, rng: random.Random) -> Record:
    found: Record = {"种类": ["警告", "罚款", "没收违法所得"][: rng.randint(1, 3)], "简易程序": "不适用"}
    if rng.random() < 0.3:
        found["听证"] = {"适用情形": "较大数额罚款、吊销许可证件", "依据": "《行政处罚法》第六十三条"}
    if rng.random() < 0.25:
        fines = ("一千元以上一万元以下", "一万元以上三万元以下", "三万元以上五万元以下")
        found["裁量基准"] = [
            {"违法情节": degree, "适用条件": f"涉及{spec.topic}{spec.act}，{when}", "处罚标准": f"处{fine}罚款"}
            for degree, when, fine in zip(
                ("较轻", "一般", "严重"), ("及时改正", "限期内改正", "拒不改正"), fines, strict=True
            )
        ]
    return found


def _handling(spec: Spec, rng: random.Random, local: random.Random) -> Record:
    legal = rng.choice((20, 30, 45, 60))
    papers = rng.sample(say.MATERIALS, rng.randint(3, 8))
    return {
        "服务对象": ["自然人", "法人", "其他组织"],
        "受理条件": f"具备从事{spec.topic}{spec.act}所需的场所、设施、人员和管理制度，符合有关规划和标准",
        "申请材料": [
            {"名称": f"{spec.topic}{paper}", "材料类型": rng.choice(("原件", "复印件")), "材料形式": "纸质", "份数": rng.randint(1, 3),
             "来源渠道": "申请人自备", "必要性": "必要"}
            for paper in papers
        ],
        "法定办结时限": f"{legal}个工作日",
        "承诺办结时限": f"{local.randint(legal // 3, legal - 5)}个工作日",
        "收费": "不收费",
        "办件类型": "承诺件",
        "审批方式": "普通",
        "办理形式": ["窗口办理", "网上办理"],
        "到现场次数": 1,
        "送达方式": ["窗口领取", "邮寄"],
        "审批结果": {"名称": f"{spec.topic}{spec.act}证书", "有效期": "5年"},
        "数量限制": "无",
        "中介服务": "无",
        "进驻大厅": "是",
        "窗口": f"{spec.number % 60 + 1}号窗口",
        "办理地点": ["hall"],
        "事项主题": [f"theme-{spec.number % 12 + 1}"],
    }  # fmt: skip


def _duty(spec: Spec, stage: str, number: int, library: Library, rng: random.Random, local: random.Random) -> Record:
    # All draws are made in every case, so that a county's own wording changes nothing behind it.
    entry = f"D-{spec.power_class}-{stage}-{min(int(rng.expovariate(1)) + 1, VARIANTS)}"
    from_library, own_risks = rng.random() < _FROM_LIBRARY, rng.random() < 0.4
    text, risks = duty_text(spec, rng), refs(stage, rng)
    if from_library and local.random() > 0.05:
        return {"引用": entry}
    basis = [citation(spec.power_class, rng)]
    length = say.wanted(say.CITATION_LENGTHS, rng)
    if length > 40:
        fill = (spec.topic, spec.act, "有关")
        basis.append(f"《{laws_of(spec.topic)[0].name}》规定，" + say.composed(say.LAW, length - 30, fill, rng, ""))
    if own_risks:
        risks = [_own_risk(spec, stage, int(ref["引用"].rsplit("-", 1)[1]) - 1) for ref in risks]
    elif rng.random() < 0.3:
        risks[0]["责任岗位"] = f"{spec.topic}经办人员"
    if len(risks) != RISKS_A_DUTY:
        raise ValueError(f"a duty has {RISKS_A_DUTY} risk points")
    return {"环节": stage, "责任": text, "依据": basis, "风险点": risks}


def _own_risk(spec: Spec, stage: str, number: int) -> Record:
    """A risk point written out in words of the item."""
    record = risk(stage, number, f"{spec.topic}经办人员")
    return record | {"表现形式": f"在{spec.topic}{spec.act}的{stage}中，{record['表现形式']}"}


def _accountability(spec: Spec, rng: random.Random) -> str | list[Record]:
    fill = (spec.topic, spec.act, "有关")
    length = say.wanted(say.ACCOUNT_LENGTHS, rng)
    if rng.random() < 0.3:
        cases = rng.sample(say.ACCOUNT, max(3, length // 45))
        return [{"情形": say.slots(case, *fill, rng), "依据": "《公务员法》第五十九条"} for case in cases]
    # Texts that a whole class shares, as in the real register, where a quarter of all items have the same one.
    shared = random.Random(f"{spec.power_class}/{min(int(rng.expovariate(0.6)), 12)}")
    words = fill if rng.random() < 0.2 else ("有关", "", "有关")
    head = "因不履行或者不正确履行职责，有下列情形的，行政机关及其工作人员承担相应责任。\n"
    return head + say.composed(say.ACCOUNT, say.wanted(say.ACCOUNT_LENGTHS, shared) - len(head), words, shared, "{}.")


def _flow(spec: Spec, record: Record, rng: random.Random) -> Record:
    if rng.random() >= SHARES.get(spec.power_class, 0.25):
        return {}
    total, unit = 30, "日"
    if "办理" in record:
        total, unit = int(record["办理"]["承诺办结时限"].removesuffix("个工作日")), "个工作日"
    posts = (f"{spec.topic}受理人员", f"{spec.topic}经办人员", "法制审核人员", "分管领导")
    return {"运行流程": flow(spec.stages, posts, unit, total, rng)}
