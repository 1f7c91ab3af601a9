"""Rules on one item looked at by itself (P200–P299)."""

from __future__ import annotations

from yangguang.model.messages.rule import error, notice, warning
from yangguang.model.problem import Rule

_CODES = (
    error(
        200,
        "文件名是“{name}”，职权编码却是“{code}”；两者必须一致，请改其中一个，多余的副本请删去",
        'the file is called "{name}" but the code is "{code}"; they must be the same, change one, or delete a copy',
    ),
    error(
        201,
        "职权编码“{code}”不合本地区的编码规则“{pattern}”；请核对各段的位数和连字符",
        'the code "{code}" does not follow the pattern "{pattern}" of this region; check the parts and hyphens',
    ),
    error(
        202,
        "职权编码“{code}”里的类别字母是 {found}，{kind}应是 {letter}；请改编码或职权类别",
        'the code "{code}" has the class letter {found}, but {kind} has {letter}; change the code or the class',
    ),
    error(
        203,
        "职权编码“{code}”里的区划代码是 {found}，本地区是 {region}；请改正；本地区以前是 {found} 的，职权编码不改，请把 {found} 写进 region.yml 的“原区划代码”",
        'the code "{code}" names the region {found}, but this region is {region}; correct it; if the region was {found} once, leave the code as it is and write {found} into 原区划代码 of region.yml',
    ),
    error(
        204,
        "没有部门“{slug}”；请添加 departments/{slug}.yml，或把文件移到所属部门的文件夹",
        'there is no department "{slug}"; add departments/{slug}.yml, or move the files to the right folder',
    ),
    error(
        205,
        "没有部门“{slug}”；文件夹名是否应为“{near}”？",
        'there is no department "{slug}"; should the folder be called "{near}"?',
    ),
    error(
        206,
        "公共服务不分职权类别，这里却写着“{class}”；请删去“职权类别”，或把“事项性质”改为 行政权力",
        'a public service has no class, but "{class}" stands here; delete 职权类别 or write 事项性质: 行政权力',
    ),
)

_LIMITS = (
    error(
        210,
        "承诺办结时限 {promised} 长于法定办结时限 {legal}；请把承诺时限改短，或核对法定时限",
        "the promised limit {promised} is longer than the legal limit {legal}; shorten it or check the legal limit",
    ),
    notice(
        211,
        "承诺办结时限 {promised} 与法定办结时限 {legal} 单位不同，无法比较；请尽量用同一单位",
        "the promised limit {promised} and the legal limit {legal} have different units; use one unit if you can",
    ),
    notice(
        212,
        "行政许可的期限按工作日计算，“{key}”写的是 {limit}；如指工作日，请写 {days}个工作日",
        '{limit} in "{key}": limits of licences are counted in working days; if these are meant, write {days}个工作日',
    ),
)

_BASES = (
    warning(
        260,
        "行政许可的依据位阶都低于法规；依《行政许可法》第十四条、第十五条，请补上法律、法规或国务院决定，或核对“位阶”",
        "this licence rests only on rules below regulations; name the law or regulation that creates it, or check 位阶",
    ),
    warning(
        261,
        "行政处罚的依据只有规范性文件；依《行政处罚法》第十六条，规范性文件不得设定行政处罚，请补上法律、法规或规章",
        "this penalty rests only on normative documents, which cannot create one; name the law, regulation or rule",
    ),
    warning(
        262,
        "行政强制执行没有法律作依据；依《行政强制法》第十三条，行政强制执行由法律设定，请补上法律，或核对“位阶”",
        "this enforcement rests on no law, though only a law can create it; name the law, or check 位阶",
    ),
    warning(
        263,
        "行政处罚的依据里没有罚则；请补上规定罚则的条款，“性质”写 罚则",
        "no basis of this penalty is marked as 罚则; add the article that prescribes the penalty, with 性质: 罚则",
    ),
    warning(
        264,
        "依据“{law}”已经废止；请换成现行依据，没有的，请提请取消这一事项",
        'the basis "{law}" is repealed; name what is in force, or have the item cancelled',
    ),
    error(
        265,
        "这一条依据既没有“法规”也没有“原文”；请至少写一个",
        "this basis has neither 法规 nor 原文; write at least one",
    ),
)

_HANDLING = (
    warning(
        266,
        "申请材料不能有“{name}”这样的兜底条款；请写明是什么材料，或删去",
        'a material cannot be a catch-all like "{name}"; say which paper is meant, or delete it',
    ),
    warning(
        267,
        "“{found}”已经过时：2024年起行政复议由县级以上人民政府管辖（《行政复议法》第二十四条）；请改写复议机关",
        '"{found}" is outdated: since 2024 the government reviews (行政复议法 article 24); correct the reviewing body',
    ),
    warning(
        268,
        "“{found}”已经过时：2015年5月起提起行政诉讼的期限是六个月（《行政诉讼法》第四十六条）；请改写",
        '"{found}" is outdated: since May 2015 one may sue within six months (行政诉讼法 article 46); correct it',
    ),
    warning(
        269,
        "“{found}”引的是旧版《行政复议法》；请按2023年修订、2024年施行的新法改写",
        '"{found}" cites a former 行政复议法; rewrite it by the law revised in 2023',
    ),
    error(
        270,
        "委托的止期 {end} 早于起期 {start}；请核对两个日期",
        "the entrustment ends on {end}, before it starts on {start}; check both dates",
    ),
    warning(
        271,
        "行使层级是 {levels}，不含本地区的层级 {level}；请核对，不由本级行使的应从本级清单移出",
        "the item is exercised at {levels}, not at {level} as this region; check, or take it off this list",
    ),
    error(
        272,
        "路径“{path}”不在本地区的文件夹之内；请写相对于该文件夹的路径，如 files/表格.docx",
        'the path "{path}" leads out of the folder of this region; write a path inside it, like files/form.docx',
    ),
    error(
        273,
        "没有文件“{path}”；请把文件放进本地区的文件夹，或改正路径（大小写也要一致）",
        'there is no file "{path}"; put it into the folder of this region, or correct the path (case counts)',
    ),
    error(
        274,
        "“{url}”不是网址；请写以 https:// 或 http:// 开头的完整网址",
        '"{url}" is no web address; write it in full, starting with https:// or http://',
    ),
    warning(
        275,
        "收费项目“{fee}”没有写依据；请补上收费依据",
        'the fee "{fee}" has no basis; add what it is charged by',
    ),
    warning(
        276,
        "通俗名称“{name}”里夹着标点；几个说法请用半角方括号和半角逗号分开，写成 [{right}]",
        'the everyday name "{name}" holds signs; write ASCII brackets, with ASCII commas between names: [{right}]',
    ),
)

_CARD = (
    error(
        280,
        "这一事项缺少必填的 {keys}；请补上",
        "this item lacks required keys: {keys}; add them",
    ),
    notice(
        281,
        "完整度 {percent}%，还缺：{keys}",
        "{percent}% complete; still missing: {keys}",
    ),
    error(
        282,
        "这一事项到 {day} 才{kind}，在那以前仍要写 {keys}；请补上，到那一天再删",
        "this item leaves the list (kind: {kind}) on {day} only and until then needs {keys}; add them, delete them on that day",
    ),
)

ITEM: tuple[Rule, ...] = (*_CODES, *_LIMITS, *_BASES, *_HANDLING, *_CARD)
