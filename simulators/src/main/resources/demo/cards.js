// Users who wait for an agent, one card each.
import { element } from "./words.js";

export class Cards {
    #list;
    #cards = new Map();

    constructor(list) {
        this.#list = list;
        setInterval(() => this.#cards.forEach((card) => card.tick()), 1000);
    }

    // words() is asked again each second; actions are {label, act}
    put(id, { name, words, actions }) {
        const text = element("span", { className: "small" });
        const buttons = actions.map(({ label, act }) => {
            const button = element("button", { type: "button" }, label);
            button.addEventListener("click", act);
            return button;
        });
        const said = element("div");
        said.append(element("strong", {}, name), text);
        const item = element("li");
        item.append(said, ...buttons);
        const tick = () => (text.textContent = words());
        tick();
        const before = this.#cards.get(id)?.item;
        before ? before.replaceWith(item) : this.#list.append(item);
        this.#cards.set(id, { item, tick });
    }

    remove(id) {
        this.#cards.get(id)?.item.remove();
        this.#cards.delete(id);
    }
}
