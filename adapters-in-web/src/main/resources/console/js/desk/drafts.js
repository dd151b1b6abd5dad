// What the agent writes and has not said: in the tab at each key, and at the hub a moment later, so that it is there in
// another browser as well. Of two the later one counts.
import { written } from "../core/keep.js";
import { changed } from "../core/page.js";

const PAUSE = 1000;
/** The hub keeps no longer ones; the tab does. */
const MOST_BYTES = 8192;

/** @typedef {{conversationId: string, text: string, at: string}} Draft */

export class Drafts {
    #kept;
    #set;
    /** What the hub has still to be told of. @type {Set<string>} */
    #untold = new Set();
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
            this.#kept.put(id, { conversationId: id, text, at: new Date().toISOString() });
            this.#untold.add(id);
            this.#timer ||= setTimeout(() => this.tell(), PAUSE);
        }
    }

    /** @param {string} id of a conversation that is over */
    forget(id) {
        this.#untold.delete(id);
        this.#kept.remove(id);
    }

    /** @param {Draft} draft as the hub has it @returns {boolean} whether it is newer than ours */
    take(draft) {
        const ours = this.#kept.get(draft.conversationId);
        const newer = !ours || Date.parse(ours.at) < Date.parse(draft.at);
        if (newer) {
            this.#untold.delete(draft.conversationId);
            this.#kept.put(draft.conversationId, draft);
        }
        return newer;
    }

    /** @param {Draft[]} drafts all that the hub has; it is told of what is newer here */
    meet(drafts) {
        drafts.forEach((draft) => this.take(draft));
        const known = new Map(drafts.map(({ conversationId, at }) => [conversationId, Date.parse(at)]));
        this.#kept
            .all()
            .filter(({ conversationId, text, at }) => (known.has(conversationId) || text) && Date.parse(at) > (known.get(conversationId) ?? 0))
            .forEach(({ conversationId }) => this.#untold.add(conversationId));
        this.tell();
        changed();
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
            ok || code === "NOT_FOUND" || this.#untold.add(draft.conversationId); // the next word or connection tells it
        }
    }
}
