"""What the host says to editors at the door, and to operators, in Chinese and English."""

from __future__ import annotations

from yangguang.model.problem import Lang, in_language

DOOR: dict[str, tuple[str, str]] = {
    "door_waits": ("前面还有人在推送，请稍候……", "another push is being looked at, please wait …"),
    "problem_error": ("{place}: 错误 {rule} {zh}", "{place}: error {rule} {en}"),
    "problem_warning": ("{place}: 警告 {rule} {zh}", "{place}: warning {rule} {en}"),
    "more": ("……另有 {count} 处，改好上面的再推送一次即可看到", "… and {count} more: cure these and push again to see them"),
    "content_refused": (
        "没有接收：内容有 {errors} 处错误。请按上面的文件和行号改好，git commit 之后再 git push；公开的网站没有变化",
        "not accepted: {errors} mistakes in the content. Cure them, commit and push again; the public site is unchanged",
    ),
    "commit_anew": (
        "不得公开的号码已经在您的提交里：后面的提交删去了，前面的还带着，推送以后人人的仓库里都有。改好以后请重新提交："
        "git reset --soft origin/main，git add -A，git commit，再 git push",
        "your commits hold the number itself: one that deletes it leaves it in those before, and everybody's repository would have it. When it is cured, "
        "commit anew: git reset --soft origin/main, git add -A, git commit, then git push",
    ),
    "too_late": (
        "没有接收：{ref} 已经有了别人刚推送的改动。请先 git pull 取回，再 git push；您的改动没有丢",
        "not accepted: somebody else has just pushed to {ref}. git pull, then git push again; nothing of yours is lost",
    ),
    "not_on_top": (
        "没有接收：main 上有您这里没有的提交（别人推送的，或者您自己改写过的），不能盖掉。请先 git pull --no-edit 并进来，再 git push；您的改动没有丢",
        "not accepted: main has commits that yours is not built on (others', or your own that you have rewritten), and they stay. "
        "git pull --no-edit, then git push again; nothing of yours is lost",
    ),
    "not_published": (
        "没有接收：这台主机不发布地区 {region}（{file} 的 regions 里没有它）；请告诉管理员",
        "not accepted: this host does not publish the region {region} (regions in {file} does not name it): tell the operator",
    ),
    "not_on_branch": (
        "没有接收：分支 {branch} 上有您这里没有的提交（别人推送的，或者您自己改写过的）。要留下它们，请先 git pull --no-edit origin {branch} 并进来；"
        "要整个换掉，请先删去这个分支：git push origin :{branch}，再推送一次",
        "not accepted: the branch {branch} has commits that yours is not built on (others', or your own that you have rewritten). "
        "To keep them, git pull --no-edit origin {branch} first; to replace it, delete it first: git push origin :{branch}, then push again",
    ),
    "only_kept": (
        "分支 {branch} 存下了，没有检查，也不会公开；要公开请推送到 main：git push origin HEAD:main",
        "the branch {branch} is kept, unchecked, and does not become public; to publish: git push origin HEAD:main",
    ),
    "items_gone": (
        "警告：删去了 {count} 个事项的文件（{files}），它们的网页和地址也会没有。取消、下放的事项要保留文件，由调整文件写明；"
        "误删的可以取回：git checkout {before} -- 文件，提交后再推送",
        "warning: the files of {count} items are deleted ({files}), and with them their pages and addresses. A cancelled or devolved item keeps "
        "its file, and a decision says so; to take back what was deleted by mistake: git checkout {before} -- FILE, commit, push",
    ),
    "pages_gone": (
        "警告：删去了 {count} 个有网页的文件，或者改了它们的名字（{files}），原来的网页和地址也会没有。部门改名、撤销，文件都留着，名字不改；"
        "不是有意的可以取回：git checkout {before} -- 文件，提交后再推送",
        "warning: {count} files that have pages are deleted or renamed ({files}), and with them their pages and addresses. A department that is renamed "
        "or abolished keeps its file under its name; to take back what was not meant: git checkout {before} -- FILE, commit, push",
    ),
    "main_stays": ("没有接收：main 不能删除", "not accepted: main cannot be deleted"),
    "only_branches": ("没有接收：只收分支，不收 {ref}", "not accepted: branches only, not {ref}"),
    "option": ("没有接收：不认识 -o {name}；只有 -o dry-run 和 -o preview",
               "not accepted: there is no -o {name}, only -o dry-run and -o preview"),
    "preview_of_main": (
        "没有接收：预览请推送到另一个分支：git push -o preview origin HEAD:refs/heads/yulan",
        "not accepted: push a preview to another branch: git push -o preview origin HEAD:refs/heads/preview",
    ),
    "preview_name": (
        "没有接收：要预览的分支名只能用小写字母、数字、点和连字符，“{ref}”不行",
        "not accepted: a previewed branch has a name of lower-case letters, digits, dots and hyphens, not `{ref}`",
    ),
    "preview_at": ("预览生成后在 previews/{region}/{branch}/", "the preview will be at previews/{region}/{branch}/"),
    "dry_run_sound": (
        "检查通过；按 -o dry-run 的要求没有接收，内容没有推送",
        "sound; not accepted, as -o dry-run asked, and nothing was pushed",
    ),
    "main_first": ("没有接收：主地区 {region} 还没有内容，请先推送它", "not accepted: push the main region {region} first"),
    "no_content_pushed": ("没有接收：仓库里没有 content/ 文件夹", "not accepted: the repository has no folder content/"),
    "other_region": (
        "没有接收：这是地区 {region} 的仓库，{file} 里的网址标识却是 {slug}；请核对推送的地址，是这个地区的内容就把网址标识改成 {region}，"
        "要用 {slug} 的请管理员用 host init --region {slug} 另建仓库",
        "not accepted: this is the repository of the region {region}, but 网址标识 in {file} is {slug}: check the address that you push to; "
        "if it is this region's content write {region} there; for {slug} an operator makes a repository by host init --region {slug}",
    ),
    "damaged_push": (
        "没有接收：推送的数据不完整或已损坏（{why}）。请在自己的仓库里运行 git fsck",
        "not accepted: what was pushed is incomplete or damaged ({why}). Run git fsck in your repository",
    ),
    "symlink": ("{file}: 不收符号链接；请放文件本身", "{file}: no symbolic links: put the file itself there"),
    "submodule": ("{file}: 不收子模块；请放文件本身", "{file}: no submodules: put the files themselves there"),
    "too_large": (
        "{file}: {size} MB，超过单个文件 20 MB 的上限；请压缩或拆开，并撤回带着它的提交",
        "{file}: {size} MB, and 20 MB is the most: make it smaller, and take back the commit that brought it",
    ),
    "too_many_files": (
        "没有接收：一个提交里的文件（或各个提交里改动的文件合起来）太多，一个提交最多 {most} 个；请撤回带着它们的提交",
        "not accepted: too many files in a commit, of which one may have {most}, or in the changes of all: take the commits back that brought them",
    ),
    "too_long": ("{file}: 路径过长（最多 200 字节）", "{file}: the path is too long (at most 200 bytes)"),
    "not_utf8": ("{file}: 文件名不是 UTF-8；请改名", "{file}: the name is not UTF-8: rename it"),
    "odd_name": ("{file}: 文件名里有看不见的字符或反斜杠；请改名", "{file}: invisible signs or a backslash in the name: rename it"),
    "twins": (
        "{file} 与 {other} 只差大小写或字形编码，在有的电脑上会互相覆盖；请改名",
        "{file} and {other} differ by case or Unicode form only, and are one file on some computers: rename one",
    ),
    "missing_object": ("{file}: 推送的数据里缺少这个文件", "{file}: missing from what was pushed"),
    "outside": (
        "{file}: content/ 以外的文件只有管理员可以改动；请撤回这处改动，或请管理员（主机 operators 里写明的人）推送",
        "{file}: only those whom the host's file operators names may change what lies outside content/: take this change back, or ask one",
    ),
    "not_yours": ("{file}: {who} 无权改动；请撤回这处改动", "{file}: {who} may not change it: take this change back"),
    "take_back": (
        "没有接收：请撤回上面的改动：git checkout origin/main -- 文件（新加的用 git rm 文件），git commit 之后再 git push；您别的改动没有丢",
        "not accepted: take back the changes above: git checkout origin/main -- FILE (git rm FILE where it is new), commit and push again; "
        "nothing else of yours is lost",
    ),
    "config_unreadable": ("mkdocs.yml:{line}: 无法读取", "mkdocs.yml:{line}: cannot be read"),
    "config_tag": ("mkdocs.yml:{line}: 不收 !标签", "mkdocs.yml:{line}: no !tags"),
    "config_code": ("mkdocs.yml: 不收 {name}，它会运行别的程序", "mkdocs.yml: no {name}, which runs other code"),
    "config_plugin": ("mkdocs.yml: 不收插件 {name}；只用 yangguang", "mkdocs.yml: no plugin {name}: yangguang only"),
    "config_docs_dir": ("mkdocs.yml: docs_dir 应为 content", "mkdocs.yml: docs_dir must be content"),
    "config_site_url": (
        "mkdocs.yml: site_url “{address}”不是网址；请写成 https://www.example.gov.cn/ 的样子，或删去这一行",
        "mkdocs.yml: site_url `{address}` is no address: write it like https://www.example.gov.cn/, or leave it out",
    ),
    "config_regions": (
        "mkdocs.yml: regions 请一个地区写一行，如 - path: content/regions/anyi",
        "mkdocs.yml: write regions one a line, like - path: content/regions/anyi",
    ),
    "config_region": (
        "mkdocs.yml: 地区 {path} 不在 content/regions/ 里；别的地区请用自己的仓库",
        "mkdocs.yml: the region {path} is not below content/regions/; others have repositories of their own",
    ),
}  # fmt: skip

