// Paper shows what a page keeps folded. Style sheets ask for it, too, but browsers of before 2025 print of a fold what is open.
(function () {
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (one) { one.open = false; });
    folded = [];
  });
})();
