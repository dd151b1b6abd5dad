// What the browser keeps. Who we are is shared by its tabs; what a tab has still to send is its own.
// What was said is kept by the hub.
export class Memory {
    #name;
    #who;
    #unsent;

    // begunElsewhere() is called when another tab's first message makes the conversation ours
    constructor(name, identity = drawn, begunElsewhere = () => {}) {
        this.#name = `switchboard-demo-${name}`;
        this.#who = JSON.parse(localStorage.getItem(this.#name)) ?? { identity: identity(), began: false };
        this.#keepWho();
        this.#unsent = JSON.parse(sessionStorage.getItem(this.#name)) ?? [];
        addEventListener("storage", ({ key, newValue }) => {
            if (key === this.#name && newValue) {
                const begun = this.#who.began;
                this.#who = JSON.parse(newValue);
                if (this.#who.began && !begun) {
                    begunElsewhere();
                }
            }
        });
    }

    get identity() {
        return this.#who.identity;
    }

    // Whether the hub has taken a message of ours: before that the conversation is nobody's.
    get began() {
        return this.#who.began;
    }

    set began(began) {
        this.#who.began = began;
        this.#keepWho();
    }

    // What was written and is not yet stored by the hub, oldest first.
    get unsent() {
        return this.#unsent;
    }

    put(message) {
        this.#unsent.push(message);
        this.#keepUnsent();
    }

    sent() {
        this.#unsent.shift();
        this.#keepUnsent();
    }

    #keepWho() {
        localStorage.setItem(this.#name, JSON.stringify(this.#who));
    }

    #keepUnsent() {
        sessionStorage.setItem(this.#name, JSON.stringify(this.#unsent));
    }
}

function drawn() {
    return `demo-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
}