HOST: dict[str, tuple[str, str]] = {
    "no_host": ("{folder} 不是发布主机的文件夹；先运行 yangguang host init", "{folder} is no host: run yangguang host init first"),
    "unreadable": ("{file} 第 {line} 行无法读取；请改正（编码应为 UTF-8）后再试", "{file}, line {line}, cannot be read: correct it, and keep it in UTF-8"),
    "host_regions": ("{file}：regions 应是网址标识的列表", "{file}: regions must be a list of slugs"),
    "host_minutes": ("{file}：minutes 应是大于 0 的数", "{file}: minutes must be a number above 0"),
    "permissions_form": (
        "没有接收：主机上 permissions.yml 里 {region} 的写法不对，请告诉管理员（每项只有 who、departments、paths）",
        "not accepted: permissions.yml of the host is wrong at {region}: tell the operator (each entry has who, departments, paths)",
    ),
    "plain_path": ("{folder} 的路径里有空格或特殊符号；请换一个位置", "{folder}: spaces or special signs in the path: choose another place"),
    "slug": ("“{name}”不能用作网址标识（小写字母、数字、连字符）", "`{name}` is no slug (lower-case letters, digits, hyphens)"),
    "not_empty": ("{folder} 不是空文件夹；请换一个位置", "{folder} is not empty: choose another place"),
    "not_as_root": ("{folder} 属于 {account}，root 在这里写的文件它改不了；请在命令前加 runuser -u {account} --",
                    "{folder} is {account}'s, who could not change what root writes there: put runuser -u {account} -- before the command"),
    "git_fails": ("git 设置不了 {folder}：{why}", "git cannot set up {folder}: {why}"),
    "no_group": ("这台机器没有用户组 {group}；请以 root 执行 groupadd {group}，再运行一次", "this machine has no group {group}: as root, groupadd {group}, then run this again"),
    "not_in_group": (
        "账号 {account} 不在用户组 {group} 里，不能把文件交给它；请以 root 执行 usermod -aG {group} {account}，再运行一次",
        "{account} is not in the group {group} and cannot give it files: as root, usermod -aG {group} {account}, then run this again",
    ),
    "not_shared": (
        "{file} 是别人的文件，不能交给用户组 {group}；请以 root 执行 chown -R {account} {folder}，再运行一次",
        "{file} is somebody else's and cannot be given to the group {group}: as root, chown -R {account} {folder}, then run this again",
    ),
    "no_regions": ("请用 --region 给出地区的网址标识，主地区在前", "name the regions with --region, the main one first"),
    "no_release": ("没有版本 {id}；现有：{known}", "there is no release {id}; known: {known}"),
    "no_earlier": ("没有比正在公开的更早的版本可退；现有：{known}", "there is no release before the one that is public; known: {known}"),
    "no_branch": ("{region} 没有分支 {branch}", "{region} has no branch {branch}"),
    "made": (
        "已建立 {folder}。\n接下来：\n  1. 网站：{folder}/serve/nginx.conf 或 {folder}/serve/Caddyfile\n"
        "  2. 定时：把 {folder}/serve/yangguang-work.* 放到 /etc/systemd/system/，"
        "运行 systemctl enable --now yangguang-work.path yangguang-work.timer\n"
        "  3. 推送：把自己推送用的名字写进 {folder}/operators，再 git push 用户@主机:{folder}/repos/{region}.git main\n  4. 核对：yangguang host doctor {folder}",
        "made {folder}.\nNext:\n  1. web server: {folder}/serve/nginx.conf or {folder}/serve/Caddyfile\n"
        "  2. units: put {folder}/serve/yangguang-work.* into /etc/systemd/system/, then "
        "systemctl enable --now yangguang-work.path yangguang-work.timer\n"
        "  3. push: put the name that you push under into {folder}/operators, then git push user@host:{folder}/repos/{region}.git main\n  4. look it over: yangguang host doctor {folder}",
    ),
    "rolled_back": (
        "已从 {before} 退回到 {release}，并停在这里；host resume 恢复自动发布",
        "went back from {before} to {release} and stays there; host resume publishes again",
    ),
    "resumed": ("已解除 {release} 的固定；下一次 host work 发布最新内容", "no longer pinned to {release}; the next host work publishes the newest"),
    "not_pinned": ("没有固定在任何版本", "nothing was pinned"),
    "pruned": ("已删除 {count} 个旧版本，现有 {left} 个", "{count} old releases removed, {left} left"),
    "status_current": ("正在公开：{release}，数据截至 {as_of}，职权 {powers} 项，公共服务 {services} 项", "public: {release}, as of {as_of}, {powers} powers, {services} public services"),
    "status_none": ("还没有公开的版本", "nothing is public yet"),
    "status_pinned": ("固定在 {release}；host resume 恢复自动发布", "pinned to {release}; host resume publishes again"),
    "status_commit": ("{region}：{commit}，{authored}", "{region}: {commit}, {authored}"),
    "status_waits": ("{region}：{commit} 已推送，还没有公开", "{region}: {commit} was pushed and is not public yet"),
    "status_failed": ("{region}：{commit} 生成失败，公开的仍是上一个版本：", "{region}: {commit} could not be built, the last good one stays public:"),
    "status_stands": (
        "公开的内容按 {as_of} 的日期和现在的程序生成失败，网站停在原来的版本；请改好内容再推送，或换回原来的程序：",
        "what is public cannot be built as of {as_of} by the program that is here, and the site stays as it was: correct the content, or put the program before back:",
    ),
    "no_main": ("{region}：{folder} 里读不出 main，公开的仍是上一个版本；请从备份或某个克隆恢复",
                "{region}: main cannot be read in {folder}, what is public stays: restore it from a backup or a clone"),
    "status_trouble": ("{time} 主机故障，没有做完，下一次再试：", "{time}: trouble with the machine, to be tried again:"),
    "said": ("    {line}", "    {line}"),
    "working_check out": ("正在取出内容", "at work: checking out"),
    "working_build": ("正在生成网站", "at work: building"),
    "working_previews": ("正在生成预览", "at work: previews"),
    "preview": ("{url} {commit}", "{url} {commit}"),
    "unaddressable": ("要预览的分支名只能用小写字母、数字、点和连字符，“{branch}”不行；请把它推送到另一个名字的分支",
                      "a previewed branch has a name of lower-case letters, digits, dots and hyphens, not `{branch}`: push it to a branch of another name"),
    "no_preview": ("{region} 的分支 {branch} 没有预览", "there is no preview of {region}'s branch {branch}"),
    "preview_removed": ("已删除 {count} 个预览", "{count} previews removed"),
    "no_previews": ("没有预览；推送时加 -o preview", "no previews; push with -o preview"),
    "preview_waits": ("（还没有生成）", "(not built yet)"),
    "work_failed": ("没有全部完成；原因见 host log，公开的网站没有变化", "not all went well; host log says why; the public site is unchanged"),
    "ci_exists": ("{file} 已存在且内容不同；请先移走", "{file} exists and differs: move it away first"),
    "ci_written": ("已写出 {file}", "wrote {file}"),
}  # fmt: skip

