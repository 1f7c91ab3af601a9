// The search engine comes when somebody is about to search, not with every page.
yangguang.start(function () {
  document.querySelectorAll("form[data-engine]").forEach(function (form) {
    function load() {
      form.removeEventListener("focusin", load);
      if (yangguang.engine || document.querySelector("script[data-searching]")) return;
      var script = document.createElement("script");
      script.src = new URL(form.dataset.engine, new URL(form.getAttribute("action"), location.href)).href;
      script.dataset.searching = "";
      document.head.appendChild(script);
    }
    form.addEventListener("focusin", load);
  });
});
