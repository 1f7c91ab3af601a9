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

  // A promise of what the script calls with; a script that is missing or damaged rejects, once and for good.
  function run(key, path) {
    if (!loading[key]) {
      loading[key] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        function fail() {
          engine.faults.push(path);
          reject(new Error("索引文件没有读到：" + path));
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
      if (data.version !== 1) throw new Error("索引的版本不认识：" + data.version);
      index = data;
      return data;
    });
  };

  engine.count = function (kind) { return (index.shards[kind] || "").length / DIGITS; };

  engine.shard = function (kind, number) {
    var hash = (index.shards[kind] || "").substr(number * DIGITS, DIGITS);
    if (!hash) return Promise.reject(new Error("没有这个索引文件：" + kind + number));
    return run(kind + number, "search/" + kind + number + "." + hash + ".js");
  };

  // A shard, worked on by `read` once; null where it is missing or what is in it cannot be read.
  var made = {};
  engine.made = function (kind, number, read) {
    var key = kind + number;
    if (!made[key]) {
      made[key] = engine.shard(kind, number).then(read).catch(function (error) {
        if (engine.faults.indexOf(key) < 0 && !/没有读到/.test(error.message)) engine.faults.push(key);
        return null;
      });
    }
    return made[key];
  };

  engine.bytes = function (text) {
    var raw = atob(text);
    var bytes = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  };

  // LEB128 numbers from `start` to `end`.
  engine.numbers = function (bytes, start, end) {
    var found = [];
    var value = 0;
    var shift = 0;
    for (var i = start; i < end; i++) {
      value += (bytes[i] & 127) * Math.pow(2, shift);
      if (bytes[i] > 127) { shift += 7; continue; }
      found.push(value);
      value = shift = 0;
    }
    return found;
  };

  // Ascending numbers written as gaps.
  engine.ascending = function (bytes, start, end) {
    var found = engine.numbers(bytes, start, end);
    for (var i = 1; i < found.length; i++) found[i] += found[i - 1];
    return found;
  };

  // Texts of which each says how many characters it shares with the one before.
  engine.unfronted = function (text) {
    var before = [];
    return text.split("\n").map(function (line) {
      before = before.slice(0, parseInt(line.charAt(0), 36)).concat(Array.from(line.slice(1)));
      return before.join("");
    });
  };
})(yangguang.engine);
