// What the agent writes and has not said: in the tab at each key, and at the hub a moment later, so that it is there in
// another browser as well. Of two the later one counts.
import { written } from "../core/keep.js";
import { changed } from "../core/page.js";
import { hubTime } from "../core/words.js";
import { composerField } from "../ui/composer.js";

const PAUSE = 1000;
/** The hub keeps no longer ones; the tab does. */
const MOST_BYTES = 8192;

/** @typedef {{conversationId: string, text: string, at: string}} Draft */

export class Drafts {
    #kept;
    #set;
    /** What the hub has still to be told of. @type {Set<string>} */
    #untold = new Set();
    /** When each was written that the hub has. @type {Map<string, number>} */
    #told = new Map();
    #timer = 0;

    /**
     * @param {string} agent
     * @param {(draft: Draft) => Promise<{ok: boolean, code?: string}>} set tells the hub
     */
    constructor(agent, set) {
        this.#kept = written(agent, "draft");
        this.#set = set;
    }

    /** @param {string} id @returns {string} */
    of(id) {
        return this.#kept.get(id)?.text ?? "";
    }

    /** @param {string} id @param {string} text */
    write(id, text) {
        if (text !== this.of(id)) {
            this.#kept.put(id, { conversationId: id, text, at: new Date(hubTime()).toISOString() });
            this.#untold.add(id);
            this.#timer ||= setTimeout(() => this.tell(), PAUSE);
        }
    }

    /** @param {string} id of a conversation that is over */
    forget(id) {
        this.#untold.delete(id);
        this.#kept.remove(id);
    }

    /** Whether the hub does not have it as it is here. @param {string} id */
    isHereAlone(id) {
        return this.of(id) !== "" && this.#told.get(id) !== Date.parse(this.#kept.get(id).at);
    }

    /** @param {Draft} draft as the hub has it @returns {boolean} whether it is newer than ours */
    take(draft) {
        const ours = this.#kept.get(draft.conversationId);
        this.#told.set(draft.conversationId, Date.parse(draft.at));
        const newer = !ours || Date.parse(ours.at) < Date.parse(draft.at);
        if (newer) {
            this.#untold.delete(draft.conversationId);
            this.#kept.put(draft.conversationId, draft);
        }
        return newer;
    }

    /** @param {Draft[]} drafts all that the hub has; it is told of what is newer here */
    meet(drafts) {
        this.#told.clear();
        drafts.forEach((draft) => this.take(draft));
        const told = this.#told;
        this.#kept
            .all()
            .filter(({ conversationId, text, at }) => (told.has(conversationId) || text) && Date.parse(at) > (told.get(conversationId) ?? 0))
            .forEach(({ conversationId }) => this.#untold.add(conversationId));
        this.tell();
        this.show();
        changed();
    }

    /** The field is the browser's: where nobody is writing, it shows what was written elsewhere. @param {string} [id] whose, or all's */
    show(id) {
        const field = composerField();
        const chat = field?.dataset.chat;
        const busy = document.hasFocus() && document.activeElement === field && field?.value !== "";
        if (field && chat && !busy && (id ?? chat) === chat) {
            field.value = this.of(chat);
        }
    }

    /** Tells the hub now what it does not know. */
    async tell() {
        clearTimeout(this.#timer);
        this.#timer = 0;
        const drafts = [...this.#untold].map((id) => this.#kept.get(id)).filter(Boolean);
        this.#untold.clear();
        await Promise.all(drafts.map((draft) => this.#tell(draft)));
    }

    /** @param {Draft} draft */
    async #tell(draft) {
        if (new TextEncoder().encode(draft.text).length <= MOST_BYTES) {
            const { ok, code } = await this.#set(draft);
            if (ok) {
                this.#told.set(draft.conversationId, Date.parse(draft.at));
            } else if (code !== "NOT_FOUND") {
                this.#untold.add(draft.conversationId); // the next word or connection tells it
            }
        }
    }
}
