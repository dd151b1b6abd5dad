// Who the customer is, and what became of them before.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { moment, t, tOr } from "../core/words.js";
import { icon } from "../ui/icon.js";
import { formers } from "./former.js";
import { tagEditor } from "./tags.js";

let hidden = matchMedia("(max-width: 1099px)").matches;

export function hidesDetails() {
    return hidden;
}

export function toggleDetails() {
    hidden = !hidden;
    changed();
}

/** @param {import("../desk/chat.js").Chat} chat */
export function details(chat) {
    if (hidden) {
        return null;
    }
    return h(
        "aside",
        { class: "details", "aria-label": t("details.label"), key: "details" },
        h(
            "header",
            null,
            h("h2", null, h("bdi", null, chat.name)),
            h("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: toggleDetails }, icon("close")),
        ),
        tagEditor(chat),
        about(chat),
        formers(chat),
    );
}

/** What is known of the customer. @param {import("../desk/chat.js").Chat} chat */
export function about(chat) {
    const attributes = Object.entries(chat.attributes).filter(([, value]) => value !== null && value !== "");
    return h(
        "dl",
        { key: "facts" },
        pair(t("details.id"), chat.customer.id || chat.id),
        chat.system && pair(t("details.system"), chat.system),
        chat.queue && pair(t("details.queue"), chat.queue),
        chat.since && pair(t("details.since"), moment(chat.since)),
        chat.replyUntil && pair(t("details.until"), moment(chat.replyUntil)),
        attributes.map(([name, value]) => pair(attributeName(name), written(value))),
    );
}

/** @param {string} name @param {string} value */
function pair(name, value) {
    return [h("dt", null, name), h("dd", { dir: "auto" }, value)];
}

/** One that we have no word for is written as people write, if a program gave it. @param {string} name */
function attributeName(name) {
    const spaced = name.replaceAll(/[A-Z]|_[a-z]/g, (found) => ` ${found.replace("_", "").toLowerCase()}`);
    return tOr(`attribute.${name}`, /^[a-z]+([A-Z][a-z]*|_[a-z]+)*$/.test(name) ? spaced.charAt(0).toUpperCase() + spaced.slice(1) : name);
}

/** @param {unknown} value @returns {string} */
function written(value) {
    if (Array.isArray(value)) {
        return value.map(written).join(", ");
    }
    return value && typeof value === "object"
        ? Object.entries(value)
              .map(([name, part]) => `${attributeName(name)}: ${written(part)}`)
              .join("; ")
        : String(value ?? "—");
}
