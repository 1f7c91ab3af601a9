// Pinyin: full, initials, mixed, half typed, and with the sounds that are easily confused.
(function (engine) {
  "use strict";
  var CONFUSED = [[/^zh/, "z"], [/^ch/, "c"], [/^sh/, "s"], [/^z(?!h)/, "zh"], [/^c(?!h)/, "ch"], [/^s(?!h)/, "sh"],
    [/^l/, "n"], [/^n/, "l"], [/^f/, "h"], [/^h/, "f"], [/([aei])ng$/, "$1n"], [/([aei])n$/, "$1ng"], [/v/, "u"]];

  // readings: {"zhong": "中重…"}; more may be added later. places: [["解州", ["hai", "zhou"]], …]
  engine.Pinyin = function (readings, places) {
    this.readings = {};
    this.syllables = Object.assign(Object.create(null), readings);
    this.spelled = {};
    this.places = places.map(function (place) { return { word: Array.from(place[0]), readings: place[1] }; });
    this.placeSigns = new Set(places.map(function (place) { return place[0]; }).join(""));
    this.add(readings);
  };

  engine.Pinyin.prototype.add = function (readings) {
    var all = this.readings;
    Object.keys(readings).forEach(function (reading) {
      Array.from(readings[reading]).forEach(function (character) {
        (all[character] || (all[character] = [])).push(reading);
      });
    });
  };

  // The words of a query without the tones that they may be spelled with: hùzhào, hu4zhao4.
  engine.Pinyin.prototype.terms = function (query) { return engine.terms(query).map(this.toneless, this); };

  engine.Pinyin.prototype.toneless = function (word) {
    var plain = word.normalize("NFD").replace(/([a-z\u0251]\u0308?)[\u0300\u0301\u0304\u030c]/g, "$1").replace(/u\u0308/g, "v")
      .normalize("NFC").replace(/\u0251/g, "a").replace(/([a-z])\u2019(?=[a-z])/g, "$1'");
    if (!/^(?:[a-z]+[0-5])+[a-z]*$/.test(plain) || plain.length < 3) return plain;
    var spelled = plain.match(/[a-z]+/g);
    return spelled.every(function (one) { return one in this.syllables; }, this) ? spelled.join("") : plain;
  };

  engine.Pinyin.prototype.knows = function (character) { return !!this.readings[character]; };

  function confused(reading) {
    var found = [reading];
    CONFUSED.forEach(function (rule) {
      found.slice().forEach(function (known) {
        var other = known.replace(rule[0], rule[1]);
        if (other !== known && found.indexOf(other) < 0) found.push(other);
      });
    });
    return found;
  }

  function spellings(readings) {
    var full = {};
    readings.forEach(function (reading) {
      confused(reading).forEach(function (way, place) { if (!(way in full)) full[way] = place ? 0.9 : 1; });
    });
    var initials = {};
    readings.forEach(function (reading) {
      initials[reading.charAt(0)] = true;
      if (/^[zcs]h/.test(reading)) initials[reading.slice(0, 2)] = true;
    });
    var ways = Object.keys(full);
    var heads = ways.map(function (way) { return way.charAt(0); }).join("");
    return { full: full, ways: ways, initials: Object.keys(initials), heads: heads };
  }

  // How the character at `place` of `text` (an array) may be spelled; a place name's own reading counts too.
  engine.Pinyin.prototype.spell = function (text, place) {
    var character = text[place];
    var own = this.readings[character];
    if (!own) return null;
    var extra = this.placeSigns.has(character) ? this.placeReading(text, place) : null;
    if (extra && own.indexOf(extra) < 0) return spellings(own.concat([extra]));
    return this.spelled[character] || (this.spelled[character] = spellings(own));
  };

  engine.Pinyin.prototype.placeReading = function (text, at) {
    for (var p = 0; p < this.places.length; p++) {
      var word = this.places[p].word;
      var offset = word.indexOf(text[at]);
      if (offset >= 0 && word.every(function (sign, i) { return text[at - offset + i] === sign; })) {
        return this.places[p].readings[offset];
      }
    }
    return null;
  };

  // The best window of `text` that `letters` spell from its start to their end: {from, to, quality} or null.
  engine.Pinyin.prototype.find = function (letters, text) {
    var signs = text.signs || (text.signs = Array.from(text.folded));
    var best = null;
    for (var from = 0; from < signs.length; from++) {
      var found = this.follow(letters, 0, signs, from, 0, 0);
      if (found && (!best || found.quality > best.quality)) {
        best = { from: from, to: found.to, quality: found.quality };
      }
    }
    return best;
  };

  // quality: 1 where every syllable is written out, .5 where all are initials; less for confused sounds.
  engine.Pinyin.prototype.follow = function (letters, at, signs, place, sum, count) {
    if (at === letters.length) return { to: place, quality: sum / count };
    if (place === signs.length) return null;
    var sign = signs[place];
    if (sign === letters.charAt(at)) return this.follow(letters, at + 1, signs, place + 1, sum + 1, count + 1);
    var ways = this.spell(signs, place);
    if (!ways || ways.heads.indexOf(letters.charAt(at)) < 0) return null;
    var best = null;
    var self = this;
    function attempt(length, worth) {
      var found = self.follow(letters, at + length, signs, place + 1, sum + worth, count + 1);
      if (found && (!best || found.quality > best.quality)) best = found;
    }
    var rest = letters.slice(at);
    ways.ways.forEach(function (way) {
      if (rest.startsWith(way)) attempt(way.length, ways.full[way]);
      else if (rest.length > 1 && way.startsWith(rest)) attempt(rest.length, 0.8 * ways.full[way]);
    });
    ways.initials.forEach(function (way) { if (rest.startsWith(way)) attempt(way.length, 0.5); });
    return best;
  };

  // How sure it is that two characters that differ sound alike.
  engine.Pinyin.prototype.alike = function (one, other) {
    var first = this.readings[one];
    var second = this.readings[other];
    if (!first || !second) return 0;
    if (first.some(function (reading) { return second.indexOf(reading) >= 0; })) return 0.9;
    var near = this.spell([one], 0).ways;
    return second.some(function (reading) { return near.indexOf(reading) >= 0; }) ? 0.7 : 0;
  };
})(yangguang.engine);
