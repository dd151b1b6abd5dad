// Deliveries that were given up, those that wait and those that arrived, with filters in the address.
import { h } from "../../core/dom.js";
import { goTo, hubAddress, way } from "../../core/route.js";
import { hubTime, local, moment, number, t, tOr } from "../../core/words.js";
import { discard, list, sendAgain, WAITING } from "../../hub/deliveries.js";
import { Deed, Form, Pages, Reading } from "../../hub/reading.js";
import { button, dialog, ending, field, MOMENT, now, put, shut } from "../../ui/form.js";
import { icon } from "../../ui/icon.js";
import { further, outcome, shown, when } from "../../ui/problem.js";
import { table } from "../../ui/table.js";
import { Choice, Mend, keyOf } from "./mend.js";

/** @typedef {import("../../hub/deliveries.js").Delivery} Delivery */

const EVERY = 15_000;

/** Why it was given up, and what to do. @param {string | null} reason */
export function why(reason) {
    return reason ? `${tOr(`why.${reason}`, t("why.other"))} (${reason})` : "";
}

/** @param {string} kind @param {Record<string, string>} filter @returns {import("./area.js").Screen} */
export function deliveriesScreen(kind, filter) {
    const parked = kind === "parked";
    // what has arrived does not change while somebody reads it
    const first = new Reading(() => list(kind, filter), kind === "arrived" ? undefined : EVERY);
    const choice = new Choice();
    const mend = new Mend(filter, anew);
    const deed = new Deed();
    /** @type {{discards: Delivery | null}} */
    const doing = { discards: null };
    /** @type {Pages<Delivery>} */
    const pages = new Pages((after) => list(kind, filter, after));
    const filters = filterForm(kind, filter, anew);

    function anew() {
        pages.forget();
        choice.forget();
        first.again();
    }

    /** @param {Delivery} item */
    function again({ message_id: id, target }) {
        deed.run(async () => {
            await sendAgain(id, target);
            first.again();
            return t("deliveries.sent", { id });
        });
    }

    /** @param {Delivery} item */
    async function drop({ message_id: id, target }) {
        const done = await deed.run(async () => {
            await discard(id, target);
            first.again();
            return t("deliveries.discarded", { id });
        });
        done && shut();
    }

    const items = () => pages.after(first.value ?? { items: [], next: null }).items;

    /** @param {Delivery} item */
    function row(item) {
        return {
            key: keyOf(item),
            cells: [
                ...(parked ? [choice.box(item)] : []),
                h("a", { ...way(hubAddress(["messages", item.message_id])), class: "id" }, item.message_id),
                h("a", way(hubAddress(["conversations"], { id: item.conversation_id })), `${item.conversation_id} · ${item.seq}`),
                kind === "arrived" ? item.target : h("a", way(hubAddress([kind], { ...filter, target: item.target })), item.target),
                parked
                    ? [when(item.parked_at), h("p", null, why(item.reason))]
                    : [tOr(`status.${item.status}`, item.status), h("p", null, waits(item))],
                [
                    number(item.attempts),
                    item.last_http_status && ` · ${item.last_http_status}`,
                    h("p", { class: "muted" }, item.last_error),
                ],
                parked &&
                    h(
                        "div",
                        { class: "row" },
                        button(t("deliveries.again"), () => again(item), {
                            disabled: deed.busy,
                            "aria-label": t("deliveries.this", { id: item.message_id }),
                        }),
                        button(t("deliveries.discard"), () => put(doing, { discards: item }), { class: "quiet" }),
                    ),
            ],
        };
    }

    /** @param {import("../../hub/deliveries.js").Page} page */
    function rows(page) {
        const { items: all, next } = pages.after(page);
        if (all.length === 0) {
            return h("p", { class: "empty", key: "empty" }, t(`deliveries.none.${kind}`));
        }
        const heads = ["message", "conversation", "target", parked ? "why" : "state", "attempts"];
        return [
            h(
                "p",
                { class: "muted", role: "status", key: "found" },
                t("deliveries.found", { n: all.length, more: next ? "+" : "" }),
            ),
            parked && choice.bar(all),
            table(
                t(`ways.${kind}`),
                (parked ? ["chosen", ...heads, "do"] : heads).map((head) => t(`deliveries.${head}`)),
                all.map(row),
            ),
            further(pages, next),
        ];
    }

    return {
        title: t(`ways.${kind}`),
        view: () => [
            lists(kind),
            filters(first.problem),
            chips(kind, filter),
            parked && mend.view(items().length, choice.of(items())),
            outcome(deed),
            shown(first, rows),
            doing.discards && discarding(doing.discards, deed, drop, () => put(doing, { discards: null })),
        ],
    };
}

