// The keyboard on the screen: pinyin, handwriting, digits. It writes into the line that has the focus and never takes it.
(function (yangguang, engine) {
  "use strict";
  var PAGE = 8;
  var DRAWN = 8;
  var ROWS = {
    pinyin: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
    digits: ["1234567890", "ABCDEFGHIJ", "KLMNOPQRST", "UVWXYZ-/()"]
  };
  var NAMES = { pinyin: "拼音", strokes: "手写", digits: "数字编码" };

  function element(tag, className, more) { return yangguang.element(tag, Object.assign({ "class": className }, more)); }

  function key(label, className, act, spoken) {
    var made = yangguang.button(label, "key " + className, act);
    if (spoken) made.setAttribute("aria-label", spoken);
    return made;
  }

  function Panel() {
    this.input = null;
    this.letters = "";
    this.offered = [];
    this.starts = [0];
    this.mode = "pinyin";
    this.typing = null;
    this.strokes = null;
    this.element = element("div", "keys", { role: "region", "aria-label": "屏幕键盘", hidden: "" });
    this.said = element("p", "unseen", { role: "status" });
    this.line = element("div", "keys-line");
    this.spelled = element("span", "keys-spelled");
    this.line.append(this.spelled);
    this.body = element("div", "keys-body");
    this.foot = element("div", "keys-foot");
    this.element.append(this.line, this.body, this.foot, this.said);
    // The line being written in keeps the focus, else the list of suggestions would close.
    this.element.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    document.body.append(this.element);
    this.use("pinyin");
  }

  Panel.prototype.open = function (input) {
    if (this.input !== input) this.clear();
    this.input = input;
    input.setAttribute("inputmode", "none");
    this.reveal(true);
    // The page is lower now: what is written, and what is found below it, must not be out of sight.
    (input.form || input.parentElement).scrollIntoView();
    this.prepare();
  };

  // With the keyboard the whole page moves: something else comes to stand where the finger is.
  Panel.prototype.reveal = function (shown) {
    if (shown === !this.element.hidden) return;
    this.element.hidden = !shown;
    document.documentElement.classList.toggle("typing", shown);
    if (yangguang.kiosk) yangguang.kiosk.turned();
  };

  Panel.prototype.close = function () {
    this.reveal(false);
    this.clear();
    if (this.input) this.input.blur();
    this.input = null;
  };

  Panel.prototype.clear = function () {
    this.letters = "";
    this.offer([]);
    if (this.pad) this.pad.clear();
  };

  Panel.prototype.say = function (text) { this.said.textContent = text; };

  // The words of the site, once; without them letters are still written as they are.
  Panel.prototype.prepare = function () {
    var self = this;
    if (this.asked) return;
    this.asked = true;
    engine.index().then(function () {
      return Promise.all([engine.shard("i", 0), engine.shard("w", 0), engine.shard("x", 0)]);
    }).then(function (parts) {
      var pinyin = new engine.Pinyin(parts[1].readings, parts[1].places);
      pinyin.add(parts[2].readings);
      self.typing = new engine.Typing(parts[0], pinyin);
      self.spell();
    }).catch(function () { self.say("候选字没有读到，可以直接用拼音或者拼音首字母搜索"); });
  };

  Panel.prototype.use = function (mode) {
    var self = this;
    this.mode = mode;
    this.clear();
    this.body.textContent = "";
    this.element.dataset.mode = mode;
    if (mode === "strokes") this.drawing();
    else ROWS[mode].forEach(function (letters) {
      var row = element("div", "keys-row");
      letters.split("").forEach(function (letter) { row.append(key(letter, "", function () { self.letter(letter); })); });
      if (mode === "pinyin" && letters[0] === "z") row.append(key("⌫", "broad", function () { self.back(); }, "删除"));
      self.body.append(row);
    });
    this.footer();
  };

  Panel.prototype.footer = function () {
    var self = this;
    this.foot.textContent = "";
    Object.keys(NAMES).forEach(function (mode) {
      var tab = key(NAMES[mode], "mode", function () { self.use(mode); });
      tab.setAttribute("aria-pressed", String(mode === self.mode));
      self.foot.append(tab);
    });
    if (this.mode !== "pinyin") this.foot.append(key("⌫", "broad", function () { self.back(); }, "删除"));
    this.foot.append(
      key("清空", "", function () { self.wipe(); }),
      key("收起", "", function () { self.close(); }, "收起键盘"),
      key("搜索", "go", function () { self.go(); })
    );
  };

  Panel.prototype.letter = function (letter) {
    if (this.mode === "pinyin") {
      if (this.letters.length < 40) this.letters += letter;
      this.spell();
    } else this.write(letter);
  };

  Panel.prototype.back = function () {
    if (this.letters) {
      this.letters = this.letters.slice(0, -1);
      this.spell();
    } else if (this.pad && this.pad.strokes.length && this.mode === "strokes") this.pad.undo();
    else if (this.input) {
      var at = this.input.selectionStart;
      var from = this.input.selectionEnd > at ? at : at - (Array.from(this.input.value.slice(0, at)).pop() || "").length;
      this.input.setRangeText("", Math.max(0, from), this.input.selectionEnd, "end");
      this.changed();
    }
  };

  Panel.prototype.wipe = function () {
    this.clear();
    if (!this.input) return;
    this.input.value = "";
    this.changed();
  };

  Panel.prototype.write = function (text) {
    if (!this.input) return;
    var free = this.input.maxLength < 0 ? text.length : this.input.maxLength - this.input.value.length;
    this.input.setRangeText(text.slice(0, Math.max(0, free)), this.input.selectionStart, this.input.selectionEnd, "end");
    this.changed();
  };

  Panel.prototype.changed = function () { this.input.dispatchEvent(new Event("input", { bubbles: true })); };

  // Letters not yet made words are searched as they are: search reads pinyin, too.
  Panel.prototype.go = function () {
    if (this.letters) this.write(this.letters);
    var form = this.input && this.input.form;
    this.letters = "";
    if (form) form.requestSubmit();
    else this.close();
  };

  Panel.prototype.spell = function () {
    this.offer(this.typing ? this.typing.candidates(this.letters) : []);
  };

  Panel.prototype.offer = function (candidates) {
    this.offered = candidates;
    this.starts = [0];
    this.show();
  };

  // A page of candidates is what fits into the line; `starts` holds where this page and those before it begin.
  Panel.prototype.show = function () {
    var self = this;
    var from = this.starts[this.starts.length - 1];
    var end = Math.min(from + PAGE, this.offered.length);
    this.spelled.textContent = this.letters;
    this.line.querySelectorAll("button").forEach(function (button) { button.remove(); });
    var offers = this.offered.slice(from, end).map(function (one) { return key(one.text, "offer", function () { self.take(one); }); });
    var before = key("‹", "turn", function () { self.turn(); }, "上一页候选");
    var after = key("›", "turn", function () { self.turn(end); }, "下一页候选");
    this.line.append.apply(this.line, offers.concat(before, after));
    while (offers.length > 1 && this.line.scrollWidth > this.line.clientWidth) {
      offers.pop().remove();
      end -= 1;
    }
    if (!from) before.remove();
    if (end === this.offered.length) after.remove();
    this.say(offers.length ? "候选 " + offers.map(function (offer) { return offer.textContent; }).join("，") : "");
  };

  Panel.prototype.turn = function (start) {
    if (start) this.starts.push(start);
    else this.starts.pop();
    this.show();
  };

  Panel.prototype.take = function (one) {
    this.write(one.text);
    this.letters = this.letters.slice(one.used || 0);
    if (this.pad) this.pad.clear();
    if (this.mode === "pinyin") this.spell();
    else this.offer([]);
  };

  // The strokes of all characters are read only now that somebody wants to write by hand.
  Panel.prototype.drawing = function () {
    var self = this;
    this.pad = this.pad || new engine.Pad(function (strokes) { self.recognise(strokes); });
    this.body.append(this.pad.element);
    if (this.strokes) return;
    engine.index().then(function () { return engine.shard("h", 0); }).then(function (text) {
      self.strokes = new engine.Strokes(text);
      self.recognise(self.pad.strokes);
    }).catch(function () { self.say("手写数据没有读到，请用拼音"); });
  };

  Panel.prototype.recognise = function (strokes) {
    if (!this.strokes || this.mode !== "strokes") return;
    this.offer(this.strokes.recognise(strokes, DRAWN).map(function (text) { return { text: text }; }));
  };

  yangguang.start(function () {
    var panel = new Panel();
    function focused(event) {
      if (document.documentElement.classList.contains("kiosk") && event.target.matches("input[type=search], input[type=text]")) panel.open(event.target);
    }
    document.addEventListener("focusin", focused);
    document.addEventListener("yangguang:wipe", function () {
      if (panel.input) panel.wipe();
      panel.close();
      panel.use("pinyin");
    });
    if (document.activeElement) focused({ target: document.activeElement });
  });
})(yangguang, yangguang.engine);
