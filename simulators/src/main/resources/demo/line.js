// The way to the hub for what goes by HTTP. When the line is cut nothing passes, as when the network goes.
class Line {
    #cut = null;
    #breaking = new AbortController();

    get isCut() {
        return this.#cut !== null;
    }

    cut() {
        this.#cut = new Error("cut off");
        this.#breaking.abort(this.#cut);
    }

    mend() {
        this.#cut = null;
        this.#breaking = new AbortController();
    }

    // As fetch; fails also when the hub asks to come again later.
    async ask(address, options = {}) {
        if (this.#cut) {
            throw this.#cut;
        }
        const answer = await fetch(address, { ...options, signal: this.#breaking.signal });
        if ([408, 425, 429, 502, 503, 504].includes(answer.status)) {
            throw new Error(`status ${answer.status}`);
        }
        return answer;
    }
}

export const line = new Line();
