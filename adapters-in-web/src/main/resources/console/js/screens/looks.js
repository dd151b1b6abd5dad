// How the page looks and speaks: chosen on the page where somebody signs in, or in the settings.
import { h } from "../core/dom.js";
import { keepLooks, looks } from "../core/keep.js";
import { changed } from "../core/page.js";
import { currentLanguage, LANGUAGES, speak, t } from "../core/words.js";

export function applyLooks() {
    const { theme = "auto", density = "cozy" } = looks();
    Object.assign(document.documentElement.dataset, { theme, density });
}

/** @param {import("../core/keep.js").Looks} chosen */
export function choose(chosen) {
    keepLooks(chosen);
    applyLooks();
    changed();
}

/** @param {string} label @param {string} value @param {Record<string, string>} options @param {(value: string) => void} chosen */
export function choice(label, value, options, chosen) {
    const made = Object.entries(options).map(([name, text]) => h("option", { value: name }, text));
    const onchange = (/** @type {Event} */ event) => chosen(/** @type {HTMLSelectElement} */ (event.target).value);
    return h("label", { class: "field" }, label, h("select", { value, onchange }, made));
}

export function looksFields() {
    const themes = { auto: t("theme.auto"), light: t("theme.light"), dark: t("theme.dark") };
    return [
        choice(t("settings.language"), currentLanguage(), LANGUAGES, (language) => speak(language).catch(() => null)),
        choice(t("settings.theme"), looks().theme ?? "auto", themes, (theme) => choose({ theme })),
    ];
}
