// What literally holds every word of a query: names, fields of an entry, or any of its texts.
(function (engine) {
  "use strict";
  var POINTS = engine.POINTS;

  function fields(entry, term, region) {
    return [entry.department, entry.departmentName, entry.group, region.name, entry.status].concat(entry.themes)
      .some(function (text) { return text && engine.fold(text).indexOf(term) >= 0; });
  }

  // One word: {labels: Map(entry → {points, label, alias}), ways: [{term, texts, sure}]}
  async function look(core, term, ways) {
    var word = { term: term, labels: new Map(), ways: [], found: null };
    for (var way of ways) {
      engine.called(core.store, way, function (entry, points, label, alias) {
        var worth = alias ? points - 20 : points;
        var known = word.labels.get(entry);
        if (!known || known.worth < worth) word.labels.set(entry, { points: points, worth: worth, label: label, alias: alias });
      });
    }
    var texts = await Promise.all(ways.map(function (way) { return core.texts.candidates(way); }));
    word.ways = ways.map(function (way, place) { return { term: way, texts: texts[place], sure: texts[place].exact && !texts[place].broken }; });
    word.found = { points: POINTS.text, check: [word.ways] };
    return word;
  }

  // A former code stands in texts alone, with its hyphens.
  function writings(core, term) { return Array.from(new Set(engine.writings(term).concat(engine.codesOf(core.store, term)))); }

  // How an entry holds a word: points, and what is still to be verified; null where it does not.
  function holding(core, word, entry, several) {
    var label = word.labels.get(entry);
    if (label) return { points: label.points, label: label.label, alias: label.alias, check: null };
    if (several && fields(entry, word.term, core.store.regions[entry.region])) return { points: POINTS.field, check: null };
    if (word.ways.length === 1) return word.ways[0].texts.has(entry) ? word.found : null;
    var held = word.ways.filter(function (way) { return way.texts.has(entry); });
    return held.length ? { points: POINTS.text, check: [held] } : null;
  }

  // Adds to `hits` every entry that holds all terms; answers whether that is exact without verification.
  engine.literal = async function (core, terms, hits, exactly) {
    var several = terms.length > 1;
    var words = await Promise.all(terms.map(function (term) {
      return look(core, term, exactly ? [term] : writings(core, term));
    }));
    var quoted = "“" + terms.join(" ") + "”";
    var inName = "名称含" + quoted;
    var inAlias = "俗称含" + quoted;
    var inText = "内容含" + quoted;
    function take(entry, one) {
      var hit = hits.add(entry, one.points, one.label ? (one.alias ? inAlias : inName) : inText, one.label, one.alias);
      hit.named = !!one.label;
      hit.check = one.check;
    }
    function takeAll(entry) {
      var held = [];
      for (var i = 0; i < words.length; i++) {
        var one = holding(core, words[i], entry, !exactly);
        if (!one) return;
        held.push(one);
      }
      // A department or a region alone is found by its name, not by all that stands under it.
      if (entry.kind === "item" || held.some(function (one) { return one.points !== POINTS.field; })) take(entry, together(held));
    }
    // With several words one may be a department's or a theme's name, so every entry is tried.
    if (several) core.store.entries.forEach(takeAll);
    else entriesOf(core, words[0]).forEach(function (entry) { take(entry, holding(core, words[0], entry, false)); });
    return words.some(function (word) { return word.ways.some(function (way) { return way.texts.broken; }); });
  };

  // What an entry holds of several words, as if it were one.
  function together(held) {
    var best = held.find(function (one) { return one.label; }) || held[0];
    var checks = held.reduce(function (all, one) { return all.concat(one.check || []); }, []);
    return {
      points: held.reduce(function (sum, one) { return sum + one.points; }, 0) / held.length,
      label: best.label, alias: best.alias, check: checks.length ? checks : null
    };
  }

  function entriesOf(core, word) {
    var found = new Set(word.labels.keys());
    word.ways.forEach(function (way) {
      way.texts.each(function (entry) { found.add(entry); });
    });
    return Array.from(found);
  }

  // Whether what a hit rests on is really there; keeps the line for the snippet. null: a shard is missing.
  engine.verified = async function (core, hit) {
    if (!hit.check) return true;
    for (var ways of hit.check) {
      var sure = false;
      var missing = false;
      for (var way of ways) {
        var line = await core.texts.line(way.texts.units(hit.entry), way.term);
        if (line) { hit.line = hit.line || line; sure = true; break; }
        if (way.sure) { sure = true; break; }
        if (line === null) missing = true;
      }
      if (!sure) return missing ? null : false;
    }
    return true;
  };
})(yangguang.engine);
