"""Pipelines for git hosts: proposals are checked at the line and built for a look; what is merged goes to the host's door.

The publishing step is the same push that an editor makes, so the same door looks at it, whoever merged.
"""

from __future__ import annotations

from pathlib import Path

from yangguang.disk import put
from yangguang.model.finding import Refused

_NOTE = """# 由 yangguang ci {name} 生成 / written by yangguang ci {name}
# 需要三个保密变量 / three secret variables: YANGGUANG_HOST (ssh://yangguang@host/…/repos/<region>.git),
# YANGGUANG_KEY (SSH private key), YANGGUANG_KNOWN_HOSTS (ssh-keyscan host)
# 只让 main 的流水线读到它们（{only[0]}），否则谁能推送分支，谁就能读到私钥
# for the pipeline of main alone ({only[1]}): else whoever may push a branch can read the key
# 程序的安装包放在 requirements.txt 写明的地方 / the engine's wheel lies where requirements.txt says
"""
PUBLISH = (
    "umask 077",
    "trap 'rm -rf .yangguang/ssh' EXIT",
    "mkdir -p .yangguang/ssh",
    'printf "%s\\n" "$YANGGUANG_KEY" > .yangguang/ssh/key',
    'printf "%s\\n" "$YANGGUANG_KNOWN_HOSTS" > .yangguang/ssh/known',
    'GIT_SSH_COMMAND="ssh -i .yangguang/ssh/key -o IdentitiesOnly=yes -o UserKnownHostsFile=.yangguang/ssh/known"'
    ' git push "$YANGGUANG_HOST" HEAD:refs/heads/main',
)
"""Commands that hand what was merged to the host."""

_GITHUB = """{note}name: 阳光
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {{fetch-depth: 0, persist-credentials: false}}
      - uses: actions/setup-python@v5
        with: {{python-version: "3.11", cache: pip}}
      - run: pip install -r requirements.txt
      - run: yangguang --lang zh check --format github
      - run: yangguang --lang zh build
      - uses: actions/upload-artifact@v4
        with: {{name: preview, path: site, retention-days: 14}}
  publish:
    environment: publish
    if: github.event_name == 'push' && github.ref == 'refs/heads/main'
    needs: check
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {{fetch-depth: 0, persist-credentials: false}}
      - env:
          YANGGUANG_HOST: ${{{{ secrets.YANGGUANG_HOST }}}}
          YANGGUANG_KEY: ${{{{ secrets.YANGGUANG_KEY }}}}
          YANGGUANG_KNOWN_HOSTS: ${{{{ secrets.YANGGUANG_KNOWN_HOSTS }}}}
        run: |
{publish}
"""

_GITLAB = """{note}default:
  image: python:3.11
variables:
  GIT_DEPTH: "0"
check:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == "main"
  script:
    - pip install -r requirements.txt
    - yangguang --lang zh check --format gitlab > gl-code-quality-report.json || (yangguang --lang zh check; exit 1)
    - yangguang --lang zh build
  artifacts:
    when: always
    expire_in: 2 weeks
    paths: [site]
    reports: {{codequality: gl-code-quality-report.json}}
publish:
  needs: [check]
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
  script:
    - |
{publish}
"""

_GITEE = """{note}version: "1.0"
name: yangguang-{kind}
displayName: 阳光：{title}
triggers:
{triggers}
stages:
  - name: check
    displayName: 检查
    strategy: naturally
    trigger: auto
    steps:
      - step: build@python
        name: check
        displayName: {title}
        pythonVersion: "3.11"
        commands:
          - pip install -r requirements.txt
          - yangguang --lang zh check
          - yangguang --lang zh build
{publish}        artifacts:
          - name: preview
            path: [./site]
"""


_ONLY = {
    "github": ("放进 environment “publish”，分支只许 main", "in the environment `publish`, deployment branches: main"),
    "gitlab": ("勾选 Protected，并保护分支 main", "tick Protected, and protect the branch main"),
    "gitee": ("设在 main 的流水线上，并保护分支 main", "set them at the pipeline of main, and protect that branch"),
}
"""Where each git host keeps secrets for one branch."""


def _pipeline_files(name: str) -> dict[str, str]:
    """Path → text of the files that a git host (``github``, ``gitlab``, ``gitee``) reads."""
    note = _NOTE.format(name=name, only=_ONLY[name])
    if name == "github":
        return {".github/workflows/yangguang.yml": _GITHUB.format(note=note, publish=_indented(" " * 10))}
    if name == "gitlab":
        return {".gitlab-ci.yml": _GITLAB.format(note=note, publish=_indented(" " * 6))}
    block = f"          - |\n{_indented(' ' * 12)}\n"
    proposal = _GITEE.format(note=note, kind="proposal", title="检查提案", publish="",
                             triggers="  pr:\n    branches:\n      include: [main]")  # fmt: skip
    main = _GITEE.format(note=note, kind="main", title="检查并发布", publish=block,
                         triggers="  trigger: auto\n  push:\n    branches:\n      precise: [main]")  # fmt: skip
    return {".workflow/yangguang-proposal.yml": proposal, ".workflow/yangguang-main.yml": main}


def _indented(space: str) -> str:
    return "\n".join(space + line for line in PUBLISH)


def write_pipelines(name: str, folder: Path) -> list[Path]:
    """Writes the files below a repository. Raises Refused where one of another content stands there already."""
    files = {folder / path: text for path, text in _pipeline_files(name).items()}
    for file, text in files.items():
        if file.exists() and file.read_text(encoding="utf-8") != text:
            raise Refused("ci_exists", file=file)
    for file, text in files.items():
        put(file, text.encode())
    return list(files)
