// Fields, buttons and dialogs.
import { h } from "../core/dom.js";
import { changed, whenDrawn } from "../core/page.js";
import { t, tOr } from "../core/words.js";

/** @typedef {import("../hub/reading.js").Form} Form */

/** What a field for a moment is, in the time of who looks. */
export const MOMENT = { type: "datetime-local", step: "any" };

/** @type {Element | null} */
let opener = null;

/**
 * @param {Form} form
 * @param {string} name
 * @param {string} label
 * @param {{refused?: Record<string, string>, hint?: string, among?: [string, string][], [attribute: string]: any}} [more] attributes
 *   of the input; `among` are suggestions, each a value and what it means
 */
export function field(form, name, label, { refused = {}, hint = "", among = [], ...more } = {}) {
    const why = refused[name];
    const oninput = (/** @type {Event} */ event) => {
        form.values[name] = /** @type {HTMLInputElement} */ (event.target).value;
    };
    const id = `${form.id}-${name}`;
    const described = why ? `${id}-why` : hint ? `${id}-hint` : undefined;
    const { tag = "input", options, ...attributes } = more;
    return h(
        "div",
        { class: "field", key: name },
        h("label", { for: id }, label),
        h(
            tag,
            {
                id,
                name,
                value: form.values[name] ?? "",
                autocomplete: "off",
                spellcheck: "false",
                leaf: !options,
                "aria-invalid": why ? "true" : undefined,
                "aria-describedby": described,
                list: among.length > 0 && `${id}-list`,
                oninput,
                ...attributes,
            },
            options?.map((/** @type {[string, string]} */ [value, text]) => h("option", { value }, text)) ?? [],
        ),
        among.length > 0 && h("datalist", { id: `${id}-list` }, among.map(([value, text]) => h("option", { value }, text))),
        hint && h("small", { class: "muted", id: `${id}-hint` }, hint),
        h("span", { class: "refusal", id: `${id}-why` }, why && tOr(`reason.${why}`, why)),
    );
}

/** @param {string} label @param {() => void} onclick @param {Record<string, any>} [more] */
export function button(label, onclick, more = {}) {
    return h("button", { type: "button", onclick, ...more }, label);
}

/** @param {string} label @param {boolean} checked @param {(checked: boolean) => void} chosen */
export function check(label, checked, chosen) {
    const onchange = (/** @type {Event} */ event) => chosen(/** @type {HTMLInputElement} */ (event.target).checked);
    return h("label", { class: "check", key: label }, h("input", { type: "checkbox", checked, onchange }), label);
}

/**
 * @param {string} title
 * @param {import("../core/dom.js").Children} children
 * @param {{close: () => void, submit?: () => void, key?: string}} deeds the key is needed where the title changes meanwhile
 */
export function dialog(title, children, { close, submit, key = title }) {
    return h(
        "dialog",
        {
            key: `dialog-${key}`,
            "aria-labelledby": "dialog-title",
            init: (/** @type {HTMLDialogElement} */ element) => {
                const { activeElement: active } = document;
                opener = active?.closest("dialog") ? opener : active;
                setTimeout(() => element.showModal());
            },
            onclose: () => {
                close();
                whenDrawn(back);
            },
        },
        h(
            "form",
            {
                onsubmit: (/** @type {Event} */ event) => {
                    event.preventDefault();
                    submit?.();
                },
            },
            h("h2", { id: "dialog-title" }, title),
            children,
        ),
    );
}

/** The buttons at a dialog's end. @param {...import("../core/dom.js").Child} others */
export function ending(...others) {
    return h("div", { class: "row end", key: "ending" }, button(t("finish.cancel"), shut), others);
}

/** As a button is called that does what it says at once. @param {string} label */
export function now(label) {
    return label.replace("…", "");
}

/** Closes the dialog as its Esc key does: the focus goes back to where it was. */
export function shut() {
    /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[open]"))?.close();
}

/** What has the focus after the last dialog: what opened it, if that is still there and not switched off by what was done. */
function back() {
    if (document.activeElement?.matches("body, :disabled")) {
        const place = opener?.isConnected && !opener.matches(":disabled") ? opener : document.querySelector("h1");
        /** @type {HTMLElement | null} */ (place)?.focus();
    }
}

/** @template T @param {T} target @param {Partial<T>} changes */
export function put(target, changes) {
    Object.assign(/** @type {object} */ (target), changes);
    changed();
}
