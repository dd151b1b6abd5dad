// Who did what, and whether anybody changed what is written of it.
import { h } from "../../core/dom.js";
import { download, get } from "../../core/rest.js";
import { goTo, hubAddress, way } from "../../core/route.js";
import { local, t } from "../../core/words.js";
import { Deed, Form, Pages, Reading } from "../../hub/reading.js";
import { button, field, MOMENT } from "../../ui/form.js";
import { further, outcome, shown, when } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/**
 * @typedef {{id: string, at: string, actor: string, action: string, subject: string, detail: string, outcome: string,
 *   address: string, request_id: string}} Entry
 * @typedef {{items: Entry[], next: string | null}} Page
 */

const NAMES = ["actor", "action", "target", "from", "to"];

/** @param {Record<string, string>} filter @returns {import("./area.js").Screen} */
export function auditScreen(filter) {
    const wanted = Object.fromEntries(NAMES.map((name) => [name, filter[name] ?? ""]));
    const form = new Form({ ...wanted, from: local(wanted.from), to: local(wanted.to) });
    const first = new Reading(() => /** @type {Promise<Page>} */ (get("/v1/audit", { ...wanted, limit: 100 })));
    /** @type {Pages<Entry>} */
    const pages = new Pages((before) => get("/v1/audit", { ...wanted, before, limit: 100 }));
    const [verifying, exporting] = [new Deed(), new Deed()];
    /** What is wrong with the chain. */
    let flaw = "";

    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        const { from, to } = form.values;
        const times = { from: from && new Date(from).toISOString(), to: to && new Date(to).toISOString() };
        goTo(hubAddress(["audit"], { ...form.values, ...times }), () => {
            pages.forget();
            first.again();
        });
    };

    function verify() {
        flaw = "";
        verifying.run(async () => {
            const { intact, entries, unchained, broken } = await get("/v1/audit/verify");
            flaw = intact ? "" : t(`audit.${broken.flaw}`, { id: broken.id });
            return intact ? t("audit.intact", { n: entries, unchained }) : null;
        });
    }

    /** @param {string} name @param {string} [type] */
    function keep(name, type) {
        const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
        exporting.run(async () => {
            await download("/v1/audit/export", query.size ? `?${query}` : "", name, type);
            return t("audit.complete", { name });
        });
    }

    /** @param {Page} page */
    function entries(page) {
        const { items, next } = pages.after(page);
        return [
            items.length === 0 && !next && h("p", { class: "empty", key: "empty" }, t("audit.none")),
            items.length > 0 &&
                table(
                    t("ways.audit"),
                    ["at", "actor", "action", "target", "detail", "outcome"].map((head) => t(`audit.${head}`)),
                    items.map((one) => ({
                        key: one.id,
                        cells: [
                            when(one.at),
                            [
                                h("a", way(hubAddress(["audit"], { ...wanted, actor: one.actor })), one.actor),
                                h("p", { class: "muted" }, one.address),
                            ],
                            h("a", way(hubAddress(["audit"], { ...wanted, action: one.action })), one.action),
                            one.subject,
                            one.detail,
                            h("span", { class: `state ${one.outcome}` }, t(`outcome.${one.outcome}`)),
                        ],
                    })),
                ),
            further(pages, next),
        ];
    }

    return {
        title: t("ways.audit"),
        view: () => {
            const refused = form.refused(first.problem);
            return [
                h(
                    "form",
                    { class: "filter", key: "filter", role: "search", "aria-label": t("deliveries.filter"), onsubmit: submit },
                    NAMES.map((name) =>
                        field(form, name, t(`audit.${name}`), {
                            refused,
                            ...(["from", "to"].includes(name) && MOMENT),
                        }),
                    ),
                    h("button", { type: "submit" }, t("deliveries.apply")),
                    Object.keys(filter).length > 0 && h("a", { ...way(hubAddress(["audit"])), key: "all" }, t("deliveries.all")),
                ),
                h(
                    "div",
                    { class: "row", key: "deeds" },
                    button(verifying.busy ? t("audit.verifying") : t("audit.verify"), verify, { disabled: verifying.busy }),
                    button(t("audit.export"), () => keep("audit.ndjson"), { disabled: exporting.busy }),
                    button(t("figures.keep"), () => keep("audit.csv", "text/csv"), { disabled: exporting.busy }),
                ),
                outcome(verifying),
                flaw && h("p", { class: "warning", role: "alert", key: "flaw" }, flaw),
                outcome(exporting),
                shown(first, entries),
            ];
        },
    };
}