/** When it is tried next, if that is still to come. @param {{next_attempt_at?: string | null}} item */
export function waits({ next_attempt_at: next }) {
    return next && Date.parse(next) > hubTime() ? t("deliveries.next", { time: moment(next) }) : "";
}

/** @param {string} kind of the list that is shown */
function lists(kind) {
    return h(
        "nav",
        { class: "row", key: "lists", "aria-label": t("deliveries.lists") },
        ["parked", "deliveries", "arrived"].map((other) => h("a", { ...way(hubAddress([other])), key: other, "aria-current": kind === other && "page" }, t(`ways.${other}`))),
    );
}

/** What is filtered by, each with the way to the list without it. @param {string} kind @param {Record<string, string>} filter */
function chips(kind, filter) {
    const chosen = ["target", "status", "reason", "conversation", "since", "before"].filter((name) => filter[name]);
    return (
        chosen.length > 0 &&
        h(
            "ul",
            { class: "row chips", key: "chips", "aria-label": t("deliveries.by") },
            chosen.map((name) => {
                const others = way(hubAddress([kind], { ...filter, [name]: "" }));
                const text = `${t(`deliveries.${name === "status" ? "state" : name}`)}: ${valued(name, filter[name])}`;
                const remove = icon("close", t("deliveries.without"));
                return h("li", { key: name }, h("a", { ...others, class: "button" }, h("bdi", null, text), remove));
            }),
        )
    );
}

/** @param {string} name @param {string} value */
function valued(name, value) {
    if (name === "status") {
        return tOr(`status.${value}`, value);
    }
    return ["since", "before"].includes(name) && local(value) ? moment(value) : value;
}

/** @param {string} kind @param {Record<string, string>} filter @param {() => void} anew */
function filterForm(kind, filter, anew) {
    const { target = "", reason = "", conversation = "", before = "", since = "", status = "" } = filter;
    const form = new Form({ target, reason, conversation, status, before: local(before), since: local(since) });
    const states = () => [["", t("tail.any")], ...WAITING.map((name) => [name, t(`status.${name}`)])];
    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        const { before: until, since: from, ...others } = form.values;
        const times = { since: from && new Date(from).toISOString(), before: until && new Date(until).toISOString() };
        goTo(hubAddress([kind], { ...others, ...times }), anew);
    };
    /** @param {import("../../core/rest.js").Problem | null} problem */
    return (problem) => {
        const refused = form.refused(problem);
        return h(
            "form",
            { class: "filter", key: "filter", role: "search", "aria-label": t("deliveries.filter"), onsubmit: submit },
            kind === "arrived"
                ? field(form, "since", t("deliveries.since"), { refused, ...MOMENT })
                : field(form, "target", t("deliveries.target"), { refused, placeholder: "channel:slack" }),
            kind === "deliveries" && field(form, "status", t("deliveries.state"), { tag: "select", options: states() }),
            kind === "parked" && field(form, "reason", t("deliveries.reason"), { refused, placeholder: "exhausted" }),
            kind !== "arrived" && field(form, "conversation", t("deliveries.conversation"), { refused }),
            field(form, "before", t("deliveries.before"), { refused, ...MOMENT }),
            h("button", { type: "submit" }, t("deliveries.apply")),
            Object.keys(filter).length > 0 && h("a", way(hubAddress([kind])), t("deliveries.all")),
        );
    };
}

/** @param {Delivery} item @param {Deed} deed @param {(item: Delivery) => void} drop @param {() => void} close */
function discarding(item, deed, drop, close) {
    return dialog(
        t("deliveries.discards"),
        [
            h("p", { key: "what" }, t("deliveries.lost", { id: item.message_id, target: item.target })),
            ending(h("button", { type: "submit", class: "danger", disabled: deed.busy }, now(t("deliveries.discard")))),
        ],
        { close, submit: () => drop(item) },
    );
}
