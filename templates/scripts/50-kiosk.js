// A page of a window in which kiosk.html has been opened is a page at a kiosk, until the window is closed.
// What the history would know of a page that a visitor comes back to, had a kiosk one; the search asks for it at once.
(function () {
  var returned = yangguang.kept.get("kiosk") && yangguang.kept.get("kiosk.scroll");
  if (!returned || returned[0] !== location.href) return;
  try { history.replaceState(returned[2], ""); } catch (error) { return; }
})();
yangguang.start(function () {
  var form = document.querySelector("form[data-kiosk]");
  var home = document.body.classList.contains("kind-kiosk");
  if (!form || !(home || yangguang.kept.get("kiosk"))) return;
  yangguang.kept.set("kiosk", 1);
  document.documentElement.classList.add("kiosk");
  yangguang.kioskHome = home;
  yangguang.script(form, form.dataset.kiosk);
});
