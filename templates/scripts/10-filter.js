// Narrows the lists inside [data-filter] to the rows that hold every word typed, their heading counted in; #q=… fills the line.
yangguang.start(function () {
  var ROWS = ".item-list > li, .timeline > li, :not(.ledger-table) > tbody > tr";
  // So many rows come back with one picture: over the 3,000 of a city at once a slow telephone stands still for two seconds.
  var SLICE = 150;
  document.querySelectorAll("[data-filter]").forEach(function (box) {
    var line = box.querySelector("[data-filter-line]");
    var input = line.querySelector("input");
    var output = line.querySelector("[data-filter-count]");
    var rows = Array.from(box.querySelectorAll(ROWS)).map(function (row) {
      var group = row.closest(".item-group");
      var heading = group ? group.querySelector("h2, h3").firstChild.textContent : "";
      // The label above a list of its own goes with it.
      return { parts: [group, row.parentElement.previousElementSibling, row], text: (heading + " " + row.textContent).toLowerCase() };
    });
    var parts = Array.from(box.querySelectorAll(".item-group, .item-gone, h2 ~ h3, " + ROWS));
    var figures = box.querySelectorAll(".item-group .count, .item-group .scroll");
    var coming = [];
    var drawing = 0;
    // Whoever comes back from an item, or is given the address, finds the list as it was.
    function remember() {
      try { history.replaceState(history.state, "", yangguang.asking(input.value ? { q: input.value } : {})); } catch (error) { return; }
    }
    function typed() {
      remember();
      narrow(SLICE);
    }
    function narrow(many) {
      input.defaultValue = input.value; // what Safari puts back for whoever comes back from an item
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var found = rows.filter(function (row) { return words.every(function (word) { return row.text.indexOf(word) >= 0; }); });
      var held = new Set();
      found.forEach(function (row) { row.parts.forEach(held.add, held); });
      function stays(part) { return !words.length || held.has(part); }
      parts.forEach(function (part) { part.hidden = part.hidden || !stays(part); });
      coming = parts.filter(function (part) { return part.hidden && stays(part); });
      // The figures of a group are of its whole list, which does not stand below them then.
      figures.forEach(function (one) { one.hidden = words.length > 0; });
      line.classList.toggle("narrowed", !!words.length); // paper says so, too
      output.textContent = words.length ? "符合 " + yangguang.figure(found.length) + " 项，共 " + yangguang.figure(rows.length) + " 项" : "";
      // This line knows the words of the list alone, the search what they mean.
      if (words.length && !found.length) {
        var form = document.querySelector("form[data-engine]");
        output.append("；", yangguang.element("a", { href: yangguang.question(form, input.value) }, "在全站搜索"));
      }
      draw(many);
    }
    function fill() {
      input.value = yangguang.asked().get("q") || "";
      narrow(Infinity);
    }
    function draw(many) {
      cancelAnimationFrame(drawing);
      coming.splice(0, many).forEach(function (part) { part.hidden = false; });
      if (coming.length) drawing = requestAnimationFrame(function () { draw(SLICE); });
    }
    line.hidden = false;
    // Pinyin that is still being put together stands in no list, and would empty it.
    input.addEventListener("input", function (event) { if (!event.isComposing) typed(); });
    input.addEventListener("compositionend", typed);
    window.addEventListener("beforeprint", function () { draw(Infinity); });
    // A place on this page that a link leads to takes no words out of the address.
    window.addEventListener("hashchange", function () {
      if (input.value && location.hash.indexOf("=") < 0) remember();
      else fill();
    });
    fill();
  });
});
