// Who is connected to the hub that answers: consoles one by one, everybody else by number.
import { h } from "../../core/dom.js";
import { get } from "../../core/rest.js";
import { moment, t } from "../../core/words.js";
import { Reading } from "../../hub/reading.js";
import { shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

const OFTEN = 5000;

/**
 * @typedef {{tenantId: string, agentId: string, id: string, since: string, from: string, program: string}} Console
 * @typedef {{hub: string | null, consoles: Console[], consoleCount: number, sockets: Record<string, number>,
 *   watchers: Record<string, number>, subscriptions: number}} Connections
 */

/** @returns {import("./area.js").Screen} */
export function connectionsScreen() {
    const connections = new Reading(() => /** @type {Promise<Connections>} */ (get("/v1/connections")), OFTEN);
    return {
        title: t("ways.connections"),
        view: () => [
            shown(connections, (value) => [
                h("p", { class: "muted", key: "hub" }, value.hub ? t("connections.hub", { hub: value.hub }) : t("connections.only")),
                h(
                    "div",
                    { class: "cards", key: "counts" },
                    counts("sockets", value.sockets),
                    counts("watchers", value.watchers, t("connections.subscriptions", { n: value.subscriptions })),
                ),
                consoles(value),
            ]),
        ],
    };
}

/** @param {string} kind @param {Record<string, number>} numbers @param {string} [also] */
function counts(kind, numbers, also) {
    const all = Object.values(numbers).reduce((sum, n) => sum + n, 0);
    return h(
        "section",
        { key: kind },
        h("h2", null, t(`connections.${kind}`)),
        h("p", { class: "figure" }, String(all)),
        h(
            "ul",
            null,
            Object.entries(numbers)
                .sort()
                .map(([name, n]) => h("li", { key: name }, `${name} ${n}`)),
            also && h("li", { key: "also" }, also),
        ),
    );
}

/** @param {Connections} value */
function consoles({ consoles, consoleCount }) {
    return h(
        "section",
        { key: "consoles" },
        h("h2", null, t("connections.consoles", { n: consoleCount })),
        consoles.length < consoleCount && h("p", { class: "muted", key: "more" }, t("connections.most", { n: consoles.length })),
        consoles.length === 0
            ? h("p", { class: "empty", key: "empty" }, t("connections.none"))
            : table(
                  t("connections.consoles", { n: consoleCount }),
                  ["agent", "tenant", "since", "from", "program"].map((head) => t(`connections.${head}`)),
                  consoles.map(({ tenantId, agentId, id, since, from, program }) => ({
                      key: id,
                      cells: [agentId, tenantId, h("time", { datetime: since }, moment(since)), from, program],
                  })),
              ),
    );
}
