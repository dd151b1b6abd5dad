// Sends what was written, one after the other, until the hub has stored it. What fails is sent
// again under the same id, so that it counts once.
export class Outbox {
    #memory;
    #attempt;
    #busy = false;

    // attempt(message) resolves when the hub has answered, and rejects when nobody knows
    constructor(memory, attempt) {
        this.#memory = memory;
        this.#attempt = attempt;
    }

    put(message) {
        this.#memory.put(message);
        this.flush();
    }

    async flush() {
        if (this.#busy) {
            return;
        }
        this.#busy = true;
        while (this.#memory.unsent.length > 0) {
            try {
                await this.#attempt(this.#memory.unsent[0]);
                this.#memory.sent();
            } catch {
                await new Promise((later) => setTimeout(later, 1000));
            }
        }
        this.#busy = false;
    }
}
