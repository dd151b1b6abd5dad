// The area of those who lead agents: the live wall, figures, and what agents choose from.
import { h } from "../../core/dom.js";
import { address, route, way } from "../../core/route.js";
import { sees } from "../../core/session.js";
import { t } from "../../core/words.js";
import { outcomes, tags } from "../../desk/labels.js";
import { leaveWall } from "../../desk/wall.js";
import { FiguresPage } from "./figures.js";
import { GoalsEditor } from "./goals.js";
import { LabelsEditor } from "./labels.js";
import { RepliesEditor } from "./replies.js";
import { wallScreen } from "./wall.js";

/** @type {{view: () => import("../../core/dom.js").Described}[] | null} */
let editors = null;

/** @type {FiguresPage | null} */
let figures = null;

/** An admin who is no agent has no line to the desk, and so no wall. */
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
        h(
            "nav",
            { class: "ways", "aria-label": t("floor.label") },
            h(
                "ul",
                null,
                sees("desk") && h("li", { key: "wall" }, wayTo("floor", "floor.wall", here === "wall")),
                h("li", { key: "figures" }, wayTo("floor/figures", "floor.figures", here === "figures")),
                h("li", { key: "lists" }, wayTo("floor/lists", "floor.lists", here === "lists")),
            ),
        ),
        h(
            "main",
            { key: "main" },
            h("h1", { tabindex: "-1" }, t(`floor.${here}`)),
            here === "wall" ? wallScreen() : h("div", { class: "screen", key: here }, here === "lists" ? kept() : counted()),
        ),
    );
}

function kept() {
    editors ??= [new RepliesEditor(), new LabelsEditor("outcomes", outcomes), new LabelsEditor("tags", tags), new GoalsEditor()];
    return editors.map((editor) => editor.view());
}

function counted() {
    figures ??= new FiguresPage();
    return figures.view();
}

/** @param {string} screen @param {string} name @param {boolean} current */
function wayTo(screen, name, current) {
    return h("a", { ...way(address(screen)), "aria-current": current && "page" }, t(name));
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
