// Signing in: as a page, and as a dialog over the work when a session is over.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { session, signIn } from "../core/session.js";
import { t } from "../core/words.js";
import { brand } from "../ui/icon.js";
import { looksFields } from "./looks.js";

/** @type {{code: string, wait?: number} | null} */
let refusal = null;
let busy = false;

/** @param {SubmitEvent} event */
async function submit(event) {
    event.preventDefault();
    const { username, password } = /** @type {any} */ (event.target).elements;
    busy = true;
    changed();
    refusal = await signIn(username.value.trim(), password.value);
    busy = false;
    password.value = "";
    refusal && password.focus();
    changed();
}

/** What is to be filled in first. @param {HTMLInputElement} input */
function first(input) {
    const { password } = /** @type {any} */ (input.form).elements;
    return session.name ? password : input;
}

function form() {
    const field = (/** @type {string} */ name, /** @type {object} */ more) =>
        h("label", { class: "field" }, t(`sign.${name}`), h("input", { name, required: true, ...more }));
    return h(
        "form",
        { class: "sign-in", onsubmit: submit },
        field("username", {
            autocomplete: "username",
            autocapitalize: "none",
            spellcheck: "false",
            init: (/** @type {HTMLInputElement} */ input) => {
                input.value = session.name;
                setTimeout(() => first(input).focus());
            },
        }),
        field("password", { type: "password", autocomplete: "current-password" }),
        h("p", { class: "refusal", role: "alert" }, refusal && t(`refused.${refusal.code}`, { seconds: refusal.wait ?? 0 })),
        h("button", { class: "primary", type: "submit", disabled: busy }, t("sign.in")),
    );
}

export function signInPage() {
    return h(
        "main",
        { class: "sign-in-page", key: "sign-in" },
        h("div", { class: "card" }, h("h1", { class: "brand", tabindex: "-1" }, brand()), form()),
        h("div", { class: "looks" }, looksFields()),
    );
}

export function asking() {
    return h(
        "main",
        { class: "sign-in-page", key: "asking" },
        h("h1", { class: "brand" }, brand()),
        h("p", { role: "status" }, session.trouble && t(session.trouble)),
    );
}

/** Nothing behind it is lost. */
export function signInAgain() {
    return h(
        "dialog",
        {
            key: "sign-in-again",
            "aria-labelledby": "again",
            init: (/** @type {HTMLDialogElement} */ dialog) => setTimeout(() => dialog.showModal()),
            oncancel: (/** @type {Event} */ event) => event.preventDefault(),
        },
        h("h2", { id: "again" }, t("sign.again")),
        h("p", null, t("sign.kept")),
        form(),
    );
}
