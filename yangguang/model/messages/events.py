"""Rules on events, the status they decide and the ledger (P400–P449)."""

from __future__ import annotations

from yangguang.model.messages.rule import error, notice, warning
from yangguang.model.problem import Rule

_ROWS = (
    error(
        400,
        "“{kind}”要写“{key}”；请补上",
        '{kind} needs "{key}"; add it',
    ),
    error(
        401,
        "状态由调整文件 {event} 决定，不能写“状态: {status}”；请删去这一行（fmt 会自动删去）",
        "the status is decided by {event}; delete 状态: {status} (fmt does it for you)",
    ),
    warning(
        402,
        "合并至少要有两个变更前的事项；请补上，只改名称的请用 名称变更",
        "a merger needs at least two items before; add them, or use 名称变更 for a change of name",
    ),
    warning(
        403,
        "拆分至少要有两个变更后的事项；请补上",
        "a split needs at least two items after; add them",
    ),
    error(
        404,
        "“{name}”没有编码，还要写“部门”和“职权类别”；请补上，有编码的请写在变更前",
        '"{name}" has no code, so 部门 and 职权类别 are needed; add them, or write its code in 变更前',
    ),
    error(
        405,
        "编码“{code}”在这里写了两次；请删去一个",
        'the code "{code}" stands here twice; delete one',
    ),
    error(
        406,
        "“{code}”是{region}的编码，本地区的文件不能调整它；请写本地区的编码（上收的变更后也可以写上级的）",
        '"{code}" is a code of {region}, about which this region cannot decide; write a code of this region '
        "(in 变更后 of 上收 that of the level above will do, too)",
    ),
    warning(
        408,
        "生效日期 {day} 早于决定日期 {decided}；请核对",
        "it takes effect on {day}, before it was decided on {decided}; check the dates",
    ),
    warning(
        409,
        "公布日期 {day} 早于决定日期 {decided}；请核对",
        "it was published on {day}, before it was decided on {decided}; check the dates",
    ),
    warning(
        410,
        "此时事项 {code} 的状态是“{status}”，不能再“{kind}”；请核对编码、类型和各文件的生效日期",
        "{kind} finds {code} in the status {status}, which does not fit; check the code, the kind and the dates",
    ),
    warning(
        411,
        "“{kind}”没有写“承接单位”（{codes}）；请写承接地区的网址标识",
        "{kind} of {codes} names no 承接单位; write the 网址标识 of the regions that receive it",
    ),
    warning(
        412,
        "{region}没有承接 {code} 的记录；请由该地区补一份类型为 承接 的调整文件，变更前写这个编码",
        "{region} has no 承接 of {code}; it should add a decision of that kind with this code in 变更前",
    ),
    notice(
        413,
        "地区“{slug}”不在这次生成的地区之内，承接与否未能核对；需要核对时请一起生成",
        'the region "{slug}" is not part of this build, so its 承接 was not checked; include it to have that done',
    ),
    error(
        414,
        "承接单位“{name}”要写地区的网址标识（如 {slug}）；请改写",
        '承接单位 "{name}" must be the 网址标识 of a region (like {slug}); rewrite it',
    ),
    warning(
        415,
        "{region}没有把 {code} 下放到这里的记录；请核对编码，或由上级补一份类型为 下放 的调整文件",
        "{region} has no 下放 of {code} to this region; check the code, or have it add that decision",
    ),
    error(
        416,
        "“{key}”只能写 是，或 无需调整——原因，这里是“{value}”；请改写",
        '"{key}" takes 是 or 无需调整——reason, not "{value}"; rewrite it',
    ),
    notice(
        417,
        "没有写“同步调整”；请写明权责清单、运行流程图、风险防控图是否已经调整",
        "同步调整 is missing; say whether list, flow chart and risk chart were brought in line",
    ),
    warning(
        418,
        "{code} 已划转到 {to}，文件却还在 powers/{department}/；请移到 powers/{to}/",
        "{code} was transferred to {to} but its file lies in powers/{department}/; move it to powers/{to}/",
    ),
    warning(
        419,
        "原部门和现部门都是“{department}”；请改正其中一个",
        '原部门 and 现部门 are both "{department}"; correct one of them',
    ),
    notice(
        420,
        "生效日期 {day} 不晚于期初日期 {opening}，台账不计这份文件；如应计入，请核对期初",
        "it took effect on {day}, not after the opening of {opening}, so the ledger leaves it out; check 期初 if it counts",
    ),
    error(
        421,
        "“原类别”和“现类别”要一起写；请补上另一个",
        "原类别 and 现类别 belong together; add the other",
    ),
    warning(
        422,
        "{code} 到 {day} 才划转，文件却已经在 powers/{department}/；在那以前请留在 powers/{from}/",
        "{code} is transferred on {day} only but its file lies in powers/{department}/ already; until then leave it in powers/{from}/",
    ),
    warning(
        423,
        "“{name}”是 {departments} 共有的名称，台账记在 {first} 名下；请改写部门的文件名",
        '"{name}" is a name of {departments}; the ledger takes it for {first}: write the file name of the department',
    ),
    warning(
        424,
        "{code} 已于 {day} 收回，{region}承接它的 {own} 还在用；请由该地区补一份类型为 上收 的调整文件，变更前写 {own}，变更后写 {code}",
        "{code} was taken back on {day}, but {own}, by which {region} took it over, is still in use; "
        "it should add a decision of the kind 上收 with {own} in 变更前 and {code} in 变更后",
    ),
    warning(
        425,
        "{code} 已于 {day} 转到{department}，行使主体还是“{holder}”；请改成现在的行使主体，或删去这一行",
        '{code} went to {department} on {day}, yet its holder is still "{holder}"; correct 行使主体 or delete it',
    ),
    warning(
        426,
        "{event} 写明 {code} 自 {day} 起改为{class}，这里还是{said}；请改正其中一处",
        "by {event} {code} is {class} from {day} on, but it says {said} here; correct one of them",
    ),
    warning(
        427,
        "{event} 写明 {code} 到 {day} 才改为{said}；在那以前请写{class}",
        "by {event} {code} becomes {said} on {day} only; until then write {class}",
    ),
    error(
        428,
        "划转到 {department} 没有写“变更后”，这 {number} 项会从清单上消失；请补上，编码不变的照“变更前”写",
        "the transfer to {department} has no 变更后, so its {number} item(s) would vanish from the list; add it, "
        "the same as 变更前 where codes stay",
    ),
)

_LEDGER = (
    warning(
        430,
        "台账对不上：{department}的{class}应有 {expected} 项，清单上是 {found} 项；请核对期初和调整文件",
        "the ledger does not reconcile: {class} of {department} should be {expected}, the list has {found}; "
        "check 期初 and the decisions",
    ),
    warning(
        431,
        "台账对不上：照调整文件倒推，{department}的{class}期初是 {opening} 项；请核对调整文件和现有 {found} 项",
        "the ledger does not reconcile: by the decisions, {class} of {department} would have opened with {opening}; "
        "check the decisions and the {found} items",
    ),
)

EVENTS: tuple[Rule, ...] = (*_ROWS, *_LEDGER)
