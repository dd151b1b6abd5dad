// All channels, with what is wrong with each.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { get } from "../../core/rest.js";
import { hubAddress, way } from "../../core/route.js";
import { number, t } from "../../core/words.js";
import { tally } from "../../hub/deliveries.js";
import { Form, Pages, Reading } from "../../hub/reading.js";
import { field } from "../../ui/form.js";
import { further, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/**
 * @typedef {{channel_id: string, channel_name: string, channel_description: string,
 *   channel_metadata: {endpoint_url?: string}, channel_tags: string[], status: string, status_reason: string | null,
 *   version: number, verification: Verification,
 *   secrets: {secret_id: string, created_at: string, expires_at: string | null}[],
 *   circuit: {state: string, failures: number, next_probe_at: string | null}}} Channel
 * @typedef {{verdict: string, checked_at: string | null,
 *   checks: {name: string, ok: boolean, required: boolean, detail: string}[]}} Verification
 */

const STATES = ["closed", "open", "half_open", "disabled"];

/** @param {Channel} channel */
function stateOf({ status, circuit }) {
    return status === "disabled" ? "disabled" : circuit.state;
}

/** @param {Channel} channel */
export function condition(channel) {
    const name = stateOf(channel);
    return h("span", { class: `state ${name}` }, t(`circuit.${name}`));
}

/**
 * Of the oldest thousand of all, so that the longest list costs two requests.
 *
 * @param {string} kind
 * @param {Reading<Awaited<ReturnType<typeof tally>>>} reading
 * @param {Channel} channel
 */
function counted(kind, reading, { channel_id: id }) {
    const { value } = reading.look();
    const target = `channel:${id}`;
    const count = value?.targets[target] ?? 0;
    const text = `${number(count)}${value?.more ? "+" : ""}`;
    return value && (count > 0 || value.more ? h("a", way(hubAddress([kind], { target })), text) : text);
}

/** @returns {import("./area.js").Screen} */
export function channelsScreen() {
    const first = new Reading(
        () => /** @type {Promise<{items: Channel[], next: string | null}>} */ (get("/v1/channels", { limit: 1000 })),
        15_000,
    );
    /** @type {Pages<Channel>} */
    const pages = new Pages((after) => get("/v1/channels", { limit: 1000, after }));
    const [waiting, parked] = ["deliveries", "parked"].map((kind) => new Reading(() => tally(kind), 15_000));
    const form = new Form({ words: "", state: "" });

    /** @param {Channel} channel */
    function fits(channel) {
        const { channel_id: id, channel_name: name, channel_tags: tags } = channel;
        const words = form.values.words.trim().toLowerCase();
        const { state } = form.values;
        return (state === "" || stateOf(channel) === state) && [id, name, ...tags].some((text) => text.toLowerCase().includes(words));
    }

    return {
        title: t("ways.channels"),
        view: () => [
            h(
                "div",
                { class: "filter", key: "find" },
                field(form, "words", t("channels.find"), { type: "search", onkeyup: changed, onsearch: changed }),
                field(form, "state", t("channels.state"), {
                    tag: "select",
                    options: [["", t("tail.any")], ...STATES.map((name) => [name, t(`circuit.${name}`)])],
                    onchange: changed,
                }),
                h("a", { ...way(hubAddress(["new-channel"])), class: "button" }, t("channels.new")),
            ),
            shown(first, (page) => {
                const { items, next } = pages.after(page);
                const found = items.filter(fits);
                return [
                    h("p", { class: "muted", role: "status", key: "found" }, t("channels.found", { n: found.length })),
                    found.length > 0 &&
                        table(
                            t("ways.channels"),
                            [
                                ...["id", "name", "tags", "state", "verified"].map((head) => t(`channels.${head}`)),
                                t("figure.pending"),
                                t("figure.parked"),
                            ],
                            found.map((channel) => ({
                                key: channel.channel_id,
                                cells: [
                                    h("a", way(hubAddress(["channels", channel.channel_id])), channel.channel_id),
                                    channel.channel_name,
                                    channel.channel_tags.join(", "),
                                    [
                                        condition(channel),
                                        channel.status_reason && h("p", { class: "muted" }, channel.status_reason),
                                    ],
                                    t(`verdict.${channel.verification.verdict}`),
                                    counted("deliveries", waiting, channel),
                                    counted("parked", parked, channel),
                                ],
                            })),
                        ),
                    further(pages, next),
                ];
            }),
        ],
    };
}
