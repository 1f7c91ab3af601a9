// Ways from page to page at a kiosk: the browser's history stays empty, the way back is kept here and forgotten with the visitor.
yangguang.kiosk = {};
(function (kiosk) {
  "use strict";
  var LONGEST = 50;
  var form = document.querySelector("form[data-kiosk]");
  kiosk.root = new URL("./", form.action).href;
  kiosk.home = kiosk.root + "kiosk.html";
  kiosk.main = document.querySelector("main");

  // What the address of the start page may set: #idle=90&countdown=15&stale=30&paper=80 (seconds, seconds, days; mm, or 4 for A4).
  kiosk.settings = Object.assign({ idle: 90, countdown: 15, stale: 30, paper: 80 }, yangguang.kept.get("kiosk.settings"));
  new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) {
    if (yangguang.kioskHome && name in kiosk.settings && +value > 0) kiosk.settings[name] = +value;
  });
  yangguang.kept.set("kiosk.settings", kiosk.settings);

  function trail() { return yangguang.kept.get("kiosk.trail") || []; }

  kiosk.far = function () { return trail().length > 0; };

  var load = yangguang.go;
  function leave(address) {
    kiosk.turned();
    load(address, true);
  }

  kiosk.go = yangguang.go = function (address) {
    yangguang.kept.set("kiosk.trail", trail().concat([[location.href, kiosk.main.scrollTop, history.state]]).slice(-LONGEST));
    leave(address);
  };

  kiosk.back = function () {
    var way = trail();
    var last = way.pop();
    yangguang.kept.set("kiosk.trail", way);
    if (!last) return leave(kiosk.home);
    yangguang.kept.set("kiosk.scroll", last);
    leave(last[0]);
  };

  kiosk.start = function () {
    yangguang.kept.set("kiosk.trail", []);
    leave(kiosk.home);
  };

  var returned = yangguang.kept.get("kiosk.scroll");
  yangguang.kept.set("kiosk.scroll", null);
  if (returned && returned[0] === location.href) {
    // The results of a search are waited for.
    Promise.resolve(yangguang.ready).catch(function () { return null; }).then(function () { kiosk.main.scrollTop = returned[1]; });
  }

  // Everything of the visitor goes: what was typed, where, how it was read. The settings of the kiosk stay.
  kiosk.wipe = function () {
    document.dispatchEvent(new Event("yangguang:wipe"));
    try { sessionStorage.clear(); } catch (error) { /* nothing was kept, then */ }
    yangguang.kept.set("kiosk", 1);
    yangguang.kept.set("kiosk.settings", kiosk.settings);
    document.querySelectorAll("form").forEach(function (one) { one.reset(); });
    leave(kiosk.home);
  };

  // Not even the changes of address that a page makes by itself are remembered.
  var replace = history.replaceState.bind(history);
  history.pushState = function (state, title, address) { replace(state, title, address); };
})(yangguang.kiosk);
