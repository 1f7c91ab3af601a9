// The sheet that is written on: every stroke of a finger, drawn as it goes.
(function (engine) {
  "use strict";
  var SIDE = 320;

  // written(strokes) is called after every stroke and every change.
  engine.Pad = function (written) {
    var canvas = document.createElement("canvas");
    canvas.className = "keys-pad";
    canvas.width = canvas.height = SIDE;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "手写区：在这里写一个字");
    this.element = canvas;
    this.strokes = [];
    this.written = written;
    this.pen = null;
    canvas.addEventListener("pointerdown", this.down.bind(this));
    canvas.addEventListener("pointermove", this.move.bind(this));
    canvas.addEventListener("pointerup", this.up.bind(this));
    canvas.addEventListener("pointercancel", this.up.bind(this));
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

  engine.Pad.prototype.move = function (event) {
    if (event.pointerId !== this.pen) return;
    this.strokes[this.strokes.length - 1].push(this.place(event));
    this.draw();
  };

  engine.Pad.prototype.up = function (event) {
    if (event.pointerId !== this.pen) return;
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
})(yangguang.engine);
