// Codes as people type them: with other dashes, blanks or nothing for the hyphens of 1107-A-00100-141000.
(function (engine) {
  "use strict";
  var DASHES = /[-_\u2010-\u2015\u2212\u30fc]+/g;
  var CODE = /^(?=.*[0-9])[0-9a-z]{3,64}$/;

  engine.hyphens = function (text) { return text.replace(DASHES, "-"); };

  // A text without its dashes, where that may be a code or part of one; else "". With it is copied what it is called.
  engine.bareCode = function (text) {
    var bare = text.replace(/^(?:职权|事项|实施|原)?编码:?/, "").replace(DASHES, "");
    return CODE.test(bare) ? bare : "";
  };

  // The same in every way in which codes at hand are written, as far as it goes.
  engine.codesOf = function (store, text) {
    var bare = engine.bareCode(text);
    var ways = bare ? shapes(store).map(function (shape) { return hyphened(bare, shape); }) : [];
    return Array.from(new Set(ways)).filter(Boolean);
  };

  // 9999-a-99999-999999.
  function shapes(store) {
    if (!store.shapes) {
      store.shapes = Array.from(new Set(store.entries.map(function (entry) {
        return entry.kind === "item" ? entry.id.toLowerCase().replace(/[0-9]/g, "9").replace(/[a-z]/g, "a") : "";
      })));
    }
    return store.shapes;
  }

  // "" where the signs do not fit the shape.
  function hyphened(bare, shape) {
    var text = "";
    for (var at = 0, place = 0; at < bare.length; place++) {
      if (shape.charAt(place) === "-") { text += "-"; continue; }
      if (shape.charAt(place) !== (/[0-9]/.test(bare.charAt(at)) ? "9" : "a")) return "";
      text += bare.charAt(at++);
    }
    return text;
  }
})(yangguang.engine);
