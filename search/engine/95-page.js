// search.html: results as one types, filters, addresses that can be passed on, the way back.
(function (yangguang, engine) {
  "use strict";
  var FILTERS = { department: "部门", "class": "类别", region: "地区", theme: "主题", limit: "时限", status: "状态" };
  var KINDS = Object.keys(engine.KINDS);
  var element = yangguang.element;
  var page = document.querySelector("[data-search]");
  if (!page) return;
  var input = document.querySelector("form[data-engine] input[name=q]");
  var part = { said: document.querySelector("[data-said]") };
  ["narrow", "filters", "clear", "groups", "none", "near"].forEach(function (name) { part[name] = page.querySelector("[data-" + name + "]"); });
  var still = document.querySelector("[data-still]");
  var state = read();
  var asked = 0;
  var lost = false;
  part.narrow.open = Object.keys(state.filters).length > 0 || !document.documentElement.matches('[data-size$="00"]');

  function read() {
    var params = yangguang.asked();
    var found = { q: (params.get("q") || "").slice(0, 2000), explain: params.get("explain") === "1" };
    // Whoever comes back from a result finds as many as were shown.
    found.limit = Object.assign({ item: 10 }, history.state && history.state.limit);
    found.filters = {};
    Object.keys(FILTERS).forEach(function (name) { if (params.get(name)) found.filters[name] = params.get(name); });
    return found;
  }

  function address() {
    return asking(state.q, Object.assign({}, state.filters, state.explain ? { explain: 1 } : {}));
  }

  // A lone surrogate cannot stand in an address, and an old browser may refuse to change one on a disk.
  function remember(push) {
    try { history[push ? "pushState" : "replaceState"]({ limit: state.limit }, "", address()); } catch (error) { return; }
  }

  // Whoever comes back finds the page as long as they left it: browsers lead to where one stood while it loads, and no more
  // once the results have come.
  function hold() {
    var height = state.q && history.state && history.state.height;
    if (!height) return;
    page.style.minHeight = height + "px";
    page.hidden = false;
    still.hidden = true;
  }

  function measure() {
    try { history.replaceState({ limit: state.limit, height: page.offsetHeight }, ""); } catch (error) { return; }
  }

  function asking(query, more) {
    return yangguang.asking(Object.assign(query ? { q: query } : {}, more, engine.home ? { near: engine.home } : {}));
  }

  function show(push) {
    remember(push);
    return run();
  }

  async function run() {
    var mine = asked += 1;
    var query = input.defaultValue = state.q; // what Safari puts back into the line for whoever comes back from a result
    try {
      var groups = await Promise.all(KINDS.map(function (kind) { return ask(query, kind, state.limit[kind] || 3); }));
    } catch (error) {
      if (mine === asked) failed();
      return;
    }
    if (mine === asked) draw(query, groups);
  }

  function ask(query, kind, limit) {
    var filters = Object.assign({}, state.filters, { kind: kind });
    return yangguang.search(query, { limit: limit, filters: filters, explain: state.explain });
  }

  // Whatever it was that the search cannot begin with: a script that does not come, or another release's.
  function failed() {
    lost = true;
    page.style.minHeight = "";
    page.hidden = false;
    part.said.textContent = "搜索数据没有读到，现在不能搜索。请再按一次“搜索”，或者查看全部名称。";
    still.hidden = false;
  }

  function draw(query, groups) {
    var some = engine.terms(query).length > 0;
    page.hidden = !some;
    still.hidden = some;
    if (!some) {
      part.said.textContent = part.said.dataset.asked = "";
      return;
    }
    var total = groups.reduce(function (sum, answer) { return sum + answer.total; }, 0);
    var exact = groups.every(function (answer) { return answer.exact; });
    var first = groups[0];
    var shown = groups.some(function (answer) { return answer.results.length; });
    var quoted = "“" + Array.from(query).slice(0, engine.LONGEST).join("") + (engine.isCut(query) ? "…" : "") + "”";
    var narrowed = Object.keys(state.filters).length > 0;
    // Paper has neither the line that was typed in nor the boxes with the filters.
    part.said.dataset.asked = "查找" + quoted + chosen();
    var left = total ? "核对过的都不含" + quoted + "，还有约 " + yangguang.figure(total) + " 项没有核对"
      : narrowed ? "所选条件下没有" + quoted : "没有找到" + quoted;
    part.said.textContent = [shown ? "找到" + (exact ? " " : "约 ") + yangguang.figure(total) + " 项" : left]
      .concat(first.understood, first.faults.length ? ["搜索数据有 " + first.faults.length + " 处没有读到，结果可能不全，可以再按一次“搜索”"] : []).join("；");
    filters(groups);
    part.groups.textContent = "";
    var leader = leading(query, groups);
    KINDS.forEach(function (kind, place) {
      if (groups[place].total) part.groups[place === leader ? "prepend" : "append"](group(kind, groups[place]));
    });
    part.narrow.hidden = !part.filters.firstChild;
    part.clear.hidden = !narrowed;
    part.clear.querySelector("a").href = asking(query);
    // What the filters leave out may well be on the list.
    part.none.hidden = shown || narrowed;
    part.near.hidden = !first.suggestions.length;
    part.near.textContent = "是不是要找：";
    first.suggestions.forEach(function (name) { part.near.append(element("a", { href: asking(name) }, name), " "); });
    page.style.minHeight = "";
  }

  function chosen() {
    var labels = Object.keys(state.filters).map(function (name) { return FILTERS[name] + "：" + engine.labelOf(engine.core().store, name, state.filters[name]); });
    return labels.length ? "，只看" + labels.join("、") : "";
  }

  // Which kind stands first: that of the best answer. Who asks for a law or a page by its name means it, and not what cites it; but
  // a theme is no answer yet, and who asks for a class (行政处罚) means its items and not the law that is called so.
  function leading(query, groups) {
    function best(answer) { return answer.results.length && answer.results[0].kind !== "theme" ? answer.results[0].points : -1; }
    if (groups[0].facets["class"].some(function (pair) { return pair[0] === query.trim(); })) return 0;
    return groups.reduce(function (first, answer, place) { return best(answer) > best(groups[first]) ? place : first; }, 0);
  }

  function clone(id) { return document.getElementById(id).content.firstElementChild.cloneNode(true); }

  function filters(groups) {
    var focused = document.activeElement && document.activeElement.name;
    var about = groups.every(function (answer) { return answer.counted; }) ? "" : "约 ";
    part.filters.textContent = "";
    Object.keys(FILTERS).forEach(function (name) {
      var counts = new Map();
      groups.forEach(function (answer) {
        answer.facets[name].forEach(function (pair) { counts.set(pair[0], (counts.get(pair[0]) || 0) + pair[1]); });
      });
      // Whoever takes a filter back stands at it, though it leaves no choice any more.
      if (counts.size < 2 && !state.filters[name] && focused !== name) return;
      var made = clone("result-filter");
      var select = made.querySelector("select");
      made.querySelector("[data-title]").textContent = FILTERS[name];
      select.name = name;
      counts.forEach(function (count, label) { select.append(new Option(label + "（" + about + yangguang.figure(count) + "）", label)); });
      var chosen = engine.labelOf(engine.core().store, name, state.filters[name] || "");
      if (chosen && !counts.has(chosen)) select.append(new Option(chosen, chosen));
      select.value = chosen;
      part.filters.append(made);
      if (focused === name) select.focus();
    });
  }

  function group(kind, answer) {
    var made = clone("result-group");
    made.querySelector("[data-title]").textContent = engine.KINDS[kind];
    made.querySelector("[data-count]").textContent = (answer.exact ? "" : "约 ") + yangguang.figure(answer.total);
    answer.results.forEach(function (result) { made.querySelector("[data-list]").append(card(result)); });
    var more = made.querySelector("[data-more]");
    more.hidden = answer.total <= answer.results.length;
    more.addEventListener("click", function () {
      state.limit[kind] = (state.limit[kind] || 3) + 20;
      show(false).then(function () { goOn(kind, answer.results.length); });
    });
    made.dataset.kind = kind;
    return made;
  }

  // Takes the focus to the first of the results that have come, since its button is drawn anew.
  function goOn(kind, before) {
    var there = part.groups.querySelector("[data-kind=" + kind + "]");
    var next = there && (there.querySelectorAll("[data-name]")[before] || there.querySelector("[data-more]"));
    if (next) next.focus({ preventScroll: true });
  }

  function card(result) {
    var made = clone("result-card");
    function set(name, text, marked) {
      var place = made.querySelector("[data-" + name + "]");
      if (!text) return place.remove();
      if (marked) mark(place, text, result.marks);
      else place.textContent = text;
    }
    made.querySelector("[data-name]").href = result.url;
    set("name", result.name, true);
    set("status", result.status === "在用" ? "" : result.status);
    set("department", result.kind === "department" ? "" : result.department);
    set("class", result["class"]);
    set("code", result.code, true);
    set("region", result.regionName);
    set("snippet", result.snippet, true);
    var answers = Object.assign({ limit: result.limit }, result.card);
    made.querySelectorAll("[data-answer]").forEach(function (row) {
      var text = answers[row.dataset.answer];
      if (text) row.querySelector("dd").textContent = text;
      else row.remove();
    });
    set("gone", result.kind === "department" ? "职权已划给：" : "已不在清单上：");
    links(made.querySelector("[data-moved]"), ((result.card || {}).moved || []).map(function (way) {
      return [way.slice(0, 2).filter(Boolean).join("："), way[2]];
    }));
    set("same", "同一" + engine.KINDS[result.kind] + "：");
    links(made.querySelector("[data-places]"), result.regions.map(function (place) {
      return [place.name + (place.status === "在用" || !place.status ? "" : "（" + place.status + "）"), place.url];
    }));
    var why = made.querySelector("[data-why]");
    if (!result.why) why.remove();
    else result.why.concat([{ reason: "合计", points: result.points }]).forEach(function (one) {
      why.append(element("li", {}, one.reason + "：" + one.points));
    });
    return made;
  }

  function links(place, pairs) {
    if (!pairs.length) return place.remove();
    pairs.forEach(function (pair) { place.append(" ", element("a", { href: pair[1] }, pair[0])); });
  }

  // Puts `text` into an element with `words` marked, wherever they stand; of those that begin at one place the longest.
  function mark(place, text, words) {
    var map = engine.foldMap(text);
    var ranges = [];
    words.forEach(function (word) {
      for (var from = map.text.indexOf(word); from >= 0; from = map.text.indexOf(word, from + word.length)) {
        ranges.push([map.places[from], map.places[from + word.length]]);
      }
    });
    var at = 0;
    ranges.sort(function (one, other) { return one[0] - other[0] || other[1] - one[1]; }).forEach(function (range) {
      // Of a sign that stands for several, as ℃ for °C, not all may have been meant.
      if (range[0] < at || range[0] === range[1]) return;
      place.append(text.slice(at, range[0]));
      at = range[1];
      place.append(element("mark", {}, text.slice(range[0], at)));
    });
    place.append(text.slice(at));
  }

  // A question that was asked keeps its place in the history; what is typed over it gets one of its own, until it is asked.
  function typed(done) {
    var push = !state.typing && !!state.q && input.value !== state.q;
    // Another question is not asked under the filters of the last one.
    var filters = input.value === state.q ? state.filters : {};
    state = Object.assign(read(), { q: input.value, filters: filters, limit: { item: 10 }, typing: !done });
    return show(push);
  }

  var waiting = 0;
  input.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(typed, 120, false);
  });
  // What could not be read may be there now: a network comes and goes. Then every form brings the page anew.
  input.form.addEventListener("submit", function (event) {
    if (lost || engine.faults.length) return;
    event.preventDefault();
    clearTimeout(waiting);
    typed(true);
  });
  part.filters.addEventListener("change", function (event) {
    if (event.target.value) state.filters[event.target.name] = event.target.value;
    else delete state.filters[event.target.name];
    Object.assign(state, { limit: { item: 10 }, typing: false });
    show(true);
  });
  function restore() {
    state = read();
    input.value = state.q;
    hold();
    run();
  }
  document.addEventListener("click", measure);
  // A place on this page that a link leads to takes no question out of the address.
  window.addEventListener("hashchange", function () {
    if (location.hash && location.hash.indexOf("=") < 0 && state.q) remember(false);
    else restore();
  });

  if (location.search) remember(false);
  input.removeAttribute("maxlength");
  // What somebody has typed while the scripts were still on their way is asked.
  var early = document.activeElement === input && input.value !== input.defaultValue;
  if (!early) {
    input.value = state.q;
    hold();
  }
  yangguang.ready = engine.start().then(function () { return early ? typed(false) : state.q ? run() : undefined; });
  yangguang.ready.catch(failed);
})(yangguang, yangguang.engine);
