// At a kiosk nothing but the screen can be typed on: the keyboard comes when somebody touches a line to write in, be the page all there or not.
document.addEventListener("focusin", function load(event) {
  var form = document.querySelector("form[data-keys]");
  var line = event.target.closest("input[type=search], input[type=text]");
  if (!form || !line || !document.documentElement.classList.contains("kiosk")) return;
  document.removeEventListener("focusin", load);
  yangguang.start(function () {
    // It offers what the engine knows.
    yangguang.withEngine(form, function () { yangguang.script(form, form.dataset.keys); });
  });
});
