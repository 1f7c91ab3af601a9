// Texts as they are compared: the same folding as yangguang/search/fold.py, and the other ways to write a number.
(function (engine) {
  "use strict";
  var DIGITS = "零一二三四五六七八九";
  var UNITS = ["", "十", "百", "千"];
  var NUMERAL = /第([零〇一二两三四五六七八九十百千]{1,9}|[0-9]{1,4})(?=[条款项章节号届批])/g;
  engine.LONGEST = 60;

  engine.fold = function (text) {
    return String(text).normalize("NFKC").toLowerCase().replace(/[\s\u0000-\u001f]+/g, "");
  };

  function signs(query) {
    var plain = String(query).slice(0, 2000).normalize("NFKC").toLowerCase();
    return Array.from(plain.replace(/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\ufeff]+/g, " ").trim());
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
    Array.from(text.replace(/〇/g, "零").replace(/两/g, "二")).forEach(function (sign) {
      var unit = UNITS.indexOf(sign);
      if (unit > 0) { total += (digit || 1) * Math.pow(10, unit); digit = 0; }
      else digit = DIGITS.indexOf(sign);
    });
    return total + digit;
  }

  // The other way to write the ordinals of a term: 第三十二条, 第32条; null where there are none.
  engine.renumbered = function (term) {
    var other = term.replace(NUMERAL, function (whole, number) {
      return "第" + (/[0-9]/.test(number) ? chinese(+number) : arabic(number));
    });
    return other === term ? null : other;
  };

  // Traditional characters become the simplified ones of the site. `pairs`: other, simple, other, simple …
  engine.simplifier = function (pairs) {
    var map = {};
    var all = Array.from(pairs);
    for (var i = 0; i < all.length; i += 2) map[all[i]] = all[i + 1];
    return function (text) {
      return Array.from(text, function (character) { return map[character] || character; }).join("");
    };
  };
})(yangguang.engine);
