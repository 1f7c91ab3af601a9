// The one entrance: yangguang.search(query, options), as search/README.md describes it.
(function (yangguang, engine) {
  "use strict";
  var core = null;
  var starting = null;

  // Layer 1, the words and the readings; called by whoever needs them first.
  engine.start = function () {
    if (!starting) {
      starting = engine.index().then(function (index) {
        // Short lists of owners are wanted by nearly every query that reads texts.
        if (engine.count("o")) engine.shard("o", 0).catch(function () { return null; });
        return Promise.all([engine.names(index), engine.shard("w", 0)]);
      }).then(async function (parts) {
        var made = { store: parts[0], texts: new engine.Texts(parts[0]), words: new engine.Words(parts[1]), simplify: null };
        await engine.breathe();
        made.pinyin = new engine.Pinyin(parts[1].readings, parts[1].places);
        await engine.breathe();
        made.words.spoken(made.store.spoken);
        await engine.breathe();
        engine.near = Math.max(0, made.store.regions.findIndex(function (region) { return region.slug === engine.home; }));
        core = made;
        return core;
      });
    }
    return starting;
  };

  // Letters alone: from layer 1, for the list under a search box.
  engine.suggest = async function (query, limit) {
    await engine.start();
    var terms = await engine.simplified(core, core.pinyin.terms(query));
    if (!terms.length) return [];
    var hits = new engine.Hits();
    var said = [];
    terms.forEach(function (term) { hits.labels(core.store, term, 1, "名称"); });
    await engine.meaning(core, terms, hits, said);
    // Letters may be of a word that is only being put together.
    if (!hits.map.size && !/^[a-z']+$/.test(terms.join(""))) await engine.slips(core, terms, hits, said);
    var merged = engine.merged(hits.sorted(terms.join("")));
    return merged.list.slice(0, limit).map(function (hit) { return plainResult(hit, merged.places.get(hit) || []); });
  };

  // Everything that a query finds, in order; the last few are kept, because filters and groups ask again.
  var KEPT = 8;
  var kept = new Map();
  function found(typed, exactly) {
    var key = typed.join(" ") + (exactly ? "\n" : "");
    if (!kept.has(key)) {
      kept.set(key, find(typed, exactly));
      if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    }
    return kept.get(key);
  }

  async function find(typed, exactly) {
    var terms = exactly ? typed : await engine.simplified(core, typed);
    var hits = new engine.Hits();
    var said = [];
    var tried = [];
    var words = null;
    if (terms.join() !== typed.join()) said.push("按简体“" + terms.join(" ") + "”查找");
    var broken = await engine.literal(core, terms, hits, exactly);
    if (!exactly) words = await engine.meaning(core, terms, hits, said);
    await settle(hits);
    if (words && hits.map.size) await engine.lacks(core, terms, words, said);
    await engine.breathe();
    if (!exactly && !hits.map.size) tried = await engine.slips(core, terms, hits, said);
    var sorted = hits.sorted(terms.join(""));
    await engine.breathe();
    return {
      hits: sorted, doubtful: sorted.filter(doubtful), terms: terms, words: wordsOf(terms, hits), said: said, tried: tried,
      broken: broken, views: new Map()
    };
  }

  // What was looked for, letter for letter: the query's words in all their writings, and what they stand for.
  function wordsOf(terms, hits) {
    return Array.from(new Set([].concat.apply([], terms.map(engine.writings)).concat(Array.from(hits.words))));
  }

  // Whether it is still to be looked up that a hit is right.
  function doubtful(hit) {
    return !!hit.check && !hit.check.every(function (ways) { return ways.some(function (way) { return way.sure; }); });
  }

  // So few doubtful hits are looked up before anything is counted; of more, only those that are to be shown.
  var FEW = 20;
  async function settle(hits) {
    var asked = Array.from(hits.map.values()).filter(doubtful);
    if (asked.length > FEW) return;
    (await lookedUp(asked)).forEach(function (right, place) {
      if (right === false) hits.map.delete(asked[place].entry);
    });
  }

  // Of each hit whether it is right, null where a shard is missing; what is right is not looked up again.
  function lookedUp(hits) {
    return Promise.all(hits.map(async function (hit) {
      var right = await engine.verified(core, hit);
      if (right) hit.check = null;
      return right;
    }));
  }

  // Hits that turned out wrong are counted nowhere.
  function drop(all, wrong) {
    if (wrong.size) {
      all.hits = all.hits.filter(function (hit) { return !wrong.has(hit); });
      all.views.clear();
    }
    all.doubtful = all.doubtful.filter(function (hit) { return hit.check && !wrong.has(hit); });
  }

  // What passes the filters, with their counts; kept with what the query found, because a second page asks again.
  function view(all, filters, merge) {
    var key = JSON.stringify([filters || {}, merge]);
    if (!all.views.has(key)) {
      var chosen = engine.filtered(all.hits, core.store, filters, merge);
      var merged = merge ? engine.merged(chosen.hits) : { list: chosen.hits, places: new Map() };
      all.views.set(key, Object.assign(merged, { facets: chosen.facets }));
    }
    return all.views.get(key);
  }

  async function search(query, options) {
    options = options || {};
    await engine.start();
    var exactly = options.verify === "all";
    var asked = query === undefined || query === null ? "" : query;
    var typed = exactly ? engine.terms(asked) : core.pinyin.terms(asked);
    if (!typed.length) return answer([], [], engine.filtered([], core.store).facets, true, true, [], []);
    var all = await found(typed, exactly);
    var said = (engine.isCut(query) ? ["只按前 " + engine.LONGEST + " 个字查找"] : []).concat(all.said);
    var merge = options.merge === undefined ? !exactly : options.merge;
    var chosen = view(all, options.filters, merge);
    var list = chosen.list;
    var limit = options.limit === undefined ? 10 : +options.limit || list.length;
    var checked = await verify(list, exactly ? list.length : limit);
    drop(all, checked.wrong);
    var shown = checked.list.slice(0, Math.min(limit, checked.sound));
    await cards(shown);
    var results = shown.map(function (hit) { return result(hit, options.explain, all, chosen.places.get(hit) || []); });
    var nothing = checked.sound ? [] : await engine.suggestions(core, all.terms, all.tried);
    var facets = view(all, options.filters, merge).facets;
    return answer(checked.list, results, facets, !all.doubtful.length && !all.broken, checked.exact && !all.broken, said, nothing);
  }

  function answer(list, results, facets, counted, exact, said, suggestions) {
    return {
      total: list.length, exact: exact, results: results, understood: Array.from(new Set(said)), suggestions: suggestions,
      facets: facets, counted: counted, faults: engine.faults.slice()
    };
  }

  // Verifies from the top until `limit` stand; hits that turn out wrong go. Exact where none is left unverified.
  // Texts that hold all pairs but not the words are rare; where they are many, a few that are right must do. As many may be
  // wrong as are wanted, so that whoever asks for more gets on; and some more as long as none is right.
  var TRIES = 10;
  async function verify(list, limit) {
    var kept = [];
    var at = 0;
    var wrong = new Set();
    var unsure = false;
    while (at < list.length && kept.length < limit && (at - kept.length < (kept.length ? limit : limit + TRIES) || limit === list.length)) {
      var part = list.slice(at, at + Math.max(limit - kept.length, 1));
      var right = await lookedUp(part);
      part.forEach(function (hit, place) {
        if (right[place]) kept.push(hit);
        else if (right[place] === false) wrong.add(hit);
        else unsure = true;
      });
      at += part.length;
    }
    var rest = list.slice(at);
    return { list: kept.concat(rest), sound: kept.length, wrong: wrong, exact: !unsure && !rest.some(doubtful) };
  }

  async function cards(hits) {
    var size = core.store.index.cardEntries;
    await Promise.all(hits.map(function (hit) {
      return engine.made("k", Math.floor(hit.entry.number / size), read).then(function (shard) {
        hit.card = shard ? shard(hit.entry.number % size) : null;
      });
    }));
    function read(data) {
      return function (row) {
        var card = {};
        core.store.index.card.forEach(function (key, place) { card[key] = data.texts[data.rows[row][place]]; });
        var moved = data.moved.find(function (one) { return one[0] === row; });
        card.moved = moved ? moved.slice(1) : [];
        return card;
      };
    }
  }

  function plainResult(hit, places) {
    var entry = hit.entry;
    var region = core.store.regions[entry.region];
    return {
      kind: entry.kind, code: entry.kind === "item" ? entry.id : "", name: entry.name, department: entry.department,
      region: region.slug, regionName: region.name, url: entry.url, snippet: "", status: entry.status, "class": entry.group,
      limit: entry.limit, alias: hit.alias,
      regions: places.map(function (place) {
        var home = core.store.regions[place.entry.region];
        return { region: home.slug, name: home.name, code: place.entry.id, url: place.entry.url, status: place.entry.status };
      })
    };
  }

  function result(hit, explain, all, places) {
    var made = plainResult(hit, places);
    var spelled = [hit.entry.name, hit.alias].map(engine.sounded.bind(null, core, all.terms));
    made.marks = all.words.concat(spelled[0], spelled[1]).filter(Boolean);
    made.snippet = hit.line ? around(hit.line, all.words) : hit.alias ? "俗称：" + hit.alias
      : hit.theme && hit.why.length === 1 ? "主题：" + hit.theme : "";
    made.card = hit.card;
    if (explain) {
      made.why = hit.why.concat(
        [{ reason: "不止一个理由", points: Math.round(hit.further) }, { reason: "种类、状态、类别、地区", points: hit.own }]
          .filter(function (one) { return one.points; })
      );
    }
    made.points = Math.round(hit.total);
    return made;
  }

  // About sixty characters around the first match.
  function around(line, words) {
    var map = engine.foldMap(line);
    var at = Math.max(0, words.reduce(function (best, word) { return best >= 0 ? best : map.text.indexOf(word); }, -1));
    var from = engine.whole(line, Math.max(0, map.places[at] - 24));
    var to = engine.whole(line, Math.min(line.length, from + 72));
    return (from ? "…" : "") + line.slice(from, to) + (to < line.length ? "…" : "");
  }

  // Who asks from a page of a county means its list first, where others answer as well: a region's 网址标识, else the first region.
  engine.home = yangguang.home(engine.root);
  engine.near = 0;
  yangguang.search = search;
  engine.core = function () { return core; };
})(yangguang, yangguang.engine);
