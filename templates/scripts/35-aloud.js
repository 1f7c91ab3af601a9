// Reading aloud.
(function () {
  var reading = null; // its button, and the last of the parts

  // Only where the browser has a Chinese voice of its own: a button that does nothing is worse than none. Of several, as Apple's
  // systems have them, one of the mainland: that of Hong Kong speaks Cantonese.
  function voice() {
    if (!window.speechSynthesis) return null;
    var found = speechSynthesis.getVoices().filter(function (one) { return /^(zh|cmn)/i.test(one.lang) && one.localService; });
    return found.filter(function (one) { return /^(zh.cn|cmn)/i.test(one.lang); })[0] || found[0] || null;
  }

  // Paragraph by paragraph: a long text in one piece is cut off by some voices.
  function speak(button) {
    var parts = document.querySelector("main").innerText.split(/\n+/).map(function (text) { return text.trim(); }).filter(Boolean);
    var mine = voice();
    button.textContent = "停止朗读";
    parts.forEach(function (text) {
      var words = new SpeechSynthesisUtterance(text);
      words.voice = mine;
      words.lang = mine.lang;
      reading = { button: button, last: words };
      speechSynthesis.speak(words);
    });
    reading.last.onend = reading.last.onerror = silent;
  }

  function silent() {
    reading.last.onend = reading.last.onerror = null;
    reading.button.textContent = "朗读正文";
    reading = null;
  }

  function stop() {
    if (!reading) return;
    silent();
    speechSynthesis.cancel();
  }

  yangguang.aloud = {
    stop: stop,
    // The button that reads stands second in `row`, once there is a voice.
    offer: function (row) {
      if (!window.speechSynthesis) return;
      var button = yangguang.button("朗读正文", "aid", function () {
        if (reading) stop();
        else speak(button);
      });
      function look() { if (voice() && !button.isConnected) row.insertBefore(button, row.children[1]); }
      speechSynthesis.onvoiceschanged = look; // before Safari 16 it takes no listeners
      look();
    }
  };
  // Chromium reads on to whoever has gone to another page.
  window.addEventListener("pagehide", stop);
})();
