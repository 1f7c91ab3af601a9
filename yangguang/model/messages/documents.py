"""Rules on disclosures, the catalogue and pages (P500–P599)."""

from __future__ import annotations

from yangguang.model.messages.rule import error, notice, warning
from yangguang.model.problem import Rule

DOCUMENTS: tuple[Rule, ...] = (
    error(
        500,
        "索引号“{number}”已经用在 {other}；索引号全站唯一，请改其中一个",
        'the index number "{number}" is already used in {other}; it must be unique among all regions: change one',
    ),
    warning(
        501,
        "发布日期 {published} 早于成文日期 {written}；请核对",
        "it was published on {published}, before it was written on {written}; check the dates",
    ),
    error(
        502,
        "没有文件“{path}”；请写成 disclosures/年/文件名.md，并核对大小写",
        'there is no document "{path}"; write it as disclosures/year/name.md and check the case',
    ),
    error(
        503,
        "没有文件“{path}”；是否想写“{near}”？",
        'there is no document "{path}"; did you mean "{near}"?',
    ),
    warning(
        504,
        "这里写的是解读 {path}，而 {other} 说这份文件解读的是它；请改正其中一处",
        "this is said to explain {path}, but {other} says that it is explained here; correct one of them",
    ),
    notice(
        505,
        "{path} 写了{relation}这份文件；请在这里的“修改废止”里对应写上 {{文件: {path}, 关系: {inverse}}}",
        "{path} says {relation} of this document; add {{文件: {path}, 关系: {inverse}}} to 修改废止 here",
    ),
    error(
        506,
        "目录里没有“{entry}”；请写成“领域/编号”，与 catalogue/ 里的文件名和编号一致",
        'the catalogue has no entry "{entry}"; write it as 领域/编号, as in the file names and rows of catalogue/',
    ),
    error(
        507,
        "这一行套了 {depth} 层（缩进、“>”和列表符号都算），最多 {most} 层；请减少缩进，或把内容拆开",
        "this line is nested {depth} levels deep (indentation, > and marks of lists), the most is {most}; indent it less, or take it apart",
    ),
    error(
        508,
        "公示的止期 {end} 早于起期 {start}；请核对两个日期",
        "the notice period ends on {end}, before it starts on {start}; check both dates",
    ),
    warning(
        509,
        "有效期到 {expires} 为止，“有效性”还是 {validity}；请改成 失效，或核对有效期",
        "it expired on {expires} but its 有效性 is still {validity}; write 失效, or check 有效期至",
    ),
    error(
        510,
        "编号“{number}”与第 {first} 行重复；请改其中一个",
        'the number "{number}" also stands in line {first}; change one',
    ),
    error(
        511,
        "表格缺少这些列：{columns}；请补上列名，没有内容的可以留空",
        "the table lacks the columns {columns}; add them, empty if there is nothing to say",
    ),
    warning(
        512,
        "这一页没有标题；请在正文前写一行“# 标题”",
        'this page has no title; write a line "# title" above its text',
    ),
    warning(
        513,
        "有效期至 {expires} 早于施行日期 {start}；请核对",
        "it expires on {expires}, before it comes into force on {start}; check the dates",
    ),
    warning(
        514,
        "这份文件已被 {other} 废止，“有效性”却是 {validity}；请改成 废止",
        "this document was repealed by {other}, yet its 有效性 is {validity}; write 废止",
    ),
    error(
        515,
        "“{key}”这一格只能打勾或留空，不能写“{value}”；请写 √，或留空",
        '"{key}" is ticked or left empty, and cannot hold "{value}"; write √, or leave it empty',
    ),
    error(
        516,
        "到这一行为止，没有配对的“[”“<”、只有横线的行、上一行不空的标题和缩写已经超过 {most} 处，排版要用极长的时间；请写上另一半，在标题上面空一行，或删去，也可以把文件拆开",
        "up to this line more than {most} signs [ and < lack their other half, or are lines of dashes, headings without an empty line "
        "above, and abbreviations, which would take for ever; close or delete them, leave lines empty above headings, or divide the file",
    ),
    warning(
        517,
        "网页上不能有“{tag}”，它和它后面的文字会被去掉或打乱；请删去（注释请补上 -->），要原样显示的请放在反引号里",
        "a page cannot hold {tag}: it is taken out, and the text after it is lost or mangled; delete it (end a comment with -->), "
        "or put it between backticks to show it as it is",
    ),
    warning(
        518,
        "“{target}”在网站上没有去处，读者点不开；请核对路径：从这个文件所在的文件夹写起，页面和文件写到 .md，事项写到 .yml",
        '"{target}" leads nowhere on the site; check the path, which begins at the folder of this file and ends in the .md of a page '
        "or document, or the .yml of an item",
    ),
    warning(
        519,
        "文件 {path} 不会公布，这里的“{target}”看不到；请把它写进某份公开文件、调整文件或事项的“附件”，图片也一样",
        'the file {path} is not published, so "{target}" shows nothing; name it under 附件 of a document, decision or item, pictures too',
    ),
    warning(
        520,
        "{start} 起已经施行，“有效性”还是 尚未生效；请改成 有效，或核对施行日期",
        "it came into force on {start} but its 有效性 is still 尚未生效; write 有效, or check 施行日期",
    ),
    warning(
        521,
        "到 {start} 才施行，“有效性”已经是 有效；在那以前请写 尚未生效，或核对施行日期",
        "it comes into force on {start} only but its 有效性 is 有效 already; until then write 尚未生效, or check 施行日期",
    ),
)
