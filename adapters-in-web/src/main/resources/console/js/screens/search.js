// Finds what was said: by words, by the customer, and by how agents handled the conversation. What is looked for stands behind
// the # of the address.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { ask } from "../core/rest.js";
import { address, filters, goTo, hubAddress, way } from "../core/route.js";
import { sees, session } from "../core/session.js";
import { midnight, moment, t, tOr } from "../core/words.js";
import { nameOf } from "../desk/chat.js";
import { maySearch } from "../desk/deeds.js";
import { desk, socket } from "../desk/desk.js";
import { outcomes, tags } from "../desk/shared.js";
import { icon } from "../ui/icon.js";
import { queues } from "../ui/wait.js";
import { viewMenu } from "./views.js";

const AT_ONCE = 20;
/** The hub looks for a while at a time: so often before there is a hit. */
const MOST_ASKED = 20;
const NO_INDEX = 1502;
const WRITTEN = ["words", "customer"];
const FIELDS = [...WRITTEN, "agent", "client", "queue", "tag", "outcome", "from", "to"];

/**
 * @typedef {{conversationId: string, seq: number, messageId: string, at: string, customer: {id: string, name: string},
 *   author: {kind: string, id: string, name?: string}, snippet: string, marks: [number, number][], parked: boolean}} Hit
 */

/** Admins ask by REST: it makes no agents of them, and knows all clients. */
const byRest = () => sees("hub");
const isAway = () => !byRest() && desk.line !== "online";

/** A question, and what was found. @param {string} of */
const question = (of) => ({ of, begun: false, hits: /** @type {Hit[]} */ ([]), next: /** @type {object | undefined} */ (undefined), busy: false, code: /** @type {string | null} */ (null) });

/** What was asked last: answers to an earlier question, also to the same words, are not shown. */
let asked = question("");

/** What stands in the fields. @type {Record<string, string>} */
let typed = {};

/** @param {Record<string, string>} wanted */
function look(wanted) {
    const of = JSON.stringify([session.name, session.roles, ...FIELDS.map((name) => wanted[name] ?? "")]);
    if (of !== asked.of) {
        asked = question(of);
        typed = { ...wanted };
    }
    if (!asked.begun && !isAway()) {
        asked.begun = true;
        FIELDS.some((name) => wanted[name]) && more(wanted);
    }
}

/** @param {Record<string, string>} wanted */
async function more(wanted) {
    const mine = asked;
    mine.busy = true;
    changed();
    let looksOn = true;
    for (let n = 0; looksOn && n < MOST_ASKED; n++) {
        const asking = { ...asks(wanted), before: mine.next, limit: AT_ONCE };
        const answer = await (byRest() ? askByRest(asking) : socket.ask("history.search", asking));
        mine.code = answer.ok ? null : (answer.code ?? "INTERNAL");
        answer.ok && Object.assign(mine, { hits: [...mine.hits, ...answer.hits], next: answer.next });
        looksOn = answer.ok && !answer.complete && mine.hits.length === 0 && mine === asked;
    }
    mine.busy = false;
    changed();
}

/** @param {object} body @returns {Promise<import("../desk/socket.js").Answer>} as the desk answers */
async function askByRest(body) {
    try {
        const { items, next, complete } = await (await ask("POST", "/v1/messages/search", { body })).json();
        const hits = items.map((/** @type {any} */ { conversation_id, message_id, accepted_at, author: { party, name }, ...hit }) => {
            return { ...hit, conversationId: conversation_id, messageId: message_id, at: accepted_at, author: { kind: party.toLowerCase(), id: name } };
        });
        return { ok: true, hits, next, complete };
    } catch (failure) {
        const { code, fields, status } = /** @type {import("../core/rest.js").Problem} */ (failure);
        return { ok: false, code: code === NO_INDEX ? "UNKNOWN_EVENT" : fields?.[0]?.field === "words" ? "INVALID" : String(status || "OFFLINE") };
    }
}

/** Days are the reader's, and the last one belongs to it. @param {Record<string, string>} wanted */
function asks({ words, customer, agent, client, queue, tag, outcome, from, to }) {
    const [agentName, queueName] = byRest() ? ["agent", "queue"] : ["agentId", "queueId"];
    return {
        words,
        customer,
        client: client || undefined,
        [agentName]: agent || undefined,
        [queueName]: queue || undefined,
        tags: tag ? [tag] : undefined,
        outcome: outcome || undefined,
        from: midnight(from),
        to: midnight(to, 1),
    };
}

