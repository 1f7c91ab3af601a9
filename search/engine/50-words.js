// The lexicon: what everyday words stand for, and what of a sentence only fills it.
(function (engine) {
  "use strict";
  var WIDE = 0.85;
  // What only counts, between a verb and its object: 摆个摊 is 摆摊, 养了三只狗 is 养狗; but 办个体执照, 交个税, 开一家政公司, 建座谈室.
  var MANY = "(?:[0-9]{1,4}|[一两三四五六七八九十几][一二三四五六七八九十百几]{0,3})";
  var EVEN_ALONE = "(?:个(?![体人税别月])|条(?!例)|套(?![牌餐路])|[间只辆])";
  var COUNTED = new RegExp("([开办摆养盖建修打种买])了?(?:" + MANY + "?" + EVEN_ALONE + "|" + MANY + "(?:家(?![庭政具居])|[座头口亩]))", "g");
  // Punctuation, folded, and pictures (😊).
  var MARKS = /[,.;:!?。、"'“”‘’()《》〈〉「」『』【】<>\[\]{}~·/+&|#@*=_\u20e3\u2190-\u2bff\ufe0f\u{1f000}-\u{1faff}]+/gu;

  engine.Words = function (data) {
    var self = this;
    this.filler = data.filler;
    this.lead = data.lead;
    this.lost = new Set(data.lost);
    this.heard = [];
    // Without a prototype: somebody will type “constructor”.
    ["same", "means", "best", "worst"].forEach(function (kind) { self[kind] = Object.create(null); });
    data.same.forEach(function (group) {
      group.forEach(function (word) {
        self.same[word] = (self.same[word] || []).concat(group.filter(function (other) { return other !== word; }));
      });
    });
    ["means", "best", "worst"].forEach(function (kind) {
      data[kind].forEach(function (row) {
        row[0].forEach(function (word) { self[kind][word] = (self[kind][word] || []).concat(row[1]); });
      });
    });
    this.known = Object.keys(Object.assign({}, this.same, this.means)).sort(longest);
    this.texts = this.known.map(texted);
    this.latin = this.known.concat(data.lost).filter(function (word) { return /^[a-z]{2,}$/.test(word); }).sort(longest);
  };

  function texted(word) { return { folded: word, text: word }; }

  // Everyday names and themes of the site are known words of a sentence too; so is what leads nowhere, where it is told from
  // others at hand: a 通行证 in it is not what was meant.
  engine.Words.prototype.spoken = function (words) {
    this.heard = Array.from(new Set(this.known.concat(words, Array.from(this.lost)))).sort(longest).filter(function (word) {
      return word.length > 1;
    });
  };

  engine.Words.prototype.knows = function (word) { return !!(this.same[word] || this.means[word]) || this.lost.has(word); };

  function longest(one, other) { return other.length - one.length || (one < other ? -1 : 1); }

  // Words that are known, but lead nowhere here; no name need bear their characters.
  engine.absent = async function () {
    return await engine.made("a", 0, function (words) { return words.sort(longest).map(texted); }) || [];
  };

  // The longest of them that a text holds, of 举报黑车 the car. Then it is no slip of the hand for another word, and names that share
  // some of its signs are no kin of what it says. `test` may say which words count.
  engine.missed = async function (text, test) {
    var found = (await engine.absent()).filter(function (word) {
      return placed(word.folded, text) >= 0 && (!test || test(word.folded));
    });
    var thing = found.find(function (word) { return engine.leads(word.folded); }) || found[0];
    return thing ? thing.folded : "";
  };

  // The query without 我想, 怎么办, 需要什么手续 and the like, nor what only counts: its pieces that remain. In the midst of a known
  // word (名下有没有房) they are part of it.
  engine.Words.prototype.pieces = function (text) {
    var phrases = this.heard.filter(function (word) {
      return text.indexOf(word) >= 0 && (word.search(COUNTED) >= 0 || this.filler.some(within(word)));
    }, this);
    var rest = phrases.reduce(function (left, phrase, place) { return left.split(phrase).join(stand(place)); }, text.replace(MARKS, " "));
    rest = rest.replace(COUNTED, "$1");
    this.filler.forEach(function (phrase) { rest = rest.split(phrase).join(" "); });
    rest = phrases.reduce(function (left, phrase, place) { return left.split(stand(place)).join(phrase); }, rest);
    return rest.split(" ").filter(Boolean);
  };

  function within(word) {
    return function (phrase) {
      var at = word.indexOf(phrase, 1);
      return at > 0 && at + phrase.length < word.length;
    };
  }

  // A sign that nobody types, in the place of a phrase.
  function stand(place) { return String.fromCharCode(0xE000 + place); }

  engine.Words.prototype.bare = function (text) { return this.pieces(text).join(""); };

  // The text without the verb that it begins with (办, 申请, 领取 …), where something of a word remains.
  engine.Words.prototype.object = function (text) {
    var verb = this.lead.find(function (word) { return text.startsWith(word) && text.length >= word.length + 2; });
    return verb ? text.slice(verb.length) : text;
  };

  // Known words inside a text, the longest first, none overlapping but what the lexicon knows within an everyday name of the site
  // (小饭馆 in 开小饭馆); a word may have up to two signs between its own.
  engine.Words.prototype.inside = function (text) {
    var self = this;
    var found = [];
    var rest = text;
    this.heard.forEach(function (word) {
      var at = placed(word, rest);
      if (at < 0) return;
      found.push({ word: word, at: at });
      var part = self.knows(word) ? null : self.known.find(function (one) { return one.length > 1 && word.indexOf(one) >= 0; });
      if (part && !self.needles(part).some(function (needle) { return needle.text === word; })) {
        found.push({ word: part, at: at + word.indexOf(part) });
      }
      rest = rest.split(word).join("\u0000".repeat(word.length));
    });
    if (rest.replace(/\u0000/g, "").length >= 3) {
      this.heard.forEach(function (word) {
        if (word.length < 3 || /[0-9a-z]/.test(word)) return;
        var at = loosely(word, rest);
        if (at >= 0) found.push({ word: word, at: at });
      });
    }
    return found.sort(function (one, other) { return one.at - other.at; });
  };

  // Where `text` holds a word; letters and figures where no others go on (no 4050 in a telephone number).
  function placed(word, text) {
    var at = text.indexOf(word);
    while (at >= 0 && (goesOn(text.charAt(at - 1), word.charAt(0)) || goesOn(word.slice(-1), text.charAt(at + word.length)))) {
      at = text.indexOf(word, at + 1);
    }
    return at;
  }

  function goesOn(one, next) { return /^(?:[0-9]{2}|[a-z]{2})$/.test(one + next); }

  // Where `text` holds the signs of `word` in order, with one or two others between, or its halves, of two signs at least, with
  // up to six (孩子在工地干活).
  function loosely(word, text) {
    return Math.max(scattered(word, text), halved(word, text));
  }

  function halved(word, text) {
    for (var length = 2; length <= word.length - 2; length++) {
      var half = word.slice(0, length);
      for (var start = text.indexOf(half); start >= 0; start = text.indexOf(half, start + 1)) {
        var next = text.indexOf(word.slice(length), start + length);
        if (next < 0) break;
        if (next - start - length <= 6 && text.slice(start, next).indexOf("\u0000") < 0) return start;
      }
    }
    return -1;
  }

  function scattered(word, text) {
    for (var start = text.indexOf(word.charAt(0)); start >= 0; start = text.indexOf(word.charAt(0), start + 1)) {
      var at = start;
      for (var i = 1; i < word.length && at >= 0; i++) at = text.indexOf(word.charAt(i), at + 1);
      if (at >= 0 && at - start < word.length + 2 && text.slice(start, at).indexOf("\u0000") < 0) return start;
    }
    return -1;
  }

  // What a word stands for, and what the others of its meaning do: [{text, worth, reason}], the likeliest first. What is but part
  // of one before (残疾人 after 残疾人护理补贴) is for lists that have nothing nearer.
  engine.Words.prototype.needles = function (word) {
    var self = this;
    var same = this.same[word] || [];
    var found = same.map(function (other) {
      return { text: other, worth: 0.93, reason: "“" + word + "”即“" + other + "”" };
    });
    var targets = [].concat.apply([], [word].concat(same).map(function (one) { return self.means[one] || []; }));
    Array.from(new Set(targets)).forEach(function (target, place, all) {
      var wide = all.slice(0, place).some(function (before) { return before.indexOf(target) >= 0; });
      var worth = (0.92 - 0.03 * Math.min(place, 10)) * (wide ? WIDE : 1);
      found.push({ text: target, worth: worth, reason: "“" + word + "”指“" + target + "”" });
    });
    return found;
  };
})(yangguang.engine);
