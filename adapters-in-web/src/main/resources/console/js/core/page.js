// One page, drawn anew with the next frame after something changed.
import { draw } from "./dom.js";

/** @type {() => import("./dom.js").Child[]} */
let describe = () => [];
/** @type {(() => void)[]} */
const afterwards = [];
/** What may have the focus, and opens no keyboard of a phone. */
const NEAR = "button:enabled, a[href], select:enabled, [tabindex]";
let asked = false;
let drawing = false;
/** What has the focus, or lost it because it went away or was switched off; and what was around it. @type {HTMLElement[]} */
let focused = [];

addEventListener("focusin", ({ target }) => {
    focused = [];
    for (let one = /** @type {HTMLElement | null} */ (target); one && one !== document.body; one = one.parentElement) {
        focused.push(one);
    }
});
addEventListener("focusout", ({ target }) => {
    const left = !drawing && /** @type {Element} */ (target).isConnected && !(/** @type {Element} */ (target).matches(":disabled"));
    left && (focused = []);
});

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
    drawing = true;
    draw(document.body, describe());
    drawing = false;
    afterwards.splice(0).forEach((deed) => deed());
    document.activeElement === document.body && keepFocus();
}

/** Without a focus, keys lead nowhere: it goes back to where it was, or to what is nearest. */
function keepFocus() {
    const [place, ...around] = focused;
    if (!place || (place.isConnected && place.matches(":disabled"))) {
        return; // it comes back when it is switched on
    }
    const near = around.find((one) => one.isConnected && one.querySelector(NEAR));
    const next = place.isConnected ? place : (near ?? document).querySelector(near ? NEAR : "h1");
    /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
}

/** As a phone is. */
export function isSmall() {
    return matchMedia("(max-width: 719px)").matches;
}
