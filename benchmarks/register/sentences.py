"""Sentences of laws, duties, grounds of accountability and risks: patterns with slots, and texts of a wanted length."""

from __future__ import annotations

import random
from collections.abc import Sequence

QUANTILES = (5, 25, 50, 75, 90, 95, 99)
BASIS_LENGTHS = (104, 177, 238, 333, 443, 524, 851)
DUTY_LENGTHS = (78, 103, 136, 139, 182, 279, 378)
CITATION_LENGTHS = (14, 18, 30, 89, 101, 113, 171)
ACCOUNT_LENGTHS = (146, 158, 218, 343, 354, 442, 458)
"""Characters of one 原文, 责任, 责任依据, 追责情形 at the quantiles above, as measured in ../shared/real/register (of its
依据, which name whole chapters of a law for a whole item, the lower half)."""

LAW = """从事{t}{a}活动，应当具备与其规模相适应的场所、设施和专业人员，并建立健全管理制度
县级以上人民政府{u}主管部门负责本行政区域内{t}{a}的监督管理工作，其他有关部门在各自职责范围内予以配合
申请从事{t}{a}的，应当向所在地{u}主管部门提出书面申请，并提交能够证明其符合规定条件的材料
主管部门应当自受理申请之日起{n}个工作日内作出决定，符合条件的颁发证件，不符合条件的书面通知申请人并说明理由
违反本规定，擅自从事{t}{a}的，由{u}主管部门责令停止，没收违法所得，并处{x}元以上{y}元以下罚款
有前款规定情形，情节严重的，责令停业整顿，直至由原发证机关吊销有关证件
造成他人损失的，依法承担赔偿责任；构成犯罪的，依法追究刑事责任
逾期不改正的，可以由主管部门代为履行，所需费用由违法行为人承担
对直接负责的主管人员和其他直接责任人员，处{x}元以上{y}元以下罚款
监督检查人员有权进入{t}{a}场所查阅、复制有关资料，询问有关人员，被检查单位应当如实提供情况
对不符合保障安全要求的{t}设施、器材，主管部门可以依法予以查封或者扣押
{t}{a}单位应当于每年第一季度报送上一年度执行情况，并对报送内容的真实性负责
在{t}{a}工作中作出显著成绩的单位和个人，由人民政府或者主管部门按照国家有关规定给予表彰、奖励
任何单位和个人发现{t}{a}违法行为的，有权向{u}主管部门举报，接到举报的部门应当及时核实处理
{t}{a}的具体办法由国务院{u}主管部门会同有关部门制定
从事{t}{a}的人员应当接受专业培训，经考核合格后方可上岗作业，培训记录保存期限不得少于{n}个月
变更{t}{a}的地址、范围或者主要负责人的，应当在变更之日起{n}日内办理变更手续
证件有效期届满需要延续的，应当在届满{n}日前提出申请，主管部门应当在届满前作出是否准予延续的决定
禁止伪造、变造、买卖、出租、出借{t}{a}的批准文件和证件
主管部门应当将{t}{a}的违法信息记入信用记录，并依照有关规定向社会公布""".split("\n")

DUTY = """公示办理{t}{a}的依据、条件、程序、时限和材料目录，方便群众查阅
对收到的材料逐件登记编号，注明来源和日期，当日移交下一岗位
发现材料不齐全或者不符合法定形式的，一次告知需要补正的全部内容
两名以上工作人员共同实施，主动出示证件，说明事由和依据
全面、客观、公正地收集与{t}{a}有关的证据，制作笔录并由当事人核对签名
对事实是否清楚、证据是否充分、程序是否合法、裁量是否适当提出书面意见
涉及他人重大利益的，告知利害关系人享有陈述、申辩和要求听证的权利
情况复杂或者争议较大的，提请负责人集体讨论，讨论记录归入案卷
在规定期限内作出书面决定，写明事实、理由、依据和救济途径
将文书送达当事人并取得回证，依法应当公开的在七个工作日内公开
对执行情况跟踪核查，拒不履行的依法催告或者申请人民法院强制执行
结果归档保存，案卷一案一号，电子档案同步更新
建立健全配套制度，定期评查案卷，及时纠正{a}环节发现的问题
加强事中事后监管，把检查结果与信用评价相衔接
与有关部门共享信息，属于其他机关管辖的及时移送
对举报人的姓名、地址和举报内容严格保密""".split("\n")

