// All channels, with what is wrong with each.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { get } from "../../core/rest.js";
import { hubAddress, way } from "../../core/route.js";
import { t } from "../../core/words.js";
import { Form, Reading } from "../../hub/reading.js";
import { button, field } from "../../ui/form.js";
import { shown } from "../../ui/problem.js";
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

/** @param {Channel} channel */
export function condition({ status, circuit }) {
    const name = status === "disabled" ? "disabled" : circuit.state;
    return h("span", { class: `state ${name}` }, t(`circuit.${name}`));
}

/** @returns {import("./area.js").Screen} */
export function channelsScreen() {
    const first = new Reading(
        () => /** @type {Promise<{items: Channel[], next: string | null}>} */ (get("/v1/channels", { limit: 1000 })),
        15_000,
    );
    /** @type {{items: Channel[], next: string | null}[]} */
    const others = [];
    const form = new Form({ words: "" });

    /** @param {Channel} channel */
    function fits({ channel_id: id, channel_name: name, channel_tags: tags }) {
        const words = form.values.words.trim().toLowerCase();
        return [id, name, ...tags].some((text) => text.toLowerCase().includes(words));
    }

    async function more(/** @type {string} */ after) {
        others.push(await get("/v1/channels", { limit: 1000, after }));
        changed();
    }

    return {
        title: t("ways.channels"),
        view: () => [
            h(
                "div",
                { class: "filter", key: "find" },
                field(form, "words", t("channels.find"), { type: "search", onkeyup: changed, onsearch: changed }),
                h("a", { ...way(hubAddress(["new-channel"])), class: "button" }, t("channels.new")),
            ),
            shown(first, (page) => {
                const all = [page, ...others].flatMap(({ items }) => items);
                const next = [page, ...others].at(-1)?.next;
                const found = all.filter(fits);
                return [
                    h("p", { class: "muted", role: "status", key: "found" }, t("channels.found", { n: found.length })),
                    found.length > 0 &&
                        table(
                            t("ways.channels"),
                            ["id", "name", "tags", "state", "verified"].map((head) => t(`channels.${head}`)),
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
                                ],
                            })),
                        ),
                    next &&
                        h(
                            "p",
                            { key: "more" },
                            button(t("deliveries.more"), () => more(next)),
                        ),
                ];
            }),
        ],
    };
}