DOCTOR: dict[str, tuple[str, str]] = {
    "healthy": ("没有发现问题", "nothing is wrong"),
    "no_repository": ("{folder} 不是仓库；再运行一次 host init", "{folder} is no repository: run host init again"),
    "hook": (
        "{file} 不能执行或被改动，推送不经检查就会接收；再运行一次 host init",
        "{file} cannot be run, or was changed, and pushes pass unchecked: run host init again",
    ),
    "head": ("{file} 没有指向 main，克隆出来是空的；再运行一次 host init", "{file} does not name main, and clones are empty: run host init again"),
    "config": ("{folder} 的设置 {name} 应为 {value}；再运行一次 host init", "{folder}: {name} must be {value}: run host init again"),
    "left_push": ("{file} 是中断的推送留下的；确认没有人在推送后请删除", "{file} was left by an interrupted push: remove it while nobody pushes"),
    "broken_repository": ("{folder} 已损坏（{why}）；请从备份或某个克隆恢复", "{folder} is damaged ({why}): restore it from a backup or a clone"),
    "engine": ("{file} 不能运行；再运行一次 host init", "{file} does not run: run host init again"),
    "engine_other": ("{file} 是 {said}，而本程序是 {version}；再运行一次 host init", "{file} is {said}, this program {version}: run host init again"),
    "current_folder": ("{file} 是文件夹而不是链接；下一次 host work 会把它另存后换回", "{file} is a folder, not a link: the next host work puts it aside"),
    "current_dangling": ("{file} 指向的版本不存在；运行 host work --once 或 host rollback", "{file} points nowhere: run host work --once, or host rollback"),
    "pin_gone": ("固定的版本 {release} 不存在；运行 host resume", "the pinned release {release} is gone: run host resume"),
    "altered": (
        "正在公开的 {release} 有 {count} 个文件与清单不符，例如 {file}；运行 host work --once --verify 重做，再核对磁盘",
        "{release}, which is public, has {count} files that are not what its manifest says, {file} for one: host work --once --verify makes it anew; then check the disk",
    ),
    "strange_release": ("{folder} 不是本程序发布的版本；请移走", "{folder} is no release of this program: move it away"),
    "clock": ("时钟 {now} 早于最近一次发布 {last}；请校准时钟；如果是发布时的时钟快了，请先 host rollback，删去 {folder}，再 host resume",
              "the clock, {now}, is behind the last release, {last}: set it; or, where it ran ahead then: host rollback, remove {folder}, host resume"),
    "disk": ("磁盘只剩 {free} MB，至少要 {need} MB；运行 host prune 或扩容", "{free} MB are left on the disk, and {need} MB are needed: host prune, or a larger disk"),
    "inodes": ("文件系统只能再放 {free} 个文件；运行 host prune 或扩容", "the file system holds {free} more files only: host prune, or a larger one"),
    "read_only": ("{folder} 不能写入；请核对用户和挂载方式", "{folder} cannot be written to: check the account and the mount"),
    "two_workers": ("有两个 host work 同时在运行（进程 {process} 在等待）；只保留一个", "two host work at once (process {process} waits): keep one"),
    "strangers": ("{folder} 里有 {count} 个不属于 {account} 的文件，例如 {file}，它改不了；运行 chown -R {account} {folder}",
                  "{count} files in {folder} are not {account}'s, who cannot change them, {file} for one: chown -R {account} {folder}"),
    "writable": ("{file} 别人也能改动；只应由运行的用户写入（chmod go-w）", "{file} can be changed by others: chmod go-w"),
    "no_operators": ("缺少 {file}，没有人能改 mkdocs.yml 和模板；再运行一次 host init", "{file} is missing, and nobody may change mkdocs.yml: run host init again"),
    "login_shell": (
        "账号 {account} 的登录 shell 是 {shell}，不能执行 authorized_keys 里的 command，谁都推送不了；运行 usermod --shell /bin/sh {account}",
        "the login shell of {account}, {shell}, cannot run the commands of authorized_keys, and nobody can push: usermod --shell /bin/sh {account}",
    ),
    "nginx_default": (
        "{file} 会替本站应答，公众看到的是 nginx 的欢迎页；删除它，再运行 systemctl reload nginx",
        "{file} answers in the place of this site, and the public sees nginx's own page: remove it, then systemctl reload nginx",
    ),
    "closed": (
        "nginx 的用户 {user} 打不开 {path}，公众看到的是 403；运行 chmod o+rX {path}",
        "nginx's user, {user}, cannot open {path}, and the public gets 403: chmod o+rX {path}",
    ),
    "unheard": ("{regions} 推送了还没有发布；若不是刚刚推送，请核对 yangguang-work 的 path 和 timer", "{regions} pushed and not published: unless just now, check the units yangguang-work.path and .timer"),
}  # fmt: skip

