// Texts as they are compared: the same folding as yangguang/search/fold.py, and the other ways to write what is asked for.
(function (engine) {
  "use strict";
  var DIGITS = "零一二三四五六七八九";
  var UNITS = ["", "十", "百", "千"];
  var NUMBER = "([零〇一二两三四五六七八九十百千]{1,9}|[0-9]{1,4})";
  var NUMERAL = new RegExp("第" + NUMBER + "(?=[条款项章节号届批])", "g");
  var AGE = new RegExp(NUMBER + "[多几]?周?岁", "g");
  // The year in the number of a document, whatever brackets a keyboard has for it.
  var YEAR = /[[(【〔]((?:19|20)[0-9]{2})[\])】〕]/g;
  // What else is written in more than one way: an article, the law before it, that year, a telephone number.
  var WAYS = [
    [new RegExp("([法例则定])" + NUMBER + "(?=条)"), ["$1第$2"]],
    [new RegExp("^《?(?:中华人民共和国)?([^《》]{2,}?)》?(?=第" + NUMBER + "条)"), ["$1", "$1》"]],
    [YEAR, ["〔$1〕", "[$1]", "($1)"]],
    [/^(0(?:10|2[0-9]|[3-9][0-9]{2}))[\u2010-\u2015\u2212]?([0-9]{7,8})$/, ["$1-$2"]]
  ];
  engine.LONGEST = 60;

  engine.fold = function (text) {
    return String(text).normalize("NFKC").toLowerCase().replace(/[\s\u0000-\u001f]+/g, "");
  };

  // What nobody sees comes along with what is copied, even in the midst of a word; no text holds it.
  function signs(query) {
    var plain = String(query).slice(0, 2000).replace(/\p{Cf}/gu, "").normalize("NFKC").toLowerCase();
    return Array.from(plain.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim());
  }

  // The words of a query, folded; what is longer than anybody types is cut.
  engine.terms = function (query) { return signs(query).slice(0, engine.LONGEST).join("").split(" ").filter(Boolean); };

  engine.isCut = function (query) { return signs(query).length > engine.LONGEST; };

  // Folded text with the place in `text` that each of its characters comes from.
  engine.foldMap = function (text) {
    var folded = "";
    var places = [];
    var at = 0;
    Array.from(text).forEach(function (character) {
      var part = engine.fold(character);
      for (var i = 0; i < part.length; i++) places.push(at);
      folded += part;
      at += character.length;
    });
    places.push(at);
    return { text: folded, places: places };
  };

  // The place where the sign begins that a place may be in the middle of.
  engine.whole = function (text, at) { return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at; };

  function chinese(number) {
    if (number === 0) return "零";
    var text = "";
    var gap = false;
    String(number).split("").forEach(function (digit, place, all) {
      var unit = UNITS[all.length - place - 1];
      if (digit === "0") { gap = true; return; }
      text += (gap && text ? "零" : "") + DIGITS.charAt(+digit) + unit;
      gap = false;
    });
    return text.replace(/^一十/, "十");
  }

  function arabic(text) {
    var total = 0;
    var digit = 0;
    var signs = Array.from(text.replace(/〇/g, "零").replace(/两/g, "二"));
    // 一〇五: digit by digit.
    if (!/[十百千]/.test(text)) return +signs.map(function (sign) { return DIGITS.indexOf(sign); }).join("");
    signs.forEach(function (sign) {
      var unit = UNITS.indexOf(sign);
      if (unit > 0) { total += (digit || 1) * Math.pow(10, unit); digit = 0; }
      else digit = DIGITS.indexOf(sign);
    });
    return total + digit;
  }

  function value(number) { return /[0-9]/.test(number) ? +number : arabic(number); }

  // An age as people round it: 85岁, 满八十五周岁 and 八十多岁 are 八十岁. What is to be had depends on it from sixty on.
  engine.aged = function (text) {
    return text.replace(AGE, function (written, number) { return value(number) < 60 ? written : chinese(Math.floor(value(number) / 10) * 10) + "岁"; });
  };

  // A term in every way to write it, itself first: ordinals in both numerals, and the above.
  engine.writings = function (term) {
    var numerals = [value, function (number) { return chinese(value(number)); }].map(function (written) {
      return function (_, number) { return "第" + written(number); };
    });
    return WAYS.concat([[NUMERAL, numerals]]).reduce(function (all, way) {
      var others = way[1].map(function (other) { return all.map(function (one) { return one.replace(way[0], other); }); });
      return Array.from(new Set([].concat.apply(all, others)));
    }, [term]);
  };

  // The text with the brackets that belong around the year of a document.
  engine.official = function (text) { return text.replace(YEAR, "〔$1〕"); };

  // Traditional characters become the simplified ones of the site. `pairs`: other, simple, other, simple …
  engine.simplifier = function (pairs) {
    var map = {};
    var all = Array.from(pairs);
    for (var i = 0; i < all.length; i += 2) map[all[i]] = all[i + 1];
    return function (text) {
      return Array.from(text, function (character) { return map[character] || character; }).join("");
    };
  };

  // How characters are read that no name bears, and written otherwise: loaded where it is wanted.
  engine.rare = async function (core) {
    core.simplify = await engine.made("x", 0, function (data) {
      core.pinyin.add(data.readings);
      return engine.simplifier(data.traditional);
    }) || function (text) { return text; };
  };

  // Signs that no name bears may be traditional, radicals out of a PDF, or slips of the hand.
  engine.simplified = async function (core, terms) {
    var strange = terms.join("").match(/[\u2e80-\u2eff\u3400-\u9fff\uf900-\ufaff]/g) || [];
    if (strange.every(function (sign) { return core.store.letters.has(sign) || core.pinyin.knows(sign); })) return terms;
    await engine.rare(core);
    return terms.map(core.simplify);
  };
})(yangguang.engine);
