// The way of one message and of its answers, step by step.
import { h } from "../../core/dom.js";
import { get, path } from "../../core/rest.js";
import { hubAddress, way } from "../../core/route.js";
import { currentLanguage, instant, number, t, tOr } from "../../core/words.js";
import { list, sendAgain } from "../../hub/deliveries.js";
import { Deed, Reading } from "../../hub/reading.js";
import { button } from "../../ui/form.js";
import { outcome, shown, when } from "../../ui/problem.js";
import { facts, table } from "../../ui/table.js";
import { timeline } from "../../ui/timeline.js";
import { waits, why } from "./deliveries.js";

/**
 * @typedef {{when: string, target: string | null, attempt: number, outcome: string, http_status: number | null,
 *   duration_ms: number, detail: string, after_gap: boolean}} Hop
 * @typedef {{target: string, status: string, attempts: number, reason: string | null, next_attempt_at: string | null,
 *   settled_at: string | null}} State
 * @typedef {{message_id: string, items: Hop[], deliveries: State[]}} Way
 * @typedef {{first?: string, behind: number, more: boolean}} Place of a delivery that waits in its lane
 * @typedef {{conversation_id: string, seq: number, author: {party: string, name: string}, content: unknown,
 *   accepted_at: string, answers: string | null}} Message
 */

const EVERY = 5000;
const WELL = ["accepted", "delivered", "answered", "redriven"];

/** @param {string} id @returns {import("./area.js").Screen} */
export function traceScreen(id) {
    const trace = new Reading(read);
    const message = new Reading(() => /** @type {Promise<Message>} */ (get(path`/v1/messages/${id}`)));
    const lanes = new Reading(placesOf, EVERY);
    const deed = new Deed();
    const open = { content: false };
    /** A way may have thousands of steps: they are described once. @type {{of: unknown, language: string, steps: any} | null} */
    let known = null;

    /** Each look is audited, so only what moves is looked at again. @returns {Promise<Way & {answers: Way[]}>} */
    async function read() {
        const found = await get(path`/v1/messages/${id}/trace`);
        const moves = ways(found).some(({ deliveries }) => deliveries.some(({ status }) => status === "pending"));
        trace.every = moves ? EVERY : Infinity;
        return found;
    }

    /** By target: for whom this message waits, or how many wait for it. One of a lane is tried at a time. @returns {Promise<Record<string, Place>>} */
    async function placesOf() {
        const conversation = message.value?.conversation_id ?? "";
        const waiting = trace.value?.deliveries.filter(({ status }) => status === "pending") ?? [];
        const places = waiting.map(async ({ target }) => {
            const { items, next } = await list("deliveries", { target, conversation });
            const tried = items.filter(({ status }) => ["sending", "retrying"].includes(status)).map((item) => item.message_id);
            const place = tried.includes(id) ? { behind: items.length - tried.length } : { first: tried[0], behind: 0 };
            return [target, { ...place, more: next !== null }];
        });
        return Object.fromEntries(await Promise.all(places));
    }

    /** @param {Way & {answers: Way[]}} value */
    function described(value) {
        const language = currentLanguage();
        if (known?.of !== value || known.language !== language) {
            known = { of: value, language, steps: [timeline(steps(value)), hops(value)] };
        }
        return known.steps;
    }

    /** @param {State} state */
    function placeOf({ target, status }) {
        return message.value && status === "pending" ? lanes.look().value?.[target] : undefined;
    }

    /** @param {string} target */
    function again(target) {
        deed.run(async () => {
            await sendAgain(id, target);
            trace.again();
            return t("trace.sent", { target });
        });
    }

    return {
        title: id,
        raw: true,
        view: () => [
            h("p", { class: "row", key: "copy" }, button(t("trace.copy"), () => navigator.clipboard.writeText(id))),
            shown(message, about),
            outcome(deed),
            message.problem === null &&
                shown(trace, (value) => [
                    h(
                        "ul",
                        { class: "states", key: "states" },
                        value.deliveries.map((state) => delivery(state, again, deed.busy, placeOf(state))),
                    ),
                    described(value),
                ]),
            message.value && content(message.value, open),
        ],
    };
}

