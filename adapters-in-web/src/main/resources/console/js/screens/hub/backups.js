// Copies of the whole store.
import { h } from "../../core/dom.js";
import { hubTime, moment, number, span, t } from "../../core/words.js";
import { ask, get, path } from "../../core/rest.js";
import { Deed, Reading } from "../../hub/reading.js";
import { button, dialog, ending, now, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/**
 * @typedef {{id: string, made_at: string, bytes: number}} Backup
 * @typedef {{items: Backup[], by_database: boolean}} Backups
 */

/** @returns {import("./area.js").Screen} */
export function backupsScreen() {
    const backups = new Reading(() => /** @type {Promise<Backups>} */ (get("/v1/backups")), 30_000);
    const [making, removing] = [new Deed(), new Deed()];
    /** @type {{remove: Backup | null}} */
    const asks = { remove: null };

    function make() {
        making.run(async () => {
            const made = await (await ask("POST", "/v1/backups")).json();
            backups.again();
            return t("backups.made", { id: made.id });
        });
    }

    /** @param {Backup} backup */
    async function remove({ id }) {
        const done = await removing.run(async () => {
            await ask("DELETE", path`/v1/backups/${id}`);
            backups.again();
            return t("backups.removed", { id });
        });
        done && shut();
    }

    /** @param {Backups} value */
    function kept({ items, by_database: elsewhere }) {
        if (elsewhere) {
            return h("p", { key: "database" }, t("backups.database"));
        }
        return [
            h(
                "p",
                { class: "row", key: "make" },
                button(making.busy ? t("backups.making") : t("backups.make"), make, { class: "primary", disabled: making.busy }),
            ),
            outcome(making),
            !asks.remove && outcome(removing),
            h(
                "p",
                { key: "last" },
                items[0] ? t("backups.last", { time: span(hubTime() - Date.parse(items[0].made_at)) }) : t("backups.none"),
            ),
            items.length > 0 &&
                table(
                    t("ways.backups"),
                    ["id", "at", "size", "do"].map((head) => t(`backups.${head}`)),
                    items.map((backup) => ({
                        key: backup.id,
                        cells: [
                            h("code", null, backup.id),
                            moment(backup.made_at),
                            size(backup.bytes),
                            button(t("backups.remove"), () => put(asks, { remove: backup }), {
                                "aria-label": t("backups.this", { id: backup.id }),
                            }),
                        ],
                    })),
                ),
        ];
    }

    return {
        title: t("ways.backups"),
        view: () => [
            shown(backups, kept),
            asks.remove &&
                dialog(
                    now(t("backups.remove")),
                    [
                        h("p", { key: "what" }, t("backups.gone", { id: asks.remove.id })),
                        outcome(removing),
                        ending(
                            h("button", { type: "submit", class: "danger", disabled: removing.busy }, now(t("backups.remove"))),
                        ),
                    ],
                    { close: () => put(asks, { remove: null }), submit: () => asks.remove && remove(asks.remove) },
                ),
        ],
    };
}

/** @param {number} bytes */
function size(bytes) {
    return number(bytes / 1e6, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
}
