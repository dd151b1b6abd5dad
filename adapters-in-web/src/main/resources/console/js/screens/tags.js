// What conversations are about: shown where they are listed, changed where they are described and where they end.
import { h } from "../core/dom.js";
import { t } from "../core/words.js";
import { changeTags, isOpen } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { labelOf, offered, tags } from "../desk/shared.js";
import { icon } from "../ui/icon.js";
import { labelled } from "../ui/label.js";

/** @typedef {import("../desk/chat.js").Chat} Chat */

/** @param {string[] | undefined} ids */
export function tagLine(ids = []) {
    return (
        ids.length > 0 &&
        h(
            "span",
            { class: "tags", key: "tags" },
            h("span", { class: "unseen" }, t("tags.label")),
            ids.map((id) => labelled(labelOf(tags, id))),
        )
    );
}

/** @param {Chat} chat */
export function tagEditor(chat) {
    const disabled = !isOpen(chat) || desk.line !== "online";
    const others = offered(tags).filter(({ id }) => !chat.tags.includes(id));
    if (chat.tags.length + others.length === 0) {
        return null;
    }
    return h(
        "section",
        { class: "tagged", key: "tagged", "aria-label": t("tags.label") },
        h("h3", null, t("tags.label")),
        h(
            "ul",
            null,
            chat.tags.map((id) => chip(chat, labelOf(tags, id), disabled)),
        ),
        others.length > 0 &&
            h(
                "select",
                {
                    key: "add",
                    "aria-label": t("tags.add"),
                    value: "",
                    disabled,
                    onchange: (/** @type {Event} */ event) => {
                        const { value } = /** @type {HTMLSelectElement} */ (event.target);
                        value && changeTags(chat, { add: [value] });
                    },
                },
                h("option", { value: "" }, t("tags.add")),
                others.map(({ id, name }) => h("option", { value: id }, name)),
            ),
    );
}

/** @param {Chat} chat @param {import("../desk/shared.js").Label} label @param {boolean} disabled */
function chip(chat, label, disabled) {
    const name = t("tags.remove", { name: label.name });
    const onclick = () => changeTags(chat, { remove: [label.id] });
    return h(
        "li",
        { key: label.id },
        labelled(label),
        h("button", { type: "button", class: "quiet", "aria-label": name, title: name, disabled, onclick }, icon("close")),
    );
}

/**
 * All that may be chosen and what the conversation has, to be chosen at its end.
 *
 * @param {Chat} chat
 * @param {string[]} chosen
 * @param {(chosen: string[]) => void} choose
 */
export function tagBoxes(chat, chosen, choose) {
    const all = [...new Set([...chat.tags, ...offered(tags).map(({ id }) => id)])];
    return (
        all.length > 0 &&
        h(
            "fieldset",
            { key: "tags", class: "choices" },
            h("legend", null, t("tags.label")),
            all.map((id) => box(id, chosen, choose)),
        )
    );
}

/** @param {string} id @param {string[]} chosen @param {(chosen: string[]) => void} choose */
function box(id, chosen, choose) {
    const checked = chosen.includes(id);
    const onchange = () => choose(checked ? chosen.filter((one) => one !== id) : [...chosen, id]);
    return h(
        "label",
        { class: "target", key: id },
        h("input", { type: "checkbox", name: "tag", value: id, checked, onchange }),
        labelled(labelOf(tags, id)),
    );
}
