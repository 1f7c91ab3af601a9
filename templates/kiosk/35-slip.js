// What a visitor takes away from an item: a slip of paper with what one needs at the window, made of what the page says.
(function (kiosk) {
  "use strict";
  var MILLIMETRES = 25.4 / 96;
  var WHEN = /^(适用情形|免提交|补齐时限)：/;
  var FACTS = ["承诺办结时限", "法定办结时限", "收费", "办理地点", "窗口", "办理时间", "办件类型"];

  function plain(part) { return part ? part.innerText.trim().replace(/\s*\n\s*/g, " ") : ""; }

  // The case (业务办理项) that a part of the page is of, if it is not of all.
  function variant(part) {
    var within = part.closest(".variant");
    return within ? plain(within.querySelector("h4")) : "";
  }

  // The first fact of that name that holds in all cases: the parts of the page go from what matters most to the smallest. What is
  // charged stands as a fact only in the strip at the head.
  function fact(name) {
    var terms = Array.from(document.querySelectorAll("main .facts dt")).concat(Array.from(document.querySelectorAll("main .strip dt")));
    var term = terms.find(function (one) { return one.textContent === name && !variant(one); });
    return term ? [name, Array.from(term.parentElement.querySelectorAll("dd")).map(plain).filter(Boolean).join("；")] : null;
  }

  function row(name, text) {
    var made = yangguang.element("div");
    made.append(yangguang.element("dt", {}, name), yangguang.element("dd", {}, text));
    return made;
  }

  // One paper: its name, original or copy and how many, and whether it can be left out; how it is filled in the form itself says.
  function paper(part) {
    var name = part.querySelector(".checklist-name");
    var only = variant(part);
    var more = Array.from(part.querySelectorAll("p.small")).filter(function (line) {
      return line.matches(".muted") || WHEN.test(line.textContent);
    }).map(plain).join("；");
    var made = yangguang.element("li", {}, (only ? only + "：" : "") + plain(name));
    if (more) made.append(yangguang.element("small", {}, "（" + more + "）"));
    return made;
  }

  function slip() {
    var made = yangguang.element("article", { "class": "slip" });
    var head = document.querySelector(".card-head");
    var rows = yangguang.element("dl");
    made.append(
      yangguang.element("p", { "class": "slip-place" }, document.querySelector(".kiosk-brand").textContent),
      yangguang.element("h2", {}, plain(head.querySelector("h1"))), yangguang.element("p", { "class": "slip-code" }, plain(head.querySelector(".code"))), rows
    );
    rows.append(row("承办", plain(head.querySelector(".card-holder"))));
    FACTS.map(fact).filter(Boolean).forEach(function (one) { rows.append(row(one[0], one[1])); });
    document.querySelectorAll("#supervision .contact").forEach(function (one) {
      rows.append(row(plain(one.querySelector(".label")), plain(one.querySelector("p:not(.label)"))));
    });
    var remedy = document.querySelector("#supervision [data-remedy]");
    if (remedy) rows.append(row("不服怎么办", plain(remedy)));
    var papers = document.querySelectorAll("#handling .checklist > li");
    if (papers.length) {
      var list = yangguang.element("ul");
      papers.forEach(function (one) { list.append(paper(one)); });
      made.append(yangguang.element("h3", {}, "要带的材料"), list);
    }
    var code = head.querySelector(".qr svg");
    if (code) made.append(code.cloneNode(true));
    var release = yangguang.release || {};
    made.append(yangguang.element("p", { "class": "slip-date" }, ["数据发布于 " + (release.date || "（不详）"), release.digest ? "校验 " + release.digest : ""].filter(Boolean).join(" · ")),
      yangguang.element("p", { "class": "slip-date" }, "以窗口答复和法律法规为准。"));
    return made;
  }

  // Paper from a roll is as long as what stands on it, in whole millimetres, with its two margins and a little to tear off.
  function length(made) {
    var rule = new CSSStyleSheet();
    rule.replaceSync("@page { size: 80mm " + (Math.ceil(made.offsetHeight * MILLIMETRES) + 12) + "mm; margin: 4mm; @bottom-right { content: none; } }");
    return rule;
  }

  // Items give a slip; every other page is printed as it is.
  document.addEventListener("yangguang:print", function (event) {
    if (!document.querySelector("body.kind-power .card-head")) return;
    event.preventDefault();
    var made = slip();
    document.body.append(made);
    if (kiosk.settings.paper === 80) document.adoptedStyleSheets = [length(made)];
    document.documentElement.classList.add("slip-" + kiosk.settings.paper);
    window.addEventListener("afterprint", function () {
      made.remove();
      document.adoptedStyleSheets = [];
      document.documentElement.classList.remove("slip-" + kiosk.settings.paper);
    }, { once: true });
    window.print();
  });
})(yangguang.kiosk);
