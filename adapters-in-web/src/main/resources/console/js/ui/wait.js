// How long a customer waits, marked where it is too long for the goals of the queue.
import { h } from "../core/dom.js";
import { hubTime, moment, span, t } from "../core/words.js";
import { Shared } from "../desk/shared.js";

/** In seconds, where nobody says how long a customer may wait. */
const PATIENCE = 120;
/** From this part of a goal on, it is about to be too long. */
const SOON = 0.8;

/** @typedef {{queue_id: string, answer_within_s: number | null, reply_within_s: number | null}} Goals */

/** Of the tenant, with their goals. */
export const queues = new Shared("/v1/queues", { items: /** @type {Goals[]} */ ([]) });

/** @param {string} queueId @param {"answer_within_s" | "reply_within_s"} goal @returns seconds; null if nobody says */
export function goalOf(queueId, goal) {
    return queues.look().items.find(({ queue_id }) => queue_id === queueId)?.[goal] ?? null;
}

/** @param {string} since @param {number} within @returns {"" | "soon" | "late"} */
export function alarmed(since, within) {
    const seconds = (hubTime() - Date.parse(since)) / 1000;
    return seconds > within ? "late" : seconds > SOON * within ? "soon" : "";
}

/** @param {string | null | undefined} since @param {number | null} [within] seconds; null if nobody says @param {string} [title] */
export function wait(since, within = null, title = since ? moment(since) : "") {
    if (!since) {
        return "—";
    }
    const mark = within ? alarmed(since, within) : alarmed(since, PATIENCE) === "late" ? "late" : "";
    return h("time", { class: mark, title }, span(hubTime() - Date.parse(since)), mark && h("span", { class: "unseen" }, ` ${t(`late.${mark}`)}`));
}
