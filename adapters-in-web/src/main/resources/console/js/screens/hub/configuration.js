// With which settings the hub runs, and where each of them is set. Nothing here changes them.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { get } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Form, Reading } from "../../hub/reading.js";
import { check, field, put } from "../../ui/form.js";
import { shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/**
 * @typedef {{name: string, value: string | null, secret: boolean, default: string,
 *   from: "default" | "file" | "environment" | "argument", place: string, description: string}} Setting
 */

const NONE = "–";

/** @returns {import("./area.js").Screen} */
export function configurationScreen() {
    const settings = new Reading(() => /** @type {Promise<{items: Setting[]}>} */ (get("/v1/settings")));
    const form = new Form({ words: "" });
    const choice = { all: false };

    /** @param {Setting} setting */
    function fits({ name, value, place, description, from }) {
        const text = `${name} ${value ?? ""} ${place} ${description}`.toLowerCase();
        const words = form.values.words.toLowerCase().split(/\s+/);
        return (choice.all || from !== "default") && words.every((word) => text.includes(word));
    }

    /** @param {Setting[]} items */
    function list(items) {
        const fitting = items.filter(fits);
        return [
            h("p", { class: "muted", role: "status", key: "count" }, t("config.count", { n: fitting.length })),
            fitting.length > 0 &&
                table(
                    t("ways.configuration"),
                    ["name", "value", "place", "default"].map((head) => t(`config.${head}`)),
                    fitting.map((one) => ({
                        key: one.name,
                        cells: [
                            [h("code", null, one.name), h("p", { class: "muted", lang: "en" }, one.description)],
                            one.secret ? h("span", { class: "muted" }, secret(one)) : h("code", null, one.value ?? NONE),
                            one.from === "default" ? t("config.usual") : h("code", null, one.place),
                            h("code", null, one.default || NONE),
                        ],
                    })),
                ),
        ];
    }

    return {
        title: t("ways.configuration"),
        view: () => [
            h("p", { key: "about" }, t("config.about")),
            h(
                "div",
                { class: "filter", key: "filter", role: "search", "aria-label": t("deliveries.filter") },
                field(form, "words", t("config.words"), {
                    oninput: (/** @type {Event} */ event) => {
                        form.values.words = /** @type {HTMLInputElement} */ (event.target).value;
                        changed();
                    },
                }),
                check(t("config.all"), choice.all, (all) => put(choice, { all })),
            ),
            shown(settings, ({ items }) => list(items)),
        ],
    };
}

/** @param {Setting} setting */
function secret({ from }) {
    return t(from === "default" ? "config.unset" : "config.secret");
}