/** @param {Message} message */
function about({ conversation_id: conversation, seq, author, accepted_at: at, answers }) {
    return facts([
        [t("trace.conversation"), h("a", way(hubAddress(["conversations"], { id: conversation })), `${conversation} · ${seq}`)],
        [
            t("trace.replay"),
            h("a", way(hubAddress(["conversations"], { id: conversation, replay: String(seq) })), t("trace.from")),
        ],
        [t("trace.author"), `${tOr(`author.${author.party.toLowerCase()}`, author.party)} ${author.name}`],
        [t("trace.accepted"), when(at)],
        answers !== null && [t("trace.answers"), h("a", { ...way(hubAddress(["messages", answers])), class: "id" }, answers)],
    ]);
}

/** @param {State} state @param {(target: string) => void} again @param {boolean} busy @param {Place} [place] */
function delivery(state, again, busy, place) {
    const { target, status, reason, settled_at: at } = state;
    return h(
        "li",
        { key: target },
        h("span", { class: `state ${status}` }, tOr(`status.${status}`, status)),
        h("strong", { dir: "auto" }, target),
        h("span", null, why(reason), waits(state)),
        when(at),
        place && chain(place),
        status === "parked" &&
            button(t("deliveries.again"), () => again(target), { class: "primary", disabled: busy, key: "again" }),
    );
}

/** The others of its lane: one goes after the other. @param {Place} place */
function chain({ first, behind, more }) {
    return [
        first &&
            h("span", { key: "first" }, `${t("trace.behind")} `, h("a", { ...way(hubAddress(["messages", first])), class: "id" }, first)),
        behind > 0 && h("span", { key: "behind" }, t("trace.next", { n: behind, more: more ? "+" : "" })),
    ];
}

/** @param {Way & {answers: Way[]}} trace */
function ways(trace) {
    return [trace, ...trace.answers];
}

/** @param {Way & {answers: Way[]}} trace @returns {import("../../ui/timeline.js").Step[]} */
function steps(trace) {
    return ways(trace)
        .flatMap(({ message_id: id, items }) =>
            items.map((hop) => ({
                at: Date.parse(hop.when),
                took: hop.duration_ms,
                line: id + (hop.target ?? items[1]?.target ?? ""),
                kind:
                    hop.target === null
                        ? /** @type {const} */ ("begun")
                        : WELL.includes(hop.outcome)
                          ? /** @type {const} */ ("good")
                          : /** @type {const} */ ("bad"),
            })),
        )
        .sort((a, b) => a.at - b.at);
}

/** @param {Way & {answers: Way[]}} trace */
function hops(trace) {
    const heads = ["message", "when", "target", "outcome", "http", "took", "detail"];
    return table(
        t("trace.steps"),
        heads.map((head) => t(`trace.${head}`)),
        ways(trace).flatMap(({ message_id: id, items }, at) =>
            items.map((hop, n) => ({
                key: `${id} ${n}`,
                cells: [
                    at === 0 ? t("trace.this") : h("a", { ...way(hubAddress(["messages", id])), class: "id" }, id),
                    h("time", { datetime: hop.when }, instant(hop.when)),
                    hop.target ?? "",
                    `${tOr(`hop.${hop.outcome}`, hop.outcome)}${hop.attempt ? ` (${hop.attempt})` : ""}`,
                    String(hop.http_status ?? ""),
                    hop.duration_ms ? number(hop.duration_ms, { style: "unit", unit: "millisecond" }) : "",
                    [hop.detail, hop.after_gap && h("p", { class: "muted" }, t("trace.gap"))],
                ],
            })),
        ),
        "hops",
    );
}

/** @param {Message} message @param {{content: boolean}} open */
function content(message, open) {
    const ontoggle = (/** @type {Event} */ event) => (open.content = /** @type {HTMLDetailsElement} */ (event.target).open);
    return h(
        "details",
        { key: "content", open: open.content, ontoggle },
        h("summary", null, t("trace.content")),
        open.content && h("pre", { dir: "auto" }, JSON.stringify(message.content, null, 2)),
    );
}
