// Where an account is signed in: its log-ins, each of which can be ended by itself.
import { h } from "../../core/dom.js";
import { ask, get, path } from "../../core/rest.js";
import { moment, t } from "../../core/words.js";
import { Deed, Reading } from "../../hub/reading.js";
import { button } from "../../ui/form.js";
import { outcome, shown, when } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/** @typedef {{id: string, begun_at: string, renewed_at: string, ends_at: string}} LogIn */

export class LogIns {
    #deed = new Deed();

    /** @param {string} account */
    constructor(account) {
        this.account = account;
        this.all = new Reading(() => /** @type {Promise<{items: LogIn[]}>} */ (get(path`/v1/accounts/${account}/log-ins`)), 30_000);
    }

    /** @param {LogIn} logIn */
    #end({ id }) {
        return this.#deed.run(async () => {
            await ask("DELETE", path`/v1/accounts/${this.account}/log-ins/${id}`);
            this.all.again();
            return t("log-ins.over");
        });
    }

    view() {
        return h(
            "section",
            { key: "log-ins" },
            h("h2", null, t("log-ins.title")),
            shown(this.all, ({ items }) =>
                items.length === 0 ? h("p", { class: "empty", key: "empty" }, t("log-ins.none")) : this.#table(items),
            ),
            outcome(this.#deed),
        );
    }

    /** @param {LogIn[]} items */
    #table(items) {
        return table(
            t("log-ins.title"),
            ["begun", "renewed", "ends", "do"].map((head) => t(`log-ins.${head}`)),
            items.map((logIn) => ({
                key: logIn.id,
                cells: [
                    when(logIn.begun_at),
                    when(logIn.renewed_at),
                    when(logIn.ends_at),
                    button(t("log-ins.end"), () => this.#end(logIn), {
                        disabled: this.#deed.busy,
                        "aria-label": t("log-ins.this", { when: moment(logIn.begun_at) }),
                    }),
                ],
            })),
        );
    }
}
