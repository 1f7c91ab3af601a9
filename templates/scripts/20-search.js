// The search engine comes when somebody is about to search, not with every page. `then` runs once it is there.
yangguang.withEngine = function (form, then) {
  if (yangguang.engine) return then();
  var script = document.querySelector("script[data-searching]");
  if (!script) {
    script = yangguang.script(form, form.dataset.engine);
    script.dataset.searching = "";
  }
  script.addEventListener("load", then);
};
// Paths of assets are counted from the site's root, where the page stands that the form leads to.
yangguang.script = function (form, path) {
  var script = yangguang.element("script", { src: new URL(path, form.action).href });
  document.head.appendChild(script);
  return script;
};
// Somebody may be about to while the rest of the page is still on its way.
document.addEventListener("focusin", function (event) {
  var form = event.target.closest("form[data-engine]");
  if (form) yangguang.start(function () { yangguang.withEngine(form, function () {}); });
});
// What is asked on the page of the search itself comes here only where its program or its data have not come.
document.addEventListener("submit", function (event) {
  var form = event.target;
  if (event.defaultPrevented || !form.dataset.engine) return;
  event.preventDefault();
  yangguang.go(yangguang.question(form, form.elements.q.value));
});
// On the page of the search its program comes before this runs. Where it has not, the question stays in the line, to be asked once more.
yangguang.start(function () {
  var said = document.querySelector("[data-said]");
  if (!said || yangguang.engine) return;
  said.textContent = "搜索程序没有读到，请再按一次“搜索”，或者查看全部名称。";
  document.querySelector("main input[name=q]").value = yangguang.asked().get("q") || "";
});
