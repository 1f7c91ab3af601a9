// What browsers make of hands that know other machines: two fingers at once, two touches where one is enough, menus and gestures of their own.
(function (kiosk) {
  "use strict";
  var SHORT = 700;
  var SOON = 500;
  var LONGEST = 60000;
  var NEAR = 40;
  var fingers = new Map();
  var crossed = false;
  var last = [0, 0];

  function far(event, place) { return Math.max(Math.abs(event.clientX - place[0]), Math.abs(event.clientY - place[1])) > NEAR; }

  document.addEventListener("pointerdown", function (event) {
    last = [event.clientX, event.clientY];
    if (event.isPrimary) fingers.clear(); // no other is down, whatever has not been told of them
    fingers.set(event.pointerId, { at: last, since: event.timeStamp });
    crossed = fingers.size > 1 || (crossed && !event.isPrimary);
  }, true);

  // Of two hands that type fast, or one that rests on the glass while the other touches, browsers make no click.
  function lifted(event) {
    var finger = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    var touched = event.target.closest && event.target.closest("a[href], button");
    if (crossed && finger && touched && event.type === "pointerup" && event.timeStamp - finger.since < SHORT && !far(event, finger.at)) touched.click();
    crossed = fingers.size > 0 && crossed;
  }
  document.addEventListener("pointerup", lifted, true);
  document.addEventListener("pointercancel", lifted, true);

  // Something else comes to stand where the finger is, on this page or the next.
  var turned = yangguang.kept.get("kiosk.turned");
  yangguang.kept.set("kiosk.turned", null);
  kiosk.turned = function () {
    turned = [Date.now(), last];
    yangguang.kept.set("kiosk.turned", turned);
  };

  // How long after that something was touched, below zero where it was before: a slow machine hears of a touch when it has drawn.
  function after(event) { return Date.now() - (performance.now() - event.timeStamp) - turned[0]; }

  // Who is used to a mouse touches twice: the second touch is not for what has come in between.
  document.addEventListener("click", function (event) {
    if (!turned || !event.detail || after(event) > SOON || after(event) < -LONGEST || far(event, turned[1])) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // Nor does it take back what the first has chosen or opened.
  document.addEventListener("click", function (event) {
    if (event.detail && event.target.closest && event.target.closest("[aria-pressed], [aria-expanded], summary")) kiosk.turned();
  });

  // No menu, no selection, no dragging, no pinching.
  ["contextmenu", "dragstart", "gesturestart"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { event.preventDefault(); });
  });
  document.addEventListener("selectstart", function (event) {
    if (!event.target.closest || !event.target.closest("input, textarea")) event.preventDefault();
  });
  document.addEventListener("touchmove", function (event) { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
  document.addEventListener("wheel", function (event) { if (event.ctrlKey) event.preventDefault(); }, { passive: false });
})(yangguang.kiosk);
