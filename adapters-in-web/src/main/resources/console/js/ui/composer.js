// The field in which an agent writes: the browser's, and the same one as long as a conversation is open.
import { sendsWithCtrl } from "../core/keep.js";

export function composerField() {
    return /** @type {HTMLTextAreaElement | null} */ (document.querySelector(".composer textarea"));
}

/** The key code of what an input method takes. In Safari a composition is over before the key that ends it is told. */
const TAKEN = 229;

/** Whether a key sends what is written; with AltGr, which many keyboards know as Ctrl and Alt, it does not. @param {KeyboardEvent} event */
export function sends({ key, keyCode, shiftKey, ctrlKey, metaKey, altKey, isComposing }) {
    return key === "Enter" && !isComposing && keyCode !== TAKEN && (sendsWithCtrl() ? (ctrlKey || metaKey) && !altKey : !shiftKey);
}
