// One page, drawn anew with the next frame after something changed.
import { draw } from "./dom.js";

/** @type {() => import("./dom.js").Child[]} */
let describe = () => [];
/** @type {(() => void)[]} */
const afterwards = [];
let asked = false;

/** @param {() => import("./dom.js").Child[]} description of the whole page */
export function begin(description) {
    describe = description;
    changed();
}

/** Something is different: hidden pages have no frames, so theirs come by the clock. */
export function changed() {
    if (!asked) {
        asked = true;
        document.hidden ? setTimeout(frame) : requestAnimationFrame(frame);
    }
}

document.addEventListener("visibilitychange", () => {
    asked = false;
    changed();
});

/** @param {() => void} deed done once, with the next frame, when what is described is there */
export function whenDrawn(deed) {
    afterwards.push(deed);
    changed();
}

/** Draws at once, where the next key must find what this one changed. */
export function drawNow() {
    frame();
}

function frame() {
    asked = false;
    draw(document.body, describe());
    afterwards.splice(0).forEach((deed) => deed());
}

/** As a phone is. */
export function isSmall() {
    return matchMedia("(max-width: 719px)").matches;
}
