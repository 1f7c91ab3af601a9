"""The vocabulary that the register is composed of: departments, counties, acts, breaches, places of a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One department: slug, name without the place, share of all items (thousandths), what it is in charge of."""

    slug: str
    name: str
    weight: int
    topics: tuple[str, ...]


_UNITS = """
agriculture 农业农村局 98 种子 农药 兽药 饲料 肥料 农业机械 水产苗种 生猪屠宰 畜禽养殖 农产品产地 种畜禽 植物检疫 动物诊疗 渔业捕捞 生鲜乳
market-regulation 市场监督管理局 94 食品经营 药品零售 医疗器械 特种设备 计量器具 商标印制 广告发布 直销活动 合同格式条款 认证活动 工业产品 化妆品 网络交易 价格公示 检验检测
forestry 林业和草原局 84 林木采伐 林地占用 草原征占 野生动物驯养 野生植物采集 森林防火 林木种苗 自然保护地 湿地利用 木材运输 沙化土地 古树名木
transport 交通运输局 78 道路客运 道路货运 危险货物运输 机动车维修 驾驶员培训 出租汽车 公路养护 公路建筑控制区 水路运输 港口经营 交通工程 超限运输
ecology 生态环境局 70 排污 危险废物 放射性同位素 噪声 大气污染物 水污染物 土壤污染 环评文件 自动监测 消耗臭氧层物质 机动车排放 固体废物
housing 住房和城乡建设局 68 商品房预售 施工活动 工程监理 房地产经纪 物业服务 燃气经营 工程质量检测 建筑节能 城镇供热 住房租赁 勘察设计 招标代理
health 卫生健康委员会 62 医疗机构 公共场所卫生 生活饮用水 放射诊疗 母婴保健 医疗废物 血液采集 消毒产品 职业病防治 传染病防控 医师执业 护士执业
natural-resources 自然资源局 52 采矿 探矿 土地使用权 测绘成果 地质灾害评估 建设用地 乡村规划 城乡规划 不动产登记资料 地图编制 矿山地质环境 耕地占用
culture-tourism 文化和旅游局 48 娱乐场所 营业性演出 互联网上网服务 旅行社 导游服务 艺术品经营 社会艺术考级 旅游景区 广播电视设施 卫星电视接收 文化馆 图书馆
emergency 应急管理局 44 危险化学品 烟花爆竹 非煤矿山 安全培训 安全评价 应急预案 金属冶炼 重大危险源 事故隐患 粉尘涉爆
public-security 公安局 42 旅馆业 典当业 保安服务 民用爆炸物品 枪支弹药 大型群众活动 机动车登记 剧毒化学品 公章刻制 金融机构安防
urban-management 城市管理局 38 户外广告 建筑垃圾 城市绿化 市政道路 排水设施 临时建筑 餐厨废弃物 环境卫生 路灯照明 夜市摊点
water 水利局 36 取水 河道采砂 水土保持 水利工程 水库管理 节水产品 农村饮水 防洪影响 地下水开采 水文监测
human-resources 人力资源和社会保障局 34 职业中介 劳务派遣 民办培训 社会保险费 工伤认定 集体合同 工资支付 劳动用工 职称评审 技能鉴定
education 教育局 28 民办学校 教师资格 校外培训 校车使用 学前教育 教材选用 招生录取 学籍管理 办学条件
civil-affairs 民政局 26 社会团体 民办非企业单位 基金会 养老机构 公墓经营 慈善募捐 地名标志 殡葬用品 婚姻介绍
tax 税务局 24 发票印制 税务登记 纳税申报 税款扣缴 账簿凭证 涉税服务 出口退税 税收保全
commerce 商务局 22 成品油零售 预付卡发行 拍卖活动 二手车流通 报废机动车回收 对外劳务 酒类流通 家电维修
development-reform 发展和改革委员会 22 项目核准 节能审查 政府定价 招标投标 粮油储备计划 公共信用 以工代赈 油气管道
grain 粮食和物资储备局 20 粮食收购 储备粮承储 粮油仓储 军粮供应 粮食统计 应急物资
fire-rescue 消防救援支队 20 消防产品 消防设施 公众聚集场所 消防技术服务 疏散通道 火灾隐患
energy 能源局 18 煤炭经营 煤矿建设 电力设施 供电营业 可再生能源 充电设施
finance 财政局 18 会计代理记账 政府采购 财政票据 彩票销售 国有资产处置 非税收入
justice 司法局 16 律师执业 公证机构 基层法律服务 司法鉴定 人民调解 法律援助
cultural-relics 文物局 16 文物保护工程 考古勘探 馆藏文物 文物拍摄 文物商店 古建修缮
weather 气象局 14 防雷检测 升放气球 气象探测环境 气象信息传播 人工影响天气
press-publication 新闻出版局 14 出版物发行 印刷经营 连续性内部资料 报刊出版 音像复制 电影放映
post 邮政管理局 12 快递业务 邮政设施 集邮市场 邮政用品 仿印邮票
tobacco 烟草专卖局 12 烟草零售 烟叶收购 卷烟运输 烟草机械 走私烟
earthquake 防震减灾局 10 地震监测设施 抗震设防 地震安评 震情信息
statistics 统计局 10 统计调查 涉外调查 统计资料 统计从业 普查对象
sports 体育局 10 高危体育项目 体育竞赛 健身气功 体育设施 运动员注册
medical-insurance 医疗保障局 10 定点医药机构 医保基金 药品集采 参保登记 医疗救助
industry 工业和信息化局 10 民爆物品生产 盐业批发 无线电台 监控化学品 技术改造
science 科学技术局 8 实验动物 技术合同 科技成果 高新技术企业 科普基地
civil-air-defence 人民防空办公室 8 人防工程 人防警报 结建审批 平战转换
ethnic-religious 民族宗教事务局 8 宗教活动场所 清真食品 宗教教职人员 民族成份
housing-fund 住房公积金管理中心 8 公积金缴存 公积金提取 公积金贷款 缓缴申请
veterans 退役军人事务局 6 优抚对象 退役安置 烈士褒扬 军休服务
archives 档案局 6 档案移交 档案利用 档案服务 重点档案
disabled 残疾人联合会 5 残疾人证 残疾人就业 辅助器具 康复机构
audit 审计局 5 预算执行审计 专项资金审计 经济责任审计 审计整改
secrecy 国家保密局 4 涉密资质 定密管理 涉密载体 保密检查
local-finance 地方金融管理局 4 小额贷款 融资担保 典当融资 地方交易场所
"""

