// Points: why a result stands where it does. Every number of the ranking is in this file.
(function (engine) {
  "use strict";
  var NAME = { equal: 1000, core: 950, start: 800, inside: 700, cover: 100 };
  var ALIAS = 0.97;
  var KINDS = { item: 0, department: -40, theme: -320, page: -80, place: -80, law: -260, document: -120, event: -200 };
  var GONE = /^已/, ENDED = /失效|废止/;
  var POINTS = engine.POINTS = {
    best: 2000, code: 1500, codeStart: 1200, codeInside: 600, field: 640, theme: 520, akin: 40, text: 100, gone: -250, worst: -900,
    applied: 12, service: 10, office: -60, ruled: 160, later: -100, asked: 140, complained: -300, home: 8, further: 0.12, together: 70, rest: 100, typo: 0.8, fitting: 0.05
  };
  // So many recommended names there may be of one word.
  var RECOMMENDED = 50;
  var NONE = [];
  var ON_OFFICE = { "行政处罚": 1, "行政强制": 1, "行政征收": 1, "行政检查": 1 };

  // How well a label answers a term: 0 where it does not hold it.
  engine.fit = function (label, term) {
    var at = label.folded.indexOf(term);
    if (at < 0) return 0;
    if (label.folded === term) return NAME.equal;
    if (label.core === term) return NAME.core;
    return (at === 0 ? NAME.start : NAME.inside) + NAME.cover * Math.min(1, term.length / label.core.length);
  };

  // Calls `found` of all whose labels hold `text`: entry, points, label, and whether that is an everyday name.
  engine.called = function (store, text, found) {
    engine.holding(store, text).forEach(function (label) {
      label.owners.forEach(function (owner) { found(owner.entry, engine.fit(label, text), label, owner.alias); });
    });
  };

  // Collects hits: the best points of each entry, a little more for each further reason; and the words that names hold.
  engine.Hits = function () {
    this.map = new Map();
    this.words = new Set();
    this.last = [];
  };

  // All that will be known of a hit; `why` is shared by hits, so it is never added to.
  function made(entry) {
    return { entry: entry, points: 0, why: NONE, check: null, alias: "", theme: "", named: false, total: 0, further: 0, own: 0, line: "", card: null };
  }

  engine.Hits.prototype.add = function (entry, value, reason, label, alias) {
    var worth = alias ? value * ALIAS : value;
    var hit = this.map.get(entry);
    if (!hit) this.map.set(entry, hit = made(entry));
    var told = hit.why.find(function (known) { return known.reason === reason; });
    if (told) {
      if (worth > told.points) hit.why = hit.why.map(function (one) { return one === told ? { reason: reason, points: Math.round(worth) } : one; });
      if (worth <= hit.points) return hit;
    } else {
      // Very many hits in a row have the same reason.
      var points = Math.round(worth);
      var last = this.last[0];
      if (!last || last.reason !== reason || last.points !== points) this.last = [{ reason: reason, points: points }];
      hit.why = hit.why.length ? hit.why.concat(this.last) : this.last;
    }
    hit.check = null;
    if (worth > hit.points) {
      hit.points = worth;
      hit.alias = alias && label ? label.text : "";
    }
    return hit;
  };

  // Takes over a hit that was found apart.
  engine.Hits.prototype.join = function (other) {
    var hit = this.map.get(other.entry);
    if (!hit) { this.map.set(other.entry, other); return; }
    hit.check = null;
    hit.why = hit.why.concat(other.why);
    if (other.points > hit.points) { hit.points = other.points; hit.alias = other.alias; }
  };

  engine.Hits.prototype.raise = function (entry, points, reason) {
    var hit = this.map.get(entry);
    hit.points += points;
    hit.why = hit.why.concat([{ reason: reason, points: points }]);
  };

  // Labels that hold `text`, at `worth` of their points.
  engine.Hits.prototype.labels = function (store, text, worth, reason) {
    var self = this;
    engine.called(store, text, function (entry, points, label, alias) {
      self.add(entry, points * worth, reason, label, alias);
      self.words.add(text);
    });
  };

  // Labels that hold what a word stands for.
  engine.Hits.prototype.needles = function (core, word, worth) {
    var self = this;
    core.words.needles(word).forEach(function (needle) { self.labels(core.store, needle.text, needle.worth * worth, needle.reason); });
  };

  // Who does not ask for penalties, seizures, inspections seldom means them.
  var OFFICE_WORDS = /罚|强制|查封|扣押|检查|征收|没收|拆除|吊销|代履行|违法|投诉|举报|[a-z]/;

  // Whether an item is of the sort that is asked for: what is exercised ex officio is so only by its own words.
  engine.askedFor = function (entry, query) { return !ON_OFFICE[entry.group] || OFFICE_WORDS.test(query); };

  // Who complains of a shop, or was fined, does not ask for its licence, but for those who see to it that shops keep to the law.
  var COMPLAINT = /投诉|举报|罚|违法|无证|没证|没.{0,8}(?:执照|许可证?|有证|手续|审批|批准)就|吃出|吃坏/;
  var HEARS_COMPLAINTS = /投诉|举报|罚|违法|纠纷|争议|调解|仲裁|监督|监察|检查|维权|奖励/;

  // Who does not say so means the first application, not what may follow upon it.
  var LATER = /变更|注销|补办|补发|补领|补证|换发|换领|换证|延续|延期|续期|续证|终止|停业|歇业|挂失|解挂|恢复|转出|转入|迁移|撤销|复审|校验|遗失|暂停/;
  var WHEN = new RegExp("到期|过期|丢失|丢了|掉了|补一[个张本]|年检|年审|" + LATER.source, "g");
  var ACTS = new RegExp(LATER.source, "g");
  // Nor what of, but these may be asked for alone.
  var PENALTY = /^(?:被?罚款|交罚款|被罚|罚单|罚多少|处罚)$/;
  var ACT = /^(?:投诉|举报)$/;
  var LATER_WORDS = /变|改|换|销|关|补|丢|掉了|失|坏|期|续|停|歇|恢复|转|迁|撤|复审|校验|[a-z]/;

  // What is asked for, without what only says when: nothing is left of 遗失补办.
  engine.thing = function (text) { return text.replace(WHEN, ""); };

  // Whether a word of a sentence says what it is about.
  engine.leads = function (word) { return !ACT.test(word) && !PENALTY.test(word) && engine.thing(word); };

  // Whether it says but that somebody is fined: for anything, so that what for has to be said.
  engine.penal = function (word) { return PENALTY.test(word); };

  // Who does not say so wants what can be done, not what it rests on.
  var LAW_WORDS = /法|条例|办法|规定|规范|规则|细则|意见|决定|通知|第.+条|《/;

  var known = new Map();
  function later(name) {
    var found = known.get(name);
    if (found === undefined) known.set(name, found = LATER.test(name));
    return found;
  }

  function standing(entry, query, acts, named) {
    // A law or document asked for by its very name is what is meant; a theme of that name leads to items, which come first.
    var points = named && entry.kind !== "theme" ? 0 : KINDS[entry.kind] || 0;
    if (points && entry.kind === "law" && LAW_WORDS.test(query)) points += POINTS.ruled;
    if (entry.kind === "item") {
      if (acts.some(function (act) { return entry.name.indexOf(act) >= 0; })) points += POINTS.asked;
      else if (!named && later(entry.name) && !LATER_WORDS.test(query)) points += POINTS.later;
      if (!named && COMPLAINT.test(query) && !ON_OFFICE[entry.group] && !HEARS_COMPLAINTS.test(entry.name)) points += POINTS.complained;
      if (GONE.test(entry.status)) points += POINTS.gone;
      else if (entry.group === "公共服务") points += POINTS.service;
      else if (!ON_OFFICE[entry.group]) points += POINTS.applied;
      else if (!engine.askedFor(entry, query)) points += POINTS.office;
    } else if (!named && entry.kind === "document" && ENDED.test(entry.status)) points += POINTS.gone;
    return points + (entry.region === engine.near ? POINTS.home : 0);
  }

  // Hits in the order in which they are shown.
  engine.Hits.prototype.sorted = function (query) {
    var acts = query.match(ACTS) || [];
    this.map.forEach(function (hit) {
      var further = hit.why.length > 1 ? Math.min(3, hit.why.length - 1) * POINTS.further * 100 : 0;
      var own = standing(hit.entry, query, acts, hit.points >= NAME.equal && hit.points < POINTS.best - RECOMMENDED);
      hit.total = hit.points + further + own;
      hit.further = further;
      hit.own = own;
    });
    var hits = [];
    this.map.forEach(function (hit) { hits[hit.entry.number] = hit; });
    hits = grouped(hits, function (hit) { return hit.entry.name.length; });
    return grouped(hits, function (hit) { return -hit.total; });
  };

  // In the order of the keys, otherwise as they stand: of very many hits few keys differ.
  function grouped(hits, key) {
    var groups = new Map();
    hits.forEach(function (hit) {
      var group = groups.get(key(hit));
      if (group) group.push(hit);
      else groups.set(key(hit), [hit]);
    });
    return [].concat.apply([], Array.from(groups.keys()).sort(function (one, other) { return one - other; }).map(function (one) {
      return groups.get(one);
    }));
  }
})(yangguang.engine);
