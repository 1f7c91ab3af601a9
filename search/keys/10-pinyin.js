// Typing by pinyin: what the letters may stand for, words of this site before single characters.
(function (engine) {
  "use strict";
  var WHOLE = 0.85;
  var SHOWN = 48;

  // data: {words, characters}, both the most frequent first. pinyin: an engine.Pinyin that knows their readings.
  engine.Typing = function (data, pinyin) {
    this.pinyin = pinyin;
    this.words = data.words.split("\n").filter(Boolean).map(function (word) { return Array.from(word); });
    this.characters = Array.from(data.characters);
    this.heads = {};
    var heads = this.heads;
    this.words.forEach(function (word) {
      var spelled = pinyin.spell(word, 0);
      if (spelled) new Set(spelled.heads).forEach(function (head) { (heads[head] || (heads[head] = [])).push(word); });
    });
  };

  // What `letters` may stand for: [{text, used}], `used` being how many of the letters it takes.
  engine.Typing.prototype.candidates = function (letters) {
    if (!letters) return [];
    var self = this;
    var whole = [];
    var begun = [];
    var parts = [];
    (this.heads[letters.charAt(0)] || []).forEach(function (word) {
      var found = self.pinyin.follow(letters, 0, word, 0, 0, 0);
      if (found) (found.to === word.length ? whole : begun).push({ text: word.join(""), used: letters.length, quality: found.quality });
      else {
        var used = self.spelledOut(letters, word);
        if (used) parts.push({ text: word.join(""), used: used });
      }
    });
    // Sorting is stable: among equals the more frequent word stays before.
    whole.sort(function (a, b) { return b.quality - a.quality; });
    begun.sort(function (a, b) { return (b.quality >= WHOLE) - (a.quality >= WHOLE); });
    parts.sort(function (a, b) { return b.used - a.used; });
    var first = this.single(letters);
    var all = letters.length === 1 ? whole.concat(begun.slice(0, 12), first) : whole.concat(first.slice(0, whole.length ? 0 : 3), begun.slice(0, 12), parts.slice(0, 8), first);
    var seen = {};
    return all.filter(function (one) { return !seen[one.text] && (seen[one.text] = true); }).slice(0, SHOWN);
  };

  // How many letters spell all of `word` out, syllable by syllable; 0 where they do not.
  engine.Typing.prototype.spelledOut = function (letters, word) {
    var at = 0;
    for (var i = 0; i < word.length; i++) {
      var own = this.pinyin.readings[word[i]] || [];
      var longest = 0;
      own.forEach(function (reading) { if (reading.length > longest && letters.startsWith(reading, at)) longest = reading.length; });
      if (!longest) return 0;
      at += longest;
    }
    return at;
  };

  // Characters of the first syllable: those that the most letters spell come first.
  engine.Typing.prototype.single = function (letters) {
    var self = this;
    var found = [];
    this.characters.forEach(function (character) {
      var used = 0;
      (self.pinyin.readings[character] || []).forEach(function (reading) {
        if (letters.startsWith(reading)) used = Math.max(used, reading.length);
        else if (reading.startsWith(letters)) used = Math.max(used, letters.length);
      });
      if (used) found.push({ text: character, used: used });
    });
    return found.sort(function (a, b) { return b.used - a.used; });
  };
})(yangguang.engine);
