// Letters as pinyin: the names and words that they spell.
(function (engine) {
  "use strict";
  var LETTERS = /^[a-z']{2,40}$/;
  var FULL = 0.8;
  var CHANCE = 0.8;
  var LONG = 0.012;
  var BESIDE = 4;

  // Letters as pinyin, and the characters beside them.
  function partsOf(terms) {
    var latin = terms.every(function (term) { return LETTERS.test(term); });
    return latin ? [terms.join("").replace(/'/g, "")] : terms.join(" ").match(/[a-z']+|[^a-z' ]+/g) || [];
  }

  // The parts as a text may write them: what of it the letters spell.
  engine.sounded = function (core, terms, text) {
    var label = { folded: engine.fold(text) };
    return partsOf(terms).map(function (part) {
      if (!LETTERS.test(part)) return part;
      var window = core.pinyin.find(part, label);
      return window ? label.signs.slice(window.from, window.to).join("") : "";
    });
  };

  // Every part must stand in the same name. Answers the words of the lexicon that are spelled syllable by syllable.
  engine.spelled = async function (core, terms, hits, said) {
    var parts = partsOf(terms);
    if (parts.some(function (part) { return LETTERS.test(part) && part.length < 2; })) return [];
    // A word that people write in letters is nobody's pinyin.
    if (parts.length === 1 && core.words.knows(parts[0])) return [];
    var words = parts.length === 1 && LETTERS.test(parts[0]) ? await spelledWord(core, parts[0], hits, said) : [];
    var found = 0;
    await engine.each(core.store.labels, function (label) {
      var points = worth(label);
      if (!points) return;
      label.owners.forEach(function (owner) { hits.add(owner.entry, points, "拼音“" + parts.join("") + "”", label, owner.alias); });
      found += 1;
    });
    function worth(label) {
      var sum = 0;
      for (var i = 0; i < parts.length; i++) {
        var points = LETTERS.test(parts[i]) ? sounding(core, parts[i], label) : engine.fit(label, parts[i]);
        if (!points) return 0;
        sum += points;
      }
      return sum / parts.length;
    }
    if (found) said.push("按拼音查找");
    return words;
  };

  function sounding(core, letters, label) {
    var window = core.pinyin.find(letters, label);
    // Two initials stand somewhere in most names; that they begin one may be meant.
    if (!window || (window.quality < 0.6 && letters.length < 3 && window.from)) return 0;
    var text = label.signs.slice(window.from, window.to).join("");
    // So do three in the midst of many, the likelier the longer the name: whom or what they spell wholly comes first.
    var chance = window.quality < 0.6 && letters.length < 4 && window.from ? Math.max(0.5, CHANCE - LONG * (label.signs.length - 6)) : 1;
    return engine.fit(label, text) * (0.55 + 0.4 * window.quality) * chance;
  }

  // Words that are spelled from their first sign to their last, the likeliest first.
  async function wholly(core, letters, texts) {
    var found = [];
    await engine.each(texts, function (word) {
      var window = core.pinyin.find(letters, word);
      var whole = window && window.from === 0 && window.to === word.signs.length && word.folded !== letters;
      if (whole && (window.quality > FULL || letters.length >= 3)) found.push({ word: word.folded, quality: window.quality });
    });
    return found.sort(function (one, other) { return other.quality - one.quality; });
  }

  // A word of the lexicon.
  async function spelledWord(core, letters, hits, said) {
    return (await wholly(core, letters, core.words.texts)).slice(0, 3).map(function (found) {
      hits.needles(core, found.word, 0.5 + 0.42 * found.quality);
      said.push("拼音可能是“" + found.word + "”");
      return found;
    }).filter(function (found) { return found.quality > FULL; }).map(function (found) { return found.word; });
  }

  // Letters of which only some spell a word: 养老院 in yanglaoyuanbeian, 开公司 in wo yao kai gongsi. The most that do.
  engine.spelledPart = async function (core, terms, hits, said) {
    var parts = partsOf(terms);
    if (parts.length !== 1 || !LETTERS.test(parts[0])) return [];
    for (var part of partly(terms, parts[0])) {
      var found = (await wholly(core, part, core.words.texts))[0];
      if (found && found.quality > FULL) return spelledWord(core, part, hits, said);
    }
    return [];
  };

  // What the letters begin with, and the words among them as they were typed; the longest first.
  function partly(terms, letters) {
    var found = [];
    for (var length = letters.length - 2; length > 0; length--) found.push(letters.slice(0, length));
    terms.forEach(function (_, from) {
      for (var to = terms.length; to > from; to--) found.push(terms.slice(from, to).join("").replace(/'/g, ""));
    });
    return Array.from(new Set(found)).filter(function (part) { return part.length >= 5 && part.length < letters.length; })
      .sort(function (one, other) { return other.length - one.length; });
  }

  // The word in letters behind a verb that is spelled: ktv in kaiktv; "" where there is none.
  engine.behindVerb = function (core, letters) {
    if (!LETTERS.test(letters)) return "";
    return core.words.latin.find(function (word) {
      var verb = letters.slice(0, -word.length);
      return verb && letters.endsWith(word) && core.words.lead.some(function (lead) {
        var window = core.pinyin.find(verb, { folded: lead });
        return window && window.from === 0 && window.to === Array.from(lead).length && window.quality > FULL;
      });
    }) || "";
  };

  // A text typed half in letters as it is written in characters: 公租房申请 for 公zu房申请; "" where it spells no known word.
  engine.inCharacters = async function (core, text, said) {
    var found = await spelledBeside(core, text, core.words.texts);
    if (!found) return "";
    said.push("拼音可能是“" + found.word + "”");
    return text.replace(found.part, found.word);
  };

  // The longest part of a text with its letters that spells one of some words, with up to so many characters before and behind.
  async function spelledBeside(core, text, words) {
    var mixed = /^([^a-z]*)([a-z](?:.*[a-z])?)([^a-z]*)$/.exec(text);
    if (!mixed) return null;
    for (var part of partsBeside(mixed[1], mixed[2], mixed[3])) {
      var found = (await wholly(core, part.text, words.filter(part.frames)))[0];
      if (found && found.quality > FULL) return { part: part.text, word: found.word };
    }
    return null;
  }

  // The longest first. Few words begin and end with the characters beside the letters: only these need to be spelled.
  function partsBeside(before, letters, behind) {
    var parts = [];
    for (var head = 0; head <= Math.min(BESIDE, before.length); head++) {
      for (var tail = 0; tail <= Math.min(BESIDE, behind.length); tail++) {
        parts.push(framed(before.slice(before.length - head), letters, behind.slice(0, tail)));
      }
    }
    return parts.sort(function (one, other) { return other.text.length - one.text.length; });
  }

  function framed(before, letters, behind) {
    return {
      text: before + letters + behind,
      frames: function (word) { return word.folded.startsWith(before) && word.folded.endsWith(behind); }
    };
  }

  // A word that leads nowhere, spelled out; "" where the terms spell none.
  engine.spelledOut = async function (core, terms) {
    if (!partsOf(terms).some(function (part) { return LETTERS.test(part); })) return "";
    await engine.rare(core);
    var text = core.words.bare(terms.join("")).replace(/'/g, "");
    var found = await spelledBeside(core, text, await engine.absent());
    return found ? found.word : "";
  };
})(yangguang.engine);
