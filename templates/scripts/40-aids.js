// Reading aids: what may be chosen, the panel to choose it in, and that it holds.
yangguang.start(function () {
  var SIZES = ["100", "125", "150", "200", "300"];
  var SCHEMES = [["", "默认"], ["light", "浅色"], ["dark", "深色"], ["black-white", "黑底白字"], ["white-black", "白底黑字"], ["black-yellow", "黑底黄字"], ["blue-yellow", "蓝底黄字"]];
  var SWITCHES = [["elder", "长者版"], ["pointer", "大指针"], ["guide", "阅读线"], ["plain", "纯文本"]];
  var chosen = kept();
  var panel = null;
  var opener = yangguang.button("辅助阅读", "aids-open", function () { aids.toggle(opener); });
  var openedBy = opener;
  var said = yangguang.element("p", { "class": "unseen", role: "status" });

  var aids = yangguang.aids = {
    get: function (name) { return chosen[name]; },
    set: function (changes, silent) {
      Object.assign(chosen, changes);
      // The view for the elderly is larger type, too; who has chosen a larger one keeps it. Who leaves it has the size of before.
      if (changes.size || changes.elder) delete chosen.before;
      if (changes.elder && +chosen.size < 150) Object.assign(chosen, { before: chosen.size, size: "150" });
      if (changes.elder === false && chosen.before) chosen.size = chosen.before;
      yangguang.kept.set("aids", chosen);
      apply();
      if (!silent) said.textContent = "字号 " + chosen.size + "%，" + name(chosen.scheme);
    },
    reset: function () {
      yangguang.aloud.stop();
      chosen = { size: "100", scheme: "" };
      aids.set({}, true);
      said.textContent = "已恢复默认";
    },
    // `button` opens and closes the panel, and has the focus again once it is closed.
    toggle: function (button) {
      if (!panel) panel = build();
      panel.hidden = !panel.hidden;
      openedBy = button;
      button.setAttribute("aria-expanded", String(!panel.hidden));
      (panel.hidden ? button : panel.querySelector("button")).focus();
    }
  };

  function kept() { return Object.assign({ size: "100", scheme: "" }, yangguang.kept.get("aids")); }

  function name(scheme) { return SCHEMES.filter(function (one) { return one[0] === scheme; })[0][1]; }

  function apply() {
    yangguang.mark(chosen);
    // Where pictures are not shown, or too large for the screen, what they say in words stands open.
    if (chosen.plain || chosen.size >= 200) document.querySelectorAll(".flow-text").forEach(function (words) { words.open = true; });
    yangguang.follow("guide", chosen.guide);
    yangguang.follow("pointer", chosen.pointer);
    if (panel) panel.querySelectorAll("[data-aid]").forEach(function (button) {
      var aid = button.dataset.aid.split(":");
      var on = aid.length > 1 ? chosen[aid[0]] === aid[1] : !!chosen[aid[0]];
      button.setAttribute("aria-pressed", String(on));
    });
  }

  function build() {
    var made = yangguang.element("div", { "class": "aids", id: "aids", role: "region", "aria-label": "辅助阅读" });
    made.hidden = true;
    group(made, "字号", SIZES.map(function (size) { return choice("size:" + size, size + "%", { size: size }); }));
    group(made, "配色", SCHEMES.map(function (scheme) { return choice("scheme:" + scheme[0], scheme[1], { scheme: scheme[0] }); }));
    group(made, "其他", SWITCHES.map(function (one) {
      return choice(one[0], one[1], null, function () { var change = {}; change[one[0]] = !chosen[one[0]]; aids.set(change); });
    }).concat(yangguang.button("恢复默认", "aid", aids.reset), yangguang.button("关闭", "aid", close)));
    yangguang.aloud.offer(made.lastElementChild);
    made.append(said);
    made.addEventListener("keydown", function (event) {
      if (event.key === "Escape") close();
    });
    (document.querySelector(".kiosk-panel") || document.querySelector(".site-header")).append(made);
    panel = made;
    apply();
    return made;
  }

  function close() { aids.toggle(openedBy); }

  function group(made, title, buttons) {
    var row = yangguang.element("div", { "class": "aids-row", role: "group", "aria-label": title });
    row.append.apply(row, [yangguang.element("span", { "class": "label", "aria-hidden": "true" }, title)].concat(buttons));
    made.append(row);
  }

  function choice(aid, text, changes, act) {
    var button = yangguang.button(text, "aid", act || function () { aids.set(changes); });
    button.dataset.aid = aid;
    return button;
  }

  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", "aids");
  var row = document.querySelector(".site-header-row");
  if (!row) return;
  // Beside the name of the place, also where the search line needs a line of its own.
  row.insertBefore(opener, row.querySelector(".search-box"));
  row.classList.add("aided");
  document.addEventListener("yangguang:wipe", function () {
    if (panel) panel.hidden = true;
    aids.reset();
  });
  // A page that stood in memory while another was read, and comes back as it was left.
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    chosen = kept();
    apply();
  });
  apply();
});
