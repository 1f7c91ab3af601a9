"""Rules on files that nobody reads, their addresses, and what the whole content lacks (P350–P399)."""

from __future__ import annotations

from yangguang.model.messages.rule import error, warning
from yangguang.model.problem import Rule

_FILES = (
    warning(
        350,
        "没有哪里用到文件 {file}；请移到正确的文件夹，或在附件里引用它，不用的请删去",
        "nothing reads or refers to {file}; move it where it belongs, name it as an attachment, or delete it",
    ),
    warning(
        351,
        "文件的结尾不对，程序不会读它；请改名为 {name}",
        "this file has the wrong ending and is not read; call it {name}",
    ),
    error(
        352,
        "不能公布 {path} 这种文件；请换成这些格式之一：{choices}",
        "a file like {path} cannot be published; use one of these kinds: {choices}",
    ),
    warning(
        353,
        "程序不会读 {file}：每个地区是内容文件夹里 regions/ 下的一个文件夹，其中有 region.yml；请移到那里，不用的请删去",
        "{file} is not read: each region is a folder of its own in regions/ of the content, with its region.yml; "
        "move it there, or delete it",
    ),
    error(
        354,
        "程序只读 region.yml，不读 {name}；请改名为 region.yml",
        "{name} is not read, only region.yml is; call it region.yml",
    ),
    error(
        355,
        "不收符号链接，不会读它指向的内容；请放文件本身",
        "symbolic links are not followed; put the file itself here",
    ),
    warning(
        356,
        "“{key}”写的 {day} 比 {other}（数据截至日或最近一次提交）晚一年以上；请核对年份",
        "{key} {day} lies more than a year after {other} (the as-of date or the newest commit); check the year",
    ),
    warning(
        357,
        "“{key}”写的 {day} 比其余最近的日期 {other} 晚三十年以上，数据截至日却由它决定；请核对年份，或用 --as-of 指定",
        "{key} {day} lies more than thirty years after the next date, {other}, and yet decides the as-of date; "
        "check the year, or name the day with --as-of",
    ),
    error(
        358,
        "{above}/ 里的文件夹应是四位数字的年份，不能是“{folder}”；请改名，如 2024",
        'the folders in {above}/ are years of four digits, not "{folder}"; rename it, to 2024 or the like',
    ),
    warning(
        359,
        "程序不会读 {file}：search/ 里只有 lexicon/ 下的 .yml 是词表；请移到那里，不用的请删去",
        "{file} is not read: of search/ only the .yml files in lexicon/ are; move it there, or delete it",
    ),
    warning(
        360,
        "与 {other} 一字不差，会作为另一份公布；请删去多余的一份",
        "this is word for word {other}, and is published as another one; delete the one too many",
    ),
    error(
        361,
        "这里写的是另一种文件（{kind}）的内容；请移到 {place}",
        "this is a file of another kind ({kind}); move it to {place}",
    ),
    warning(
        362,
        'Windows 和多数 U 盘不支持“{name}”这样的名称；请改名，用到它的地方一起改：不用 \\ : * ? " < > |，不以点或空格结尾，不叫 con、prn、aux、nul、com1、lpt1',
        'Windows and most USB sticks cannot hold a name like "{name}"; rename it, also where it is referred to: without \\ : * ? " < > |, '
        "no dot or blank at the end, and not con, prn, aux, nul, com1, lpt1",
    ),
    warning(
        363,
        "这个文件不是 UTF-8 编码，读者在浏览器里打开会是乱码；请用记事本“另存为”，编码选 UTF-8",
        "this file is not UTF-8, and shows signs without meaning in browsers; save it anew as UTF-8",
    ),
)

_BUILD = (
    error(
        390,
        "网页地址 {path} 被两处同时使用，另一处是 {other}；请改其中一处的文件名",
        "the address {path} is claimed twice, also by {other}; rename one of the two files",
    ),
    error(
        391,
        "网址标识“{slug}”在 {folder}region.yml 里又用了一次；请给其中一个地区换一个",
        'the 网址标识 "{slug}" stands in {folder}region.yml too; choose another for one of the regions',
    ),
    warning(
        392,
        "内容里没有任何日期，说不出数据截至哪一天；请给事项写上更新日期，或用 --as-of 指定",
        "no date stands anywhere in the content; give items a 更新日期, or name the day with --as-of",
    ),
    error(
        393,
        "这个文件应是一条条的列表；请让每一条以“- ”开头",
        'this file must be a list; start each entry with "- "',
    ),
    error(
        394,
        "这个文件应由一行行“标识:”和缩进写在它下面的内容组成；请改写，不要用列表",
        'this file takes lines of "id:" with their content indented below; rewrite it, without a list',
    ),
)

FILES: tuple[Rule, ...] = (*_FILES, *_BUILD)
