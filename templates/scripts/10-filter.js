// Narrows the lists inside [data-filter] to the rows that hold every word typed, their heading counted in; ?q=… fills the line.
yangguang.start(function () {
  document.querySelectorAll("[data-filter]").forEach(function (box) {
    var line = box.querySelector("[data-filter-line]");
    var input = line.querySelector("input");
    var output = line.querySelector("[data-filter-count]");
    var rows = Array.prototype.map.call(box.querySelectorAll(".item-list > li, .timeline > li, :not(.ledger-table) > tbody > tr"), function (row) {
      var group = row.closest(".item-group");
      var heading = group ? group.querySelector("h2, h3").firstChild.textContent : "";
      return { element: row, group: group, text: (heading + " " + row.textContent).toLowerCase() };
    });
    var groups = box.querySelectorAll(".item-group");
    var figures = box.querySelectorAll(".item-group .count, .item-group .scroll");
    function narrow() {
      input.defaultValue = input.value; // what Safari puts back for whoever comes back from an item
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      var held = new Set();
      rows.forEach(function (row) {
        var found = words.every(function (word) { return row.text.indexOf(word) >= 0; });
        row.element.hidden = !found;
        if (!found) return;
        shown += 1;
        held.add(row.group);
      });
      groups.forEach(function (group) { group.hidden = words.length > 0 && !held.has(group); });
      box.querySelectorAll(".item-gone, h2 ~ h3").forEach(function (label) {
        label.hidden = !label.nextElementSibling.querySelector(":scope > li:not([hidden])");
      });
      // The figures of a group are of its whole list, which does not stand below them then.
      figures.forEach(function (one) { one.hidden = words.length > 0; });
      output.textContent = words.length ? "符合 " + shown + " 项，共 " + rows.length + " 项" : "";
    }
    line.hidden = false;
    input.value = new URLSearchParams(location.search).get("q") || "";
    // Pinyin that is still being put together stands in no list, and would empty it.
    input.addEventListener("input", function (event) { if (!event.isComposing) narrow(); });
    input.addEventListener("compositionend", narrow);
    narrow();
  });
});
