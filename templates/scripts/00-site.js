// What the site adds where scripts run. Every page is complete without. Text goes in by textContent alone.
"use strict";
var yangguang = {
  // Called by release.js, which stands at the root under a fixed name and may be missing.
  release: function (facts) {
    var date = facts && facts.date;
    if (!date) return;
    yangguang.ready(function () {
      document.querySelectorAll("[data-release]").forEach(function (place) {
        place.textContent = "发布于 " + date;
      });
    });
  },
  ready: function (run) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
    else run();
  }
};
