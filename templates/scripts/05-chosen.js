// How a visitor has chosen to read, and that this is a kiosk, holds before the body is read: a long page is drawn long before its end is there.
(function () {
  var AIDS = ["size", "scheme", "elder", "pointer", "guide", "plain"];
  var root = document.documentElement;
  yangguang.mark = function (chosen) {
    AIDS.forEach(function (aid) {
      var value = chosen[aid] === true ? "1" : chosen[aid];
      if (value && value !== "100") root.dataset[aid] = value;
      else delete root.dataset[aid];
    });
  };
  yangguang.mark(yangguang.kept.get("aids") || {});
  if (yangguang.kept.get("kiosk")) root.classList.add("kiosk");
})();
