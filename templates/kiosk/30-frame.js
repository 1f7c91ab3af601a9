// What stands around every page of a kiosk: above, where nobody has to reach, the place and the date; below, the fixed bar.
(function (kiosk) {
  "use strict";
  var STEP = 0.85;
  var PRINTS = 8;
  var band = yangguang.element("div", { "class": "kiosk-band", role: "complementary", "aria-label": "这台机器" });
  var brand = document.querySelector(".brand").textContent.trim().replace(/\s+/g, " ");
  var release = yangguang.release;
  var demo = document.querySelector(".site-header .notice");
  if (demo) band.append(yangguang.element("p", { "class": "kiosk-demo" }, demo.textContent.trim().replace(/\s+/g, " ")));
  band.append(yangguang.element("p", { "class": "kiosk-brand" }, brand));
  var heading = document.querySelector("h1");
  if (heading && !yangguang.kioskHome) band.append(yangguang.element("p", { "class": "kiosk-title", "aria-hidden": "true" }, heading.textContent));
  if (release && release.date) {
    var age = Math.floor((Date.now() - Date.parse(release.date)) / 86400000);
    band.append(yangguang.element("p", { "class": "kiosk-date" }, "数据发布于 " + release.date));
    if (age < -1) band.append(yangguang.element("p", { "class": "kiosk-stale", role: "note" }, "这台机器的时钟不准，无法判断数据是否过期，请以窗口答复为准。"));
    if (age > kiosk.settings.stale) band.append(yangguang.element("p", { "class": "kiosk-stale", role: "note" }, "这台机器的数据已有 " + age + " 天没有更新，请以窗口答复为准。"));
  }

  var bar = yangguang.element("nav", { "class": "kiosk-bar", "aria-label": "操作" });
  var back = yangguang.button("返回", "kiosk-key", kiosk.back);
  var up = yangguang.button("上页", "kiosk-key", function () { turn(-1); });
  var down = yangguang.button("下页", "kiosk-key", function () { turn(1); });
  // The printer asks nothing and may be slow: the button says that it has been heard, and hears no second touch meanwhile.
  var print = yangguang.button("打印", "kiosk-key", function () {
    if (print.getAttribute("aria-disabled")) return;
    print.setAttribute("aria-disabled", "true");
    print.textContent = "正在打印";
    setTimeout(function () {
      print.removeAttribute("aria-disabled");
      print.textContent = "打印";
    }, PRINTS * 1000);
    var asked = new Event("yangguang:print", { cancelable: true });
    if (document.dispatchEvent(asked)) window.print();
  });
  var elder = yangguang.button("长者字号", "kiosk-key", function () {
    yangguang.aids.set({ size: yangguang.aids.get("size") === "100" ? "150" : "100" });
  });
  var aids = yangguang.button("辅助阅读", "kiosk-key", function () { yangguang.aids.toggle(aids); });
  aids.setAttribute("aria-expanded", "false");
  // Who comes home by 首页 goes on reading as they have chosen; who is done leaves nothing by 结束, and need not wait.
  var end = yangguang.button("结束", "kiosk-key", kiosk.wipe);
  bar.append(yangguang.button("首页", "kiosk-key", kiosk.start), back, up, down, print, elder, aids, end);
  document.body.append(band, yangguang.element("div", { "class": "kiosk-panel" }), bar);

  function turn(way) { kiosk.main.scrollBy(0, way * STEP * kiosk.main.clientHeight); }

  function pressed() { elder.setAttribute("aria-pressed", String(yangguang.aids.get("size") !== "100")); }

  // A button that is disabled loses the focus, and whoever turns pages by keyboard their place.
  function able(button, can) {
    if (can) button.removeAttribute("aria-disabled");
    else button.setAttribute("aria-disabled", "true");
  }

  function reach() {
    var room = kiosk.main.scrollHeight - kiosk.main.clientHeight;
    able(up, kiosk.main.scrollTop >= 2);
    able(down, kiosk.main.scrollTop <= room - 2);
  }

  back.disabled = !kiosk.far();
  pressed();
  // The panel of the reading aids chooses sizes, too.
  new MutationObserver(pressed).observe(document.documentElement, { attributes: true, attributeFilter: ["data-size"] });
  reach();
  kiosk.main.addEventListener("scroll", reach);
  new ResizeObserver(reach).observe(kiosk.main);
  Array.from(kiosk.main.children).forEach(function (part) { new ResizeObserver(reach).observe(part); });
})(yangguang.kiosk);