ACCOUNT = """对符合法定条件的事项不予办理，或者对不符合法定条件的予以办理的
不履行告知义务，侵害当事人知情、陈述、申辩和听证权利的
没有法定依据，或者擅自改变种类、幅度和范围行使职权的
违反法定程序，应当回避而不回避，或者一人独自执法的
无正当理由超过规定期限，给当事人造成损失的
索取、收受财物，接受宴请，或者谋取其他不正当利益的
泄露国家秘密、商业秘密、个人隐私或者举报人信息的
应当移送其他机关处理而不移送，以行政处理代替刑事追究的
对检查中发现的{t}问题隐瞒不报、压案不查的
使用、损毁涉案财物，或者截留、私分罚没款物的
监管不力、失职渎职，致使{t}领域发生重大责任事故的
伪造、篡改案卷材料，或者干扰追责调查的
违反规定收取费用，或者要求当事人购买指定商品、服务的
其他违反法律、法规、规章规定应当追究责任的情形""".split("\n")

RISK_POINTS = """{s}时限失守;超过规定期限仍未完成{s}，也不说明原因;中;设置节点提醒，超期自动报告分管领导;{p};业务流程
{s}标准不一;同类情形作出不同处理，随意掌握尺度;高;细化{s}标准并对外公布，双人复核;{p};岗位职责
{s}中收受财物;接受当事人宴请、礼品礼金，为其谋取便利;高;签订廉洁承诺书，定期回访当事人;{p};岗位职责
{s}材料管理混乱;原始材料遗失、涂改或者不及时归档;低;一案一卷，当日扫描上传，专人保管;档案管理人员;业务流程
{s}环节泄露信息;向利害关系人透露{s}的内容和进展;中;限定知情范围，系统留痕，违者追责;{p};岗位职责
{s}不告知权利;不按规定告知陈述、申辩、听证和救济的权利;中;使用统一格式文书，由法制人员核对;{p};业务流程
{s}应回避未回避;与当事人有利害关系的人员参与{s};中;办前填写回避声明，由负责人审查;科室负责人;制度机制
{s}走过场;不到现场、不查原件，凭经验出具意见;高;现场照片和记录随卷，抽查比例不低于百分之十;{p};业务流程
{s}越权办理;未经授权或者超出权限作出处理;高;系统设置权限，重大事项集体讨论;分管领导;制度机制
{s}人情照顾;受人请托，选择性地从轻、从宽或者提前处理;高;实行随机派案，定期轮岗;分管领导;外部环境
{s}监督缺位;内部监督不到位，问题长期无人过问;中;每季度评查案卷，结果纳入考核;科室负责人;制度机制
{s}推诿拖延;以各种借口拒绝或者拖延{s};低;实行首问负责，公布投诉电话;{p};业务流程""".split("\n")
"""Risk points of any stage {s}: name; manifestation; level; measures; post; category."""

FINES = tuple(
    pair.split("-") for pair in "五百-三千 一千-五千 二千-一万 五千-三万 一万-五万 二万-十万 五万-二十万".split()
)
POSTS = "窗口受理人员 经办人员 执法人员 科室负责人 法制审核人员 分管领导".split()
MATERIALS = (
    "申请表 营业执照 法定代表人身份证明 场所使用权证明 专业人员资格证书 管理制度文本 设施设备清单 验收报告 授权委托书 安全评价报告"
).split()


def wanted(lengths: Sequence[int], rng: random.Random) -> int:
    """A length drawn from a distribution known at QUANTILES, straight lines between them."""
    at = rng.random() * 100
    low, below = lengths[0] * 3 // 4, 0
    for high, above in zip(lengths, QUANTILES, strict=True):
        if at <= above:
            return low + round((high - low) * (at - below) / (above - below))
        low, below = high, above
    return low + round((lengths[-1] - lengths[-2]) * (at - below) / 10)


def slots(text: str, topic: str, act: str, unit: str, rng: random.Random) -> str:
    """The pattern with its slots filled."""
    low, high = rng.choice(FINES)
    return text.format(t=topic, a=act, u=unit, n=rng.choice((7, 10, 15, 20, 30)), x=low, y=high)


def composed(patterns: Sequence[str], length: int, fill: tuple[str, str, str], rng: random.Random, mark: str) -> str:
    """Different patterns one after another until about ``length`` characters stand there; ``mark`` numbers clauses."""
    parts: list[str] = []
    size = 0
    while size < length:
        for pattern in rng.sample(patterns, len(patterns)):
            clause = slots(pattern, *fill, rng)
            parts.append(f"{mark.format(len(parts) + 1)}{clause}")
            size += len(parts[-1]) + 1
            if size >= length:
                break
    return ("；\n" if "{" in mark else "。").join(parts) + "。"
