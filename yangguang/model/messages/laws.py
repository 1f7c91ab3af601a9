"""What the check of citations says, in Chinese and English."""

from __future__ import annotations

from yangguang.model.problem import Lang, in_language

SAYINGS: dict[str, tuple[str, str]] = {
    "fault": ("{file}:{line}:{column} 《{law}》{article}：{why}", "{file}:{line}:{column} 《{law}》{article}: {why}"),
    "quoted": ("    引文：{text}", "    quoted:  {text}"),
    "library": ("    法条：{text}", "    library: {text}"),
    "fault_different": ("引文与法条不同", "the quotation differs from the article"),
    "fault_no_article": ("没有这一条，这部法规到{last}为止", "there is no such article; the law ends with {last}"),
    "fault_older": ("所引版本 {cited} 早于现行版本 {version}，请核对条文", "the version cited, {cited}, is older than {version}; compare the articles"),
    "fault_repealed": ("已被《{by}》{article}废止（{day} 起），请改引现行规定", "repealed by 《{by}》{article} from {day}; cite what is in force"),
    "fault_decision": ("引的是修改决定，请改引法规本身", "this is a decision that amends a law; cite the law itself"),
    "elsewhere": ("；这些文字见于{elsewhere}", "; these words stand in {elsewhere}"),
    "former": ("；与 {former} 版本一致，请按现行版本更新", "; they are those of {former}: bring them up to date"),
    "of": ("《{of}》", " 《{of}》"),
    "unknown_laws": ("库里没有的法规 {count} 部，无从判断对错：", "{count} laws are not in the library; nothing is said of them:"),
    "unknown_law": ("    {law}（{count} 处）", "    {law} ({count})"),
    "citations": ("引用 {count} 处，按条文计：", "{count} citations, counted by article:"),
    "count": ("    {what} {count}", "    {what}: {count}"),
    "right": ("条文在，引文一致", "articles found and quoted right"),
    "named": ("条文在，没有引文", "articles found, nothing quoted"),
    "different": ("条文在，引文不同", "articles found, quoted differently"),
    "no_article": ("法规里没有这一条", "no such article"),
    "older": ("所引版本早于库中版本", "an older version cited"),
    "repealed": ("已废止或被替代", "repealed or replaced"),
    "decision": ("引了修改决定", "an amending decision cited"),
    "newer": ("所引版本晚于库中版本，未判断", "a version newer than the library's, not judged"),
    "unknown": ("库里没有这部法规，未判断", "a law that the library has not, not judged"),
    "bare": ("库里只有名称没有条文，未判断", "a law without articles in the library, not judged"),
    "unread": ("整段文字，看不出引的是哪一条", "texts that name no article plainly"),
    "library_line": ("法规库第 {line} 行不是一部法规（每行一个 JSON 对象，须有 title 和 articles）",
                     "line {line} of the library is no law (one JSON object a line, with title and articles)"),
    "library_large": ("法规库超过 {limit} MB，没有读取", "the library exceeds {limit} MB and was not read"),
    "library_empty": ("法规库里没有一部有条文的法规；请核对 --library 指的文件", "the library holds no law with articles; see what --library names"),
    "table_row": ("对照表第 {row} 行应是“原条号,现条号”两列，如“第三十七条,第五十五条”，每个原条号一行，条文已删的现条号留空；这里是“{text}”",
                  "row {row} of the table should be old article,new article, each old one once, the new one empty where it is no more; it is \"{text}\""),
    "table_empty": ("对照表里没有一行条号；请写成两列：原条号,现条号", "the table names no article; write two columns: old article,new article"),
    "renumbered": ("{count} 个文件，{places} 处条号已改；请用 git diff 核对，再用 laws check 核对条文", "{places} numbers in {count} files changed; look through git diff, then hold the words against the library with laws check"),
    "would_renumber": ("{file}:{line} {old}→{new}", "{file}:{line} {old}→{new}"),
    "renumber_trial": ("{count} 个文件，{places} 处条号要改；没有写入", "{places} numbers in {count} files would change; nothing was written"),
    "renumber_kept": ("对照表里没有、照旧的：{articles}", "not in the table, left as they are: {articles}"),
    "renumber_article": ("{article}（{count} 处）", "{article} ({count})"),
    "renumber_gone": ("{file}:{line} {old}已经没有了，请自己改", "{file}:{line} {old} is no more; rewrite it yourself"),
    "renumber_none": ("没有一处写明《{law}》第几条；请核对法规名称，简称先写进 laws.yml", "nothing cites an article of 《{law}》; see how it is written, and have its short names in laws.yml"),
    "renumber_several": ("{file} 里有几部法规叫“{law}”：{names}；请写只有它有的名称", "several laws of {file} go by the name {law}: {names}; give a name that no other has"),
    "renumber_unread": ("{file} 读不懂，什么也没有写入；请运行 yangguang check，改好再来", "{file} cannot be read, and nothing was written; run yangguang check, mend it, and come back"),
}  # fmt: skip


def tell(key: str, lang: Lang, /, **values: object) -> str:
    """One thing that the check of citations says, in the language asked for."""
    return in_language(SAYINGS[key], lang, values)
