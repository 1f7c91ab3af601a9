// A line to read along, a large pointer: they go where the pointer or the keyboard's focus goes.
(function () {
  var followers = {};
  var keyed = false;

  yangguang.follow = function (aid, on) {
    if (!on) {
      if (followers[aid]) followers[aid].remove();
      delete followers[aid];
    } else if (!followers[aid]) {
      followers[aid] = yangguang.element("div", { "class": "aids-" + aid, "aria-hidden": "true" });
      document.body.append(followers[aid]);
    }
  };

  function move(x, y) {
    Object.keys(followers).forEach(function (aid) {
      followers[aid].style.top = y + "px";
      if (aid === "pointer") followers[aid].style.left = x + "px";
    });
  }

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
})();
