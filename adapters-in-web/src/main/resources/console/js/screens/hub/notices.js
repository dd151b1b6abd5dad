// What all consoles are told now, and saying and withdrawing it.
import { h } from "../../core/dom.js";
import { freshId } from "../../core/page.js";
import { ask, get, path } from "../../core/rest.js";
import { hubTime, local, moment, t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

const OFTEN = 5000;
const HOUR = 3_600_000;
const TO_THE_MINUTE = 16;
const LEVELS = ["info", "warning", "urgent"];

/** @typedef {{id: string, level: string, text: string, until: string, said_by: string, said_at: string}} Notice */

/** @returns {import("./area.js").Screen} */
export function noticesScreen() {
    const notices = new Reading(() => /** @type {Promise<{items: Notice[]}>} */ (get("/v1/notices")), OFTEN);
    const form = new Form({ level: "", text: "", until: "" });
    const [saying, withdrawing] = [new Deed(), new Deed()];
    /** `key` names what is said, so that a second press says nothing twice. */
    const asks = { say: false, key: "" };

    function open() {
        Object.assign(form.values, { level: "info", text: "", until: local(hubTime() + HOUR).slice(0, TO_THE_MINUTE) });
        put(saying, { problem: null, done: null });
        put(withdrawing, { problem: null, done: null });
        put(asks, { say: true, key: freshId() });
    }

    async function say() {
        const { level, text, until = "" } = form.values;
        const done = await saying.run(async () => {
            const body = { level, text, until: new Date(until).toISOString() };
            await ask("POST", "/v1/notices", { body, key: asks.key });
            notices.again();
            return t("notices.told");
        });
        done && shut();
    }

    /** @param {Notice} notice */
    function withdraw({ id }) {
        put(saying, { done: null });
        withdrawing.run(async () => {
            await ask("DELETE", path`/v1/notices/${id}`);
            notices.again();
            return t("notices.withdrawn");
        });
    }

    function sayDialog() {
        const more = {
            refused: form.refused(saying.problem),
            required: true,
            onchange: () => put(asks, { key: freshId() }),
        };
        return dialog(
            now(t("notices.say")),
            [
                field(form, "text", t("notices.text"), { ...more, tag: "textarea", rows: "3", maxlength: "500", hint: t("notices.who") }),
                field(form, "level", t("notices.level"), {
                    ...more,
                    tag: "select",
                    options: LEVELS.map((level) => [level, t(`notices.${level}`)]),
                }),
                field(form, "until", t("notices.until"), { ...more, type: "datetime-local", hint: t("notices.days") }),
                outcome(saying),
                ending(h("button", { type: "submit", class: "primary", disabled: saying.busy }, now(t("notices.say")))),
            ],
            { close: () => put(asks, { say: false }), submit: say },
        );
    }

    return {
        title: t("ways.notices"),
        view: () => [
            h("p", { class: "row", key: "say" }, button(t("notices.say"), open, { class: "primary" })),
            !asks.say && outcome(saying),
            outcome(withdrawing),
            shown(notices, ({ items }) =>
                items.length === 0
                    ? h("p", { class: "empty", key: "empty" }, t("notices.none"))
                    : table(
                          t("ways.notices"),
                          ["text", "level", "until", "by", "do"].map((head) => t(`notices.${head}`)),
                          items.map((notice) => ({
                              key: notice.id,
                              cells: [
                                  notice.text,
                                  t(`notices.${notice.level}`),
                                  h("time", { datetime: notice.until }, moment(notice.until)),
                                  notice.said_by,
                                  button(t("notices.withdraw"), () => withdraw(notice), {
                                      "aria-label": t("notices.this", { text: notice.text }),
                                      disabled: withdrawing.busy,
                                  }),
                              ],
                          })),
                      ),
            ),
            asks.say && sayDialog(),
        ],
    };
}
