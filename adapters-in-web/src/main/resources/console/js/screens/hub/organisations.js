// The organisations of phones and wall boards: their users, groups and availability profiles.
import { h } from "../../core/dom.js";
import { get, path } from "../../core/rest.js";
import { hubAddress, visit, way } from "../../core/route.js";
import { number, t } from "../../core/words.js";
import { Form, Reading } from "../../hub/reading.js";
import { field } from "../../ui/form.js";
import { shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";
import { Entries } from "./entries.js";
import { suggested, usersOf } from "./owner.js";

/** @typedef {import("./entries.js").Kind} Kind */

/** @type {Record<string, string>} */
const KINDS = { AVAILABLE: "state.Available", BUSY: "state.Busy", AWAY: "state.Away", OFFLINE: "state.Offline" };
const NAME = { label: "library.name", required: true, maxlength: "200" };
/** Of users, and of members. @type {Kind["cells"]} */
const AVAILABILITY = { "entries.availability": (one) => one.availability };

/** @returns {import("./area.js").Screen} */
export function organisationsScreen() {
    const accounts = new Reading(() => /** @type {Promise<{items: import("./owner.js").Owner[]}>} */ (get("/v1/accounts")), 30_000);
    const form = new Form({ org: "" });
    const open = (/** @type {Event} */ event) => {
        event.preventDefault();
        visit(hubAddress(["organisations", form.values.org.trim()]));
    };
    return {
        title: t("ways.organisations"),
        view: () => [
            h("p", { key: "about" }, t("organisations.about")),
            h(
                "form",
                { class: "filter", key: "open", onsubmit: open },
                field(form, "org", t("organisations.id"), { required: true, maxlength: "64", pattern: "[A-Za-z0-9_\\-]+", hint: t("organisations.any") }),
                h("button", { type: "submit", class: "primary" }, t("search.open")),
            ),
            shown(accounts, ({ items }) => {
                const named = items.map(({ org_id: org }) => org ?? "").filter(Boolean);
                const once = [...new Set(named)].sort();
                return once.length === 0
                    ? h("p", { class: "empty", key: "empty" }, t("organisations.none"))
                    : table(
                          t("ways.organisations"),
                          [t("organisations.id"), t("ways.accounts")],
                          once.map((org) => ({ key: org, cells: [h("a", wayTo(org), org), number(named.filter((one) => one === org).length)] })),
                      );
            }),
        ],
    };
}

/** @param {string} org @param {Record<string, string>} [filter] */
function wayTo(org, filter) {
    return way(hubAddress(["organisations", org], filter));
}

/** @param {string} org @param {Record<string, string>} filter one group, or one profile @returns {import("./area.js").Screen} */
export function organisationScreen(org, { group, profile }) {
    const base = path`/v1/organisation/${org}`;
    const groups = `${base}/user-group`;
    const profiles = `${base}/availability/profile`;
    const inner = group ? `${groups}/${encodeURIComponent(group)}` : profile ? `${profiles}/${encodeURIComponent(profile)}` : null;
    const of = inner ? new Reading(() => /** @type {Promise<{data: {name: string}}>} */ (get(inner)), 30_000) : null;
    const lists = group ? [members(`${inner}/user`, org)] : profile ? [states(`${inner}/state`)] : [users(base), named("groups", groups, org, "group"), named("profiles", profiles, org, "profile")];
    return {
        get title() {
            return of?.value?.data.name ?? org;
        },
        raw: true,
        view: () => [
            h("p", { key: "back" }, h("a", of ? wayTo(org) : way(hubAddress(["organisations"])), of ? org : t("ways.organisations"))),
            of ? shown(of, () => lists.map((list) => list.view())) : lists.map((list) => list.view()),
        ],
    };
}

/** @param {string} base */
function users(base) {
    return new Entries("users", `${base}/user`, {
        outer: true,
        cells: AVAILABILITY,
        fields: { name: NAME, email: { label: "attribute.email", type: "email", hint: "entries.email" } },
    });
}

/** @param {string} place @param {string} org */
function members(place, org) {
    const all = usersOf(org);
    return new Entries("members", place, { outer: true, among: () => suggested(all), cells: AVAILABILITY, fields: {} });
}

/** What has a list of its own: a group, or a profile. @param {string} name @param {string} place @param {string} org @param {string} filter */
function named(name, place, org, filter) {
    return new Entries(name, place, {
        place: (id) => wayTo(org, { [filter]: id }),
        cells: filter === "profile" ? { "entries.states": ({ states }) => states.map((/** @type {{name: string}} */ one) => one.name).join(", ") } : {},
        fields: { name: NAME },
    });
}

/** @param {string} place */
function states(place) {
    return new Entries("states", place, {
        cells: { "entries.shown": (one) => one.displayName, "tail.kind": (one) => t(KINDS[one.kind]) },
        fields: {
            name: NAME,
            displayName: { label: "entries.shown", maxlength: "200", hint: "entries.same" },
            kind: { label: "tail.kind", tag: "select", options: Object.entries(KINDS) },
        },
    });
}
