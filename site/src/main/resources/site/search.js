// Finds sections by the words typed: all of them must be there, and those in headings come first.
"use strict";

const MOST = 20;
const AROUND = 70;

const root = document.documentElement.dataset.root;
const query = document.getElementById("query");
const found = document.getElementById("found");
let sections;

function index() {
    sections ??= fetch(root + "site/search.json")
        .then((answer) => answer.json())
        .then((all) => all.map((each) => ({
            ...each,
            title: (each.page + " " + each.heading).toLowerCase(),
            words: each.text.toLowerCase(),
        })));
    return sections;
}

function rank(section, words) {
    let points = 0;
    for (const word of words) {
        const inTitle = section.title.includes(word);
        if (!inTitle && !section.words.includes(word)) {
            return 0;
        }
        points += inTitle ? 10 : 1;
    }
    return points;
}

function excerpt(section, words) {
    const at = Math.max(0, ...words.map((word) => section.words.indexOf(word)));
    const from = Math.max(0, at - AROUND);
    const line = document.createElement("small");
    let rest = section.text.slice(from, at + 2 * AROUND);
    line.append(from > 0 ? "…" : "");
    for (;;) {
        const lower = rest.toLowerCase();
        const next = words
            .map((word) => ({ word, at: lower.indexOf(word) }))
            .filter((hit) => hit.at >= 0)
            .sort((one, other) => one.at - other.at)[0];
        if (!next) {
            break;
        }
        const mark = document.createElement("mark");
        mark.textContent = rest.slice(next.at, next.at + next.word.length);
        line.append(rest.slice(0, next.at), mark);
        rest = rest.slice(next.at + next.word.length);
    }
    line.append(rest);
    return line;
}

function entry(section, words) {
    const link = document.createElement("a");
    link.href = root + section.address;
    link.append(section.heading ? section.page + ": " + section.heading : section.page, excerpt(section, words));
    const item = document.createElement("li");
    item.append(link);
    return item;
}

async function search() {
    const typed = query.value;
    const words = typed.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
    const all = words.length === 0 ? [] : await index();
    if (query.value !== typed) {
        return;
    }
    const best = all
        .map((section) => ({ section, points: rank(section, words) }))
        .filter((hit) => hit.points > 0)
        .sort((one, other) => other.points - one.points)
        .slice(0, MOST);
    found.replaceChildren(...best.map((hit) => entry(hit.section, words)));
    if (words.length > 0 && best.length === 0) {
        const nothing = document.createElement("li");
        nothing.textContent = "Nothing found";
        found.append(nothing);
    }
    found.hidden = words.length === 0;
}

query.addEventListener("input", search);
document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
        found.hidden = true;
    } else if (event.key === "/" && document.activeElement !== query) {
        event.preventDefault();
        query.focus();
    }
});
