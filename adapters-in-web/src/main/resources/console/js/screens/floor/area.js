// What agents choose from: kept by those who lead them.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { outcomes, tags } from "../../desk/labels.js";
import { LabelsEditor } from "./labels.js";
import { RepliesEditor } from "./replies.js";

/** @type {{view: () => import("../../core/dom.js").Described}[] | null} */
let editors = null;

export function area() {
    editors ??= [new RepliesEditor(), new LabelsEditor("outcomes", outcomes), new LabelsEditor("tags", tags)];
    return h(
        "div",
        { class: "hub floor", key: "floor" },
        h(
            "main",
            { key: "main" },
            h("h1", { tabindex: "-1" }, t("nav.floor")),
            h(
                "div",
                { class: "screen", key: "screen" },
                editors.map((editor) => editor.view()),
            ),
        ),
    );
}

/** What was read as another person is gone. */
export function forgetArea() {
    editors = null;
}
