// Slips of the hand: where nothing is found, the word that was probably meant; and what is known, but not on the list.
(function (engine) {
  "use strict";
  var POINTS = engine.POINTS;
  var ALIKE = 0.85;
  // What may be had of many things does not say of which: 高温津贴 is no 高龄津贴.
  var SORT = /(?:登记|许可证?|审批|审核|备案|认定|鉴定|确认|检查|证明|补贴|津贴|补助|奖励|救助|处罚|裁决|资格|服务)$/;
  // What is asked about a thing names none: 低宝申请 is 低保, as 低宝 is.
  var ASKED = /(?:申请|办理|申办|咨询|预约|查询|条件|流程|材料|资料|表格?|电话|地址)+$/;

  // What a query, the object of its verb or the thing that it asks for may have been meant as, likeliest first: words that lead
  // nowhere are as likely as others, where they sound alike. Of what only resembles them they are not even offered.
  async function corrected(core, text, object, thing) {
    await engine.rare(core);
    var gone = await engine.absent();
    async function among(texts) {
      var found = [];
      for (var one of new Set([text, object, thing])) {
        found = found.concat(await engine.corrections(core.pinyin, texts, one, own(one === thing ? thing : object)));
      }
      return found;
    }
    var absent = (await among(gone)).filter(function (one) {
      return one.quality > ALIKE && gone.some(function (word) { return word.folded === one.text; });
    });
    absent.forEach(function (one) { one.absent = true; });
    return (await among(core.words.texts.concat(core.store.labels))).concat(absent).sort(function (one, other) { return other.quality - one.quality; });
  }

  function own(text) { return Array.from(text.replace(SORT, "")).length; }

  // Of a word that leads nowhere the reader is told, though others in the query are found (低保 in 低保和医保, 社保 in 社保卡), or
  // texts hold it (身份证).
  engine.lacks = async function (core, terms, words, said) {
    var text = engine.thing(core.words.bare(terms.join("")));
    var rest = words.reduce(function (left, word) { return left.split(word).join("\n"); }, text);
    var missed = await engine.missed(text, function (absent) {
      if (rest.indexOf(absent) >= 0) return true;
      return words.indexOf(core.words.object(absent)) < 0 && words.some(function (word) { return absent.indexOf(word) >= 0; });
    });
    if (missed) said.push(engine.nothingOf(missed));
  };

  // The known word that one of the texts sounds like from its first sign to its last: {text, of}. What is known itself, though it
  // leads nowhere (补交社保), is no slip of another (不交社保).
  engine.soundsLike = async function (core, texts) {
    for (var text of texts) {
      var found = await engine.corrections(core.pinyin, core.words.texts, text, Array.from(text).length);
      var sure = found.find(function (one) { return one.quality > 0.9 && core.words.knows(one.text); });
      if (sure && await engine.missed(text) !== text) return sure;
    }
    return null;
  };

  // Where nothing is found: the word that was probably meant. Answers the words tried.
  engine.slips = async function (core, terms, hits, said) {
    var behind = engine.behindVerb(core, terms.join(""));
    if (behind) {
      said.push(engine.nothingOf(behind));
      return [];
    }
    var spelled = await engine.spelledOut(core, terms);
    if (spelled) {
      said.push("拼音可能是“" + spelled + "”", engine.nothingOf(spelled));
      return [];
    }
    var text = core.words.bare(terms.join("")) || terms.join("");
    var object = core.words.object(text);
    var thing = engine.thing(object).replace(ASKED, "");
    var missed = await engine.missed(engine.thing(text));
    if (missed && missed !== terms.join("")) said.push(engine.nothingOf(missed));
    if (missed || !thing) return [];
    var found = await corrected(core, text, object, thing);
    var likely = found.filter(function (one) { return one.quality >= 0.5 && one.quality >= found[0].quality - 0.01; }).slice(0, 3);
    if (likely.length && likely[0].absent) {
      said.push("“" + likely[0].of + "”可能是“" + likely[0].text + "”", engine.nothingOf(likely[0].text));
      found = likely;
    }
    likely.filter(here).forEach(function (one) {
      [one.text, core.words.object(one.text)].forEach(function (meant, place) {
        hits.labels(core.store, meant, POINTS.typo * (1 - 0.03 * place), "“" + one.of + "”可能是“" + one.text + "”");
      });
      hits.needles(core, one.text, POINTS.typo);
      // Of a word that only the lexicon knows, nothing may be on the list.
      if (hits.map.size) said.push("按“" + one.text + "”查找");
    });
    return found.filter(here).map(function (one) { return one.text; });
  };

  function here(one) { return !one.absent; }

  engine.nothingOf = function (word) { return "清单里没有名称与“" + word + "”有关的事项"; };
})(yangguang.engine);
