"""Rules on the syntax of files (P001–P099)."""

from __future__ import annotations

from yangguang.model.messages.rule import error, warning
from yangguang.model.problem import Rule

SYNTAX: tuple[Rule, ...] = (
    error(
        1,
        "文件有 {size} 字节，超过 2 MB 的上限；请拆成几个文件，或把长文放进附件",
        "the file has {size} bytes, more than the limit of 2 MB; split it, or move long text into an attachment",
    ),
    error(
        2,
        "文件不是 UTF-8 编码（像是 {guess}）；请在编辑器里选“另存为 UTF-8”，其中的乱码重新键入",
        "the file is not UTF-8 (it looks like {guess}); save it as UTF-8 in your editor, and type anew what is garbled",
    ),
    error(
        3,
        "文件开头有看不见的 BOM 标记；请另存为“UTF-8（无 BOM）”",
        "the file starts with an invisible byte order mark; save it as UTF-8 without BOM",
    ),
    error(
        4,
        "这里有控制字符 {char}；请删去后重新键入这个字",
        "there is a control character {char} here; delete it and type the text again",
    ),
    error(
        5,
        "这里有看不见的零宽字符 {char}（常由网页或 Word 粘贴而来）；请删去",
        "there is an invisible zero-width character {char} here (often pasted from a web page or Word); delete it",
    ),
    error(
        6,
        "这里有改变文字方向的字符 {char}，会使显示与内容不符；请删去",
        "there is a bidirectional control character {char} here, which makes text look unlike what it is; delete it",
    ),
    error(
        7,
        "这里有制表符（Tab）；请改用空格，缩进每层两个空格",
        "there is a tab here; use spaces instead, two for each level of indentation",
    ),
    error(
        8,
        "不允许用锚点 &{name}；请把内容写全，或用“引用”；若“&”是文字的一部分，请把整段文字放进引号",
        "anchors (&{name}) are not allowed; write the content out or use 引用; if & is text, put the text in quotes",
    ),
    error(
        9,
        "不允许用别名 *{name}；请把内容写全，或用“引用”；若“*”是文字的一部分，请把整段文字放进引号",
        "aliases (*{name}) are not allowed; write the content out or use 引用; if * is text, put the text in quotes",
    ),
    error(
        10,
        "不允许用标签 {name}；请删去；若“!”是文字的一部分，请把整段文字放进引号",
        "tags ({name}) are not allowed; delete it; if ! is text, put the text in quotes",
    ),
    error(
        11,
        "一个文件只能有一份内容，这里的“{sign}”把它分成了两份；请删去这一行，或分成几个文件",
        "a file holds one document, and {sign} makes two of it; delete the line or make two files",
    ),
    error(
        12,
        "不允许用以“%”开头的指令行；请删去；若是文字，请把它放进引号",
        "directive lines starting with % are not allowed; delete the line, or put the text in quotes",
    ),
    error(
        13,
        "键“{key}”在同一处写了两次（前一次在第 {first} 行）；请合并或删去一个",
        'the key "{key}" stands here twice (first in line {first}); merge them or delete one',
    ),
    error(
        14,
        "内容嵌套超过 {most} 层；请检查括号是否多写",
        "the content is nested deeper than {most} levels; check for brackets too many",
    ),
    error(
        15,
        "键必须是简单的文字，不能是列表或映射，也不用“?”；若是文字，请把它放进引号",
        "a key must be a simple text, no list or mapping and no ? sign; if it is text, put it in quotes",
    ),
    error(
        16,
        "不允许用合并键“<<”；请把内容写全，或用“引用”",
        "merge keys (<<) are not allowed; write the content out or use 引用",
    ),
    error(
        17,
        "冒号前没有键；请写“键: 值”",
        'there is no key before the colon; write "key: value"',
    ),
    error(
        18,
        "这里的空格是全角的，或由网页、Word 粘贴而来，会被当成文字；请删去，改用半角空格",
        "the blank here is a full-width one, or was pasted from a web page or Word, and is read as text; "
        "delete it and type a space",
    ),
    error(
        19,
        "括号“{char}”是全角的；请改成半角“{right}”，括号里的逗号、冒号也用半角",
        "the bracket {char} is a full-width one; write {right}, with ASCII commas and colons inside",
    ),
    error(
        20,
        "“{key}:”后面少一个空格；请写“{key}: {value}”",
        'a space is missing after "{key}:"; write "{key}: {value}"',
    ),
    error(
        21,
        "“{key}”后面用了全角冒号“：”；请改成半角冒号加空格“{key}: ”",
        '"{key}" is followed by a full-width colon; write an ASCII colon and a space: "{key}: "',
    ),
    error(
        22,
        "在花括号里，空着的键“{key}:”后面要有空格；请写“{key}: ”，或删去这个键",
        'inside braces an empty key "{key}:" needs a space after its colon; write "{key}: " or leave the key out',
    ),
    error(
        23,
        "括号里用了全角逗号隔开“{key}”；请改成半角逗号和冒号“, {key}: ”；若是文字，请把整段放进引号",
        'a full-width comma stands before "{key}" inside brackets; write ", {key}: ", or quote the text',
    ),
    error(
        24,
        "文字不能以“{char}”开头；请把整段文字放进引号，如 '{char}…'",
        "text cannot start with {char} here; put the whole text in quotes, like '{char}…'",
    ),
    error(
        25,
        "“{char}”之后还有文字；请把整段文字放进单引号，如 '…'",
        "text goes on after the closing {char}; put the whole text in single quotes, like '…'",
    ),
    error(
        26,
        "文字里有半角冒号加空格“: ”；请改成全角“：”，或把整段文字放进引号",
        'the text contains a colon and a space (": "); write a full-width colon or put the whole text in quotes',
    ),
    error(
        27,
        "从这里开始的引号没有收尾；请补上 {char}",
        "the quotation mark that opens here is never closed; add {char}",
    ),
    error(
        28,
        "从这里开始的括号没有收尾，或里面少了半角逗号；请检查到 {char} 为止的各项",
        "the bracket that opens here is not closed, or an ASCII comma is missing inside; check the entries up to {char}",
    ),
    error(
        29,
        "这一行的缩进与上面不齐；同一层的键要从同一列写起，下一层多缩进两个空格",
        "this line is not aligned with those above; keys of one level start in one column, the next level two further",
    ),
    error(
        30,
        "列表的“-”写得不对；请另起一行，用半角“-”，与同层对齐，并在“-”后加一个空格",
        'the list sign "-" is misplaced; start a new line with an ASCII "-", align it with its level, and put a space after it',
    ),
    error(
        31,
        "双引号里的反斜杠写法不对；请写两个反斜杠“\\\\”，或改用单引号",
        "the backslash inside double quotes is wrong; write two of them (\\\\) or use single quotes",
    ),
    error(
        32,
        "“{char}”表示下面几行是一段长文，它后面不能再有文字；请另起一行，或把文字放进引号",
        '"{char}" announces a block of text, so nothing may follow it in this line; start a new line or use quotes',
    ),
    error(
        33,
        "这一行不是“键: 值”；请补上键和半角冒号，若是上一行文字的继续，请多缩进两个空格",
        'this line is not "key: value"; add the key and an ASCII colon, or indent it if it continues the text above',
    ),
    error(
        34,
        "从这里起读不懂（{detail}）；请检查标点、引号和缩进",
        "cannot be read from here on ({detail}); check punctuation, quotes and indentation",
    ),
    error(
        35,
        "这里留着 git 合并的冲突；请在“=======”上下的两份里留下对的一份，删去“<<<<<<<”“=======”“>>>>>>>”这三行",
        "a merge conflict of git is left here; keep the right one of the texts above and below =======, and delete the lines "
        "of <<<<<<<, ======= and >>>>>>>",
    ),
    warning(
        36,
        "前面有空格，“{text}”就成了注释，不会公布；若是内容，请把整个值放进引号，若是注释，请在 # 后面空一格",
        'after a blank, "{text}" is a comment and not published; if it is text, put the whole value in quotes; '
        "if it is a comment, leave a blank after the #",
    ),
    error(
        40,
        "文档开头缺少由两行“---”夹起来的信息栏；请补上，至少写标题",
        "the front matter between two lines of --- is missing at the top; add it, with at least the title",
    ),
    error(
        41,
        "开头的信息栏没有收尾；请在它之后单独写一行“---”",
        "the front matter is not closed; add a line of --- after it",
    ),
    error(
        50,
        "表格里没有内容；第一行应是列名，下面每行一条，不用的文件请删去",
        "the table has no rows; its first line must hold the column names, each further one a row; delete a file that is not needed",
    ),
    error(
        51,
        "列名“{key}”出现两次；请改名或删去一列",
        'the column "{key}" stands here twice; rename or delete one',
    ),
    error(
        52,
        "这一行有 {count} 格，多于列名的 {most} 个；含逗号的文字请放进双引号",
        "this row has {count} cells, more than the {most} columns; put text that contains commas in double quotes",
    ),
    error(
        53,
        '双引号不成对；文字里的双引号要写成两个 ""',
        'the double quotes do not pair; a double quote inside text is written twice ("")',
    ),
    error(
        54,
        "这一列没有列名；请在第一行补上",
        "this column has no name; add one in the first line",
    ),
    error(
        55,
        "这张表的各格不是用半角逗号隔开的（像是 {sign}）；请在表格软件里另存为“CSV UTF-8（逗号分隔）”",
        'the cells of this table are not parted by commas (it looks like {sign}); save it as "CSV UTF-8 (comma delimited)"',
    ),
    error(
        56,
        "第一行应是列名，这里只有“{text}”；请删去列名上面的各行",
        'the first line must hold the column names, and here is only "{text}"; delete what stands above the names',
    ),
    error(
        60,
        "整理时无法保住这里的注释，文件未动；请把注释移到单独一行，放在键的上面",
        "formatting cannot keep the comment here, so the file is left alone; move it to a line of its own above a key",
    ),
    error(
        61,
        "整理后的内容会与原来不同，文件未动；请手工修改“{key}”",
        'formatting would change what the file says, so it is left alone; edit "{key}" by hand',
    ),
    error(
        70,
        "格式版本“{version}”不是本程序能读的（本程序读到第 {known} 版）；请安装能读这一版的 yangguang（{engine}）",
        'content version "{version}" cannot be read here (this program reads up to {known}); '
        "install the yangguang that reads it ({engine})",
    ),
    error(
        71,
        "格式版本“{version}”不是版本号；请写“格式版本: {known}”",
        '"{version}" is no content version; write "格式版本: {known}"',
    ),
    error(
        72,
        "格式版本“{version}”已旧（现为第 {known} 版）；请运行“{engine}”改写内容",
        'content version "{version}" is old (now {known}); run "{engine}" to rewrite the content',
    ),
)
