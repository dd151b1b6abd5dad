// Runs before each page's own scripts: records what a hostile text may never bring about.
window.hostile = {
    /** What ran, what was forbidden, and who else was asked. */
    deeds: [],
    /** What an element of the page may be. */
    tags: new Set(
        `a article aside b bdi blockquote body button caption circle code datalist dd details dialog div dl dt em fieldset footer form g h1 h2 h3 header i
        img input kbd label legend li main mark nav ol option p path pre rect section select small span strong summary svg table tbody td textarea th thead time title tr ul`.split(/\s+/),
    ),
    /** What of the page now stands is no text. */
    seen() {
        const wrong = [];
        for (const one of document.body.querySelectorAll('*')) {
            const acts = [...one.attributes].some(({ name }) => name.startsWith('on') || ['style', 'srcdoc', 'action', 'formaction'].includes(name));
            const leads = ['href', 'src', 'data'].some((name) => typeof one[name] === 'string' && one[name] && !/^(https?|blob):/.test(one[name]));
            (!this.tags.has(one.localName) || acts || leads) && wrong.push(one.outerHTML.slice(0, 300));
        }
        return [...wrong, ...this.done()];
    },
    done() {
        const foreign = performance
            .getEntriesByType('resource')
            .map(({ name }) => name)
            .filter((name) => !name.startsWith(location.origin) && !name.startsWith(`blob:${location.origin}`));
        return [...this.deeds, ...foreign];
    },
    /** Those of the texts that are not the whole text of an element. */
    missing(selector, texts) {
        const there = new Set([...document.querySelectorAll(selector)].map(({ textContent }) => textContent));
        return texts.filter((text) => !there.has(text));
    },
    /** Those of the texts that are no part of what is shown. */
    absent(selector, texts) {
        const there = [...document.querySelectorAll(selector)].map(({ textContent }) => textContent).join('\n');
        return texts.filter((text) => !there.includes(text));
    },
};
Object.defineProperty(window, 'pwned', { set: () => hostile.deeds.push(`ran: ${new Error().stack}`), get: () => undefined });
['alert', 'confirm', 'prompt', 'open', 'print'].forEach((name) => (window[name] = () => (hostile.deeds.push(name), false)));
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => hostile.deeds.push(`${violatedDirective} ${blockedURI} ${sample}`));
