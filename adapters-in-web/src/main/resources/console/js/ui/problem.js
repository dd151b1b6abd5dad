// What the hub answered, while it has not, and what it refused.
import { h } from "../core/dom.js";
import { moment, t, tOr } from "../core/words.js";
import { icon } from "./icon.js";

/** @typedef {import("../core/rest.js").Problem} Problem */

/**
 * @template T
 * @param {import("../hub/reading.js").Reading<T>} reading
 * @param {(value: T) => any} describe
 */
export function shown(reading, describe) {
    reading.look();
    return h(
        "div",
        { class: "reading", key: reading.id },
        reading.problem && problemBox(reading.problem, reading),
        reading.value !== null && describe(reading.value),
        h("p", { class: "unseen", role: "status", key: "loading" }, reading.slow && t("loading")),
        reading.slow &&
            h("div", { class: "skeleton", key: "skeleton", "aria-hidden": "true" }, h("i", null), h("i", null), h("i", null)),
    );
}

/**
 * @param {Problem} problem
 * @param {{again: () => void, triesAgainIn: number}} [reading] what may be asked again
 */
export function problemBox(problem, reading) {
    const seconds = problem.passes && reading ? reading.triesAgainIn : null;
    return h(
        "div",
        { class: "problem", role: "alert", key: "problem" },
        icon("failed"),
        h(
            "div",
            null,
            h("p", null, h("strong", null, sentence(problem)), seconds !== null && ` ${t("problem.again", { seconds })}`),
            problem.message && h("p", { class: "muted", lang: "en" }, problem.message),
            h(
                "p",
                { class: "row" },
                reading && h("button", { type: "button", onclick: () => reading.again() }, t("problem.now")),
                problem.requestId &&
                    h(
                        "button",
                        { type: "button", onclick: () => navigator.clipboard.writeText(support(problem)) },
                        t("problem.copy"),
                    ),
                problem.requestId && h("small", { class: "muted" }, `${problem.status} · ${problem.requestId}`),
            ),
        ),
    );
}

/** Some codes mean more than their status. @param {Problem} problem */
export function sentence({ code, status }) {
    return tOr(`problem.${code}`, tOr(`problem.${status}`, t("problem.other", { code: code ?? status })));
}

/** @param {Problem} problem */
function support(problem) {
    return [
        `X-Request-Id: ${problem.requestId}`,
        `${problem.call} -> ${problem.status} ${problem.code ?? ""}`,
        problem.message,
        problem.at.toISOString(),
        location.pathname,
    ].join("\n");
}

/** What is said once: a deed's end or its problem. @param {import("../hub/reading.js").Deed} deed */
export function outcome(deed) {
    return h(
        "div",
        { class: "reading", key: deed.id },
        h("p", { class: "told", role: "status", key: "done" }, deed.done),
        deed.problem && problemBox(deed.problem),
    );
}

/** The button for the next page. @param {import("../hub/reading.js").Pages<any>} pages @param {string | null} next */
export function further(pages, next) {
    const { deed } = pages;
    return next && [outcome(deed), h("p", { key: "more" }, h("button", { type: "button", disabled: deed.busy, onclick: () => pages.more(next) }, t("deliveries.more")))];
}

/** @param {string | null | undefined} at */
export function when(at) {
    return at ? h("time", { datetime: at }, moment(at)) : "";
}
