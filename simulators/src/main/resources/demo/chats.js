// The chats of an agent: a row of names, and the one that is shown, with what can be done in it.
import { Chat } from "./chat.js";
import { element } from "./words.js";

const TYPING_EVERY = 3000;

export class Chats {
    #panel;
    #row;
    #logs;
    #passing;
    #answer;
    #chats = new Map();
    #current = null;
    #typed = 0;

    constructor(panel) {
        this.#panel = panel;
        this.#row = panel.querySelector(".held");
        this.#logs = panel.querySelector(".logs");
        this.#passing = panel.querySelector(".passing");
        this.#answer = panel.querySelector(".answer");
        this.#answer.addEventListener("submit", (event) => this.#say(event));
        this.#answer.elements.text.addEventListener("input", () => this.#type());
        this.#passing.addEventListener("submit", (event) => this.#pass(event));
        this.#passing.querySelector(".end").addEventListener("click", () => this.#end());
    }

    // acts: {say(text), typing(), targets() of [{label, to}], pass(to), end()}
    open(id, name, acts) {
        if (!this.#chats.has(id)) {
            const log = element("div", { className: "log", hidden: true, tabIndex: 0 });
            log.setAttribute("role", "log");
            log.setAttribute("aria-label", `Chat with ${name}`);
            log.append(element("ol"));
            const chip = element("button", { type: "button" }, name);
            chip.addEventListener("click", () => this.#show(id));
            this.#logs.append(log);
            this.#row.append(chip);
            this.#chats.set(id, { id, acts, log, chip, over: false, chat: new Chat("agent", log) });
        }
        this.#show(id);
        return this.get(id);
    }

    get(id) {
        return this.#chats.get(id)?.chat;
    }

    // Something was said in it.
    heard(id) {
        const seen = id === this.#current && this.#panel.offsetParent !== null;
        this.#chats.get(id)?.chip.classList.toggle("unread", !seen);
    }

    over(id, why) {
        const chat = this.#chats.get(id);
        if (chat && !chat.over) {
            chat.over = true;
            chat.chip.classList.add("over");
            chat.chat.add({ id: "over", system: why });
            this.#render();
        }
    }

    #show(id) {
        this.#current = id;
        this.#chats.forEach((chat) => {
            chat.log.hidden = chat.id !== id;
            chat.chip.setAttribute("aria-pressed", chat.id === id);
        });
        const chat = this.#chats.get(id);
        chat?.chip.classList.remove("unread");
        this.#render();
    }

    #render() {
        const chat = this.#chats.get(this.#current);
        this.#answer.hidden = !chat || chat.over;
        this.#passing.hidden = !chat;
        this.#passing.classList.toggle("over", Boolean(chat?.over));
        this.#passing.querySelector(".end").textContent = chat?.over ? "Close" : "End";
        if (chat && !chat.over) {
            const targets = chat.acts.targets();
            this.#passing.elements.to.replaceChildren(...targets.map(({ label }, at) => new Option(label, at)));
        }
    }

    #say(event) {
        event.preventDefault();
        const field = this.#answer.elements.text;
        const text = field.value.trim();
        if (text) {
            field.value = "";
            this.#typed = 0;
            this.#chats.get(this.#current).acts.say(text);
        }
    }

    #type() {
        if (Date.now() - this.#typed > TYPING_EVERY) {
            this.#typed = Date.now();
            this.#chats.get(this.#current).acts.typing();
        }
    }

    #pass(event) {
        event.preventDefault();
        const { acts } = this.#chats.get(this.#current);
        acts.pass(acts.targets()[this.#passing.elements.to.value].to);
    }

    #end() {
        const chat = this.#chats.get(this.#current);
        if (!chat.over) {
            chat.acts.end();
            return;
        }
        chat.log.remove();
        chat.chip.remove();
        this.#chats.delete(chat.id);
        this.#show(this.#chats.keys().next().value ?? null);
    }
}
