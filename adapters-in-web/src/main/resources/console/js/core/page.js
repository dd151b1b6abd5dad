// One page, drawn anew with the next frame after something changed.
import { draw } from "./dom.js";

/** @type {() => import("./dom.js").Child[]} */
let describe = () => [];
/** @type {(() => void)[]} */
const afterwards = [];
/** What may have the focus, and opens no keyboard of a phone. */
const NEAR = "button:enabled, a[href], select:enabled, [tabindex]";
/** Which of the hub's releases this page is of. */
export const BUILD = new URL(import.meta.url).pathname.split("/")[2];
/** What the reader is told of it: `new` if the hub has another one by now, `part` if a part of this one did not come. */
export const release = { news: "" };
const OF_PAGE = /\/console\/([0-9a-f]{12})\/js\/main\.js/;
const AGAIN = 30_000;
let asked = false;
let drawing = false;
/** Hidden pages have no frames, and their clocks strike once a second: a message to itself comes at once. */
const unseen = new MessageChannel();
unseen.port1.onmessage = frame;
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

/** Something is different. */
export function changed() {
    if (!asked) {
        asked = true;
        document.hidden ? unseen.port2.postMessage(null) : requestAnimationFrame(frame);
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

/** One mistake does not take the rest with it; the browser's console has it. @template T @param {() => T} deed @param {() => T} otherwise */
export function tried(deed, otherwise) {
    try {
        return deed();
    } catch (failure) {
        reportError(failure);
        return otherwise();
    }
}

function frame() {
    asked = false;
    drawing = true;
    tried(() => draw(document.body, describe()), () => null);
    drawing = false;
    afterwards.splice(0).forEach((deed) => tried(deed, () => null));
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

/** An id that nobody else has. Over plain http browsers have no `randomUUID`. */
export function freshId() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Gives a file to the browser to keep, and lets go of it when that has begun. @param {Blob} file @param {string} name */
export function save(file, name) {
    const address = URL.createObjectURL(file);
    Object.assign(document.createElement("a"), { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** As a phone is. */
export function isSmall() {
    return matchMedia("(max-width: 719px)").matches;
}

/** Asks which release the hub has. @param {boolean} [failed] whether a part of this one did not come */
export async function lookForRelease(failed = false) {
    const answer = await fetch("/console", { cache: "no-cache" }).catch(() => null);
    const found = answer?.ok && OF_PAGE.exec(await answer.text())?.[1];
    if (found) {
        const news = found !== BUILD ? "new" : failed ? "part" : "";
        news === release.news || changed(); // or what did not come would be asked for at once
        release.news = news;
    }
}

/**
 * A part that is read when it is first wanted, and drawn then.
 *
 * @template T
 */
export class Lazy {
    /** @type {T | null} */
    found = null;
    #asked = false;

    /** @param {() => Promise<T>} load */
    constructor(load) {
        this.load = load;
    }

    /** What does not come is asked for again after a while, and not whenever it is wanted. */
    want() {
        if (!this.#asked) {
            this.#asked = true;
            this.load().then(
                (found) => {
                    this.found = found;
                    changed();
                },
                () => setTimeout(() => (this.#asked = false), AGAIN),
            );
        }
        return this.found;
    }
}

/** What is read when it is needed. If it does not come, the page says why. @template T @param {Promise<T>} loading @returns {Promise<T>} */
export function part(loading) {
    loading.catch(() => lookForRelease(true));
    return loading;
}
