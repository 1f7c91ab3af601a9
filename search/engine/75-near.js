// What is nearly meant: names that share most of a query, and words that differ from it in one sign or only in writing.
(function (engine) {
  "use strict";
  var ENOUGH = 0.55;
  // Pieces of names this short are mostly not words: they begin in one and end in the next.
  var SHORT = 3;

  function pairs(text) {
    var signs = Array.from(text);
    var found = [];
    for (var i = 0; i + 1 < signs.length; i++) found.push(signs[i] + signs[i + 1]);
    return Array.from(new Set(found));
  }

  engine.pairs = pairs;

  // Labels by the share of the query's pairs that they hold, rare pairs counting more: [{label, share}]. That they share a
  // year or a number, be it that of an article, makes them no kin.
  engine.covering = function (store, text, least) {
    var wanted = pairs(text).filter(function (pair) { return !/[0-9第]/.test(pair); });
    if (wanted.length < 2) return [];
    var sums = new Float64Array(store.labels.length);
    var all = 0;
    wanted.forEach(function (pair) {
      var places = engine.placesOf(store, pair);
      var worth = Math.log(1 + sums.length / (1 + places.length));
      all += worth;
      places.forEach(function (place) { sums[place] += worth; });
    });
    var found = [];
    sums.forEach(function (sum, place) {
      if (sum && sum / all >= (least || ENOUGH)) found.push({ label: store.labels[place], share: sum / all });
    });
    return found.sort(function (one, other) { return other.share - one.share || one.label.text.length - other.label.text.length; });
  };

  // Labels that hold all of the query in its order, in blocks of two signs or more (食品许可 in 食品经营许可).
  engine.inBlocks = function (store, text) {
    var signs = Array.from(text);
    var found = [];
    var head = signs.slice(0, 2).join("");
    var tail = signs.slice(-2).join("");
    engine.holding(store, head).forEach(function (label) {
      if (label.folded.indexOf(tail) < 0) return;
      var blocks = blocksOf(signs, label.folded);
      if (blocks > 1 && blocks <= 4) found.push({ label: label, share: 1 - 0.08 * (blocks - 1) });
    });
    return found;
  };

  function blocksOf(signs, text) {
    var at = 0;
    var from = 0;
    var blocks = 0;
    while (at < signs.length) {
      var length = signs.length - at;
      var place = -1;
      for (; length >= 2; length--) {
        place = text.indexOf(signs.slice(at, at + length).join(""), from);
        if (place >= 0 && signs.length - at - length !== 1) break;
        place = -1;
      }
      if (place < 0) return 0;
      from = place + length;
      at += length;
      blocks += 1;
    }
    return blocks;
  }

  // Words that the query may have been meant as: [{text, of, quality}], the likeliest first.
  // `texts`: {folded}. Whole ones count before parts of them; a short query is only these.
  // `own`: how many signs of it say what it is about.
  engine.corrections = async function (pinyin, texts, text, own) {
    var signs = Array.from(text);
    if (signs.length < 2 || signs.length > 12) return [];
    var found = new Map();
    var figures = numbers(text);
    function offer(window, quality, whole) {
      // Another year is another thing.
      if ((!whole && signs.length <= SHORT) || numbers(window) !== figures) return;
      var known = found.get(window) || { text: window, of: text, quality: 0, count: 0 };
      known.quality = Math.max(known.quality, quality + (whole ? 0.05 : 0));
      known.count += 1;
      found.set(window, known);
    }
    await engine.each(texts, function (label) {
      var other = label.signs || (label.signs = Array.from(label.folded));
      for (var at = 0; at + signs.length - 1 <= other.length; at++) {
        var quality = differing(pinyin, signs, other, at, own);
        if (quality) offer(other.slice(at, at + signs.length).join(""), quality, other.length === signs.length);
        if (signs.length >= 4 && own >= 3) {
          shifted(signs, other, at).forEach(function (length) { offer(other.slice(at, at + length).join(""), 0.5, other.length === length); });
        }
      }
    });
    return Array.from(found.values()).sort(function (one, other) {
      return other.quality - one.quality || other.count - one.count || (one.text < other.text ? -1 : 1);
    }).slice(0, 5);
  };

  function numbers(text) { return String(text.match(/[0-9]+/g)); }

  // As many signs, all alike in sound, or (from three signs on) all but one the same. Where no sign is the same, the sounds must
  // be. With another sound in the place of one, three signs are mostly another word (准考证, 准生证), to be offered at most.
  function differing(pinyin, signs, other, at, own) {
    if (at + signs.length > other.length) return 0;
    var wrong = 0;
    var sound = 1;
    for (var i = 0; i < signs.length; i++) {
      if (signs[i] === other[at + i]) continue;
      var alike = pinyin.alike(signs[i], other[at + i]);
      wrong += 1;
      sound = Math.min(sound, alike);
      if (!alike && (own < 3 || wrong > 1)) return 0;
      if (!sound && wrong > 1) return 0;
    }
    if (!wrong || (wrong === signs.length && sound < 1)) return 0;
    if (!sound) return own >= 4 ? 0.55 : 0.4;
    return sound * (wrong === 1 ? 1 : 0.9);
  }

  // One sign too many or too few; two neighbours exchanged come out as the same length.
  function shifted(signs, other, at) {
    var found = [];
    if (same(signs, other, at, 1, 0)) found.push(signs.length - 1);
    if (same(signs, other, at, 0, 1)) found.push(signs.length + 1);
    return found;
  }

  function same(signs, other, at, skipHere, skipThere) {
    var i = 0;
    while (i < signs.length && signs[i] === other[at + i]) i++;
    if (!i || i === signs.length) return false;
    for (var j = i + skipHere; j < signs.length; j++) {
      if (signs[j] !== other[at + j - skipHere + skipThere]) return false;
    }
    return i + skipHere < signs.length;
  }
})(yangguang.engine);
