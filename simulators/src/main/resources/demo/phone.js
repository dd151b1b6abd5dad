// The phone of a user on WhatsApp. What is said on it goes to the demonstration's platform, which tells the hub;
// what the hub and the bot say is looked up there.
import { line } from "./line.js";
import { Memory } from "./memory.js";
import { Outbox } from "./outbox.js";
import { parcel, smaller, whenChosen } from "./pictures.js";

const EVERY = 1000;
const STANDING = { CREATING: "asks for an agent", ON_HOLD: "waits for an agent", ACTIVE: "with an agent" };
const WHERE = { salesforce: " in Salesforce" };

export class Phone {
    #chat;
    #panel = document.getElementById("whatsapp");
    #memory = new Memory("whatsapp", () => `52155${String(crypto.getRandomValues(new Uint32Array(1))[0] % 1e8).padStart(8, "0")}`);
    #outbox;
    #log = null;
    #after = 0;

    constructor(chat) {
        this.#chat = chat;
        this.#outbox = new Outbox(this.#memory, (message) => this.#post(message));
        chat.onSend(({ text, sample }) => (sample ? this.#show(parcel()) : this.#say({ text })));
        chat.suggest(["hello", "agent", "salesforce", { label: "a picture", say: { sample: true } }]);
        whenChosen(this.#panel, (file) => this.#show(smaller(file)));
    }

    begin() {
        this.#panel.querySelector(".number").textContent = `+${this.#memory.identity}`;
        this.#memory.unsent.forEach((message) => this.#chat.add(shown(message, "sending")));
        this.#outbox.flush();
        this.#look();
    }

    #say(said) {
        const message = { id: crypto.getRandomValues(new Uint32Array(4)).join("-"), ...said };
        this.#chat.add(shown(message, "sending"));
        this.#outbox.put(message);
    }

    async #show(drawing) {
        try {
            const body = await drawing;
            const headers = { "Content-Type": "image/jpeg" };
            const answer = await line.ask("/demo/whatsapp/pictures/", { method: "POST", headers, body });
            this.#say({ picture: (await answer.json()).picture });
        } catch (failure) {
            this.#chat.add({ id: `picture-${Date.now()}`, system: `The picture was not sent: ${failure.message}` });
        }
    }

    async #post({ id, text, picture }) {
        const answer = await ask("messages", { phone: this.#memory.identity, id, text, picture });
        if (answer.error === "No such picture") {
            this.#chat.reach(id, "failed"); // the demonstration began anew meanwhile
            return;
        }
        if (answer.error) {
            throw new Error(answer.error);
        }
        this.#memory.began = true;
        this.#chat.reach(id, "stored");
    }

    // Again and again, from the first word on.
    async #look() {
        if (this.#memory.began) {
            const phone = this.#memory.identity;
            await ask("look", { phone, log: this.#log, after: this.#after }).then((seen) => this.#see(seen), () => {});
        }
        setTimeout(() => this.#look(), EVERY);
    }

    #see({ log, messages = [], state, desk }) {
        this.#log = log;
        for (const { n, id, by, text, picture } of messages) {
            this.#after = n;
            if (by === "user") {
                this.#chat.add(shown({ id, text, picture }, "stored"));
            } else {
                this.#chat.add({ id, who: by === "hub" ? "Switchboard" : by, blocks: blocks(text, picture), reached: "acked" });
                this.#chat.answered();
            }
        }
        const where = STANDING[state] ? (WHERE[desk] ?? "") : "";
        this.#panel.querySelector(".standing").textContent = (STANDING[state] ?? "with the bot") + where;
    }
}

async function ask(what, body) {
    const answer = await line.ask(`/demo/whatsapp/${what}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
    return answer.json();
}

function shown({ id, text, picture }, reached) {
    return { id, own: true, who: "you", blocks: blocks(text, picture), reached };
}

function blocks(text, picture) {
    const address = picture && new URL(picture, `${location.origin}/demo/whatsapp/pictures/`).href;
    const shownPicture = picture ? [{ picture: { url: address, label: "a picture" } }] : [];
    return [...shownPicture, ...(text ? [{ text }] : [])];
}
