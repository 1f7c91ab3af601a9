"""Rules on references between files and between regions (P300–P349)."""

from __future__ import annotations

from yangguang.model.messages.rule import error, notice, warning
from yangguang.model.problem import Rule

_REGIONS = (
    error(
        300,
        "文件夹里没有 region.yml；请添加，或核对内容文件夹的路径",
        "there is no region.yml in this folder; add it, or check the path of the content",
    ),
    error(
        301,
        "{level}的行政区划代码是 {length} 位，这里是“{code}”；请核对代码和“层级”",
        'a region of level {level} has a code of {length} digits, not "{code}"; check the code and 层级',
    ),
    error(
        302,
        "行政区划代码“{code}”不是{level}的代码；请核对（省级末四位是 0000，市级末两位是 00，县级末两位不是 00）",
        'the code "{code}" is none of level {level}; check it (省级 ends in 0000, 市级 in 00, 县级 not in 00)',
    ),
    error(
        303,
        "行政区划代码“{code}”与{other}相同；请改正其中一个",
        'the region code "{code}" is also that of {other}; correct one of them',
    ),
    error(
        304,
        "{name}的上级写成了{upper}，而后者是{level}，并不高于本级；请改正“上级”或“层级”",
        "{upper} is named as 上级 of {name} but, being {level}, is not above it; correct 上级 or 层级",
    ),
    error(
        305,
        "没有部门“{slug}”；是否想写“{near}”？",
        'there is no department "{slug}"; did you mean "{near}"?',
    ),
    error(
        306,
        "没有部门“{slug}”；请添加 departments/{slug}.yml，或写部门的中文名称",
        'there is no department "{slug}"; add departments/{slug}.yml, or write the name in Chinese',
    ),
    error(
        307,
        "部门的标识（文件名、文件夹名）“{slug}”用在网址里；请改成只含小写字母、数字和连字符的名称",
        'the name "{slug}" of a department\'s file or folder becomes part of an address; use lower-case letters, digits and hyphens only',
    ),
    warning(
        308,
        "部门名称“{name}”与 {other} 相同；请改正，或合并成一个文件",
        'the department "{name}" also stands in {other}; correct the name, or merge the files',
    ),
    error(
        309,
        "统一社会信用代码“{code}”的校验位不对；请对照证书核对全部 18 位",
        'the check digit of the credit code "{code}" is wrong; compare all 18 signs with the certificate',
    ),
    error(
        320,
        "编码规则“{pattern}”读不懂；请只用 {{部门:位数}}、{{类别}}、{{序号:位数}}、{{区划}}，其余为字母、数字、连字符，且必须有序号",
        'the pattern "{pattern}" is malformed; use {{部门:n}}, {{类别}}, {{序号:n}} (required), {{区划}} and, between them, '
        "letters, digits and hyphens",
    ),
    error(
        321,
        "类别字母里没有“{name}”这一类；请从这些里选：{choices}",
        '类别字母 knows no class "{name}"; choose one of: {choices}',
    ),
    error(
        322,
        "“{name}”的类别字母不能是“{letter}”；请写一到四个字母或数字",
        'the letter of {name} cannot be "{letter}"; write one to four ASCII letters or digits',
    ),
    error(
        323,
        "风险等级“{word}”不能另作“{level}”；请删去这一行",
        'the risk level "{word}" cannot mean "{level}"; delete this line',
    ),
    error(
        324,
        "期初的项数不能是 {count}；请写 0 或正整数",
        "the opening count cannot be {count}; write 0 or more",
    ),
    error(
        325,
        "期初的“{name}”不是部门的文件名；请从这些里选：{choices}",
        '"{name}" in 期初 is no file name of a department; choose one of: {choices}',
    ),
)

