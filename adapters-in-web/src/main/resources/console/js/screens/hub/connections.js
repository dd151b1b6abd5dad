// Who is connected to the hub that answers, consoles one by one and everybody else by number, and the desks that it calls.
import { h } from "../../core/dom.js";
import { get } from "../../core/rest.js";
import { moment, number, t } from "../../core/words.js";
import { Reading } from "../../hub/reading.js";
import { shown, when } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

const OFTEN = 5000;
/** How each state of a desk looks, and its words. @type {Record<string, string[]>} */
const STATES = {
    UP: ["up", "health.UP"],
    RETRYING: ["retrying", "status.retrying"],
    AUTH_FAILED: ["fail", "desks.refused"],
    OPEN_CIRCUIT: ["open", "circuit.open"],
};

/**
 * @typedef {{tenant_id: string, agent_id: string, id: string, since: string, from: string, program: string}} Console
 * @typedef {{hub: string | null, consoles: Console[], console_count: number, sockets: Record<string, number>,
 *   watchers: Record<string, number>, subscriptions: number}} Connections
 * @typedef {{name: string, connectionId: string | null, configured: boolean, state: string | null, queued: number, parked: number,
 *   lastSuccessAt: string | null, lastFailure: {at: string, status: number | null} | null}} Desk
 */

/** @returns {import("./area.js").Screen} */
export function connectionsScreen() {
    const connections = new Reading(() => /** @type {Promise<Connections>} */ (get("/v1/connections")), OFTEN);
    const pega = new Reading(() => /** @type {Promise<{connections: Desk[]}>} */ (get("/v1/pega/connections")), OFTEN);
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
            shown(pega, (value) => desks(value.connections.filter(({ configured }) => configured))),
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
        h("p", { class: "figure" }, number(all)),
        h(
            "ul",
            null,
            Object.entries(numbers)
                .sort()
                .map(([name, n]) => h("li", { key: name }, `${name} ${number(n)}`)),
            also && h("li", { key: "also" }, also),
        ),
    );
}

/** @param {Connections} value */
function consoles({ consoles, console_count: all }) {
    return h(
        "section",
        { key: "consoles" },
        h("h2", null, t("connections.consoles", { n: all })),
        consoles.length < all && h("p", { class: "muted", key: "more" }, t("connections.most", { n: consoles.length })),
        consoles.length === 0
            ? h("p", { class: "empty", key: "empty" }, t("connections.none"))
            : table(
                  t("connections.consoles", { n: all }),
                  ["agent", "tenant", "since", "from", "program"].map((head) => t(`connections.${head}`)),
                  consoles.map(({ tenant_id, agent_id, id, since, from, program }) => ({
                      key: id,
                      cells: [agent_id, tenant_id, h("time", { datetime: since }, moment(since)), from, program],
                  })),
              ),
    );
}

/** @param {Desk[]} all */
function desks(all) {
    return (
        all.length > 0 &&
        h(
            "section",
            { key: "desks" },
            h("h2", null, t("desks.title")),
            table(
                t("desks.title"),
                [...["name", "state", "waiting", "parked"].map((head) => t(`channels.${head}`)), t("desks.success"), t("desks.failure")],
                all.map(({ name, connectionId, state, queued, parked, lastSuccessAt, lastFailure }) => {
                    const [look, words] = STATES[state ?? ""] ?? ["", ""];
                    return {
                        key: name,
                        cells: [
                            [name, h("p", { class: "muted" }, connectionId)],
                            h("span", { class: `state ${look}` }, t(words)),
                            number(queued),
                            number(parked),
                            when(lastSuccessAt),
                            lastFailure && [when(lastFailure.at), ` ${lastFailure.status ?? ""}`],
                        ],
                    };
                }),
            ),
        )
    );
}
