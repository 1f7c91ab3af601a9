"""Rules on types and keys of the content files (P100–P199)."""

from __future__ import annotations

from yangguang.model.messages.rule import error
from yangguang.model.problem import Rule

SHAPE: tuple[Rule, ...] = (
    error(
        100,
        "这里应由一行行“键: 值”组成；请从“{example}: ”写起",
        'lines of "key: value" are expected here; start with "{example}: "',
    ),
    error(
        101,
        "没有“{key}”这个键；请删去，或换成手册所列的键",
        'there is no key "{key}"; delete it, or use one of those in the handbook',
    ),
    error(
        102,
        "没有“{key}”这个键；是否想写“{near}”？",
        'there is no key "{key}"; did you mean "{near}"?',
    ),
    error(
        103,
        "“{key}”不能写在这里；请移到“{owner}”下面，并检查缩进",
        '"{key}" does not belong here; move it below "{owner}" and check the indentation',
    ),
    error(
        104,
        "键“{key}”里有多余的标点；请改成“{near}”",
        'the key "{key}" contains stray punctuation; write "{near}"',
    ),
    error(
        105,
        "“{key}”与“{first}”是同一个键的两种写法；请只留一个",
        '"{key}" and "{first}" are two spellings of one key; keep one',
    ),
    error(
        106,
        "“{key}”不能写在这里；请移到最外层（不缩进）",
        '"{key}" does not belong here; move it to the outermost level, without indentation',
    ),
    error(
        110,
        "“{key}”下面应写若干行“键: 值”，而不是一段文字；请另起一行缩进书写",
        '"{key}" takes lines of "key: value", no text; write them below it, indented',
    ),
    error(
        111,
        "“{key}”应写成“键: 值”，而不是一段文字；请从“{example}: ”写起，如 {{{example}: …}}",
        '"{key}" takes "key: value", no text; start with "{example}: ", as in {{{example}: …}}',
    ),
    error(
        112,
        "“{key}”只能写文字，不能在它下面再写键；若值里有冒号，请把整段文字放进引号",
        '"{key}" takes text, no keys below it; if the text contains a colon, put the whole text in quotes',
    ),
    error(
        113,
        "“{key}”只能有一个值，不能写成列表；请去掉方括号或“-”",
        '"{key}" takes one value, no list; remove the brackets or the "-"',
    ),
    error(
        114,
        "“{key}”的列表里又套了一层列表；请去掉里层的方括号或“-”",
        'the list of "{key}" contains another list; remove the inner brackets or the second "-"',
    ),
    error(
        117,
        "“{key}”不能写“{value}”；请写 {choices}，或在它下面逐项写 {keys}",
        '"{key}" cannot be "{value}"; write {choices}, or below it {keys}',
    ),
    error(
        120,
        "“{key}”不能写“{value}”；请从这些里选一个：{choices}",
        '"{key}" cannot be "{value}"; choose one of: {choices}',
    ),
    error(
        121,
        "“{key}”不能写“{value}”；是否想写“{near}”？可写：{choices}",
        '"{key}" cannot be "{value}"; did you mean "{near}"? Choose one of: {choices}',
    ),
    error(
        122,
        "“{key}”应是 {near} 这样的日期（年四位，月、日各两位），这里是“{value}”；请改写",
        '"{key}" takes a date like {near} (YYYY-MM-DD), not "{value}"; rewrite it',
    ),
    error(
        123,
        "“{key}”里的 {value} 不是日历上有的日子；请核对月和日",
        '{value} in "{key}" is no day of the calendar; check month and day',
    ),
    error(
        124,
        "“{key}”只能写 是 或 否，这里是“{value}”；请改写",
        '"{key}" takes 是 or 否, not "{value}"; rewrite it',
    ),
    error(
        125,
        "“{key}”不能写“{value}”；请写成“{near}”这样：半角数字加 个工作日、日、个月、年、小时，或只写 当场、即时",
        '"{key}" cannot be "{value}"; write it like "{near}": digits and 个工作日, 日, 个月, 年 or 小时, or just 当场 or 即时',
    ),
    error(
        127,
        "“{key}”应是整数，这里是“{value}”；请只写半角数字",
        '"{key}" takes a whole number, not "{value}"; write digits only',
    ),
    error(
        128,
        "缺少必填的“{key}”；请补上",
        'the required key "{key}" is missing; add it',
    ),
    error(
        130,
        "职权编码“{value}”不合写法；请只用半角数字、字母和连字符，4 到 64 位",
        'the code "{value}" is malformed; use digits, ASCII letters and hyphens, 4 to 64 of them',
    ),
    error(
        131,
        "行政区划代码“{value}”不合写法；请写 6 位（县级以上）、9 位（乡级）或 12 位（村级）数字",
        'the region code "{value}" is malformed; write 6 digits (county and above), 9 (township) or 12 (village)',
    ),
    error(
        132,
        "“{key}”用在网址里，不能写“{value}”；请只用小写字母、数字和连字符",
        '"{key}" becomes part of an address and cannot be "{value}"; use lower-case letters, digits and hyphens',
    ),
    error(
        133,
        "索引号“{value}”不合写法；请写成 000014349/2017-00110 这样：机构代码、斜线、年（或年月）、连字符、五位流水号",
        'the index number "{value}" is malformed; write it like 000014349/2017-00110',
    ),
    error(
        134,
        "国家基本编码“{value}”不合写法；请写 12 位数字",
        'the national basic code "{value}" is malformed; write 12 digits',
    ),
    error(
        135,
        "国家实施编码“{value}”不合写法；请写 31 位数字和大写字母",
        'the national implementation code "{value}" is malformed; write 31 digits and capital letters',
    ),
    error(
        136,
        "编号“{value}”不合写法；请只用半角数字、字母和连字符，最多 60 位",
        'the id "{value}" is malformed; use digits, ASCII letters and hyphens, 60 at most',
    ),
    error(
        137,
        "“{value}”不能作{key}：网址 {path} 上已有别的页面；请换一个",
        '"{value}" cannot be the {key}: another page stands at {path}; choose another',
    ),
    error(
        138,
        "域名“{value}”成不了网址，二维码和网站地图会指错地方；请只写域名，或网站所在的文件夹，如 qz.example.cn/linfen/",
        'the domain "{value}" makes no address: QR codes and the map of the site would lead astray; write the domain alone, or the folder of the site, like qz.example.cn/linfen/',
    ),
    error(
        139,
        "“{key}”的值“{value}”不合规定的写法；请对照手册改写",
        'the value "{value}" of "{key}" is not in the prescribed form; see the handbook',
    ),
)
