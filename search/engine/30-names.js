// Layer 1: every entry of every region, and the labels (names, everyday names) that they are found by.
(function (engine) {
  "use strict";

  // {entries, labels, regions}: labels are {text, folded, owners: [{entry, alias}]}, each distinct text once.
  engine.names = async function (index) {
    var store = { index: index, entries: [], labels: [], regions: index.regions, names: [] };
    var known = Object.create(null);
    var layers = await Promise.all(index.regions.map(function (region, number) { return engine.shard("n", number); }));
    for (var number = 0; number < layers.length; number++) await addRegion(store, known, layers[number], number);
    await linkSame(store, layers);
    placed(store, layers);
    await engine.breathe();
    store.joined = "\n" + store.labels.map(function (label) { return label.folded; }).join("\n") + "\n";
    store.starts = [];
    store.labels.reduce(function (at, label) { store.starts.push(at); return at + label.folded.length + 1; }, 1);
    await engine.breathe();
    store.spoken = store.labels.filter(function (label) {
      return label.folded.length > 1 && label.owners.some(function (owner) { return owner.alias || owner.entry.kind === "theme"; });
    }).map(function (label) { return label.folded; });
    store.letters = new Set();
    await engine.each(store.labels, function (label) {
      for (var sign of label.folded) store.letters.add(sign);
    });
    return store;
  };

  async function addRegion(store, known, layer, number) {
    var region = store.regions[number];
    var fresh = layer.names.split("\n");
    var next = 0;
    var ids = engine.unfronted(layer.ids);
    var aliases = layer.aliases.split("\n");
    var kinds = [];
    layer.kinds.forEach(function (count, kind) {
      for (var i = 0; i < count; i++) kinds.push(store.index.kinds[kind]);
    });
    var themes = {};
    layer.theme.forEach(function (row) { themes[row[0]] = row.slice(1).map(function (t) { return layer.themes[t]; }); });
    var alike = new Map();
    await engine.each(layer.name, function (ref, place) {
      if (ref === 0) store.names.push(fresh[next++]);
      var department = layer.departments[layer.department[place]];
      var entry = {
        number: store.entries.length, place: 0, region: number, kind: kinds[place], id: ids[place],
        name: ref === 0 ? store.names[store.names.length - 1] : store.names[ref - 1],
        aliases: aliases[place] ? aliases[place].split("\t") : [],
        slug: layer.tables.department[layer.department[place]],
        department: department[1], departmentName: department[0],
        group: layer.tables.group[layer.group[place]],
        status: layer.tables.status[layer.status[place]],
        limit: layer.tables.limit[layer.limit[place]],
        themes: themes[place] || [], same: null, facets: null, alike: null
      };
      entry.url = region.prefix + (entry.kind === "item" ? "powers/" + encodeURIComponent(entry.id) + ".html" : encodeURI(entry.id));
      entry.alike = themes[place] ? {} : shared(alike, layer, place, entry.kind);
      store.entries.push(entry);
      addLabel(store, known, entry.name, entry, false);
      entry.aliases.forEach(function (alias) { addLabel(store, known, alias, entry, true); });
    });
  }

  // One object for all entries of a region that have every column in common.
  function shared(alike, layer, place, kind) {
    var key = kind;
    ["department", "group", "status", "limit"].forEach(function (column) { key += " " + layer[column][place]; });
    if (!alike.has(key)) alike.set(key, {});
    return alike.get(key);
  }

  // The order of layer 2: the same power of all regions, and what else bears one name, together where the first of them stands.
  function placed(store, layers) {
    var first = Object.create(null);
    var homes = store.entries.map(function (entry) {
      if (entry.kind === "item") return entry.number;
      if (!(entry.name in first)) first[entry.name] = entry.number;
      return first[entry.name];
    });
    layers.forEach(function (layer) {
      layer.same.forEach(function (pair) { homes[pair[0]] = Math.min(homes[pair[0]], pair[1]); });
    });
    var next = new Array(homes.length + 1).fill(0);
    homes.forEach(function (home) { next[home + 1] += 1; });
    for (var i = 1; i < next.length; i++) next[i] += next[i - 1];
    store.places = new Array(homes.length);
    store.entries.forEach(function (entry) {
      entry.place = next[homes[entry.number]]++;
      store.places[entry.place] = entry;
    });
  }

  function addLabel(store, known, text, entry, alias) {
    var label = known[text];
    if (!label) {
      label = { text: text, folded: engine.fold(text), owners: [] };
      label.core = label.folded.replace(/\([^()]*\)$/, "") || label.folded;
      known[text] = label;
      store.labels.push(label);
    }
    label.owners.push({ entry: entry, alias: alias });
  }

  // The same power in several regions: items of one name and class, and those that the lists themselves pair.
  async function linkSame(store, layers) {
    var groups = Object.create(null);
    await engine.each(store.entries, function (entry) {
      if (!/^(item|theme|law)$/.test(entry.kind)) return;
      var key = [entry.kind, entry.name, entry.group].join("\t");
      var group = groups[key] || (groups[key] = []);
      group.push(entry);
      entry.same = group;
    });
    layers.forEach(function (layer) {
      layer.same.forEach(function (pair) { join(store.entries[pair[0]], store.entries[pair[1]]); });
    });
  }

  function join(one, other) {
    if (one.same === other.same) return;
    var moved = other.same;
    moved.forEach(function (entry) {
      one.same.push(entry);
      entry.same = one.same;
    });
  }

  // Labels that hold `text`.
  engine.holding = function (store, text) {
    return engine.placesOf(store, text).map(function (place) { return store.labels[place]; });
  };

  // Their numbers: one pass over all of them, written into one string.
  engine.placesOf = function (store, text) {
    var found = [];
    for (var at = store.joined.indexOf(text); at >= 0;) {
      var place = engine.part(store.starts, at);
      found.push(place);
      at = place + 1 < store.starts.length ? store.joined.indexOf(text, store.starts[place + 1]) : -1;
    }
    return found;
  };
})(yangguang.engine);
