// One panel: what was said, the ticks, the form. Knows no server.
import { element, say } from "./words.js";

const STEPS = ["sending", "stored", "pushed", "acked"];

export class Chat {
    #panel;
    #log;
    #typing;
    #memory;
    #shown = new Map();

    constructor(name) {
        this.#panel = document.getElementById(name);
        this.#log = this.#panel.querySelector(".log");
        this.#typing = this.#panel.querySelector(".typing");
        this.#memory = new Memory(name);
        this.#memory.messages.forEach((message) => this.#show(message));
    }

    // What a reload of this tab keeps: who we are, what was said, what is still to be sent.
    get memory() {
        return this.#memory;
    }

    // Whether the hub has taken a message of ours: before that the conversation is nobody's.
    isOurs() {
        return this.#memory.messages.some((message) => message.own && message.reached !== "sending");
    }

    onSend(send) {
        const form = this.#panel.querySelector("form");
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            const text = form.elements.text.value.trim();
            if (text) {
                form.elements.text.value = "";
                send({ text });
            }
        });
        this.send = send;
    }

    suggest(texts) {
        const hints = this.#panel.querySelector(".hints");
        hints.replaceChildren(...texts.map((text) => this.#button({ label: text, say: { text } })));
    }

    has(id) {
        return this.#shown.has(id);
    }

    // Adds a message {id, own, who, blocks, seq, reached}; one that is there already stays as it is.
    add(message) {
        if (this.has(message.id)) {
            return;
        }
        this.#memory.add(message);
        this.#show(message);
    }

    // Fills a message's ticks, never back.
    reach(id, step, seq) {
        const message = this.#memory.find(id);
        if (message && STEPS.indexOf(step) > STEPS.indexOf(message.reached)) {
            message.reached = step;
            message.seq ??= seq;
            this.#memory.save();
            this.#note(message);
        }
    }

    // The other side writes, for the next few seconds.
    typing(who) {
        clearTimeout(this.stopTyping);
        this.#typing.hidden = !who;
        if (who) {
            this.#typing.firstChild.data = `${who} is typing`;
            this.stopTyping = setTimeout(() => this.typing(null), 3000);
        }
    }

    #show(message) {
        if (message.system) {
            this.#shown.set(message.id, null);
            this.#append(element("li", { className: "system" }, message.system));
            return;
        }
        const item = element("li", { className: message.own ? "message own" : "message" });
        item.append(...message.blocks.map((block) => say(block, (choice) => this.#button(choice))));
        item.append(element("div", { className: "note" }));
        this.#shown.set(message.id, item);
        this.#append(item);
        this.#note(message);
    }

    #append(item) {
        this.#log.append(item);
        this.#log.scrollTop = this.#log.scrollHeight;
    }

    #note(message) {
        const ticks = element("span", { className: "ticks", role: "img" });
        ticks.dataset.reached = message.reached;
        ticks.setAttribute("aria-label", message.reached);
        ticks.title = message.reached;
        ticks.append(element("i"), element("i"), element("i"));
        const words = [message.who, message.seq && `#${message.seq}`].filter(Boolean).join(" · ");
        this.#shown.get(message.id).querySelector(".note").replaceChildren(words, ticks);
    }

    #button(choice) {
        const button = element("button", { type: "button" }, choice.label);
        button.addEventListener("click", () => this.send(choice.say));
        return button;
    }
}

class Memory {
    #key;
    #kept;

    constructor(name) {
        this.#key = `switchboard-demo-${name}`;
        this.#kept = JSON.parse(sessionStorage.getItem(this.#key)) ?? {
            identity: `demo-${crypto.getRandomValues(new Uint32Array(2)).join("")}`,
            messages: [],
            unsent: [],
        };
    }

    get identity() {
        return this.#kept.identity;
    }

    get messages() {
        return this.#kept.messages;
    }

    // What was written and is not yet stored by the hub, oldest first.
    get unsent() {
        return this.#kept.unsent;
    }

    find(id) {
        return this.messages.find((message) => message.id === id);
    }

    add(message) {
        this.messages.push(message);
        this.save();
    }

    save() {
        sessionStorage.setItem(this.#key, JSON.stringify(this.#kept));
    }
}
