// Draws a page from descriptions of it, and changes only what differs from what is there. Texts become text nodes and
// attributes are set one by one: nothing is ever parsed as HTML.

/**
 * @typedef {{tag: string, key: string | null, props: Record<string, any>, children: Child[]}} Described
 * @typedef {Described | string | number | boolean | null | undefined} Child
 * @typedef {Child | Child[]} Some
 * @typedef {Some | Some[]} More
 * @typedef {More | More[]} Children
 */

const SVG = "http://www.w3.org/2000/svg";
const OF_SVG = new Set(["svg", "path", "circle", "rect"]);
const PROPERTIES = new Set(["value", "checked", "disabled"]);
/** @type {WeakMap<Node, {key: string | null, tag: string, props: Record<string, any>}>} */
const known = new WeakMap();

/**
 * Describes an element. `key` tells it from its siblings, `init` is called with the element once it is made, and
 * `on…` are its listeners.
 *
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...Children} children
 * @returns {Described}
 */
export function h(tag, props, ...children) {
    return { tag, key: props?.key ?? null, props: props ?? {}, children: /** @type {Child[]} */ (children.flat(Infinity)) };
}

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
export function draw(parent, children) {
    const wanted = children.filter((child) => typeof child !== "boolean" && (child ?? "") !== "");
    /** @type {Map<string, ChildNode>} */
    const keyed = new Map();
    /** @type {ChildNode[]} */
    const others = [];
    for (const node of parent.childNodes) {
        const key = known.get(node)?.key ?? null;
        key === null ? others.push(node) : keyed.set(key, node);
    }
    const nodes = wanted.map((child) => drawn(/** @type {Described | string | number} */ (child), keyed, others));
    const kept = new Set(nodes);
    [...parent.childNodes].filter((node) => !kept.has(node)).forEach((node) => node.remove());
    // what has the focus stays where it is: to move it would take the focus away
    let next = parent.firstChild;
    for (const node of nodes) {
        if (node === next) {
            next = node.nextSibling;
        } else {
            parent.insertBefore(node, next);
        }
    }
}

/**
 * @param {Described | string | number} child
 * @param {Map<string, ChildNode>} keyed
 * @param {ChildNode[]} others
 * @returns {ChildNode}
 */
function drawn(child, keyed, others) {
    if (typeof child !== "object") {
        return drawnText(String(child), others);
    }
    const candidate = child.key === null ? others[0] : keyed.get(child.key);
    if (candidate && known.get(candidate)?.tag === child.tag) {
        child.key === null && others.shift();
        update(/** @type {Element} */ (candidate), child);
        return candidate;
    }
    const made = OF_SVG.has(child.tag) ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
    known.set(made, { key: child.key, tag: child.tag, props: {} });
    update(made, child);
    child.props.init?.(made);
    return made;
}

/**
 * @param {string} text
 * @param {ChildNode[]} others
 */
function drawnText(text, others) {
    if (others[0]?.nodeType === Node.TEXT_NODE) {
        const node = /** @type {Text} */ (others.shift());
        node.data !== text && (node.data = text);
        return node;
    }
    return document.createTextNode(text);
}

/**
 * @param {Element} element
 * @param {Described} child
 */
function update(element, child) {
    const state = /** @type {{key: string | null, tag: string, props: Record<string, any>}} */ (known.get(element));
    const before = state.props;
    state.props = child.props;
    for (const name of new Set([...Object.keys(before), ...Object.keys(child.props)])) {
        set(element, name, before[name], child.props[name]);
    }
    child.props.leaf || draw(element, child.children);
    // a choice can only be made among options that are there
    if (child.tag === "select" && child.props.value !== undefined) {
        const select = /** @type {HTMLSelectElement} */ (element);
        select.value !== child.props.value && (select.value = child.props.value);
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
