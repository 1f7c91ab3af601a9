// When a visitor has gone: a question, a countdown, and then nothing of theirs is left. Before the next one comes, a still picture.
(function (kiosk) {
  "use strict";
  var MOVES = 30;
  var LOOKS = 60;
  // By the clock that nobody sets: that of day and hour jumps when a machine is put right, and a visitor's traces would stay.
  var last = performance.now();
  var asked = null;

  // One touch goes on, wherever it falls, and one key, whichever it is; they do nothing else.
  function awake(event) {
    last = performance.now();
    if (!asked) return;
    asked = null;
    kiosk.close();
    if (event.type === "pointerdown") swallow();
    if (event.type === "keydown") event.preventDefault();
  }

  // Not every touch ends in a click: one that turns the page does not, and the next touch must count again.
  function swallow() {
    function stop(event) {
      event.preventDefault();
      event.stopPropagation();
    }
    document.addEventListener("click", stop, { capture: true, once: true });
    document.addEventListener("pointerdown", function () { document.removeEventListener("click", stop, true); }, { capture: true, once: true });
  }

  ["pointerdown", "touchmove", "wheel"].forEach(function (kind) {
    document.addEventListener(kind, awake, { capture: true, passive: true });
  });
  document.addEventListener("keydown", awake, true);

  function tick() {
    if (sleeping) return;
    var still = (performance.now() - last) / 1000;
    if (still < kiosk.settings.idle) return;
    var left = Math.ceil(kiosk.settings.idle + kiosk.settings.countdown - still);
    if (left <= 0) return kiosk.wipe();
    if (!asked) {
      asked = yangguang.element("p", { "class": "kiosk-countdown", role: "timer" });
      kiosk.dialog("idle", [yangguang.element("h2", {}, "您还在吗？"), yangguang.element("p", {}, "没有操作时，本机会清除您看过和输入的内容，回到首页。"), asked]);
    }
    asked.textContent = left + " 秒";
  }

  // The picture between two visitors moves a little now and then, so that nothing burns in.
  var sleeping = null;
  function sleep() {
    var brand = document.querySelector(".kiosk-brand").textContent;
    sleeping = yangguang.element("button", { type: "button", "class": "kiosk-attract" });
    sleeping.append(
      yangguang.element("span", { "class": "brand-sun", "aria-hidden": "true" }), yangguang.element("span", { "class": "kiosk-attract-brand" }, brand),
      yangguang.element("span", { "class": "kiosk-attract-what" }, "查权力 · 办事情 · 看公开"), yangguang.element("span", { "class": "kiosk-attract-touch" }, "触摸屏幕开始")
    );
    sleeping.addEventListener("click", function () {
      yangguang.kept.set("kiosk.awake", 1);
      last = performance.now();
      kiosk.uncover(sleeping);
      sleeping = null;
    });
    kiosk.cover(sleeping, sleeping);
    var place = 0;
    setInterval(function () {
      if (sleeping) sleeping.dataset.place = place = (place + 1) % 4;
    }, MOVES * 1000);
  }

  // A newer release is put in its place at any time; it is looked for, and shown, only while nobody is here.
  function look() {
    var shown = yangguang.release;
    if (!sleeping || !shown) return;
    var script = yangguang.element("script", { src: kiosk.root + "release.js?" + Date.now() });
    script.onload = script.onerror = function () {
      script.remove();
      if (sleeping && yangguang.release.digest !== shown.digest) location.reload();
    };
    document.head.append(script);
  }

  if (yangguang.kioskHome && !yangguang.kept.get("kiosk.awake")) sleep();
  setInterval(look, LOOKS * 1000);
  setInterval(tick, 500);
})(yangguang.kiosk);
