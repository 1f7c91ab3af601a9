// The list under a search box: names as one types, with keyboard and screen reader (the combobox pattern).
(function (yangguang, engine) {
  "use strict";
  var SHOWN = 7;
  var element = yangguang.element;

  function Box(form, number) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.list = element("ul", { "class": "search-options", role: "listbox", id: "options" + number, "aria-label": "可能要找的事项" });
    this.said = element("p", { "class": "unseen", role: "status" });
    this.results = [];
    this.chosen = -1;
    this.asked = 0;
    this.list.hidden = true;
    form.append(this.list, this.said);
    var input = this.input;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", this.ask.bind(this));
    input.addEventListener("keydown", this.key.bind(this));
    input.addEventListener("blur", this.close.bind(this));
    // A touch must not take the focus away before it is seen where it went.
    this.list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    this.list.addEventListener("click", this.click.bind(this));
    if (input.value && document.activeElement === input) this.ask();
  }

  Box.prototype.ask = function () {
    var self = this;
    var mine = this.asked += 1;
    engine.suggest(this.input.value, SHOWN).then(function (results) {
      if (mine === self.asked) self.show(results);
    }, function () {
      self.said.textContent = "搜索数据没有读到，请按回车键查看全部名称";
    });
  };

  Box.prototype.show = function (results) {
    var self = this;
    this.results = results;
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.textContent = "";
    results.forEach(function (result, place) {
      var option = element("li", { role: "option", id: self.list.id + "-" + place, "aria-selected": "false" }, result.name);
      option.append(element("span", {}, [result.alias ? "俗称：" + result.alias : "", result.kind === "item" ? result["class"] : engine.KINDS[result.kind],
        result.kind === "department" ? "" : result.department, result.regionName, result.status === "在用" ? "" : result.status].filter(Boolean).join("\u00a0· ")));
      self.list.append(option);
    });
    this.open(results.length > 0);
    this.said.textContent = this.input.value ? (results.length ? "有 " + results.length + " 个可能的结果，用上下键选择" : "没有相符的名称，按回车键在全部内容里查找") : "";
  };

  Box.prototype.open = function (open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  };

  // An answer that is still to come would open the list again, over what the reader has gone on to.
  Box.prototype.close = function () {
    this.asked += 1;
    this.open(false);
    this.choose(-1);
  };

  Box.prototype.choose = function (place) {
    var options = this.list.children;
    if (options[this.chosen]) options[this.chosen].setAttribute("aria-selected", "false");
    this.chosen = place;
    if (!options[place]) return this.input.removeAttribute("aria-activedescendant");
    options[place].setAttribute("aria-selected", "true");
    options[place].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[place].id);
  };

  Box.prototype.key = function (event) {
    var count = this.results.length;
    if (event.isComposing) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      this.open(true);
      var step = event.key === "ArrowDown" ? 1 : -1;
      this.choose((this.chosen + step + count + (this.chosen < 0 && step < 0 ? 1 : 0)) % count);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && !this.list.hidden && this.chosen >= 0) {
      event.preventDefault();
      this.go(this.chosen);
    }
  };

  Box.prototype.click = function (event) {
    var option = event.target.closest("li");
    if (option) this.go(Array.prototype.indexOf.call(this.list.children, option));
  };

  Box.prototype.go = function (place) {
    yangguang.go(new URL(this.results[place].url, engine.root).href);
  };

  // On search.html the results themselves appear as one types.
  if (!document.querySelector("[data-search]")) {
    document.querySelectorAll("form[data-engine]").forEach(function (form, number) { new Box(form, number); });
  }
})(yangguang, yangguang.engine);