UNITS = tuple(
    Unit(slug, name, int(weight), tuple(topics))
    for slug, name, weight, *topics in (line.split() for line in _UNITS.split("\n") if line)
)

COUNTIES = tuple(
    (code, slug, name)
    for code, slug, name in (
        line.split()
        for line in """141002 yaodu 尧都区
141021 quwo 曲沃县
141022 yicheng 翼城县
141023 xiangfen 襄汾县
141024 hongtong 洪洞县
141025 guxian 古县
141026 anze 安泽县
141027 fushan 浮山县
141028 jixian 吉县
141029 xiangning 乡宁县
141030 daning 大宁县
141031 xixian 隰县
141032 yonghe 永和县
141033 puxian 蒲县
141034 fenxi 汾西县
141081 houma 侯马市
141082 huozhou 霍州市""".split("\n")
    )
)
"""Code, slug and name of the counties (GB/T 2260), in the order of their codes."""

ACTS = "经营 生产 贮存 运输 销售 使用 登记 备案 检测 维护 培训 评价 设计 转让 租赁 回收 进口 安装".split()
BREACHES = """未取得许可证擅自从事{t}{a}
提供虚假材料取得{t}{a}资格
超出核定范围从事{t}{a}
未按规定建立{t}{a}档案
涂改、倒卖、出租、出借{t}{a}许可证件
拒绝、阻碍{t}{a}监督检查
{t}{a}不符合国家标准或者技术规范
未按规定报告{t}{a}情况
未对{t}{a}人员进行岗前培训
{t}{a}场所未设置警示标志
伪造、篡改{t}{a}记录
委托无资质单位从事{t}{a}
{t}{a}期限届满未办理延续手续继续作业
未按规定缴存{t}{a}保证金
未在规定期限内整改{t}{a}隐患
发布{t}{a}虚假信息
未履行{t}{a}安全管理义务
擅自变更{t}{a}地址或者主要设施""".split("\n")
CIRCUMSTANCES = """造成严重后果
逾期不改正
情节严重
拒不停止违法行为
一年内再次违反
危害公共安全
违法所得数额较大
隐瞒有关情况
损害消费者合法权益
不按照整改通知书要求整改""".split("\n")

NAMES = {
    "行政许可": ("{t}{a}许可", "{t}{a}资格认定审批", "{t}{a}变更审批", "{t}{a}许可延续"),
    "行政强制": (
        "查封{t}{a}场所",
        "扣押{t}{a}工具和设备",
        "暂扣{t}{a}证件",
        "封存{t}{a}有关资料",
        "代为恢复{t}{a}原状",
    ),
    "行政征收": ("{t}{a}费的征收", "{t}{a}补偿金的征收"),
    "行政给付": ("{t}{a}补贴的给付", "{t}{a}救助金的给付"),
    "行政检查": ("对{t}{a}活动的监督检查", "对{t}{a}单位执行规定情况的检查", "{t}{a}年度专项检查"),
    "行政确认": ("{t}{a}资格的确认", "{t}{a}等级的评定", "{t}{a}责任的认定"),
    "行政奖励": ("对在{t}{a}工作中成绩显著的单位和个人的奖励", "对举报{t}{a}违法行为的奖励"),
    "行政裁决": ("{t}{a}争议的裁决", "{t}{a}权属纠纷的裁决"),
    "其他行政权力": (
        "{t}{a}备案",
        "{t}{a}年度报告的受理",
        "{t}{a}方案的审核",
        "{t}{a}信息公示",
        "{t}{a}等级的初审转报",
    ),
}
"""Patterns of names by class; a penalty's name is composed of breaches."""

EVERYDAY = ("怎么办{t}手续", "{t}要交什么材料", "{t}归谁管", "举报{t}问题", "{t}办证")
