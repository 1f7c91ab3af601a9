// Reading aids: type size, colours, a large pointer, a line to read along, reading aloud, plain text.
yangguang.start(function () {
  var SIZES = ["100", "125", "150", "200", "300"];
  var SCHEMES = [["", "默认"], ["light", "浅色"], ["dark", "深色"], ["black-white", "黑底白字"], ["white-black", "白底黑字"], ["black-yellow", "黑底黄字"], ["blue-yellow", "蓝底黄字"]];
  var SWITCHES = [["elder", "长者版"], ["pointer", "大指针"], ["guide", "阅读线"], ["plain", "纯文本"]];
  var chosen = kept();
  var panel = null;
  var opener = yangguang.button("辅助阅读", "aids-open", function () { aids.toggle(opener); });
  var openedBy = opener;
  var said = yangguang.element("p", { "class": "unseen", role: "status" });
  var followers = {};
  var keyed = false;
  var reading = null; // what is read aloud: its button, and the last of its parts

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
      stop();
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
    follow("guide");
    follow("pointer");
    if (panel) panel.querySelectorAll("[data-aid]").forEach(function (button) {
      var aid = button.dataset.aid.split(":");
      var on = aid.length > 1 ? chosen[aid[0]] === aid[1] : !!chosen[aid[0]];
      button.setAttribute("aria-pressed", String(on));
    });
  }

  // A line across the page, or a large pointer, that goes where the pointer or the keyboard's focus goes.
  function follow(aid) {
    if (!chosen[aid]) {
      if (followers[aid]) followers[aid].remove();
      delete followers[aid];
    } else if (!followers[aid]) {
      followers[aid] = yangguang.element("div", { "class": "aids-" + aid, "aria-hidden": "true" });
      document.body.append(followers[aid]);
    }
  }

  function move(x, y) {
    Object.keys(followers).forEach(function (aid) {
      followers[aid].style.top = y + "px";
      if (aid === "pointer") followers[aid].style.left = x + "px";
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
    speaker(made.lastElementChild);
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

  // Only where the browser has a Chinese voice of its own: a button that does nothing is worse than none. Of several, as Apple's
  // systems have them, one of the mainland: that of Hong Kong speaks Cantonese.
  function voice() {
    if (!window.speechSynthesis) return null;
    var found = speechSynthesis.getVoices().filter(function (one) { return /^(zh|cmn)/i.test(one.lang) && one.localService; });
    return found.filter(function (one) { return /^(zh.cn|cmn)/i.test(one.lang); })[0] || found[0] || null;
  }

  function speaker(row) {
    if (!window.speechSynthesis) return;
    var button = yangguang.button("朗读正文", "aid", function () {
      if (reading) stop();
      else speak(button);
    });
    function look() { if (voice() && !button.isConnected) row.insertBefore(button, row.children[1]); }
    speechSynthesis.onvoiceschanged = look; // before Safari 16 it takes no listeners
    look();
  }

  // Paragraph by paragraph: a long text in one piece is cut off by some voices.
  function speak(button) {
    var parts = document.querySelector("main").innerText.split(/\n+/).map(function (text) { return text.trim(); }).filter(Boolean);
    var mine = voice();
    button.textContent = "停止朗读";
    parts.forEach(function (text) {
      var words = new SpeechSynthesisUtterance(text);
      words.voice = mine;
      words.lang = mine.lang;
      reading = { button: button, last: words };
      speechSynthesis.speak(words);
    });
    reading.last.onend = reading.last.onerror = silent;
  }

  function silent() {
    reading.last.onend = reading.last.onerror = null;
    reading.button.textContent = "朗读正文";
    reading = null;
  }

  function stop() {
    if (!reading) return;
    silent();
    speechSynthesis.cancel();
  }

  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", "aids");
  var row = document.querySelector(".site-header-row");
  if (!row) return;
  // Beside the name of the place, also where the search line needs a line of its own.
  row.insertBefore(opener, row.querySelector(".search-box"));
  row.classList.add("aided");
  // A finger is nowhere until it touches.
  ["pointermove", "pointerdown"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { keyed = false; move(event.clientX, event.clientY); });
  });
  document.addEventListener("keydown", function () { keyed = true; });
  // Text that is clicked gives its focus to the whole page, which is no place to read on.
  document.addEventListener("focusin", function (event) {
    if (!keyed) return;
    var box = event.target.getBoundingClientRect();
    move(box.left, box.bottom);
  });
  document.addEventListener("yangguang:wipe", function () {
    if (panel) panel.hidden = true;
    aids.reset();
  });
  // Chromium reads on to whoever has gone to another page.
  window.addEventListener("pagehide", stop);
  // A page that stood in memory while another was read, and comes back as it was left.
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    chosen = kept();
    apply();
  });
  apply();
});
