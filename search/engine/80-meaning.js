// What a query means beyond its letters: codes, everyday words, sentences, near names.
(function (engine) {
  "use strict";
  var POINTS = engine.POINTS;
  var KIN = 0.5;

  // Adds hits for all that the terms may mean; `said` gets the sentences that tell the reader. Answers the known words that are
  // but part of the query; null where they are all of it, or a name holds it.
  engine.meaning = async function (core, terms, hits, said) {
    var joined = engine.official(terms.join(""));
    if (engine.bareCode(joined)) codes(core, joined, hits);
    var latin = terms.some(function (term) { return /[a-z]/.test(term); }) && !named(hits);
    var spelled = latin ? await engine.spelled(core, terms, hits, said) : [];
    var bare = core.words.bare(joined) || joined;
    var object = engine.behindVerb(core, bare) || core.words.object(bare);
    // What was typed, what of it does not only fill, what its verb is about.
    var texts = [joined, bare, object];
    if (bare !== joined) said.push("理解为“" + bare + "”");
    var words = await heard(core, texts, hits, said);
    var known = words.filter(function (word) { return !core.words.lost.has(word); });
    var part = texts.indexOf(known[0]) < 0;
    var lone = part && !named(hits);
    var pieces = core.words.pieces(terms.join(" "));
    var penal = part && known.length > 0 && known.every(engine.penal);
    if (penal && await engine.missed(besides(pieces, known).join(""))) known = [];
    var literal = new Set(hits.map.keys());
    // What a name holds letter for letter counts more than what a word within the query stands for.
    meantTogether(core, known, hits, said, part && !lone ? 0.8 : known.length > 1 ? 0.97 : 1);
    var held = lifted(pieces, known, hits);
    if (penal && held.size) hits.map.forEach(function (_, entry) { if (!held.has(entry) && !literal.has(entry)) hits.map.delete(entry); });
    themed(core, texts, hits);
    [bare, object].forEach(function (text, place) {
      if (text !== joined) hits.labels(core.store, text, 0.95 - 0.03 * place, "名称含“" + text + "”");
    });
    if (!known.length && !named(hits) && bare.length > 1) await near(core, bare, hits, said);
    var rounded = engine.aged(bare);
    if (rounded !== bare && !hits.map.size) return engine.meaning(core, [rounded], hits, said);
    if (latin && !hits.map.size) {
      // Letters that are left of a sentence (yyzz怎么办), or stand in the place of characters (公zu房).
      var put = bare !== joined && /^[a-z']+$/.test(bare) ? bare : await engine.inCharacters(core, bare, said);
      if (put) return engine.meaning(core, [put], hits, said);
      spelled = await engine.spelledPart(core, terms, hits, said);
    }
    pinned(core, texts.concat(words), spelled, hits);
    return lone ? known : null;
  };

  function named(hits) {
    for (var hit of hits.map.values()) if (hit.named || hit.points > POINTS.text + 1) return true;
    return false;
  }

  function codes(core, text, hits) {
    var bare = engine.bareCode(text);
    var part = engine.hyphens(text);
    engine.codesOf(core.store, text).forEach(function (code) { hits.words.add(code); });
    core.store.entries.forEach(function (entry) {
      if (entry.kind !== "item") return;
      var id = entry.id.toLowerCase();
      var start = id.charAt(0) === bare.charAt(0) && id.replace(/-/g, "").startsWith(bare);
      if (start && id.replace(/-/g, "") === bare) hits.add(entry, POINTS.code, "职权编码");
      else if (start) hits.add(entry, POINTS.codeStart, "编码以“" + text + "”开头");
      else if (part.length >= 4 && id.indexOf(part) > 0) hits.add(entry, POINTS.codeInside, "编码含“" + text + "”");
    });
  }

  // The words of the lexicon that the query is, or that stand inside it. 补办 within another query does not say what of.
  function wordsOf(core, texts) {
    var whole = texts.find(function (text) { return core.words.knows(text); });
    if (whole) return [whole];
    var inside = texts[1].length > 2 ? core.words.inside(texts[1]).map(function (found) { return found.word; }) : [];
    return inside.some(engine.thing) ? inside : [];
  }

  // The same, but for a query that sounds like a longer word than those inside it: 残疾正 is 残疾证.
  async function heard(core, texts, hits, said) {
    var words = wordsOf(core, texts);
    if (!words.length || texts.indexOf(words[0]) >= 0 || named(hits)) return words;
    var meant = await engine.soundsLike(core, Array.from(new Set([texts[1], texts[2], engine.thing(texts[2])])));
    if (!meant) return words;
    said.push("按“" + meant.text + "”查找");
    var put = texts[1].replace(meant.of, meant.text);
    return wordsOf(core, [put, put, core.words.object(put)]);
  }

  // Of a sentence with several known words, what answers more of them stands before what answers one. Words that do not say
  // what it is about only lift what others find, but more: who has lost a certificate asks for another, not for the first.
  function meantTogether(core, words, hits, said, share) {
    var counts = new Map();
    var leading = words.some(engine.leads) ? words.filter(engine.leads) : words;
    function take(word, known) {
      var own = new engine.Hits();
      var told = [];
      meant(core, word, own, told, share);
      var found = Array.from(own.map.values()).filter(function (hit) { return !known || known.has(hit.entry); });
      if (known && !found.length) return;
      said.push.apply(said, told);
      own.words.forEach(function (text) { hits.words.add(text); });
      found.forEach(function (hit) {
        counts.set(hit.entry, (counts.get(hit.entry) || 0) + (known ? 2 : 1));
        hits.join(hit);
      });
    }
    leading.forEach(function (word) { take(word, null); });
    words.forEach(function (word) { if (leading.indexOf(word) < 0) take(word, counts); });
    counts.forEach(function (count, entry) {
      if (count > 1) hits.raise(entry, POINTS.together * (count - 1), "符合“" + words.join("”“") + "”中的 " + count + " 个");
    });
  }

  // What no known word covers of the pieces of a query.
  function besides(pieces, words) {
    return words.reduce(function (left, word) { return left.split(word).join(" "); }, pieces.join(" ")).split(" ");
  }

  // It lifts the names that hold it: 补缴 in 社保补缴. Answers the entries that are so called.
  function lifted(pieces, words, hits) {
    var pairs = besides(pieces, words).map(engine.pairs).filter(function (some) { return some.length; });
    var lifts = new Set();
    if (!words.length || !pairs.length) return lifts;
    // Very many hits have few names.
    var known = new Map();
    hits.map.forEach(function (hit, entry) {
      if (!known.has(entry.name)) known.set(entry.name, heldOf(pairs, entry.name));
      var held = known.get(entry.name);
      if (!held.points) return;
      hits.raise(entry, held.points, held.reason);
      lifts.add(entry);
    });
    return lifts;
  }

  function heldOf(pairs, name) {
    var held = pairs.map(function (some) { return some.filter(function (pair) { return name.indexOf(pair) >= 0; }); });
    var share = held.reduce(function (sum, some, place) { return sum + some.length / pairs[place].length; }, 0) / pairs.length;
    return { points: Math.round(POINTS.rest * share), reason: "名称也含“" + [].concat.apply([], held).join("”“") + "”" };
  }

  function meant(core, word, hits, said, share) {
    hits.needles(core, word, share);
    hits.labels(core.store, word, 0.96 * share, "名称含“" + word + "”");
    var texts = core.words.needles(word).map(function (needle) { return needle.text; });
    var targets = Array.from(new Set(texts)).filter(function (text) { return text !== word; }).slice(0, 4);
    if (targets.length) said.push("“" + word + "”也找：" + targets.join("、"));
  }

  // Items of a theme that is called so, or as means the same; first those whose own names say at least part of it.
  function themed(core, texts, hits) {
    var said = [].concat.apply(texts, texts.map(function (text) { return core.words.same[text] || []; }));
    var themes = core.store.entries.filter(function (entry) {
      return entry.kind === "theme" && [entry.name].concat(entry.aliases).some(function (name) {
        return said.indexOf(engine.fold(name)) >= 0;
      });
    }).map(function (entry) { return entry.name; });
    if (!themes.length) return;
    var parts = engine.pairs(texts[0]);
    core.store.entries.forEach(function (entry) {
      var theme = entry.themes.find(function (theme) { return themes.indexOf(theme) >= 0; });
      if (!theme) return;
      var named = parts.some(function (pair) { return entry.name.indexOf(pair) >= 0; });
      hits.add(entry, POINTS.theme + (named ? POINTS.akin : 0), "属于主题“" + theme + "”").theme = theme;
    });
  }

  async function near(core, text, hits, said) {
    var found = engine.inBlocks(core.store, text).concat(await covering(core, text)).slice(0, 60);
    found.forEach(function (one) {
      one.label.owners.forEach(function (owner) {
        hits.add(owner.entry, 620 * one.share, "名称与“" + text + "”大部分相同", one.label, owner.alias);
      });
    });
    if (found.length) said.push("没有名称完全含“" + text + "”，列出相近的名称");
  }

  async function covering(core, text, least) { return await engine.missed(text) ? [] : engine.covering(core.store, text, least); }

  // Best bets stand first, those before others whose names say more exactly what is meant; worst bets go, or
  // stand last where they are called what was typed, unless they are asked for by name (务工 in 服务工作者 is nobody's word).
  function pinned(core, texts, spelled, hits) {
    var worst = [].concat.apply([], Array.from(new Set(texts.concat(spelled)), function (text) {
      return (core.words.worst[text] || []).map(function (target) { return { text: text, target: target }; });
    })).filter(function (one) { return texts[0].indexOf(one.target) < 0; });
    function refused(entry) {
      return worst.filter(function (one) { return engine.fold(entry.name).indexOf(one.target) >= 0; });
    }
    // A name that holds what was typed only as a piece of what is refused (药店 in 兽药店, in 宠物药店) is not called so.
    function called(entry, one) {
      return [entry.name].concat(entry.aliases).some(function (name) {
        return worst.reduce(function (rest, other) {
          return other.text === one.text ? rest.split(other.target).join("\n") : rest;
        }, engine.fold(name)).indexOf(one.text) >= 0;
      });
    }
    (texts.slice(0, 3).concat(spelled).map(function (text) { return core.words.best[text]; }).find(Boolean) || []).forEach(function (target, place) {
      var found = [];
      function first(entry, fit, _, alias) {
        if (entry.kind === "item" && !alias && !refused(entry).length) found.push({ entry: entry, points: POINTS.best - place + fit * POINTS.fitting });
      }
      core.store.entries.forEach(function (entry) { if (entry.id === target) first(entry, 0); });
      engine.called(core.store, target, first);
      // A licence is meant, not the penalty for who has none, whose name holds that of the licence.
      var applied = found.filter(function (one) { return engine.askedFor(one.entry, texts[0]); });
      (applied.length ? applied : found).forEach(function (one) { hits.add(one.entry, one.points, "编辑推荐"); });
    });
    if (worst.length) hits.map.forEach(function (hit, entry) {
      var wrong = refused(entry);
      wrong.forEach(function (one) { hits.raise(entry, POINTS.worst, "“" + one.text + "”一般不是找它"); });
      if (wrong.length && !(hit.named && wrong.some(called.bind(null, entry)))) hits.map.delete(entry);
    });
  }

  // Names to offer where nothing was found: what begins otherwise and ends alike is mostly another thing (酒类许可证, 排污许可证).
  engine.suggestions = async function (core, terms, tried) {
    var text = engine.thing(core.words.object(core.words.bare(terms.join("")) || terms.join("")));
    var head = Array.from(text).slice(0, 2).join("");
    var names = (await covering(core, text, 0.15)).filter(function (one) {
      return one.share >= KIN || one.label.folded.indexOf(head) >= 0;
    }).map(function (one) { return one.label.owners[0].entry.name; });
    return Array.from(new Set(tried.concat(names))).slice(0, 5);
  };
})(yangguang.engine);
