// Layer 2: which entries hold a term anywhere in their texts. Candidates first, by characters and pairs; then the texts.
(function (engine) {
  "use strict";
  var MOST_PAIRS = 6;

  function slot(term, shards) {
    var mixed = 0;
    for (var sign of term) mixed = (mixed * 65599 + sign.codePointAt(0)) % 4294967296;
    return (Math.imul(mixed, 2654435761) >>> 16) & (shards - 1);
  }

  function terms(data) {
    var ends = engine.bytes(data[1]);
    var sizes = engine.numbers(ends, 0, ends.length);
    var bytes = engine.bytes(data[2]);
    var places = new Map();
    var at = 0;
    data[0].split("\n").forEach(function (term, number) {
      places.set(term, [at, at += sizes[number]]);
    });
    return { bytes: bytes, places: places };
  }

  engine.Texts = function (store) {
    this.store = store;
    this.entries = store.entries.length;
    var texts = engine.bytes(store.index.texts);
    var owners = engine.bytes(store.index.owners);
    this.textStarts = engine.ascending(texts, 0, texts.length);
    this.ownerStarts = engine.ascending(owners, 0, owners.length);
  };

  // The bytes of a term in a family of shards; undefined where it stands nowhere, null where the shard is missing.
  function looked(kind, term) {
    var count = engine.count(kind);
    if (!count) return Promise.resolve(undefined);
    return engine.made(kind, slot(term, count), terms).then(function (shard) {
      if (!shard) return null;
      var place = shard.places.get(term);
      return place ? { bytes: shard.bytes, from: place[0], to: place[1] } : undefined;
    });
  }

  function units(term) {
    return looked(term.length > 1 && Array.from(term).length > 1 ? "p" : "c", term).then(function (found) {
      return found ? engine.ascending(found.bytes, found.from, found.to) : found;
    });
  }

  // {entries: Map(entry number → units that may hold the term), exact, broken}
  engine.Texts.prototype.candidates = async function (term) {
    var signs = Array.from(term);
    var answer = { entries: new Map(), exact: signs.length <= 2, broken: false };
    if (signs.length <= 2) {
      var direct = await looked("d", term);
      if (direct) return this.spread(direct, answer);
    }
    var lists = await Promise.all(parts(signs).map(units));
    if (lists.some(function (list) { return list === undefined; })) return answer;
    answer.broken = lists.some(function (list) { return list === null; });
    lists = lists.filter(Boolean);
    if (!lists.length) return answer;
    answer.exact = answer.exact && !answer.broken;
    var held = lists.sort(function (one, other) { return one.length - other.length; }).reduce(both);
    return this.owned(held, answer);
  };

  function parts(signs) {
    if (signs.length === 1) return [signs[0]];
    var pairs = [];
    for (var i = 0; i + 1 < signs.length; i++) pairs.push(signs[i] + signs[i + 1]);
    pairs = Array.from(new Set(pairs));
    if (pairs.length <= MOST_PAIRS) return pairs;
    var step = (pairs.length - 1) / (MOST_PAIRS - 1);
    return Array.from({ length: MOST_PAIRS }, function (_, i) { return pairs[Math.round(i * step)]; });
  }

  function both(one, other) {
    var found = [];
    for (var i = 0, j = 0; i < one.length && j < other.length;) {
      if (one[i] === other[j]) { found.push(one[i]); i++; j++; }
      else if (one[i] < other[j]) i++;
      else j++;
    }
    return found;
  }

  // One bit an entry; no unit is known, so the texts of all of an entry's units would have to be read.
  engine.Texts.prototype.spread = function (found, answer) {
    for (var i = found.from; i < found.to; i++) {
      for (var bit = 0; bit < 8; bit++) {
        if (found.bytes[i] >> bit & 1) answer.entries.set((i - found.from) * 8 + bit, null);
      }
    }
    return answer;
  };

  engine.Texts.prototype.owned = async function (held, answer) {
    var self = this;
    var shared = [];
    function add(entry, unit) {
      var known = answer.entries.get(entry);
      if (known) known.push(unit);
      else answer.entries.set(entry, [unit]);
    }
    held.forEach(function (unit) {
      if (unit < self.entries) add(unit, unit);
      else shared.push(unit);
    });
    await Promise.all(shared.map(function (unit) {
      var number = part(self.ownerStarts, unit);
      return engine.made("o", number, owners).then(function (shard) {
        if (shard) shard[unit - self.ownerStarts[number]].forEach(function (entry) { add(entry, unit); });
        else { answer.broken = true; answer.exact = false; }
      });
    }));
    return answer;
  };

  function owners(data) {
    var bytes = engine.bytes(data);
    var rows = [];
    for (var at = 0; at < bytes.length;) {
      var end = at;
      while (bytes[end] > 127) end++;
      var size = engine.numbers(bytes, at, end + 1)[0];
      rows.push(engine.ascending(bytes, end + 1, end + 1 + size));
      at = end + 1 + size;
    }
    return rows;
  }

  // The shard that holds row `number`, given the first row of each.
  function part(starts, number) {
    var low = 0;
    var high = starts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (starts[middle] <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  engine.Texts.prototype.unit = function (unit) {
    var number = part(this.textStarts, unit);
    var start = this.textStarts[number];
    return engine.made("t", number, function (rows) { return rows; }).then(function (rows) {
      return rows ? rows[unit - start] : null;
    });
  };

  // The line of a candidate's texts that really holds the term; "" where none does, null where a shard is missing.
  engine.Texts.prototype.line = async function (candidates, term) {
    var missing = false;
    for (var i = 0; candidates && i < candidates.length; i++) {
      var text = await this.unit(candidates[i]);
      if (text === null) missing = true;
      else if (engine.fold(text).indexOf(term) >= 0) {
        var line = text.split("\n").find(function (row) { return engine.fold(row).indexOf(term) >= 0; });
        if (line) return line;
      }
    }
    return missing ? null : "";
  };
})(yangguang.engine);
