"""What the commands say, in Chinese and English."""

from __future__ import annotations

from yangguang.model.problem import Lang, in_language

SAYINGS: dict[str, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "notice": ("提示", "notice"),
    "read": ("读取", "read"),
    "link": ("关联", "link"),
    "render": ("生成页面", "render"),
    "join": ("汇总", "join"),
    "index": ("搜索索引", "search index"),
    "data": ("开放数据", "open data"),
    "workbooks": ("已写出 {count} 个工作簿到 {folder}", "{count} workbooks written to {folder}"),
    "no_data": (
        "{site} 里没有开放数据：先用 yangguang build 生成网站，再用 --site 指明它在哪里",
        "no open data in {site}: build the site with yangguang build first, then name it with --site",
    ),
    "output": ("写出文件", "output"),
    "stage": ("{name} {total} 项", "{name}: {total} items"),
    "seconds": ("{name}：{seconds} 秒", "{name}: {seconds} s"),
    "counts": (
        "错误 {errors}，警告 {warnings}，提示 {notices}",
        "{errors} errors, {warnings} warnings, {notices} notices",
    ),
    "warnings_by_rule": ("警告按规则计数：{rules}", "warnings by rule: {rules}"),
    "notices_by_rule": (
        "提示按规则计数（--notices 逐条列出）：{rules}",
        "notices by rule (--notices lists them): {rules}",
    ),
    "published": (
        "已生成 {site}：职权 {powers} 项，公共服务 {services} 项，文件 {files} 个，数据截至 {as_of}",
        "built {site}: {powers} powers, {services} public services, {files} files, as of {as_of}",
    ),
    "which_executor": (
        "--executor 的值 {address} 不能用：请写成 dask://主机:端口",
        "--executor {address} is no cluster: write dask://HOST:PORT",
    ),
    "config_day": (
        "{value} 不是日期；请写成 2026-01-05 这样的形式",
        "{value} is no date; write it like 2026-01-05",
    ),
    "config_moment": (
        "{value} 不是时间；请写成 2026-01-05T08:00:00+08:00 这样的形式",
        "{value} is no time; write it like 2026-01-05T08:00:00+08:00",
    ),
    "config_workers": (
        "{value} 不是进程数；请写 1 到 1024 的整数",
        "{value} is no number of processes; write a number from 1 to 1024",
    ),
    "config_key": (
        "mkdocs.yml 的 yangguang 没有“{name}”这个选项；请核对手册，或删去",
        "yangguang has no option `{name}` in mkdocs.yml; check the handbook, or delete it",
    ),
    "config_key_near": (
        "mkdocs.yml 的 yangguang 没有“{name}”这个选项；是否想写“{near}”？",
        "yangguang has no option `{name}` in mkdocs.yml; did you mean `{near}`?",
    ),
    "no_parent": (
        "parent 的 {folder} 不是地区的内容文件夹，里面没有 region.yml；请核对路径",
        "{folder}, named as parent, is no content folder of a region: there is no region.yml in it; check the path",
    ),
    "config_unreadable": (
        "配置文件 {file} 无法读取（{why}）；请改正后再试",
        "the configuration {file} cannot be read ({why}); correct it and try again",
    ),
    "config_lacks": ("配置文件缺少 {name}；请写上", "{said}"),
    "config_nested": (
        "网站文件夹和内容文件夹不能一个在另一个里面；请用 --site 或 mkdocs.yml 的 site_dir 给网站另选一个位置",
        "{said}",
    ),
    "config_value": ("配置的 {name} 写得不对；请核对 mkdocs.yml 和命令的选项", "{said}"),
    "epoch": (
        "环境变量 SOURCE_DATE_EPOCH 的值“{value}”不是秒数；请写整数，或取消这个变量",
        'the environment variable SOURCE_DATE_EPOCH is "{value}", no number of seconds; write a number, or unset it',
    ),
    "not_a_site": (
        "{folder} 不是网站的文件夹：发布会替换它，请换一个位置或先清空",
        "{folder} holds something other than a site, which publishing would replace: choose another place, or empty it first",
    ),
    "no_region_folder": (
        "找不到地区的内容文件夹 {folder}：请核对 regions、parent 或 --region，或先取出那个仓库",
        "no content folder {folder} of a region: check regions, parent or --region, or check that repository out",
    ),
    "no_version": ("{file} 不是一次发布的 version.json", "{file} is no version.json of a release"),
    "not_a_cache": (
        "{folder} 不能用作缓存：里面有别的文件；请换一个空文件夹",
        "{folder} cannot hold the cache: it has other files in it; choose an empty folder",
    ),
    "no_dask": (
        "没有安装 Dask：请先运行 pip install 'yangguang[dask]'",
        "Dask is not installed: run pip install 'yangguang[dask]' first",
    ),
    "no_cluster": (
        "连不上 {address}：请核对主机和端口，并确认调度程序（dask scheduler）正在运行",
        "{address} does not answer: check host and port, and that the scheduler (dask scheduler) is running",
    ),
    "no_workers": (
        "{address} 没有工作进程：请先用 dask worker 启动",
        "{address} has no workers: start some with dask worker first",
    ),
    "workers_gone": (
        "集群的工作进程都停了，网站没有更新：请查看它们的日志，重新启动后再生成",
        "the workers of the cluster are gone, the site was not replaced: read their logs, start them and build again",
    ),
    "other_engine": (
        "集群的工作进程装的是另一个版本的程序，网站没有更新：请在每台机器上安装同一个版本",
        "the workers run another version of this program, the site was not replaced: install the same one everywhere",
    ),
    "no_poster": ("没有编码为 {code} 的事项，或者它没有可画的图", "no item {code}, or nothing of it to draw"),
    "history_damaged": (
        "{file} 不完整，网页不显示历次变动；请运行 yangguang history 重新生成",
        "{file} is damaged and pages show no changes: make it anew with yangguang history",
    ),
    "git_silent": (
        "{folder} 在 git 仓库里，但 git 拒绝读取（{why}），因此不知道提交和它的日期；请以仓库所有者的身份运行，或运行 git config --global --add safe.directory 那个仓库",
        "{folder} lies in a git repository of which git will not tell ({why}), so that commit and date are unknown: run as its owner, or git config --global --add safe.directory it",
    ),
    "spare_linked": (
        "缓存里的 {link} 被换成了符号链接；备用的网站文件夹已删去，这次不用它，不必处理",
        "{link} in the cache has become a symbolic link: the spare tree was removed, and this build goes on without it",
    ),
    "leak": (
        "{file} 中有不得公开的个人信息 {value}，网站没有更新；内容文件里没有这个号码，请检查模板、词表和 mkdocs.yml",
        "{file} holds personal data {value}; the site was not replaced. The content has no such number: "
        "look at templates, lexicon and mkdocs.yml",
    ),
    "finding": ("{region} {what}：{why}（{page}）", "{region}: {what}: {why} ({page})"),
    "findings": ("共 {count} 处需要处理", "{count} findings"),
    "healthy": ("没有发现问题", "nothing was found wanting"),
    "unchanged": ("内容没有变化，网站已是最新", "nothing has changed; the site is up to date"),
    "sound": ("内容检查通过：{items} 项", "the content is sound: {items} items"),
    "unpublished": (
        "内容有错误，没有发布任何改动；已发布的网站保持原样",
        "the content has mistakes, nothing was published; the public site stays as it was",
    ),
    "strict": (
        "--strict：警告视同错误，没有发布任何改动",
        "--strict: warnings are errors, nothing was published",
    ),
    "halted": (
        "没有发布任何改动；已发布的网站保持原样",
        "nothing was published; the public site stays as it was",
    ),
    "exists": (
        "{folder} 已存在且不是空文件夹；请换一个名称",
        "{folder} exists and is not empty; choose another name",
    ),
    "made": (
        "已建立 {folder}；下一步：cd {folder}，修改 content/region.yml，然后运行 yangguang build",
        "made {folder}; next: cd {folder}, edit content/region.yml, then run yangguang build",
    ),
    "slug_needed": (
        "“{name}”不能用作网址标识；请用 --slug 给出（小写字母、数字、连字符）",
        "`{name}` cannot serve as the region's slug; give one with --slug (lower-case letters, digits, hyphens)",
    ),
    "name_needed": (
        "“{name}”不能用作地区名称；请用 --name 写一行文字",
        "`{name}` cannot serve as the region's name; give one line of text with --name",
    ),
    "address_form": (
        "--address 的值 {address} 不能用：请写成 IP:端口，如 127.0.0.1:8000，端口为 1 到 65535",
        "--address {address} is none: write IP:PORT, such as 127.0.0.1:8000, with a port from 1 to 65535",
    ),
    "port_taken": (
        "端口 {port} 已被占用，请用 --address 换一个",
        "port {port} is taken, choose another with --address",
    ),
    "address_refused": (
        "不能在 {address} 上预览：{why}；请用 --address 换一个",
        "cannot listen at {address}: {why}; choose another with --address",
    ),
    "formatted": ("已整理 {count} 个文件", "formatted {count} files"),
    "unformatted": ("需要整理的文件：{file}", "not in canonical form: {file}"),
    "canonical": ("全部 {count} 个文件已是规范写法", "all {count} files are in canonical form"),
    "upgraded": ("已升级 {count} 个文件到内容格式 {version}", "upgraded {count} files to content format {version}"),
    "newest": ("内容已是最新格式 {version}", "the content is of the newest format {version} already"),
    "schemas": ("已写出 {count} 个 JSON Schema 到 {folder}", "wrote {count} JSON Schemas to {folder}"),
    "here_gone": (
        "现在所在的文件夹已经移走或删去；请用 cd 进到有 mkdocs.yml 的文件夹再运行",
        "the folder you are in was moved or deleted; cd to the one with mkdocs.yml and run it again",
    ),
    "refused": (
        "无法读写 {file}：{why}；请核对路径和权限",
        "cannot read or write {file}: {why}; check the path and its permissions",
    ),
    "no_room": (
        "写不下去：{why}；请核对磁盘的剩余空间和限额",
        "cannot write on: {why}; see how much room and quota the disk has left",
    ),
    "stays": ("，已发布的网站保持原样", "; the public site stays as it was"),
    "unsaid": (
        "网站已经更新；但随后写不下去 {file}：{why}",
        "the site is up to date; but afterwards {file} could not be written: {why}",
    ),
    "output_itself": ("输出", "the output"),
    "no_content": (
        "找不到内容文件夹 {folder}；请到有 mkdocs.yml 的文件夹里运行（里面的 docs_dir 指明内容在哪里），或用 --content 指明",
        "there is no content folder {folder}; run this where mkdocs.yml lies, whose docs_dir says where it is, or name it with --content",
    ),
    "no_content_file": (
        "{file} 不是 {folder} 里的内容文件，没有整理任何文件；请核对路径，或用 --content 指明内容文件夹",
        "{file} is no content file of {folder}, nothing was formatted; check the path, or name the content folder with --content",
    ),
    "hits": ("找到 {total} 项", "{total} found"),
    "shown": (
        "找到 {total} 项，显示前 {shown} 项（--limit 0 全部显示）",
        "{total} found, the first {shown} shown (--limit 0 shows all)",
    ),
    "nothing": ("没有找到", "nothing was found"),
    "meant": ("您要找的是不是：", "did you mean:"),
    "query_empty": ("查询是空的；请写要找的词", "the query is empty; write what to look for"),
    "query_long": (
        "查询过长（最多 {most} 个字符）；请写短一些",
        "the query is too long (at most {most} characters); make it shorter",
    ),
    "query_quote": ("引号没有成对；请补上另一个引号", "a quotation mark is not closed; add the other one"),
    "query_bracket": (
        "括号没有成对，或者嵌套太多；要找括号本身，请用引号括起来",
        "brackets do not match, or nest too deeply; to find a bracket itself put it between quotation marks",
    ),
    "query_bare_field": (
        "“{name}:”后面没有内容；请写成 {name}:词，要找冒号本身请用引号括起来",
        "nothing follows `{name}:`; write {name}:word, or put it between quotation marks to find a colon",
    ),
    "query_operator": (
        "AND、OR、NOT（且、或、非）两边要有词；要找这几个字本身请用引号括起来",
        "AND, OR and NOT stand between words; to find such a word itself use quotation marks",
    ),
    "query_compare": (
        "比较号要写在数字或日期栏目后面，如 promised_days:<=5；要找这个符号本身请用引号括起来",
        "a comparison follows a field of numbers or dates, as in promised_days:<=5; to find the sign itself use quotation marks",
    ),
    "query_field": (
        "没有“{name}”这一栏；可用的栏目：{fields}。要找冒号本身请用引号括起来",
        "there is no field `{name}`; fields are {fields}. To find a colon itself use quotation marks",
    ),
    "query_range": (
        "“{name}”不能用范围；能用范围的栏目：{fields}",
        "`{name}` takes no range; fields that do: {fields}",
    ),
    "query_value": (
        "数字或日期写得不对；请写如 promised_days:[1 TO 5]、updated:[2025-01 TO 2025-12]",
        "a number or date is wrong; write promised_days:[1 TO 5] or updated:[2025-01 TO 2025-12]",
    ),
    "template_missing": ("没有模板 {name}", "no template {name}"),
    "template_not_text": (
        "不是 UTF-8 编码；请在编辑器里选“另存为 UTF-8”",
        "not in UTF-8; save it as UTF-8 in your editor",
    ),
    "template_open": (
        "“{sign}”不成对，后面的样式都会失效；请补上或去掉",
        "“{sign}” has no counterpart, and no style after it would hold: add it, or take this one out",
    ),
    "template_circle": (
        "模板绕回了自己；本站的模板代替了程序自带的同名模板，不能继承或引入它，请把它的内容抄来再改",
        "the templates lead back to themselves; one of this site stands in the place of the engine's of the same name and"
        " can neither extend nor import it: copy that one and change it",
    ),
    "template_variable": ("没有变量 {variable}", "no variable {variable}"),
    "template_block": (
        "要继承的模板里没有块 {name}，其中的内容不会出现；那里有：{known}",
        "the template that it extends has no block {name}, and what stands in it would appear nowhere; there is: {known}",
    ),
    "template_own": (
        "本站自己的 {own} 代替了程序自带的；程序升级以后，请与自带的同名模板比较",
        "this site's own {own} stand in the place of the engine's: after an upgrade compare them with those",
    ),
    "template_known": ("这一页有：{known}", "the page has: {known}"),
    "no_other_search": (
        "mkdocs.yml 的 plugins 里请去掉 search：阳光自带中文检索",
        "take `search` out of the plugins in mkdocs.yml: the site has its own",
    ),
    "plugin_twice": (
        "mkdocs.yml 的 plugins 里有两个 yangguang；请只留一个，选项都写在它下面",
        "yangguang stands twice under plugins in mkdocs.yml: leave one, with all options below it",
    ),
    "no_utf8_names": (
        "这里的语言环境不是 UTF-8，mkdocs 会认错中文的文件名；请改用 yangguang，或先设 PYTHONUTF8=1",
        "the locale here is not UTF-8, and mkdocs would take Chinese names of files for others: use yangguang, or set"
        " PYTHONUTF8=1 before",
    ),
    "idle": ("“{word}”在现有内容里帮不到任何事项", "`{word}` helps no item at hand"),
    "idle_count": (
        "词条 {total} 个，其中 {count} 个现在用不上",
        "{total} entries, {count} of them help nothing at hand",
    ),
}


def say(key: str, lang: Lang, **values: object) -> str:
    """One thing that a command says, in the language asked for."""
    return in_language(SAYINGS[key], lang, values)


def both(key: str, **values: object) -> str:
    """The same in both languages, where nobody has been asked which."""
    return " / ".join(text.format_map(values) for text in SAYINGS[key])
