// The area of those who lead agents: the live wall, figures, and what agents choose from.
import { h } from "../../core/dom.js";
import { filters, route } from "../../core/route.js";
import { sees } from "../../core/session.js";
import { t } from "../../core/words.js";
import { outcomes, tags } from "../../desk/shared.js";
import { leaveWall } from "../../desk/wall.js";
import { viewMenu } from "../views.js";
import { list, waysOfFloor } from "../ways.js";
import { FiguresPage } from "./figures.js";
import { GoalsEditor } from "./goals.js";
import { LabelsEditor } from "./labels.js";
import { RepliesEditor } from "./replies.js";
import { wallScreen } from "./wall.js";

/** @type {{view: () => import("../../core/dom.js").Described}[] | null} */
let editors = null;

/** By the question in the address. @type {[string, FiguresPage] | null} */
let figures = null;

/** The part that the address means. */
function part() {
    const wanted = /** @type {const} */ (["figures", "lists"]).find((name) => route().screen === `floor/${name}`);
    return wanted ?? (sees("desk") ? "wall" : "lists");
}

export function area() {
    const here = part();
    here === "wall" || leaveWall();
    return h(
        "div",
        { class: "hub floor", key: "floor" },
        list(t("floor.label"), waysOfFloor(), here),
        h(
            "main",
            { key: "main", tabindex: "0" }, // it scrolls, also where nothing in it can have the focus
            h("h1", { tabindex: "-1" }, t(`floor.${here}`)),
            here === "figures" && viewMenu("floor/figures"),
            here === "wall" ? wallScreen() : h("div", { class: "screen", key: here }, here === "lists" ? kept() : counted()),
        ),
    );
}

function kept() {
    editors ??= [new RepliesEditor(false), new LabelsEditor("outcomes", outcomes), new LabelsEditor("tags", tags), new GoalsEditor()];
    return editors.map((editor) => editor.view());
}

function counted() {
    const { hash } = location;
    figures = figures?.[0] === hash ? figures : [hash, new FiguresPage(filters())];
    return figures[1].view();
}

/** Another area is shown. */
export function leaveArea() {
    leaveWall();
}

/** What was read as another person is gone. */
export function forgetArea() {
    editors = null;
    figures = null;
}
