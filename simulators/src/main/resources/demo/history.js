// What was said, as the hub has it: in this tab or another one, before a reload, or while we were away.
// It is asked again until every message of ours has come to its end.

// How far a message of ours has come, by what the hub says of it.
export const REACHED = { queued: "stored", accepted: "acked", failed: "failed" };

const SOON = 500;
const LATER = 15_000;

export class History {
    #chat;
    #memory;
    #read;
    #after = 0;
    #busy = null;
    #again = null;
    #pause = SOON;

    // read(after) gives {messages, next}, or null if nothing of it is ours
    constructor(chat, memory, read) {
        this.#chat = chat;
        this.#memory = memory;
        this.#read = read;
    }

    // Shows all there is; resolves when the hub has answered.
    async begin() {
        while (!(await this.#load())) {
            await new Promise((later) => setTimeout(later, 2 * SOON));
        }
        this.#follow();
    }

    // Something happened: looks again in a moment.
    soon() {
        this.#pause = SOON;
        this.#follow(true);
    }

    #follow(certainly = false) {
        if (certainly || this.#chat.isUnderWay()) {
            clearTimeout(this.#again);
            this.#again = setTimeout(() => this.#load().then(() => this.#follow()), this.#pause);
            this.#pause = Math.min(2 * this.#pause, LATER);
        }
    }

    // Whether the hub has answered.
    #load() {
        this.#busy ??= this.#pages()
            .then(() => true, () => false)
            .finally(() => (this.#busy = null));
        return this.#busy;
    }

    async #pages() {
        let after = this.#after;
        while (this.#memory.began && after !== null) {
            const page = await this.#read(after);
            this.#memory.began = page !== null;
            page?.messages.forEach((message) => this.#chat.add(message));
            this.#passSettled(page?.messages ?? []);
            after = page?.next ?? null;
        }
    }

    // What is before the first message under way is never read again.
    #passSettled(messages) {
        for (const { seq, reached } of messages) {
            if (reached === "stored") {
                return;
            }
            this.#after = seq;
        }
    }
}
