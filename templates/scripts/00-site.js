// What the site adds where scripts run. Every page is complete without. Text goes in by textContent alone.
"use strict";
var yangguang = window.yangguang || {};
yangguang.start = function (run) {
  if (document.readyState === "complete") run();
  else document.addEventListener("DOMContentLoaded", run);
};
// release.js stands at the root under a fixed name, runs after this script, and may be missing.
yangguang.start(function () {
  var release = yangguang.release;
  if (!release || !release.date) return;
  document.querySelectorAll("[data-release]").forEach(function (place) {
    place.textContent = "发布于 " + release.date;
  });
});
