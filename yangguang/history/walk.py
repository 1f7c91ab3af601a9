"""Walks along the published line of a repository and tells what each commit changed in the items of one region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from yangguang.history.git import Commit, Repository
from yangguang.history.past import Library, Past
from yangguang.model.change import Line, State
from yangguang.model.compare import compare_item
from yangguang.model.duty import Duty, Risk

_ITEM = re.compile(r"powers/([^/]+)/([^/]+)\.yml")
_DEPARTMENT = re.compile(r"departments/([^/]+)\.yml")
_DUTIES, _RISKS = "library/duties.yml", "library/risks.yml"
_OWN = ("powers", "departments", _DUTIES, _RISKS)


@dataclass(frozen=True, slots=True)
class Track:
    """Where a region lies in its repository, and the region above whose library it sees, where that lies there, too."""

    prefix: str
    upper: str | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """All that a history depends on."""
        own = [self.prefix + path for path in _OWN]
        return (*own, *(() if self.upper is None else (self.upper + _DUTIES, self.upper + _RISKS)))


@dataclass(slots=True)
class Walk:
    """The region as it stands after a commit. A file that cannot be read leaves what it said before in force, as a
    build that stops at it leaves what is public."""

    repository: Repository
    track: Track
    files: dict[str, str]
    """Path → blob."""
    carried: dict[str, str | None]
    """Path of each file that cannot be read → the blob that was read last."""
    past: Past = field(init=False)
    homes: dict[str, set[str]] = field(init=False, default_factory=dict)
    """Code → paths of the files of that name."""
    library: Library = field(init=False)

    def __post_init__(self) -> None:
        self.past = Past(self.repository.read)
        for path in self.files:
            if code := self._code(path):
                self.homes.setdefault(code, set()).add(path)
        self.library = self._library()

    def step(self, commit: Commit) -> Iterator[Line]:
        """Goes on to the next commit and tells its changes, ordered by code."""
        ours = {path: blob for path, blob in sorted(commit.files.items()) if self._concerns(path)}
        items: dict[str, list[str]] = {}
        for path in ours:
            if code := self._code(path):
                items.setdefault(code, []).append(path)
        shared = [path for path in ours if not self._code(path)]
        slugs = [found[1] for path in shared if (found := self._own(_DEPARTMENT, path))]
        library, names = self.library, {slug: self._department_name(slug) for slug in slugs}
        for path in shared:
            self._take(path, ours[path])
        self.library = self._library() if self.libraries & set(shared) else library
        ids = self.library.differing(library) if self.library is not library else set()
        for code in sorted({*items, *self._users(ids)}):
            before = self._state(code, library, names)
            for path in items.get(code, ()):
                self._take(path, ours[path])
            for change in compare_item(code, before, self._state(code, self.library, {})):
                yield Line(commit.day, commit.id, change)

    def _take(self, path: str, blob: str | None) -> None:
        """Puts a file as it now is in its place."""
        before = self._shown(path)
        self.carried.pop(path, None)
        code = self._code(path)
        if blob is None:
            self.files.pop(path, None)
            if code:
                self.homes.get(code, set()).discard(path)
            return
        self.files[path] = blob
        if code:
            self.homes.setdefault(code, set()).add(path)
        if not self._readable(path, blob):
            self.carried[path] = before

    def _readable(self, path: str, blob: str) -> bool:
        if code := self._code(path):
            power = self.past.power(blob)
            return power is not None and power.code == code
        if path in self.libraries:
            return self.past.entries(Duty if path.endswith(_DUTIES) else Risk, blob) is not None
        return self.past.department(blob) is not None

    def _shown(self, path: str) -> str | None:
        """The blob that says what is public: the file's own, else the last that could be read."""
        return self.carried[path] if path in self.carried else self.files.get(path)

    def _code(self, path: str) -> str:
        """The code of the item that a file is; empty for other files. A file is called by its code, or is in error."""
        found = self._own(_ITEM, path)
        return found[2] if found else ""

    def _state(self, code: str, library: Library, names: Mapping[str, str]) -> State | None:
        """The item as it stands; of two files of one code, which no build accepts, the first.

        ``names``: what departments were called that the same commit has renamed.
        """
        for path in sorted(self.homes.get(code, ())):
            if blob := self._shown(path):
                slug = path.removeprefix(self.track.prefix).split("/")[1]
                return self.past.state(blob, library, slug, names.get(slug) or self._department_name(slug))
        return None

    def _own(self, form: re.Pattern[str], path: str) -> re.Match[str] | None:
        """A file of the region that bears a name of this form."""
        prefix = self.track.prefix
        return form.fullmatch(path, len(prefix)) if path.startswith(prefix) else None

    def _department_name(self, slug: str) -> str:
        blob = self._shown(f"{self.track.prefix}departments/{slug}.yml")
        return (self.past.department(blob) if blob else None) or slug

    @property
    def libraries(self) -> set[str]:
        """The files whose entries items may use."""
        return {
            prefix + name
            for prefix in (self.track.prefix, self.track.upper)
            if prefix is not None
            for name in (_DUTIES, _RISKS)
        }

    def _concerns(self, path: str) -> bool:
        return bool(self._code(path) or self._own(_DEPARTMENT, path)) or path in self.libraries

    def _library(self) -> Library:
        own = self._entries(self.track.prefix)
        return own if self.track.upper is None else own.over(self._entries(self.track.upper))

    def _entries(self, prefix: str) -> Library:
        duties, risks = self._shown(prefix + _DUTIES), self._shown(prefix + _RISKS)
        return Library(
            (self.past.entries(Duty, duties) if duties else None) or {},
            (self.past.entries(Risk, risks) if risks else None) or {},
        )

    def _users(self, ids: set[str]) -> Iterator[str]:
        """Items that may use one of these entries of the library."""
        names = tuple(name.encode() for name in sorted(ids))
        for code in sorted(self.homes) if names else ():
            blobs = [blob for path in self.homes[code] if (blob := self._shown(path))]
            if any(name in body for blob in blobs if (body := self.past.read(blob)) for name in names):
                yield code