_ITEMS = (
    error(
        310,
        "没有编码为“{code}”的事项；是否想写“{near}”？",
        'there is no item with the code "{code}"; did you mean "{near}"?',
    ),
    error(
        311,
        "没有编码为“{code}”的事项；请核对编码，已取消的事项也要保留文件",
        'there is no item with the code "{code}"; check it (cancelled items keep their file, too)',
    ),
    notice(
        312,
        "编码“{code}”属于区划 {part}，不在这次生成的地区之内，未能核对；需要核对时请把那个地区一起生成",
        'the code "{code}" belongs to region {part}, which this build does not include; include it to have the code checked',
    ),
    notice(
        326,
        "编码“{code}”可能属于另一级的清单，那一级不在这次生成的地区之内，未能核对；需要核对时请一起生成",
        'the code "{code}" may be that of another level, which this build does not include; include it to have it checked',
    ),
    warning(
        327,
        "{department}自 {day} 起撤销，名下还有 {number} 项在用，如 {code}；请补上划转、取消等调整文件，或核对日期",
        "{department} is abolished from {day} on but still holds {number} items in use, as {code}; add the decisions that transfer or cancel them, or check the day",
    ),
    warning(
        328,
        "{department}已经撤销，仍写着{keys}，会有人照着去找；请从文件里删去",
        "{department} is abolished but still says {keys}, by which people will seek it; delete them",
    ),
    warning(
        329,
        "“{department}”自 {day} 起已经撤销，这里还写着它，会有人照着去找；请改写接手的部门",
        '"{department}" is abolished since {day}, and whoever reads this looks for it in vain; name the department that took over',
    ),
    error(
        313,
        "事项 {code} 的主项写成了它自己；请写主项的编码，或删去“主项”",
        "the item {code} names itself as its main item; write the code of the main item, or delete 主项",
    ),
    warning(
        314,
        "目录主项 {code} 没有子项；请在子项里写“主项”，或删去“目录主项: 是”",
        "{code} only groups sub-items, but none names it; write 主项 in them, or delete 目录主项",
    ),
    error(
        315,
        "同源编码“{code}”是本地区自己的编码；请写上级清单里同一职权的编码",
        'the 同源编码 "{code}" is a code of this region; write the code of the same power in the upper list',
    ),
    warning(
        316,
        "themes.yml 里没有主题“{theme}”；请在那里添加，或改成已有主题的标识或名称",
        'themes.yml has no theme "{theme}"; add it there, or use the id or name of one that exists',
    ),
    error(
        317,
        "places.yml 里没有 {code} 所写的编号“{place}”；请在那里添加，或用中文写明地点",
        'places.yml has no id "{place}", used by {code}; add it there, or write the place in words',
    ),
    warning(
        318,
        "“{name}”与事项 {other} 的名称、类别、行使主体和层级都相同；请合并，或在名称里写出区别",
        '"{name}" has the same name, class, holder and level as {other}; merge them, or tell them apart by name',
    ),
    error(
        319,
        "职权编码“{code}”已经用在 {other}；编码在本地区只能用一次（大小写不分），请改其中一个",
        'the code "{code}" is already used in {other}; a code stands once in a region, whatever its case: change one',
    ),
)

_LAWS = (
    error(
        330,
        "“{law}”在 laws.yml 里对得上几部法规；请在依据里写明{key}（{words}）",
        '"{law}" fits several entries of laws.yml; write what tells them apart ({words})',
    ),
    warning(
        331,
        "“{law}”已经废止，由“{newer}”替代；请改写依据",
        '"{law}" is repealed and replaced by "{newer}"; rewrite the basis',
    ),
    warning(
        332,
        "“{law}”已经废止；请换成现行依据，没有的，请提请取消这一事项",
        '"{law}" is repealed; name what is in force, or have the item cancelled',
    ),
    notice(
        333,
        "laws.yml 里没有“{law}”；请添加，或把这里的写法加进它的别名",
        'laws.yml does not know "{law}"; add it, or add this spelling to its 别名',
    ),
    warning(
        334,
        "“{law}”的位阶这里写{rank}，laws.yml 里是{right}；请改正其中一处",
        'the rank of "{law}" is {rank} here and {right} in laws.yml; correct one of them',
    ),
    warning(
        345,
        "“{law}”到 {day} 才施行，在用的事项还不能以它为依据；在那以前请写现行的依据",
        '"{law}" is in force from {day} only, so no item in use can rest on it yet; until then write what is in force',
    ),
    warning(
        346,
        "责任或追责所依据的“{law}”已经废止；请换成现行依据",
        '"{law}", on which a responsibility or a case of accountability rests, is repealed; name what is in force',
    ),
    error(
        335,
        "“{id}”与第 {first} 条的重复；请换一个，网址和引用都靠它区分",
        '"{id}" is already used by entry {first}; choose another, since addresses and references rest on it',
    ),
    error(
        336,
        "法规“{name}”与第 {first} 条重复；请删去一条，同名不同文的请写明各自的文号",
        'the law "{name}" repeats entry {first}; delete one, or give each its own 文号 if they differ',
    ),
    error(
        337,
        "laws.yml 里没有标识为“{id}”的法规；请添加替代它的法规，或改正“被替代”",
        'laws.yml has no entry "{id}"; add the law that replaces this one, or correct 被替代',
    ),
    warning(
        338,
        "“{name}”的日期先后不对：“{late}”早于“{early}”；请核对",
        'the dates of "{name}" are out of order: {late} lies before {early}; check them',
    ),
    warning(
        339,
        "“{name}”写了废止日期 {day}，“效力”却不是 废止；请改正其中一处",
        '"{name}" has a day of repeal ({day}) but its 效力 is not 废止; correct one of them',
    ),
)

_PLACES = (
    warning(
        340,
        "名称“{name}”与第 {first} 条相同；请合并，或写出区别",
        'the name "{name}" is also that of entry {first}; merge them, or tell them apart',
    ),
    warning(
        341,
        "窗口“{number}”写了两次；请合并成一条",
        'the window "{number}" stands here twice; merge the two',
    ),
    warning(
        342,
        "渠道“{kind} {address}”写了两次；请删去一条",
        'the channel "{kind} {address}" stands here twice; delete one',
    ),
    error(
        343,
        "没有职权类别“{name}”，这里的环节用不到任何事项上；是否想写“{near}”？",
        'there is no class "{name}", so these stages are asked of no item; did you mean "{near}"?',
    ),
    error(
        344,
        "没有职权类别“{name}”，这里的环节用不到任何事项上；请从这些里选：{choices}",
        'there is no class "{name}", so these stages are asked of no item; choose one of: {choices}',
    ),
)

LINKS: tuple[Rule, ...] = (*_REGIONS, *_ITEMS, *_LAWS, *_PLACES)
