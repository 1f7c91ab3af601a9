// Filters with their counts, and the same power of several regions as one result.
(function (engine) {
  "use strict";
  var MANY_DAYS = { "个工作日": 1, "日": 0.7, "个月": 21, "年": 250, "小时": 0.04 };

  var KINDS = engine.KINDS = {
    item: "事项", department: "部门", theme: "主题", document: "文件", event: "调整动态", law: "法律依据", page: "说明", place: "场所"
  };

  function span(limit) {
    if (!limit) return "未写明";
    var parts = /^([0-9]+)(.+)$/.exec(limit);
    if (!parts) return "当场办结";
    var days = +parts[1] * (MANY_DAYS[parts[2]] || 1);
    return days <= 5 ? "5日以内" : days <= 20 ? "6至20日" : "20日以上";
  }

  // What an entry is called under each filter; the second form is what an address may say instead.
  engine.FACETS = {
    kind: function (entry) { return [[KINDS[entry.kind], entry.kind]]; },
    department: function (entry) { return entry.department ? [[entry.department, entry.slug]] : []; },
    "class": function (entry) { return entry.group ? [[entry.group, entry.group]] : []; },
    region: function (entry, store) { var region = store.regions[entry.region]; return [[region.name, region.slug]]; },
    theme: function (entry) { return entry.themes.map(function (theme) { return [theme, theme]; }); },
    limit: function (entry) { return entry.kind === "item" ? [[span(entry.limit), entry.limit]] : []; },
    status: function (entry) { return entry.status ? [[entry.status, entry.status]] : []; }
  };

  function labelsOf(entry, store) {
    if (!entry.facets) {
      entry.facets = {};
      Object.keys(engine.FACETS).forEach(function (name) { entry.facets[name] = engine.FACETS[name](entry, store); });
    }
    return entry.facets;
  }

  function wanted(filters) {
    var found = {};
    Object.keys(engine.FACETS).forEach(function (name) {
      var values = [].concat((filters || {})[name] || []).map(String).filter(Boolean);
      if (values.length) found[name] = values;
    });
    return found;
  }

  function passes(entry, store, name, values) {
    return labelsOf(entry, store)[name].some(function (label) {
      return values.indexOf(label[0]) >= 0 || values.indexOf(label[1]) >= 0;
    });
  }

  // {hits: those that pass all filters, facets: {name: [[label, count], …]}}: each counted under the other filters.
  engine.filtered = function (hits, store, filters) {
    var chosen = wanted(filters);
    var names = Object.keys(chosen);
    var counts = {};
    Object.keys(engine.FACETS).forEach(function (name) { counts[name] = new Map(); });
    var kept = hits.filter(function (hit) {
      var failed = names.filter(function (name) { return !passes(hit.entry, store, name, chosen[name]); });
      if (failed.length < 2) {
        Object.keys(counts).forEach(function (name) {
          if (failed.length && failed[0] !== name) return;
          labelsOf(hit.entry, store)[name].forEach(function (label) {
            counts[name].set(label[0], (counts[name].get(label[0]) || 0) + 1);
          });
        });
      }
      return !failed.length;
    });
    var facets = {};
    Object.keys(counts).forEach(function (name) {
      facets[name] = Array.from(counts[name]).sort(function (one, other) {
        return other[1] - one[1] || (one[0] < other[0] ? -1 : 1);
      });
    });
    return { hits: kept, facets: facets };
  };

  // Hits of one power in several regions become one; the best stands for the others, which follow as its places.
  engine.merged = function (hits) {
    var leaders = new Map();
    var found = [];
    hits.forEach(function (hit) {
      var group = hit.entry.same;
      var leader = group && (leaders.get(group) || []).find(function (one) {
        return one.entry.region !== hit.entry.region && one.places.every(function (place) { return place.entry.region !== hit.entry.region; });
      });
      if (leader) { leader.places.push(hit); return; }
      hit.places = [];
      found.push(hit);
      if (group) leaders.set(group, (leaders.get(group) || []).concat([hit]));
    });
    return found;
  };
})(yangguang.engine);
