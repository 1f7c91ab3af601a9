// Handwriting: strokes drawn with a finger against how the characters of this site are drawn.
(function (engine) {
  "use strict";
  var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
  var POINTS = 6;
  var SKIP = 1.3;
  var JOIN = 0.15;
  var SWAP = 0.2;
  var SLACK = 3;
  var THIN = 0.05;

  // text: one line a character, as search/vendor/hanzi describes it.
  engine.Strokes = function (text) {
    this.characters = text.split("\n").filter(Boolean).map(function (line) {
      var parts = line.split(" ");
      var strokes = prepared(parts.slice(1).map(points));
      return { text: parts[0], strokes: strokes, pairs: strokes.slice(1).map(function (stroke, i) { return joined(strokes[i], stroke); }) };
    });
  };

  function points(stroke) {
    var found = [];
    for (var i = 0; i < stroke.length; i += 2) found.push({ x: ALPHABET.indexOf(stroke[i]), y: ALPHABET.indexOf(stroke[i + 1]) });
    return found;
  }

  // The characters that are most like `strokes`, lists of {x, y} in the order in which they were drawn, the likeliest first.
  engine.Strokes.prototype.recognise = function (strokes, limit) {
    var drawn = strokes.filter(function (stroke) { return stroke.length; });
    if (!drawn.length) return [];
    var own = prepared(drawn);
    var ranked = [];
    this.characters.forEach(function (character) {
      var missing = character.strokes.length - own.length;
      if (missing > Math.max(SLACK, own.length) || missing < -1) return;
      var most = ranked.length < limit ? Infinity : ranked[limit - 1].cost;
      var cost = distance(own, character.strokes, character.pairs, most);
      if (cost >= most) return;
      ranked.push({ text: character.text, cost: cost });
      ranked.sort(function (a, b) { return a.cost - b.cost; });
      ranked.length = Math.min(ranked.length, limit);
    });
    return ranked.map(function (one) { return one.text; });
  };

  // Every stroke as POINTS points at equal distances; the whole upright, around 0, of one breadth and height whatever its
  // size, proportions and slant. What is thin, like 一, is not blown up.
  function prepared(strokes) {
    var evened = strokes.map(function (stroke) { return even(stroke, POINTS); });
    var mid = mean(evened, function (x) { return x; }, function (y) { return y; });
    var xx = mean(evened, function (x) { return (x - mid.x) * (x - mid.x); }, function (y) { return (y - mid.y) * (y - mid.y); });
    var thin = Math.max(xx.x, xx.y, 1e-9) * THIN;
    var xy = 0;
    evened.forEach(function (stroke) {
      for (var n = 0; n < POINTS; n++) xy += (stroke[2 * n] - mid.x) * (stroke[2 * n + 1] - mid.y) / (POINTS * evened.length);
    });
    var slant = xx.y > thin && xx.x > thin ? xy / xx.y : 0;
    var across = Math.sqrt(Math.max(xx.x - slant * xy, thin));
    var down = Math.sqrt(Math.max(xx.y, thin));
    evened.forEach(function (stroke) {
      for (var n = 0; n < POINTS; n++) {
        stroke[2 * n] = (stroke[2 * n] - mid.x - slant * (stroke[2 * n + 1] - mid.y)) / across;
        stroke[2 * n + 1] = (stroke[2 * n + 1] - mid.y) / down;
      }
    });
    return evened;
  }

  function mean(strokes, ofX, ofY) {
    var sum = { x: 0, y: 0 };
    strokes.forEach(function (stroke) {
      for (var n = 0; n < POINTS; n++) {
        sum.x += ofX(stroke[2 * n]) / (POINTS * strokes.length);
        sum.y += ofY(stroke[2 * n + 1]) / (POINTS * strokes.length);
      }
    });
    return sum;
  }

  function even(stroke, count) {
    var lengths = [0];
    for (var i = 1; i < stroke.length; i++) lengths.push(lengths[i - 1] + Math.hypot(stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y));
    var total = lengths[lengths.length - 1];
    var found = new Float64Array(2 * count);
    var at = 0;
    for (var n = 0; n < count; n++) {
      var goal = total * n / (count - 1);
      while (at < stroke.length - 2 && lengths[at + 1] < goal) at++;
      var from = stroke[at];
      var to = stroke[Math.min(at + 1, stroke.length - 1)];
      var span = lengths[Math.min(at + 1, stroke.length - 1)] - lengths[at];
      var share = span > 0 ? Math.min(1, (goal - lengths[at]) / span) : 0;
      found[2 * n] = from.x + (to.x - from.x) * share;
      found[2 * n + 1] = from.y + (to.y - from.y) * share;
    }
    return found;
  }

  // Mean distance of two strokes, point by point; one drawn from its other end is dearer, but not lost.
  function apart(one, other) {
    var there = 0;
    var back = 0;
    for (var n = 0; n < POINTS; n++) {
      var m = POINTS - 1 - n;
      there += Math.hypot(one[2 * n] - other[2 * n], one[2 * n + 1] - other[2 * n + 1]);
      back += Math.hypot(one[2 * n] - other[2 * m], one[2 * n + 1] - other[2 * m + 1]);
    }
    return Math.min(there, back * 1.4 + 1) / POINTS;
  }

  // Two strokes drawn in one go.
  function joined(one, other) {
    var path = [];
    [one, other].forEach(function (stroke) {
      for (var n = 0; n < POINTS; n++) path.push({ x: stroke[2 * n], y: stroke[2 * n + 1] });
    });
    return even(path, POINTS);
  }

  // The cheapest way to read `own` as `known` in order, a stroke: matched, left out, swapped with its neighbour, or two in one;
  // Infinity as soon as it is sure to be dearer than `most`.
  function distance(own, known, pairs, most) {
    var rows = own.length;
    var columns = known.length;
    var width = columns + 1;
    var best = new Float64Array((rows + 1) * width).fill(Infinity);
    var band = Math.abs(columns - rows) + SLACK;
    best[0] = 0;
    var bound = most * Math.max(rows, columns);
    for (var i = 0; i <= rows; i++) {
      if (i > 1 && lowest(i) > bound && lowest(i - 1) > bound) return Infinity;
      for (var j = Math.max(0, i - band); j <= Math.min(columns, i + band); j++) {
        var cost = best[i * width + j];
        if (cost === Infinity) continue;
        reach(i + 1, j, cost + SKIP);
        reach(i, j + 1, cost + SKIP);
        if (i < rows && j < columns) reach(i + 1, j + 1, cost + apart(own[i], known[j]));
        if (i < rows && j + 1 < columns) reach(i + 1, j + 2, cost + apart(own[i], pairs[j]) + JOIN);
        if (i + 1 < rows && j + 1 < columns) reach(i + 2, j + 2, cost + apart(own[i], known[j + 1]) + apart(own[i + 1], known[j]) + SWAP);
      }
    }
    return best[rows * width + columns] / Math.max(rows, columns);

    function lowest(row) {
      var found = Infinity;
      for (var at = row * width; at < (row + 1) * width; at++) if (best[at] < found) found = best[at];
      return found;
    }

    function reach(row, column, price) {
      if (row > rows || column > columns) return;
      if (price < best[row * width + column]) best[row * width + column] = price;
    }
  }
})(yangguang.engine);
