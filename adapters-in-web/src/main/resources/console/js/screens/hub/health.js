// What is wrong now, and the way to where it is mended.
import { h } from "../../core/dom.js";
import { get } from "../../core/rest.js";
import { hubAddress, way } from "../../core/route.js";
import { clock, hubTime, moment, number, span, t } from "../../core/words.js";
import { tally } from "../../hub/deliveries.js";
import { Ops } from "../../hub/ops.js";
import { Reading } from "../../hub/reading.js";
import { shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";
import { Pace } from "./pace.js";

/** @typedef {{name: string, status: string, since: string, detail: string}} Part */

const OFTEN = 5000;
const SELDOM = 15_000;
const TARGET = "target ";

/** @param {Part} part */
function unwell({ status }) {
    return ["DEGRADED", "DOWN"].includes(status);
}

/** @param {Part} part */
function nameOf({ name }) {
    return name.startsWith(TARGET) ? name.slice(TARGET.length) : name;
}

/** Where a part is looked at more closely. @param {Part} part */
function wayToMend(part) {
    const target = nameOf(part);
    if (target.startsWith("channel:")) {
        return hubAddress(["channels", target.slice("channel:".length)]);
    }
    return target.includes(":") ? hubAddress(["deliveries"], { target }) : null;
}

/** @returns {import("./area.js").Screen} */
export function healthScreen() {
    const health = new Reading(() => get("/v1/health"), OFTEN);
    const live = new Ops("health.watch", {}, (event, value) => {
        event === "health" ? health.take(value) : event === "lost" && health.resume();
    });
    const parked = new Reading(() => tally("parked"), SELDOM);
    const waiting = new Reading(() => tally("deliveries"), SELDOM);
    const pace = new Pace();
    return {
        title: t("health.title"),
        leave: () => live.leave(),
        view: () => [
            shown(health, (value) => verdict(value, live.line === "online" ? hubTime() : health.at)),
            h("div", { class: "cards", key: "cards" }, card("parked", parked), card("deliveries", waiting)),
            pace.view(),
            health.value && parts(health.value.parts),
            health.value &&
                h(
                    "p",
                    { class: "muted", key: "build" },
                    t("health.build", { version: health.value.version, commit: health.value.commit }),
                ),
        ],
    };
}

/** @param {{parts: Part[]}} value @param {number} at */
function verdict({ parts }, at) {
    const wrong = parts.filter(unwell);
    const open = wrong.filter(({ detail }) => /circuit (OPEN|HALF_OPEN)/.test(detail)).length;
    return h(
        "section",
        { key: "verdict", class: wrong.length ? "bad" : "good" },
        h("h2", { role: "status" }, wrong.length ? t("health.wrong", { n: wrong.length }) : t("health.well")),
        h(
            "ul",
            { class: "wrong" },
            wrong.map((part) =>
                h(
                    "li",
                    { key: part.name },
                    state(part),
                    h(
                        "div",
                        null,
                        h("strong", { dir: "auto" }, nameOf(part)),
                        ` ${t("health.since", { time: span(hubTime() - Date.parse(part.since)) })}`,
                        h("p", { class: "muted", dir: "auto" }, part.detail),
                    ),
                    linked(part, t("health.mend", { name: nameOf(part) })),
                ),
            ),
        ),
        h("p", { class: "muted" }, t("health.circuits", { n: open }), " · ", t("health.at", { time: clock(at) })),
    );
}

/** @param {string} kind @param {Reading<Awaited<ReturnType<typeof tally>>>} reading */
function card(kind, reading) {
    return h(
        "section",
        { key: kind },
        h("h2", null, t(`health.${kind}`)),
        shown(reading, ({ count, more, targets, oldest }) => [
            h("p", { class: "figure", key: "figure" }, h("a", way(hubAddress([kind])), `${number(count)}${more ? "+" : ""}`)),
            oldest && h("p", { class: "muted", key: "oldest" }, t("health.oldest", { time: moment(oldest) })),
            h(
                "ul",
                { key: "targets" },
                Object.entries(targets)
                    .sort(([, a], [, b]) => b - a)
                    .slice(0, 8)
                    .map(([target, n]) =>
                        h(
                            "li",
                            { key: target },
                            h("a", { ...way(hubAddress([kind], { target })), dir: "auto" }, target),
                            ` ${number(n)}`,
                        ),
                    ),
            ),
        ]),
    );
}

/** @param {Part[]} all */
function parts(all) {
    return h(
        "section",
        { key: "parts" },
        h("h2", null, t("health.parts")),
        table(
            t("health.parts"),
            [t("health.part"), t("health.state"), t("health.from"), t("health.detail")],
            all.map((part) => ({
                key: part.name,
                cells: [linked(part, nameOf(part)) ?? part.name, state(part), moment(part.since), part.detail],
            })),
        ),
    );
}

/** @param {Part} part @param {string} text */
function linked(part, text) {
    const href = wayToMend(part);
    return href && h("a", way(href), text);
}

/** @param {Part} part */
function state({ status }) {
    return h("span", { class: `state ${status.toLowerCase()}` }, t(`health.${status}`));
}
