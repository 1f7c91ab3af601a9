// The sheet that is written on: every stroke of a finger, drawn as it goes.
(function (yangguang, engine) {
  "use strict";
  var SIDE = 320;

  // written(strokes) is called after every stroke and every change.
  engine.Pad = function (written) {
    var canvas = yangguang.element("canvas", { "class": "keys-pad", width: SIDE, height: SIDE, role: "img", "aria-label": "手写区：在这里写一个字" });
    this.element = canvas;
    this.strokes = [];
    this.written = written;
    this.pen = null;
    canvas.addEventListener("pointerdown", this.down.bind(this));
    canvas.addEventListener("pointermove", this.move.bind(this));
    canvas.addEventListener("pointerup", this.up.bind(this));
    canvas.addEventListener("pointercancel", this.up.bind(this));
    // A quick stroke is no gesture of the browser's: after what it takes for a fling it swallows the next touch.
    canvas.addEventListener("touchstart", function (event) { event.preventDefault(); }, { passive: false });
    this.draw();
  };

  engine.Pad.prototype.place = function (event) {
    var box = this.element.getBoundingClientRect();
    return { x: (event.clientX - box.left) * SIDE / box.width, y: (event.clientY - box.top) * SIDE / box.height };
  };

  engine.Pad.prototype.down = function (event) {
    event.preventDefault();
    if (this.pen !== null) return;
    this.pen = event.pointerId;
    this.element.setPointerCapture(event.pointerId);
    this.strokes.push([this.place(event)]);
  };

  // A quick finger has been in more places than the browser tells of one by one; a corner may lie among them.
  engine.Pad.prototype.follow = function (event) {
    var stroke = this.strokes[this.strokes.length - 1];
    var between = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    between.concat(event).forEach(function (one) { stroke.push(this.place(one)); }, this);
  };

  engine.Pad.prototype.move = function (event) {
    if (event.pointerId !== this.pen) return;
    this.follow(event);
    this.draw();
  };

  engine.Pad.prototype.up = function (event) {
    if (event.pointerId !== this.pen) return;
    if (event.type === "pointerup") this.follow(event);
    this.pen = null;
    this.draw();
    this.written(this.strokes);
  };

  engine.Pad.prototype.undo = function () {
    this.strokes.pop();
    this.draw();
    this.written(this.strokes);
  };

  engine.Pad.prototype.clear = function () {
    this.strokes = [];
    this.pen = null;
    this.draw();
  };

  engine.Pad.prototype.draw = function () {
    var sheet = this.element.getContext("2d");
    var style = getComputedStyle(document.documentElement);
    sheet.clearRect(0, 0, SIDE, SIDE);
    sheet.strokeStyle = style.getPropertyValue("--rule").trim();
    sheet.lineWidth = 1;
    line(sheet, [{ x: SIDE / 2, y: 0 }, { x: SIDE / 2, y: SIDE }]);
    line(sheet, [{ x: 0, y: SIDE / 2 }, { x: SIDE, y: SIDE / 2 }]);
    sheet.strokeStyle = style.getPropertyValue("--ink").trim();
    sheet.lineWidth = 9;
    sheet.lineCap = sheet.lineJoin = "round";
    this.strokes.forEach(function (stroke) { line(sheet, stroke.length > 1 ? stroke : stroke.concat(stroke)); });
  };

  function line(sheet, points) {
    sheet.beginPath();
    points.forEach(function (point, place) { sheet[place ? "lineTo" : "moveTo"](point.x, point.y); });
    sheet.stroke();
  }
})(yangguang, yangguang.engine);
