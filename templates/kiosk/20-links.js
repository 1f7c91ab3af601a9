// What is touched stays inside the site; what lies outside is handed over as a QR code.
(function (kiosk) {
  "use strict";
  var STRAIGHT = { tel: "请用手机扫码拨打", mailto: "请用手机扫码写邮件" };

  function inside(url) { return url.href.indexOf(kiosk.root) === 0 && /(\.html|\/)$/.test(url.pathname); }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    var url = new URL(link.href, location.href);
    var here = url.href.split("#")[0] === location.href.split("#")[0];
    var place = here && document.getElementById(decodeURIComponent(url.hash.slice(1)));
    if (place) return show(place);
    if (inside(url)) return kiosk.go(url.href);
    hand(url, link.textContent.trim());
  });

  function show(target) {
    var fold = target.closest("details");
    if (fold) fold.open = true;
    target.scrollIntoView();
  }

  // A form leads on with what was filled in; forms that scripts answer on the spot have seen to that before.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "get") return;
    event.preventDefault();
    var url = new URL(form.action, location.href);
    url.search = new URLSearchParams(new FormData(form)).toString();
    if (inside(url)) kiosk.go(url.href);
  });

  // A file on the disk of a kiosk is of no use to a visitor's telephone: then the words say where else to ask.
  function hand(url, text) {
    var scheme = url.protocol.slice(0, -1);
    var plain = scheme === "tel" || scheme === "mailto" ? decodeURIComponent(url.pathname) : url.href;
    var parts = [yangguang.element("h2", {}, text || plain)];
    if (scheme === "file") parts.push(yangguang.element("p", {}, "这份附件在这台机器上打不开，请在网站上查看，或者向窗口索取。"));
    else {
      parts.push(yangguang.element("p", {}, STRAIGHT[scheme] || "本机不打开别的网站，请用手机扫码查看"), code(url.href));
      if (text && text !== plain) parts.push(yangguang.element("p", { "class": "kiosk-address" }, plain));
    }
    kiosk.dialog("link", parts);
  }

  function code(text) {
    var made = window.qrcode(0, "M");
    made.addData(text);
    made.make();
    var count = made.getModuleCount();
    var sheet = yangguang.element("canvas", { "class": "kiosk-code", role: "img", "aria-label": "二维码", width: count + 8, height: count + 8 });
    var pen = sheet.getContext("2d");
    pen.fillStyle = "#FFF";
    pen.fillRect(0, 0, count + 8, count + 8);
    pen.fillStyle = "#000";
    for (var row = 0; row < count; row++) {
      for (var column = 0; column < count; column++) if (made.isDark(row, column)) pen.fillRect(column + 4, row + 4, 1, 1);
    }
    return sheet;
  }
})(yangguang.kiosk);
