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
    return days <= 5 ? "5日以内" : days <= 20 ? "6至20日" : "超过20日";
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

  var NAMES = Object.keys(engine.FACETS);

  // An entry's labels under each filter, in the order of NAMES; one object for each distinct label, with the sum of its name.
  function labelsOf(entry, store) {
    if (!entry.facets) {
      store.facets = store.facets || NAMES.map(function () { return { labels: new Map(), sums: new Map() }; });
      // Very many entries have all labels in common.
      entry.facets = entry.alike.facets || (entry.alike.facets = made(entry, store));
    }
    return entry.facets;
  }

  function made(entry, store) {
    return NAMES.map(function (name, place) {
      return engine.FACETS[name](entry, store).map(function (pair) {
        var key = pair.join("\t");
        var facet = store.facets[place];
        if (!facet.sums.has(pair[0])) facet.sums.set(pair[0], { count: 0, group: null, most: 0, regions: store.regions.map(function () { return 0; }) });
        if (!facet.labels.has(key)) facet.labels.set(key, { label: pair[0], other: pair[1], sum: facet.sums.get(pair[0]) });
        return facet.labels.get(key);
      });
    });
  }

  function wanted(filters) {
    return NAMES.map(function (name) {
      var values = [].concat((filters || {})[name] || []).map(String).filter(Boolean);
      return values.length ? values : null;
    });
  }

  // Which filter alone keeps the labels out: -1 none, -2 more than one.
  function failing(labels, chosen) {
    var failed = -1;
    for (var i = 0; i < chosen.length; i++) {
      if (!chosen[i]) continue;
      var passes = labels[i].some(function (one) { return chosen[i].indexOf(one.label) >= 0 || chosen[i].indexOf(one.other) >= 0; });
      if (!passes) {
        if (failed >= 0) return -2;
        failed = i;
      }
    }
    return failed;
  }

  // {hits: those that pass all filters, facets: {name: [[label, count], …]}}: each counted under the other filters, where
  // hits are to be merged as what they will be then.
  engine.filtered = function (hits, store, filters, merge) {
    var chosen = wanted(filters);
    (store.facets || []).forEach(function (facet) {
      facet.sums.forEach(function (sum) { sum.count = 0; sum.group = null; });
    });
    var groups = new Map();
    var kept = hits.filter(function (hit) {
      var failed = failing(labelsOf(hit.entry, store), chosen);
      if (failed === -2) return false;
      var group = merge && several(hit.entry);
      if (!group) count(hit.entry, failed, null);
      else if (groups.has(group)) groups.get(group).push(hit.entry, failed);
      else groups.set(group, [hit.entry, failed]);
      return failed < 0;
    });
    groups.forEach(function (held, group) {
      for (var i = 0; i < held.length; i += 2) count(held[i], held[i + 1], group);
    });
    return { hits: kept, facets: counted(store.facets || []) };
  };

  // The label of a filter that an address gives by a key, such as a department's or a region's.
  engine.labelOf = function (store, name, value) {
    var known = (store.facets || [])[NAMES.indexOf(name)];
    var meant = known && name !== "limit" && Array.from(known.labels.values()).find(function (one) { return one.other === value; });
    return meant ? meant.label : value;
  };

  // The entries of one power in several regions, if there are any.
  function several(entry) { return entry.same && entry.same.length > 1 ? entry.same : null; }

  // Adds an entry to the sums of its labels, but for what another filter keeps out. Of a group, whose entries follow one
  // another, as many count as there are results: as many as the region has that has most of them.
  function count(entry, failed, group) {
    for (var i = 0; i < NAMES.length; i++) {
      if (failed >= 0 && failed !== i) continue;
      for (var j = 0; j < entry.facets[i].length; j++) {
        var sum = entry.facets[i][j].sum;
        if (!group) { sum.count += 1; continue; }
        if (sum.group !== group) { sum.group = group; sum.most = 0; sum.regions.fill(0); }
        var here = sum.regions[entry.region] += 1;
        if (here > sum.most) { sum.most = here; sum.count += 1; }
      }
    }
  }

  function counted(all) {
    var facets = {};
    NAMES.forEach(function (name, place) {
      var found = [];
      if (all[place]) all[place].sums.forEach(function (sum, label) { if (sum.count) found.push([label, sum.count]); });
      facets[name] = found.sort(function (one, other) { return other[1] - one[1] || (one[0] < other[0] ? -1 : 1); });
    });
    return facets;
  }

  // Hits of one power in several regions become one; the best stands for the others, which follow as its places.
  // {list, places: Map(hit → the others)}
  engine.merged = function (hits) {
    var leaders = new Map();
    var places = new Map();
    var list = hits.filter(function (hit) {
      var group = several(hit.entry);
      if (!group) return true;
      var known = leaders.get(group) || [];
      var leader = known.find(function (one) { return !one.regions[hit.entry.region]; });
      if (leader) {
        leader.regions[hit.entry.region] = true;
        leader.places.push(hit);
        return false;
      }
      leader = { regions: [], places: [] };
      leader.regions[hit.entry.region] = true;
      places.set(hit, leader.places);
      known.push(leader);
      leaders.set(group, known);
      return true;
    });
    return { list: list, places: places };
  };
})(yangguang.engine);
