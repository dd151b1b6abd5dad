// Saved views: a screen with its filters, under a name. Everybody has their own, and supervisors and admins share some.
import { h } from "../core/dom.js";
import { freshId } from "../core/page.js";
import { ask, get, path } from "../core/rest.js";
import { way } from "../core/route.js";
import { onSession, sees, session } from "../core/session.js";
import { t } from "../core/words.js";
import { Deed, Form, Reading } from "../hub/reading.js";
import { button, check, dialog, ending, field, now, put, shut } from "../ui/form.js";
import { outcome, shown } from "../ui/problem.js";

/** @typedef {{id?: string, version?: number, screen: string, name: string, query: string, shared: boolean}} View */

const WHERE = "/v1/views";
const views = new Reading(() => /** @type {Promise<{items: View[]}>} */ (get(WHERE)), 60_000);
const form = new Form({ name: "" });
const deed = new Deed();
/** Whether the list is open, and the view in the dialog: a new one has no id, and one key however often it is sent as it is. @type {{open: boolean, edits: View | null, key: string}} */
const doing = { open: false, edits: null, key: "" };

onSession(() => {
    if (session.state === "out") {
        views.value = doing.edits = null;
        views.resume();
    }
});

/** @param {View} view */
function edit(view) {
    form.values.name = view.name;
    deed.problem = null;
    put(doing, { edits: { ...view }, key: freshId() });
}

/** @param {View} view @param {boolean} [removes] */
async function save({ id, version, ...view }, removes) {
    const where = id ? path`/v1/views/${id}` : WHERE;
    const body = { ...view, name: form.values.name };
    const done = await deed.run(async () => {
        await (removes ? ask("DELETE", where) : ask(id ? "PUT" : "POST", where, { body, version, key: id ? undefined : doing.key }));
        return "";
    });
    done && shut();
    await views.again();
    const there = views.value?.items.find((one) => one.id === id);
    const { edits } = doing;
    if (!done && there && edits && edits.id === id) {
        edits.version = there.version; // what is saved next is meant for what the list shows now
    }
}

/** @param {string} screen where the screen stands, such as `hub/parked` */
export function viewMenu(screen) {
    const ontoggle = (/** @type {Event} */ event) => put(doing, { open: /** @type {HTMLDetailsElement} */ (event.target).open });
    const init = () => (doing.open = false);
    return h("details", { class: "views", key: "views", ontoggle, init }, h("summary", null, t("views.label")), doing.open && list(screen));
}

/** @param {string} screen */
function list(screen) {
    const query = location.hash.slice(1);
    const row = (/** @type {View} */ view) =>
        h(
            "li",
            { class: "row", key: view.id },
            h("a", { ...way(`/console/${screen}#${view.query}`), dir: "auto", "aria-current": view.query === query && "page" }, view.name),
            view.shared && h("span", { class: "muted" }, t("views.shared")),
            (sees("floor") || !view.shared) &&
                button(t("library.edit"), () => edit(view), { class: "quiet", "aria-label": t("library.edits", { name: view.name }) }),
        );
    return [
        shown(views, ({ items }) => {
            const mine = items.filter((view) => view.screen === screen);
            return mine.length > 0 ? h("ul", null, mine.map(row)) : h("p", { class: "muted", key: "none" }, t("views.none"));
        }),
        query && button(t("views.save"), () => edit({ screen, name: "", query, shared: false })),
        doing.edits && editor(doing.edits),
    ];
}

/** @param {View} view */
function editor(view) {
    const other = () => put(doing, { key: freshId() });
    const share = (/** @type {boolean} */ shared) => {
        view.shared = shared;
        other();
    };
    return dialog(
        now(t("views.save")),
        [
            field(form, "name", t("library.name"), { required: "", maxlength: "60", onchange: other }),
            sees("floor") && check(t("views.share"), view.shared, share),
            outcome(deed),
            ending(
                view.id && button(now(t("library.remove")), () => save(view, true), { class: "danger", disabled: deed.busy }),
                h("button", { type: "submit", class: "primary", disabled: deed.busy }, t("library.save")),
            ),
        ],
        { close: () => put(doing, { edits: null }), submit: () => save(view) },
    );
}