LOG: dict[str, tuple[str, str]] = {
    "push": ("{who} 推送 {region} {refs}：{verdict}", "{who} pushed {region} {refs}: {verdict}"),
    "accepted": ("接收", "accepted"),
    "turned_away": ("没有接收", "not accepted"),
    "published": ("发布 {release}，用时 {seconds} 秒", "published {release} in {seconds} s"),
    "opened": ("开始公开 {release}", "public for the first time: {release}"),
    "switched": ("公开的版本由 {before} 换为 {release}", "public: {release} in the place of {before}"),
    "rollback": ("退回：由 {before} 到 {release}", "rollback: from {before} to {release}"),
    "resume": ("恢复自动发布，原固定在 {release}", "resumed; was pinned to {release}"),
    "pruned": ("删除旧版本 {releases}", "removed {releases}"),
    "failed": ("生成失败 {regions}：{said}", "could not build {regions}: {said}"),
    "trouble": ("主机故障，稍后再试：{said}", "trouble with the machine, to be tried again: {said}"),
    "previewed": ("预览 {region}/{branch}", "preview of {region}/{branch}"),
    "preview_failed": ("预览 {region}/{branch} 失败：{said}", "no preview of {region}/{branch}: {said}"),
}  # fmt: skip


def tell(key: str, lang: Lang, **values: object) -> str:
    """One thing that the host says, in the language asked for."""
    table = DOOR if key in DOOR else HOST if key in HOST else DOCTOR
    return in_language(table[key], lang, {name: _line(value) for name, value in values.items()})


def _line(value: object) -> str:
    return " ".join(str(value).split())


def logged(key: str, lang: Lang, **values: object) -> str:
    """One line of the log in words."""
    return in_language(LOG[key], lang, {name: _line(value) for name, value in values.items()})
