// Draws a page from descriptions of it, and changes only what differs from what is there. Texts become text nodes and
// attributes are set one by one: nothing is ever parsed as HTML.

/**
 * @typedef {{tag: string, key: string | null, props: Record<string, any>, children: Child[]}} Described
 * @typedef {Described | string | number | boolean | null | undefined} Child
 * @typedef {Described | string | number} Drawable
 * @typedef {Child | Child[]} Some
 * @typedef {Some | Some[]} More
 * @typedef {More | More[]} Children
 */

const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, any>} */
const NOTHING = {};
const OF_SVG = new Set(["svg", "path", "circle"]);
const PROPERTIES = new Set(["value", "checked", "disabled"]);
/** What each element was drawn from last. @type {WeakMap<Node, Described>} */
const known = new WeakMap();

/**
 * Describes an element. `key` tells it from its siblings, `init` is called with the element once it is made, and
 * `on…` are its listeners. An element is left as it is where the very description comes again from which it was drawn.
 *
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...Children} children
 * @returns {Described}
 */
export function h(tag, props, ...children) {
    const flat = children.some(Array.isArray) ? children.flat(Infinity) : children;
    return { tag, key: props?.key ?? null, props: props ?? {}, children: /** @type {Child[]} */ (flat) };
}

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
export function draw(parent, children) {
    const wanted = /** @type {Drawable[]} */ (children.filter((child) => typeof child !== "boolean" && (child ?? "") !== ""));
    let at = 0;
    let node = parent.firstChild;
    for (; node && at < wanted.length && fits(node, wanted[at]); node = node.nextSibling) {
        update(node, wanted[at++]);
    }
    const rest = wanted.slice(at);
    node ? redraw(parent, node, rest) : rest.forEach((child) => parent.appendChild(made(child)));
}

/** @param {ChildNode} node @param {Drawable} child */
function fits(node, child) {
    const before = known.get(node);
    return typeof child === "object" ? before?.tag === child.tag && before.key === child.key : node.nodeType === Node.TEXT_NODE;
}

/**
 * From the first child on that is not what is wanted in its place.
 *
 * @param {Element} parent
 * @param {ChildNode} first
 * @param {Drawable[]} wanted
 */
function redraw(parent, first, wanted) {
    /** @type {Map<string, ChildNode>} */
    const keyed = new Map();
    /** @type {ChildNode[]} */
    const others = [];
    const before = [];
    for (let node = /** @type {ChildNode | null} */ (first); node; node = node.nextSibling) {
        before.push(node);
        const key = known.get(node)?.key ?? null;
        key === null ? others.push(node) : keyed.set(key, node);
    }
    const nodes = wanted.map((child) => drawn(child, keyed, others));
    const kept = new Set(nodes);
    const place = first.previousSibling;
    before.filter((node) => !kept.has(node)).forEach((node) => node.remove());
    // what has the focus stays where it is: to move it would take the focus away
    let next = place ? place.nextSibling : parent.firstChild;
    for (const node of nodes) {
        if (node === next) {
            next = node.nextSibling;
        } else {
            parent.insertBefore(node, next);
        }
    }
}

/**
 * @param {Drawable} child
 * @param {Map<string, ChildNode>} keyed
 * @param {ChildNode[]} others
 */
function drawn(child, keyed, others) {
    const key = typeof child === "object" ? child.key : null;
    const candidate = key === null ? others[0] : keyed.get(key);
    if (!candidate || !fits(candidate, child)) {
        return made(child);
    }
    key === null && others.shift();
    update(candidate, child);
    return candidate;
}

/** @param {Drawable} child @returns {ChildNode} */
function made(child) {
    if (typeof child !== "object") {
        return document.createTextNode(String(child));
    }
    const element = OF_SVG.has(child.tag) ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
    fill(element, NOTHING, child);
    child.props.init?.(element);
    return element;
}

/** @param {ChildNode} node @param {Drawable} child */
function update(node, child) {
    if (typeof child !== "object") {
        const text = /** @type {Text} */ (node);
        text.data !== String(child) && (text.data = String(child));
        return;
    }
    const before = /** @type {Described} */ (known.get(node));
    before !== child && fill(/** @type {Element} */ (node), before.props, child);
}

/**
 * @param {Element} element
 * @param {Record<string, any>} before
 * @param {Described} child
 */
function fill(element, before, child) {
    const { props } = child;
    known.set(element, child);
    for (const name in before) {
        name in props || set(element, name, before[name], undefined);
    }
    for (const name in props) {
        set(element, name, before[name], props[name]);
    }
    props.leaf || draw(element, child.children);
    // a choice can only be made among options that are there
    if (child.tag === "select" && props.value !== undefined) {
        const select = /** @type {HTMLSelectElement} */ (element);
        select.value !== props.value && (select.value = props.value);
    }
}

/**
 * @param {any} element
 * @param {string} name
 * @param {any} before
 * @param {any} now
 */
function set(element, name, before, now) {
    if (name === "key" || name === "init" || name === "leaf") {
        return;
    }
    if (name.startsWith("on")) {
        before || element.addEventListener(name.slice(2), heard);
    } else if (PROPERTIES.has(name) && element.localName !== "option") {
        // an empty value of an option is one only as an attribute: as a property it is the text
        now !== undefined && element[name] !== now && (element[name] = now);
    } else if (before !== now) {
        now === undefined || now === null || now === false
            ? element.removeAttribute(name)
            : element.setAttribute(name, now === true ? "" : String(now));
    }
}

/** @param {Event} event */
function heard(event) {
    known.get(/** @type {Node} */ (event.currentTarget))?.props[`on${event.type}`]?.(event);
}
