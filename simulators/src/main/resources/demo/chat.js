// One panel: what was said, the ticks, the form. Knows no server.
import { element, say } from "./words.js";

const STEPS = ["sending", "stored", "pushed", "acked", "failed"];
const SHORT = 3000;

export class Chat {
    #panel;
    #log;
    #list;
    #typing;
    #tabs;
    #messages = new Map();

    // log: a panel of several chats has one for each
    constructor(name, log) {
        this.#panel = document.getElementById(name);
        this.#log = log ?? this.#panel.querySelector(".log");
        this.#list = this.#log.querySelector("ol");
        this.#typing = this.#panel.querySelector(".typing");
        new ResizeObserver(() => this.#scroll()).observe(this.#log); // also when it comes in sight
        this.#tabs = document.querySelectorAll(`nav [data-shows~="${name}"]`);
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

    // Each is a text, or {label, say}.
    suggest(all) {
        const choices = all.map((one) => (one.label ? one : { label: one, say: { text: one } }));
        this.#panel.querySelector(".hints").replaceChildren(...choices.map((choice) => this.#button(choice)));
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
        if (this.#panel.offsetParent === null) {
            this.#tabs.forEach((tab) => tab.classList.add("unread"));
        }
    }

    has(id) {
        return this.#messages.has(id);
    }

    // Fills a message's ticks, never back.
    reach(id, step, seq) {
        const message = this.#messages.get(id);
        if (message && !message.system) {
            if (seq && !message.seq) {
                message.seq = seq;
                this.#settle(message);
            }
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

    #item({ own, who, blocks }) {
        const item = element("li", { className: ["message", own && "own", who === "bot" && "bot"].filter(Boolean).join(" ") });
        item.append(...blocks.map((block) => say(block, (choice) => this.#button(choice))));
        item.append(element("div", { className: "note" }));
        return item;
    }

    // By its `seq` if it has one: what comes late was said before.
    #place(item, seq) {
        const later = seq && [...this.#messages.values()].find((other) => other.seq > seq);
        this.#list.insertBefore(item, later ? later.item : null);
        this.#scroll();
    }

    // What came while it was on its way was said before.
    #settle({ item, seq }) {
        const isBehind = (other) => item.compareDocumentPosition(other.item) & Node.DOCUMENT_POSITION_FOLLOWING;
        const earlier = [...this.#messages.values()].filter((other) => other.seq < seq && isBehind(other));
        earlier.sort((one, other) => one.seq - other.seq).at(-1)?.item.after(item);
    }

    #scroll() {
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
