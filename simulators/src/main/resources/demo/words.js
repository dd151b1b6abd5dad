// Turns what others say into elements. Text stays text; only http and https become links.

const LINK = /https?:\/\/[^\s<>"']+/g;

export function element(tag, properties = {}, text = "") {
    const made = Object.assign(document.createElement(tag), properties);
    if (text) {
        made.textContent = text;
    }
    return made;
}

// A block is {text}, {link: {label, url}}, {picture: {url, label}}, {menu: {title, choices}} or {cards: [{title, text, choices}]};
// a choice is {label, say} or {label, url}.
export function say(block, button) {
    const bubble = element("div", { className: "bubble" });
    if (block.text !== undefined) {
        bubble.append(...linked(block.text));
    } else if (block.link) {
        bubble.append(link(block.link.url, block.link.label));
    } else if (block.picture) {
        bubble.append(picture(block.picture));
    } else if (block.menu) {
        bubble.append(element("strong", {}, block.menu.title), choices(block.menu.choices, button));
    } else if (block.cards) {
        const cards = element("div", { className: "cards" });
        cards.append(...block.cards.map((card) => cardOf(card, button)));
        bubble.append(cards);
    }
    return bubble;
}

function cardOf(card, button) {
    const made = element("div", { className: "card" });
    made.append(
        element("strong", {}, card.title),
        element("span", { className: "small" }, card.text),
        choices(card.choices, button),
    );
    return made;
}

function choices(all, button) {
    const row = element("div", { className: "choices" });
    row.append(...all.map((choice) => (choice.url ? link(choice.url, choice.label) : button(choice))));
    return row;
}

function linked(text) {
    const parts = [];
    let end = 0;
    for (const found of text.matchAll(LINK)) {
        parts.push(text.slice(end, found.index), link(found[0], found[0]));
        end = found.index + found[0].length;
    }
    return [...parts, text.slice(end)];
}

// Only those of the demonstration and of the hub are shown: whoever fetches a picture tells its server so. Its own
// name for itself may be another one than ours.
function picture({ url, label }) {
    const { protocol, pathname, search } = URL.canParse(url) ? new URL(url) : {};
    if (protocol === "data:") {
        return element("img", { src: url, alt: label });
    }
    const isOurs = ["/demo/", "/v1/media/"].some((place) => pathname?.startsWith(place));
    return isOurs ? element("img", { src: pathname + search, alt: label }) : link(url, label);
}

function link(url, label) {
    const address = URL.parse?.(url) ?? (URL.canParse(url) ? new URL(url) : null);
    if (!["http:", "https:"].includes(address?.protocol)) {
        return document.createTextNode(label);
    }
    return element("a", { href: address.href, rel: "noopener noreferrer", target: "_blank" }, label);
}
