"""Rules on duties: their stages, the flow, entries of the library (P220–P259)."""

from __future__ import annotations

from yangguang.model.messages.rule import error, notice, warning
from yangguang.model.problem import Rule

_STAGES = (
    error(
        220,
        "没有“{level}”这个风险等级；请从这些里选一个：{levels}（其他写法先在 region.yml 的“风险等级”里对应）",
        'there is no risk level "{level}"; choose one of {levels}, or map it in 风险等级 of region.yml',
    ),
    warning(
        221,
        "{kind}缺少{law}规定的环节：{stages}；请补写这些环节的责任",
        "{kind} lacks stages that {law} prescribes: {stages}; add the duties of these stages",
    ),
    notice(
        222,
        "{kind}通常还有这些环节：{stages}；请核对是否漏写",
        "{kind} usually also has these stages: {stages}; check whether they were forgotten",
    ),
    warning(
        223,
        "环节“{stage}”中断后又出现；请把同一环节的责任写在一起，或换一个环节名",
        'the stage "{stage}" returns after another; keep the duties of one stage together, or name it otherwise',
    ),
    notice(
        224,
        "“{stage}”不在{kind}的环节表里；如无特别原因，请改用：{known}",
        '"{stage}" is not in the table of stages of {kind}; unless there is a reason, use: {known}',
    ),
    notice(
        225,
        "有 {count} 项指导监督责任没有写环节；如属于某一环节，请补上",
        "{count} guidance duties name no stage; add it where they belong to one",
    ),
)

_FLOW = (
    error(
        230,
        "这一步既没有“步骤”也没有“环节”；请至少写一个",
        "this step has neither 步骤 nor 环节; write at least one",
    ),
    error(
        231,
        "步骤不能叫“{name}”，这个词留给“下一步: 结束”；请换一个名称",
        'a step cannot be called "{name}", which is kept for 下一步: 结束; choose another name',
    ),
    error(
        232,
        "步骤“{name}”重复；请用“步骤”给每一步起不同的名称",
        'the step "{name}" stands here twice; give each step a 步骤 of its own',
    ),
    error(
        233,
        "责任事项里没有环节“{name}”；请改用已有的环节，或在责任事项里补写",
        'no duty has the stage "{name}"; use one that exists, or add its duties',
    ),
    error(
        234,
        "责任事项里没有环节“{name}”；是否想写“{near}”？",
        'no duty has the stage "{name}"; did you mean "{near}"?',
    ),
    error(
        235,
        "运行流程里没有步骤“{name}”；请改成已有的步骤，或补写这一步",
        'there is no step "{name}" in this flow; name one that exists, or add it',
    ),
    error(
        236,
        "运行流程里没有步骤“{name}”；是否想写“{near}”？",
        'there is no step "{name}" in this flow; did you mean "{near}"?',
    ),
    error(
        237,
        "主线步骤“{name}”的下一步“{target}”是旁支；请改用“分支”的“转到”进入旁支，或去掉“旁支: 是”",
        'the main step "{name}" goes on to the side branch "{target}"; enter it by 分支 and 转到, or remove 旁支: 是',
    ),
    error(
        238,
        "旁支“{name}”没有写“下一步”；请写明办完后回到哪一步，或写“下一步: 结束”",
        'the side branch "{name}" has no 下一步; say which step follows, or write 下一步: 结束',
    ),
    error(
        239,
        "步骤“{name}”的分支“{condition}”同时写了“转到”和“终止”；请只留一个",
        'the exit "{condition}" of "{name}" has both 转到 and 终止; keep one',
    ),
    error(
        240,
        "步骤“{name}”的分支“{condition}”没有写“转到”或“终止”；请写一个",
        'the exit "{condition}" of "{name}" has neither 转到 nor 终止; write one',
    ),
    error(
        241,
        "运行流程的每一步都是旁支，没有主线；请去掉主线步骤的“旁支: 是”",
        "every step of this flow is a side branch; remove 旁支: 是 from the steps of the main line",
    ),
    error(
        242,
        "流程在这里绕圈，走不到终点：{circle}；请给其中一步写“下一步: 结束”或“终止”",
        "the flow runs in a circle and never ends: {circle}; give one of these steps 下一步: 结束 or 终止",
    ),
    error(
        243,
        "没有哪一步会走到“{name}”；请在别的步骤用“转到”或“下一步”引到这里，或删去这一步",
        'nothing leads to "{name}"; lead here from another step by 转到 or 下一步, or delete it',
    ),
    warning(
        244,
        "主线各步时限合计 {spent}，超过{total_name} {total}；请核对，或给不计入的步骤写“计入时限: 否”",
        "the steps of the main line take {spent}, more than {total} ({total_name}); check, or write 计入时限: 否",
    ),
)

_LIBRARY = (
    error(
        250,
        "{library} 里没有 {code} 引用的“{ref}”；请补写，或改用已有的条目；若它在上级地区的库里，请在 mkdocs.yml 的插件设置里写 parent",
        '{library} has no entry "{ref}", used by {code}; add it, use another, or name the upper region as parent '
        "in mkdocs.yml",
    ),
    error(
        251,
        "{library} 里没有 {code} 引用的“{ref}”；是否想写“{near}”？",
        '{library} has no entry "{ref}", used by {code}; did you mean "{near}"?',
    ),
    error(
        252,
        "这里不能用“引用: {ref}”（只有 duties.yml 的风险点可以引用 risks.yml）；请把内容写全",
        "引用: {ref} is not allowed here (only 风险点 in duties.yml may refer to risks.yml); write the entry out",
    ),
    error(
        253,
        "这一条缺少“{key}”；请补上",
        'this entry lacks "{key}"; add it',
    ),
    error(
        254,
        "条目“{id}”缺少“{key}”，引用它的 {code} 也没有写；请在这里或在该事项里补上",
        'the entry "{id}" lacks "{key}", and {code}, which uses it, does not say it either; add it here or there',
    ),
)

DUTIES: tuple[Rule, ...] = (*_STAGES, *_FLOW, *_LIBRARY)
