// Which part of a long conversation is drawn, and how what is looked for comes into sight.
import { changed } from "../core/page.js";
import { earlier } from "../desk/deeds.js";

/** @typedef {import("../desk/chat.js").Chat} Chat */

/** More would make each key slow. */
const AT_ONCE = 80;

export class Extent {
    most = AT_ONCE;
    /** The `seq` up to which it is drawn; null: to the end. @type {number | null} */
    until = null;

    /** @param {Chat["messages"]} messages @returns {Chat["messages"]} those that end where it ends */
    of(messages) {
        this.until = messages[0]?.seq <= Number(this.until) ? this.until : null; // a snapshot may begin later
        return this.until === null ? messages : messages.slice(0, this.until - messages[0].seq + 1);
    }

    toEnd() {
        this.until = null;
    }

    /** As many as at first. */
    shorten() {
        this.most = AT_ONCE;
    }

    /** @param {Chat} chat @param {number} [unsent] how much more than its messages there is to draw */
    more(chat, unsent = 0) {
        this.most += AT_ONCE;
        chat.messages.length + unsent < this.most && !chat.complete ? earlier(chat) : changed();
    }

    /** @param {Chat} chat */
    later({ messages }) {
        this.#drawTo(messages, Number(this.until) + AT_ONCE);
        this.most += AT_ONCE;
        changed();
    }

    /** Draws what is around a message. @param {Chat} chat @param {number} seq */
    around({ messages }, seq) {
        this.shorten();
        this.#drawTo(messages, seq + AT_ONCE / 2);
        changed();
    }

    /** @param {Chat["messages"]} messages @param {number} seq */
    #drawTo(messages, seq) {
        this.until = seq < (messages.at(-1)?.seq ?? 0) ? seq : null;
    }
}

/** Brings what is looked for into sight. */
export function sight() {
    document.querySelector(".log .found")?.scrollIntoView({ block: "center" });
}
