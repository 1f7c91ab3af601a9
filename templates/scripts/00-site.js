// What the site adds where scripts run. Every page is complete without. Text goes in by textContent alone.
"use strict";
var yangguang = window.yangguang || {};
yangguang.start = function (run) {
  if (document.readyState !== "loading") run();
  else document.addEventListener("DOMContentLoaded", run);
};
// Loads a page of the site, be it the one that is shown, asked something else; a kiosk leaves no trace in the history.
yangguang.go = function (address, replace) {
  var shown = address.indexOf("#") >= 0 && address.split("#")[0] === location.href.split("#")[0];
  location[replace ? "replace" : "assign"](address);
  if (shown) location.reload();
};
// What an address asks: behind "#", which no browser sends to a server, or behind "?", as where no scripts run.
yangguang.asked = function () {
  var params = new URLSearchParams(location.search);
  new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) { params.set(name, value); });
  return params;
};
// The address of this page that asks `params`.
yangguang.asking = function (params) {
  var text = new URLSearchParams(params).toString();
  return location.pathname + (text ? "#" + text : "");
};
// The county on whose page somebody is, or came from to the search, by its folder below the site's root.
yangguang.home = function (root) {
  var folder = location.href.slice(root.length).match(/^regions\/([^/]+)\//);
  return folder ? folder[1] : yangguang.asked().get("near") || "";
};
// The address at which a form of the search asks `text`.
yangguang.question = function (form, text) {
  var home = yangguang.home(new URL("./", form.action).href);
  return form.action + "#" + new URLSearchParams(home ? { q: text, near: home } : { q: text });
};
yangguang.element = function (tag, attributes, text) {
  var made = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
  if (text) made.textContent = text;
  return made;
};
yangguang.button = function (text, className, act) {
  var made = yangguang.element("button", { type: "button", "class": className }, text);
  made.addEventListener("click", act);
  return made;
};
// A number as it is written: 18,766.
yangguang.figure = function (number) { return number.toLocaleString("en"); };
// What one visitor has chosen lives as long as the window, and only in it; a browser may refuse even that.
yangguang.kept = {
  get: function (name) {
    try { return JSON.parse(sessionStorage.getItem("yangguang." + name)); } catch (error) { return null; }
  },
  set: function (name, value) {
    try { sessionStorage.setItem("yangguang." + name, JSON.stringify(value)); } catch (error) { return; }
  }
};
// release.js stands at the root under a fixed name, runs after this script, and may be missing.
yangguang.start(function () {
  var release = yangguang.release;
  if (!release || !release.date) return;
  document.querySelectorAll("[data-release]").forEach(function (place) {
    place.textContent = "发布于 " + release.date;
  });
});
