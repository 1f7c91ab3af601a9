// A page of a window in which kiosk.html has been opened is a page at a kiosk, until the window is closed.
yangguang.start(function () {
  var form = document.querySelector("form[data-kiosk]");
  var home = document.body.classList.contains("kind-kiosk");
  if (!form || !(home || yangguang.kept.get("kiosk"))) return;
  yangguang.kept.set("kiosk", 1);
  document.documentElement.classList.add("kiosk");
  yangguang.kioskHome = home;
  yangguang.script(form, form.dataset.kiosk);
});
