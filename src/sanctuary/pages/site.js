// What the pages of a site do where a script may run. Everything stands on them without it. Nothing is sent or kept.
"use strict";
(() => {
  const root = document.body.dataset.root;
  const words = { saint: "st", sainte: "ste", ft: "fort", mt: "mount", twp: "township" };
  const first = { n: "north", s: "south", e: "east", w: "west" };
  const make = (name, text, fields = {}) => Object.assign(document.createElement(name), { textContent: text }, fields);

  // A name as the index has it: law/gazetteer.py, key.
  const key = name => {
    const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[.'`\u2018\u2019\u02bb\u02bc]/g, "");
    const found = plain.split(/[^a-z0-9]+/).filter(Boolean).map(word => words[word] ?? word);
    if (found.length > 1) found[0] = first[found[0]] ?? found[0];
    return found.join(" ");
  };

  const find = document.getElementById("find");
  if (find) {
    const input = document.getElementById("q"), list = document.getElementById("found"), shards = new Map();
    find.hidden = false;
    const shard = name => {
      if (!shards.has(name)) {
        shards.set(name, fetch(`${root}search/${name}.json`).then(answer => (answer.ok ? answer.json() : [])));
      }
      return shards.get(name);
    };
    const show = (...items) => list.replaceChildren(...items);
    const linked = ([, label, path]) => {
      const item = make("li", "");
      item.append(make("a", label, { href: `${root}places/${path}` }));
      return item;
    };
    // A name with its state, or, without a comma, the name whole and then with its last words as the state.
    const parted = typed => {
      const asked = typed.replace(/^\s*is\s+/i, "").replace(/\s+(an?\s+)?sanctuary\b.*$/i, "");
      const [name, state] = asked.split(",").map(key), said = name.split(" ");
      if (state !== undefined) return [[name, state]];
      return [[name, ""], ...[1, 2].filter(count => said.length > count).map(count => [said.slice(0, -count).join(" "), said.slice(-count).join(" ")])];
    };
    const fits = (name, state) => ([plain, label, , abbr]) => plain.startsWith(name) && (!state || abbr === state || key(label.split(", ").pop()).startsWith(state));
    const look = async () => {
      const typed = input.value, [[name]] = parted(typed);
      if (name.length < 2) return show();
      try {
        const every = await shard(name.slice(0, 2).replace(" ", "_"));
        if (input.value !== typed) return undefined;
        const found = parted(typed).map(([one, state]) => every.filter(fits(one, state)).map(row => [...row, row[0] === one])).find(rows => rows.length) ?? [];
        found.sort((a, b) => b[4] - a[4]);
        const near = found.filter((row, index) => found.findIndex(other => other[2] === row[2]) === index);
        const shown = near.slice(0, 8).map(linked);
        if (near.length > 8) shown.push(make("li", `and ${near.length - 8} more: add the state, as in Springfield, Illinois`));
        return show(...(shown.length ? shown : [make("li", "No place of this name. Choose the state below; its page names every city in it.")]));
      } catch {
        return show(make("li", "The index cannot be read here. Choose the state below; its page names every city in it."));
      }
    };
    input.addEventListener("input", look);
    find.addEventListener("submit", event => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
  }

  // A state's page, reached for a city: says whose law answers.
  const here = document.getElementById("here");
  const told = () => {
    const city = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    here.hidden = !city?.closest("#cities");
    if (!here.hidden) {
      here.textContent = `${city.textContent}, ${here.dataset.title}: no local rule of it is encoded here. This page answers for the state; of the city alone some answers can be unknown: sanctuary assess "${city.textContent}, ${here.dataset.title}"`;
      here.scrollIntoView({ block: "start" });
    }
  };
  if (here) {
    told();
    addEventListener("hashchange", told);
  }

  // Two days beside each other, out of the table of days.
  const days = document.getElementById("days");
  if (days && days.tBodies[0].rows.length > 1) {
    const rows = [...days.tBodies[0].rows], names = [...days.tHead.rows[0].cells].map(cell => cell.textContent);
    const form = make("form", ""), out = make("ul", "", { ariaLive: "polite" });
    const choose = (label, index) => {
      const box = make("label", `${label} `), select = make("select", "");
      select.append(...rows.map(row => make("option", row.cells[0].textContent)));
      select.selectedIndex = index;
      box.append(select);
      form.append(box, " ");
      return select;
    };
    const now = Math.max(0, rows.findIndex(row => row.cells[0].textContent <= days.dataset.on));
    const a = choose("From", Math.min(now + 1, rows.length - 1)), b = choose("to", now);
    const tell = () => {
      const [one, two] = [rows[a.selectedIndex], rows[b.selectedIndex]];
      const said = (row, index) => row.cells[index].textContent.trim() || "nothing known";
      const told = (was, now) => was === "not known" ? `first known: ${now}` : `${was} to ${now}`;
      const moved = names.map((name, index) => index && said(one, index) !== said(two, index) && `${name}: ${told(said(one, index), said(two, index))}`);
      const lines = moved.filter(Boolean);
      out.replaceChildren(...(lines.length ? lines : ["No answer differs between the two days."]).map(line => make("li", line)));
    };
    form.addEventListener("change", tell);
    form.addEventListener("submit", event => event.preventDefault());
    days.parentElement.before(form, out);
    tell();
  }
})();
