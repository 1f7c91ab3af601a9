// What is laid over a page until it is answered or put away.
(function (kiosk) {
  "use strict";

  // A sheet over the page with one large button to go on.
  kiosk.dialog = function (kind, parts) {
    kiosk.close();
    var sheet = yangguang.element("div", { "class": "kiosk-dialog", role: "alertdialog", "aria-modal": "true", "aria-label": parts[0].textContent, "data-kind": kind });
    var body = yangguang.element("div", { "class": "kiosk-dialog-body" });
    body.append.apply(body, parts.concat(yangguang.button(kind === "idle" ? "继续使用" : "知道了", "kiosk-key strong", kiosk.close)));
    sheet.append(body);
    kiosk.cover(sheet, sheet.querySelector("button"));
  };

  kiosk.close = function () { kiosk.uncover(document.querySelector(".kiosk-dialog")); };

  // Of what is covered nothing is reached, neither by touch nor by keyboard nor by a screen reader. Who came by keyboard goes on
  // where they were.
  var before = document.body;
  kiosk.cover = function (sheet, first) {
    before = document.activeElement;
    Array.from(document.body.children).forEach(function (one) { one.inert = true; });
    document.body.append(sheet);
    first.focus({ preventScroll: true });
  };

  kiosk.uncover = function (sheet) {
    if (!sheet) return;
    kiosk.turned();
    sheet.remove();
    Array.from(document.body.children).forEach(function (one) { one.inert = false; });
    before.focus({ preventScroll: true });
  };
})(yangguang.kiosk);