export function area() {
    const wanted = filters();
    const forbidden = !maySearch();
    forbidden || look(wanted);
    const { hits, next, begun, busy, code } = asked;
    const looked = FIELDS.some((name) => wanted[name]);
    return h(
        "main",
        { class: "settings search", id: "main", key: "search" },
        h("h1", { tabindex: "-1" }, t("nav.search")),
        forbidden ? h("p", { key: "forbidden" }, t("search.UNKNOWN_EVENT")) : [viewMenu("search"), form()],
        code && h("p", { class: "refusal", role: "alert", key: "refusal" }, code === "INVALID" ? t("search.nothing") : tOr(`search.${code}`, t("code.other", { code }))),
        h(
            "p",
            { class: "muted", role: "status", key: "status" },
            busy || (looked && !begun && !forbidden) ? t("loading") : looked && !code ? t(next ? "search.first" : hits.length > 0 ? "search.all" : wanted.words ? "search.whole" : "search.none", { n: hits.length }) : "",
        ),
        h(
            "ul",
            { class: "hits", key: "hits" },
            hits.map((hit) => h("li", { key: `${hit.conversationId} ${hit.seq}` }, row(hit))),
        ),
        next && h("button", { type: "button", key: "more", disabled: busy || isAway(), onclick: () => more(wanted) }, t("search.more")),
    );
}

function form() {
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        asked.of = ""; // what was said since may be found now
        const query = new URLSearchParams(FIELDS.map((name) => [name, (typed[name] ?? "").trim()]).filter(([, value]) => value));
        goTo(`${address("search")}${query.size ? `#${query}` : ""}`);
    };
    return h(
        "form",
        { class: "filter", role: "search", "aria-label": t("nav.search"), key: "form", onsubmit },
        // agents find what was said while they had the conversation, and nothing of others
        [...WRITTEN, ...(sees("floor") ? ["agent"] : []), ...(byRest() ? ["client"] : [])].map((name) =>
            h("label", { class: "field", key: name }, t(`search.${name}`), input(name, { type: "search", maxlength: "200", placeholder: name === "agent" ? t("sign.username") : undefined })),
        ),
        chosen("queue", queues.look().items.map(({ queue_id: id }) => [id, id])),
        chosen("tag", tags.look().items.map(({ id, name }) => [id, name])),
        chosen("outcome", outcomes.look().items.map(({ id, name }) => [id, name])),
        ["from", "to"].map((name) => h("label", { class: "field", key: name }, t(`search.${name}`), input(name, { type: "date" }))),
        h("button", { type: "submit", class: "primary" }, t("search.find")),
    );
}

/** @param {string} name @param {Record<string, string | undefined>} kind */
function input(name, kind) {
    const oninput = (/** @type {Event} */ event) => void (typed[name] = /** @type {HTMLInputElement} */ (event.target).value);
    return h("input", { name, ...kind, autocomplete: "off", leaf: true, value: typed[name] ?? "", oninput });
}

/** @param {string} name @param {string[][]} choices none if the tenant has none; also of what may not be chosen any more */
function chosen(name, choices) {
    const onchange = (/** @type {Event} */ event) => void (typed[name] = /** @type {HTMLSelectElement} */ (event.target).value);
    const options = [["", t("search.any")], ...choices].map(([value, text]) => h("option", { value }, text));
    const select = h("select", { name, value: typed[name] ?? "", onchange }, options);
    return choices.length > 0 && h("label", { class: "field", key: name }, t(`search.${name}`), select);
}

/** @param {Hit} hit */
function row(hit) {
    const { conversationId: id, seq, customer, author, at, messageId, parked } = hit;
    const who = author.kind === "user" ? "" : author.name || (author.kind === "agent" ? author.id : tOr(`author.${author.kind}`, author.id));
    return [
        h(
            "header",
            { class: "line1" },
            h("strong", null, h("bdi", null, nameOf(customer) || id)),
            h("time", null, moment(at)),
        ),
        h("p", { class: "text", dir: "auto" }, who && h("span", { class: "muted" }, `${who}: `), marked(hit)),
        h(
            "p",
            { class: "row" },
            parked && h("span", { class: "undelivered" }, icon("failed"), t("search.parked")),
            desk.chats.has(id) && h("a", way(address("inbox", id, seq)), t("search.open")),
            sees("floor") && sees("desk") && !filters().client && h("a", way(address("floor", id, seq)), t("search.watch")),
            sees("hub") && h("a", way(hubAddress(["messages", messageId])), t("message.way")),
        ),
    ];
}

/** @param {Hit} hit */
function marked({ snippet, marks }) {
    let done = 0;
    const parts = marks.flatMap(([from, to]) => {
        const before = snippet.slice(done, from);
        done = to;
        return [before, h("mark", null, snippet.slice(from, to))];
    });
    return [...parts, snippet.slice(done)];
}

/** What was found as another person is gone. */
export function forgetArea() {
    asked = question("");
    typed = {};
}
