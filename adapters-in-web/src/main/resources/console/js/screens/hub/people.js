// What is kept of a person: shown to them, and erased.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { ask, download, get, path } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome, shown, when } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/**
 * @typedef {{id: string, state: string, person: string, asked_by: string, asked_at: string, done_at: string | null,
 *   conversations: number, messages: number, deliveries: number, files: number}} Erasure
 */

/** @returns {import("./area.js").Screen} */
export function peopleScreen() {
    const erasures = new Reading(() => /** @type {Promise<{items: Erasure[]}>} */ (get("/v1/people/erasures")), 5000);
    const form = new Form({ person: "", typed: "" });
    const [exporting, erasing] = [new Deed(), new Deed()];
    const asks = { erase: false };
    const person = () => form.values.person.trim();

    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        exporting.run(async () => {
            await download(path`/v1/people/${person()}/export`, "", "person.zip");
            return t("people.exported");
        });
    };

    async function erase() {
        const done = await erasing.run(async () => {
            await ask("POST", path`/v1/people/${person()}/erase`);
            erasures.again();
            return t("people.begun");
        });
        done && shut();
    }

    function close() {
        form.values.typed = "";
        put(asks, { erase: false });
    }

    const typed = (/** @type {Event} */ event) => {
        form.values.typed = /** @type {HTMLInputElement} */ (event.target).value;
        changed();
    };

    return {
        title: t("ways.people"),
        view: () => [
            h(
                "form",
                { class: "filter", key: "person", onsubmit: submit },
                field(form, "person", t("people.name"), {
                    required: true,
                    hint: t("people.hint"),
                    onchange: changed,
                    autocomplete: "off",
                }),
                h("button", { type: "submit", disabled: exporting.busy }, t("people.export")),
                button(t("people.erase"), () => person() && put(asks, { erase: true })),
            ),
            outcome(exporting),
            !asks.erase && outcome(erasing),
            h("h2", { key: "erasures" }, t("people.erasures")),
            shown(erasures, ({ items }) =>
                items.length === 0
                    ? h("p", { class: "empty", key: "empty" }, t("people.none"))
                    : table(
                          t("people.erasures"),
                          ["pseudonym", "state", "asked", "gone"].map((head) => t(`people.${head}`)),
                          items.map((one) => ({
                              key: one.id,
                              cells: [
                                  h("code", null, one.person),
                                  t(`people.${one.state}`),
                                  [when(one.asked_at), ` ${one.asked_by}`],
                                  t("people.figures", {
                                      conversations: one.conversations,
                                      messages: one.messages,
                                      deliveries: one.deliveries,
                                      files: one.files,
                                  }),
                              ],
                          })),
                      ),
            ),
            asks.erase &&
                dialog(
                    now(t("people.erase")),
                    [
                        h("p", { key: "what" }, t("people.forever")),
                        field(form, "typed", t("accounts.type", { name: person() }), { required: true, oninput: typed }),
                        outcome(erasing),
                        ending(
                            h(
                                "button",
                                {
                                    type: "submit",
                                    class: "danger",
                                    disabled: erasing.busy || form.values.typed.trim() !== person(),
                                },
                                now(t("people.erase")),
                            ),
                        ),
                    ],
                    { close, submit: erase },
                ),
        ],
    };
}
