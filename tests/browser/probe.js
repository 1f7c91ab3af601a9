// Runs in a browser of 2019: opens pages in a frame, uses them as a reader does, and tells what it met. `asked` comes from the test.
(function (asked) {
  "use strict";
  var frame = document.getElementById("frame");
  var answer = { faults: [], selectors: [], declarations: [], gaps: [], wide: [], blank: [] };

  // The browser prints the document when it has loaded, and it has not while a document within is open.
  var pending = document.getElementById("pending").contentDocument;
  pending.open();

  window.tell = function (fault) { answer.faults.push(String(fault)); };

  function inside() { return frame.contentDocument; }
  function all(selector) { return Array.from(inside().querySelectorAll(selector)); }

  function open(path, width) {
    frame.style.width = width + "px";
    frame.style.height = "900px";
    return new Promise(function (done) {
      frame.onload = done;
      frame.src = "site/" + path;
    });
  }

  async function until(what, test) {
    for (var tries = 0; tries < 1200; tries += 1) {
      var found = test();
      if (found) return found;
      await new Promise(function (done) { setTimeout(done, 50); });
    }
    throw new Error("waited in vain for " + what);
  }

  function type(selector, text) {
    var line = inside().querySelector(selector);
    line.focus();
    line.value = text;
    line.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function press(selector, text) {
    all(selector).find(function (one) { return !text || one.textContent === text; }).click();
  }

  // What of a style sheet is not understood: selectors, and declarations whatever they stand in.
  function understand(css) {
    css.replace(/([^{};]+)\{([^{}]*)\}/g, function (whole, selector, body) {
      selector = selector.trim();
      if (selector[0] === "@") return;
      try { document.querySelector(selector); } catch (error) { answer.selectors.push(selector); }
      body.split(";").map(function (line) { return line.trim(); }).filter(Boolean).forEach(function (one) {
        if (!CSS.supports("(" + one + ")")) answer.declarations.push(one);
      });
    });
  }

  // Room between boxes in a row is no `gap`, which this browser knows in grids alone; nothing stands out of the page; no page is blank.
  function look(where) {
    all("*").forEach(function (one) {
      var style = frame.contentWindow.getComputedStyle(one);
      if (/flex/.test(style.display) && (parseFloat(style.columnGap) || parseFloat(style.rowGap))) answer.gaps.push(where + " " + one.className);
    });
    if (inside().documentElement.scrollWidth > frame.clientWidth) answer.wide.push(where);
    if (inside().querySelector("main").innerText.length < 40) answer.blank.push(where);
  }

  async function pages() {
    for (var path of asked.pages) {
      for (var width of [390, 1280]) {
        await open(path, width);
        look(path + " " + width);
      }
    }
  }

  async function search() {
    answer.found = {};
    for (var query of asked.queries) {
      await open("search.html", 1280);
      type("#q", query);
      await until(query, function () { return all(".result").length; });
      answer.found[query] = inside().querySelector(".result-name").textContent.trim();
    }
    look("results");
    answer.filters = all(".result-filter").length;
    await open("index.html", 1280);
    type("#q", asked.queries[0]);
    answer.offered = await until("suggestions", function () { return all(".search-options li").length; });
    await open("powers/index.html", 1280);
    type("#filter", "登记");
    answer.narrowed = inside().querySelector("[data-filter-count]").textContent;
  }

  async function aids() {
    await open(asked.item, 1280);
    press(".aids-open");
    ["size:200", "scheme:black-yellow", "elder", "guide"].forEach(function (aid) { press("[data-aid='" + aid + "']"); });
    look("aids");
    answer.aids = Object.assign({}, inside().documentElement.dataset);
    answer.columns = frame.contentWindow.getComputedStyle(inside().querySelector(".beside")).display;
    frame.contentWindow.sessionStorage.clear();
  }

  // Last, since the window is a kiosk from now on.
  async function kiosk() {
    await open("kiosk.html", 1080);
    press(".kiosk-attract");
    inside().getElementById("q").focus();
    await until("the keyboard", function () { return all(".keys .key").length; });
    look("kiosk");
    Array.from("dibao").forEach(function (letter) { press(".keys .key", letter); });
    answer.words = await until("words", function () { return all(".keys .offer").map(function (one) { return one.textContent; }).join(); });
    await open(asked.item, 1080);
    await until("the bar", function () { return all(".kiosk-bar button").length; });
    look("kiosk item");
    answer.small = all("main a").filter(function (one) { return one.offsetWidth && one.offsetHeight < 60; }).map(function (one) { return one.textContent; });
    frame.contentWindow.print = function () {
      answer.slip = inside().querySelector(".slip").textContent.length;
      answer.roll = inside().adoptedStyleSheets[0].cssRules[0].cssText;
    };
    press(".kiosk-bar button", "打印");
    await until("the slip", function () { return answer.slip; });
  }

  (async function () {
    try {
      understand(asked.css);
      await pages();
      await search();
      await aids();
      await kiosk();
    } catch (error) { window.tell(error.stack); }
    document.getElementById("answer").textContent = JSON.stringify(answer);
    pending.close();
  })();
})(window.asked);
