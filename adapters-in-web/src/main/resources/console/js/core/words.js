// Words and times in the language of the one who reads them. What is not needed at once brings its words with it.
import { keepLooks, looks } from "./keep.js";
import { changed, part } from "./page.js";

export const LANGUAGES = { en: "English", es: "Español", pt: "Português" };

const SECOND = 1000;
const MINUTE = 60_000;

/** @type {Record<string, string | Record<string, string>>} */
let words = {};
let language = "en";
let all = false;
let plurals = new Intl.PluralRules("en");
/** By their options: to make one is slow. @type {Map<string, any>} */
const formats = new Map();

/** By how much this machine's clock is behind the hub's, in milliseconds. */
let behind = 0;

/** The time by the hub's clock: what the hub says of times is compared with it, and the machine's own may be wrong. */
export function hubTime() {
    return Date.now() + behind;
}

/**
 * Each answer of the hub names its second. A clock that agrees with it is right; others are set by as little as makes them agree.
 *
 * @param {Headers} headers
 * @param {number} asked when the hub was asked, by this machine's clock
 */
export function heed(headers, asked) {
    const said = Date.parse(headers.get("Date") ?? "");
    // what was kept by somebody on the way says an old time
    if (said && headers.get("Cache-Control")?.includes("no-store")) {
        behind = Math.min(Math.max(behind, said - Date.now()), said + SECOND - asked);
    }
}

export function currentLanguage() {
    return language;
}

function preferred() {
    const wanted = [looks().locale ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2));
    return wanted.find((tag) => tag in LANGUAGES) ?? "en";
}

/** Dates take the whole tag: `es-MX` and not just `es`. */
function locale() {
    return navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
}

/** Where the reader's days begin. */
export function zone() {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** @param {string} [chosen] */
export async function speak(chosen) {
    chosen && keepLooks({ locale: chosen });
    const wanted = preferred();
    const [first, more] = await part(Promise.all([read(wanted), all ? read(`more/${wanted}`) : {}]));
    words = { ...first, ...more };
    language = wanted;
    plurals = new Intl.PluralRules(wanted);
    formats.clear();
    document.documentElement.lang = wanted;
    changed();
}

/** @param {string} place @returns {Promise<typeof words>} */
async function read(place) {
    const answer = await fetch(new URL(`../../words/${place}.json`, import.meta.url));
    if (!answer.ok) {
        throw new Error(place);
    }
    return answer.json();
}

/** When a day begins here. @param {string} [day] as `2026-01-31` @param {number} [later] days */
export function midnight(day, later = 0) {
    const at = new Date(`${day}T00:00`);
    at.setDate(at.getDate() + later);
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** As fields have times: of this place, as `2026-01-31T10:00:00`; empty if it is none. @param {string | number} at */
export function local(at) {
    const time = new Date(at);
    const here = new Date(time.getTime() - MINUTE * time.getTimezoneOffset());
    return Number.isNaN(here.getTime()) ? "" : here.toISOString().slice(0, 19);
}

/** What is loaded when it is needed, with its words. @template T @param {Promise<T>} loading @returns {Promise<T>} */
export async function withWords(loading) {
    const [found] = await part(Promise.all([loading, learn()]));
    return found;
}

async function learn() {
    while (!all) {
        const mine = language;
        const more = await read(`more/${mine}`);
        if (mine === language) {
            words = { ...words, ...more };
            all = true;
        }
    }
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} [values] `n` chooses among the forms of a plural; a number that counts nothing is a text
 */
export function t(name, values = {}) {
    const found = words[name] ?? name;
    const text = typeof found === "string" ? found : (found[plurals.select(Number(values.n))] ?? found.other);
    return text.replace(/\{([a-z]+)\}/g, (_, hole) => {
        const value = values[hole] ?? "";
        return typeof value === "number" ? number(value) : value;
    });
}

/** @param {string} name @param {string} otherwise where there are no such words */
export function tOr(name, otherwise) {
    return name in words ? t(name) : otherwise;
}

/** Why the hub refused it. @param {string} code */
export function refusal(code) {
    return tOr(`code.${code}`, t("code.other", { code }));
}

/** @param {string | number} at */
export function clock(at) {
    return written(at, { hour: "2-digit", minute: "2-digit" });
}

/** @param {string | number} at */
export function moment(at) {
    return written(at, { dateStyle: "medium", timeStyle: "medium" });
}

/** To the millisecond. @param {string} at */
export function instant(at) {
    const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 };
    return written(at, /** @type {Intl.DateTimeFormatOptions} */ ({ day: "numeric", month: "short", ...time }));
}

/** @param {string} at */
export function day(at) {
    const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(hubTime()).setHours(0, 0, 0, 0)) / 86_400_000);
    return days > -2
        ? new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(days, "day")
        : written(at, { dateStyle: "full" });
}

/** @param {string | number} at @param {Intl.DateTimeFormatOptions} options */
function written(at, options) {
    return formatOf(Intl.DateTimeFormat, options).format(new Date(at));
}

/** What is counted or measured. @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options = {}) {
    return formatOf(Intl.NumberFormat, options).format(value);
}

/** @template T @param {new (locale: string, options: any) => T} Kind @param {object} options @returns {T} */
function formatOf(Kind, options) {
    const of = Kind.name + JSON.stringify(options);
    const format = formats.get(of) ?? new Kind(locale(), options);
    formats.set(of, format);
    return format;
}

/** @param {number} ms as minutes and seconds, or hours and minutes */
export function span(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return seconds < 3600
        ? `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
        : `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))}`;
}
