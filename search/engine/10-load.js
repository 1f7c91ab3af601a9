// Loads the scripts of the index. Each calls yangguangShard(kind, number, data) once; FORMAT.md describes them.
"use strict";
var yangguang = window.yangguang || {};
yangguang.engine = {};
(function (engine) {
  // This script stands in assets/, the index beside that folder in search/.
  engine.root = new URL("../", document.currentScript ? document.currentScript.src : location.href).href;
  engine.faults = [];
  var calls = {};
  var loading = {};
  var index = null;
  var DIGITS = 8;

  window.yangguangShard = function (kind, number, data) { calls[kind + number] = data; };

  function fault(key) { if (engine.faults.indexOf(key) < 0) engine.faults.push(key); }

  // A promise of what the script calls with; a script that is missing or damaged rejects, once and for good.
  function run(key, path) {
    if (!loading[key]) {
      loading[key] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        function fail() {
          fault(key);
          reject(new Error("搜索数据没有读到：" + path));
        }
        script.onload = function () {
          if (!(key in calls)) return fail();
          resolve(calls[key]);
          delete calls[key];
          script.remove();
        };
        script.onerror = fail;
        script.src = engine.root + path;
        document.head.appendChild(script);
      });
    }
    return loading[key];
  }

  engine.index = function () {
    return run("index0", "search/index.js").then(function (data) {
      if (data.version !== 2) throw new Error("搜索数据的版本不符：" + data.version);
      index = data;
      return data;
    });
  };

  engine.count = function (kind) { return (index.shards[kind] || "").length / DIGITS; };

  engine.shard = function (kind, number) {
    var hash = (index.shards[kind] || "").substr(number * DIGITS, DIGITS);
    return run(kind + number, "search/" + kind + number + "." + hash + ".js");
  };

  // A shard, worked on by `read` once; null where it is missing or what is in it cannot be read.
  var made = {};
  engine.made = function (kind, number, read) {
    var key = kind + number;
    if (!made[key]) {
      made[key] = engine.shard(kind, number).then(read).catch(function () {
        fault(key);
        return null;
      });
    }
    return made[key];
  };

  // Long work, in which this is awaited now and then, leaves the page time to answer.
  var PIECE = 40;
  var since = 0;
  var turn = new MessageChannel();
  var waiting = [];
  turn.port1.onmessage = function () {
    since = performance.now();
    waiting.splice(0).forEach(function (go) { go(); });
  };
  engine.breathe = function () {
    if (performance.now() - since < PIECE) return null;
    return new Promise(function (resolve) {
      waiting.push(resolve);
      turn.port2.postMessage(0);
    });
  };

  // Calls `work` with each of a list and its place.
  engine.each = async function (list, work) {
    for (var i = 0; i < list.length; i++) {
      var pause = i % 32 === 0 ? engine.breathe() : null;
      if (pause) await pause;
      work(list[i], i);
    }
  };

  var WORTH = new Uint8Array(128);
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-").forEach(function (sign, worth) {
    WORTH[sign.charCodeAt(0)] = worth;
  });

  // Ascending numbers written as gaps in signs, the first from -1; after a 0 stands how many now follow one another.
  engine.ascending = function (text) {
    var found = [];
    var last = -1;
    var value = 0;
    var shift = 0;
    var run = false;
    for (var i = 0; i < text.length; i++) {
      var worth = WORTH[text.charCodeAt(i)];
      value |= (worth & 31) << shift;
      if (worth > 31) { shift += 5; continue; }
      if (run) while (value-- > 0) found.push(last += 1);
      else if (value) found.push(last += value);
      run = !run && !value;
      value = shift = 0;
    }
    return found;
  };

  // Where in ascending numbers the last one stands that is not above `number`: the part that it falls into, given where each begins.
  engine.part = function (starts, number) {
    var low = 0;
    var high = starts.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (starts[middle] <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  // Texts of which each says how many characters it shares with the one before.
  engine.unfronted = function (text) {
    var before = "";
    var plain = !/[\ud800-\udfff]/.test(text);
    return text.split("\n").map(function (line) {
      var shared = parseInt(line.charAt(0), 36);
      before = (plain ? before.slice(0, shared) : Array.from(before).slice(0, shared).join("")) + line.slice(1);
      return before;
    });
  };
})(yangguang.engine);
