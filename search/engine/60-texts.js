// Layer 2: which entries hold a term anywhere in their texts. Candidates first, by characters and pairs; then the texts.
(function (engine) {
  "use strict";
  // So many pairs are looked up at first; further ones only while so many units hold all of these.
  var FIRST_PAIRS = 4;
  var FEW = 12;
  // So many lines that were looked for are remembered.
  var LINES = 5000;

  var LATIN = /^[0-9a-z.-]{3}$/;

  // Where the text of a candidate stands.
  var OWN = 1;
  var SHARED = 2;

  function slot(term, shards) {
    var mixed = 0;
    for (var sign of term) mixed = (mixed * 65599 + sign.codePointAt(0)) % 4294967296;
    return (Math.imul(mixed, 2654435761) >>> 16) & (shards - 1);
  }

  function terms(data) {
    var lists = data[1].split(" ");
    return new Map(data[0].split(" ").map(function (term, number) { return [term, lists[number]]; }));
  }

  engine.Texts = function (store) {
    this.store = store;
    this.entries = store.entries.length;
    this.lines = new Map();
    this.textStarts = engine.ascending(store.index.texts);
    this.ownerStarts = engine.ascending(store.index.owners);
    this.long = new Map(store.index.long.split(" ").map(function (pair, number) { return [pair, number]; }));
  };

  // The numbers of a term in a family of shards; undefined where it stands nowhere, null where the shard is missing.
  function looked(kind, term) {
    var count = engine.count(kind);
    if (!count) return Promise.resolve(undefined);
    return engine.made(kind, slot(term, count), terms).then(function (shard) {
      if (!shard) return null;
      var list = shard.get(term);
      return list === undefined ? undefined : engine.ascending(list);
    });
  }

  engine.Texts.prototype.units = function (term) {
    if (this.long.has(term)) return engine.made("b", this.long.get(term), engine.ascending);
    return looked(Array.from(term).length > 1 ? "p" : "c", term);
  };

  // The entries whose texts may hold a term; `exact` where they do, `broken` where a shard was missing and others may.
  function Candidates(store, exact) {
    this.store = store;
    this.marks = new Uint8Array(store.entries.length);
    this.shared = [];
    this.exact = exact;
    this.broken = false;
  }

  Candidates.prototype.add = function (place, mark) { this.marks[place] |= mark; };

  Candidates.prototype.has = function (entry) { return this.marks[entry.place] > 0; };

  Candidates.prototype.each = function (use) {
    for (var place = 0; place < this.marks.length; place++) if (this.marks[place]) use(this.store.places[place]);
  };

  // The units of an entry that may hold the term. They are looked up for few of the entries, so they are not kept for all.
  Candidates.prototype.units = function (entry) {
    var shared = this.shared.filter(function (one) { return holds(one.places, entry.place); }).map(function (one) { return one.unit; });
    return this.marks[entry.place] & OWN ? [entry.place].concat(shared) : shared;
  };

  function holds(places, place) {
    return places[engine.part(places, place)] === place;
  }

  engine.Texts.prototype.candidates = async function (term) {
    var signs = Array.from(term);
    var answer = new Candidates(this.store, signs.length <= 2);
    if (answer.exact) {
      var direct = await looked("d", term);
      // No unit is known, so the texts of all of an entry's units would have to be read; its own will do.
      if (direct) {
        direct.forEach(function (place) { answer.add(place, OWN); });
        return answer;
      }
    }
    var left = this.parts(signs);
    var held = null;
    while (left.length && (!held || held.length > FEW)) {
      var lists = await Promise.all(left.splice(0, held ? FIRST_PAIRS / 2 : FIRST_PAIRS).map(this.units, this));
      if (lists.some(function (list) { return list === undefined; })) return answer;
      answer.broken = answer.broken || lists.some(function (list) { return list === null; });
      lists = lists.concat([held]).filter(Boolean).sort(function (one, other) { return one.length - other.length; });
      if (lists.length) held = lists.reduce(both);
    }
    return held ? this.owned(held, answer) : answer;
  };

  // Whether three Latin letters or digits begin there, which are looked up as one.
  function three(signs, at) { return at + 2 < signs.length && LATIN.test(signs[at] + signs[at + 1] + signs[at + 2]); }

  // What may be looked up of a term: its pairs, at first some from its start to its end, those with long lists last.
  engine.Texts.prototype.parts = function (signs) {
    if (signs.length === 1) return [signs[0]];
    var pairs = Array.from(new Set(signs.slice(1).map(function (sign, i) {
      if (three(signs, i)) return signs[i] + sign + signs[i + 2];
      return i && three(signs, i - 1) ? "" : signs[i] + sign;
    }).filter(Boolean)));
    var long = this.long;
    var light = pairs.filter(function (pair) { return !long.has(pair); });
    var step = Math.max(1, (light.length - 1) / (FIRST_PAIRS - 1));
    var first = light.filter(function (_, place) { return Math.floor(place / step) !== Math.floor((place - 1) / step); });
    return Array.from(new Set(first.concat(light, pairs)));
  };

  function both(one, other) {
    var found = [];
    for (var i = 0, j = 0; i < one.length && j < other.length;) {
      if (one[i] === other[j]) { found.push(one[i]); i++; j++; }
      else if (one[i] < other[j]) i++;
      else j++;
    }
    return found;
  }

  engine.Texts.prototype.owned = async function (held, answer) {
    var self = this;
    var found = await Promise.all(held.map(function (unit) {
      if (unit < self.entries) { answer.add(unit, OWN); return null; }
      var number = engine.part(self.ownerStarts, unit);
      return engine.made("o", number, owners).then(function (shard) {
        if (shard) return { unit: unit, places: engine.ascending(shard[unit - self.ownerStarts[number]]) };
        answer.broken = true;
        return null;
      });
    }));
    answer.shared = found.filter(Boolean);
    answer.shared.forEach(function (one) {
      for (var i = 0; i < one.places.length; i++) answer.add(one.places[i], SHARED);
    });
    return answer;
  };

  function owners(data) { return data.split(" "); }

  engine.Texts.prototype.unit = function (unit) {
    var number = engine.part(this.textStarts, unit);
    var start = this.textStarts[number];
    return engine.made("t", number, function (rows) { return rows; }).then(function (rows) {
      return rows ? rows[unit - start] : null;
    });
  };

  // The line of a candidate's texts that really holds the term; "" where none does, null where a shard is missing.
  engine.Texts.prototype.line = async function (candidates, term) {
    var missing = false;
    for (var i = 0; i < candidates.length; i++) {
      var line = await this.lineOf(candidates[i], term);
      if (line) return line;
      if (line === null) missing = true;
    }
    return missing ? null : "";
  };

  // The same of one unit, which may stand in very many entries and is read once for a term.
  engine.Texts.prototype.lineOf = function (unit, term) {
    var key = unit + " " + term;
    if (!this.lines.has(key)) {
      if (this.lines.size >= LINES) this.lines.clear();
      this.lines.set(key, this.unit(unit).then(function (text) {
        if (text === null || engine.fold(text).indexOf(term) < 0) return text && "";
        return text.split("\n").find(function (row) { return engine.fold(row).indexOf(term) >= 0; }) || "";
      }));
    }
    return this.lines.get(key);
  };
})(yangguang.engine);
