// One panel: what was said, the ticks, the form. Knows no server.
import { element, say } from "./words.js";

const STEPS = ["sending", "stored", "pushed", "acked", "failed"];
const SHORT = 3000;

export class Chat {
    #panel;
    #log;
    #typing;
    #tab;
    #messages = new Map();

    constructor(name) {
        this.#panel = document.getElementById(name);
        this.#log = this.#panel.querySelector(".log");
        this.#typing = this.#panel.querySelector(".typing");
        this.#tab = document.querySelector(`.panels [data-panel="${name}"]`);
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

    // Shows {id, own, who, blocks, seq, reached} or {id, system, seq}; of one that is there already, how
    // far it has come.
    add(message) {
        const { id, reached, seq } = message;
        if (this.#messages.has(id)) {
            this.reach(id, reached, seq);
            return;
        }
        if (!message.system && message.blocks.length === 0) {
            return; // nothing in it is for people
        }
        const item = message.system ? systemItem(message) : this.#item(message);
        this.#messages.set(id, { ...message, item });
        this.#place(item, seq);
        this.#note(id);
        this.#tab.classList.toggle("unread", this.#panel.offsetParent === null);
    }

    // Fills a message's ticks, never back.
    reach(id, step, seq) {
        const message = this.#messages.get(id);
        if (message && !message.system) {
            message.seq ??= seq;
            const further = STEPS.indexOf(step) > STEPS.indexOf(message.reached);
            message.reached = further ? step : message.reached;
            this.#note(id);
        }
    }

    // Whoever answers has what was asked before.
    answered() {
        this.#messages.forEach(({ own, reached }, id) => {
            if (own && reached === "stored") {
                this.reach(id, "acked");
            }
        });
    }

    // Whether a message of ours is with the hub, and nobody has told what became of it.
    isUnderWay() {
        return [...this.#messages.values()].some(({ own, reached }) => own && reached === "stored");
    }

    // The other side writes, for the next few seconds.
    typing(who) {
        clearTimeout(this.stopTyping);
        this.#typing.hidden = !who;
        if (who) {
            this.#typing.firstChild.data = `${who} is typing`;
            this.stopTyping = setTimeout(() => this.typing(null), SHORT);
        }
    }

    #item({ own, blocks }) {
        const item = element("li", { className: own ? "message own" : "message" });
        item.append(...blocks.map((block) => say(block, (choice) => this.#button(choice))));
        item.append(element("div", { className: "note" }));
        return item;
    }

    // By its `seq` if it has one: what comes late was said before.
    #place(item, seq) {
        const later = seq && [...this.#messages.values()].find((other) => other.seq > seq);
        this.#log.insertBefore(item, later ? later.item : null);
        this.#log.scrollTop = this.#log.scrollHeight;
    }

    #note(id) {
        const { item, who, seq, reached, system } = this.#messages.get(id);
        if (system) {
            return;
        }
        const ticks = element("span", { className: "ticks", role: "img", title: reached });
        ticks.dataset.reached = reached;
        ticks.setAttribute("aria-label", reached);
        ticks.append(element("i"), element("i"), element("i"));
        const words = [who, seq && `#${seq}`, reached === "failed" && "not delivered"];
        item.querySelector(".note").replaceChildren(words.filter(Boolean).join(" · "), ticks);
    }

    #button(choice) {
        const button = element("button", { type: "button" }, choice.label);
        button.addEventListener("click", () => this.send(choice.say));
        return button;
    }
}

function systemItem({ system }) {
    return element("li", { className: "system" }, system);
}
