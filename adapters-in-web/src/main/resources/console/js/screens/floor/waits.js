// For how long customers wait, and how long they may.
import { h } from "../../core/dom.js";
import { moment, span, t } from "../../core/words.js";
import { wall } from "../../desk/wall.js";

/** Where nobody says how long a customer may wait. */
const PATIENCE = 120;
/** From this part of it on, it is about to be too long. */
const SOON = 0.8;

/** @param {string | null | undefined} since @param {number | null} [within] seconds that may pass; null if nobody says */
export function wait(since, within = null) {
    if (!since) {
        return "—";
    }
    const alarm = within ? alarmed(since, within) : alarmed(since, PATIENCE) === "late" ? "late" : "";
    return h("time", { class: alarm, title: moment(since) }, span(Date.now() - Date.parse(since)), alarm && within && h("span", { class: "unseen" }, ` ${t(`wall.${alarm}`)}`));
}

/** @param {string} since @param {number} within @returns {"" | "soon" | "late"} */
export function alarmed(since, within) {
    const seconds = (Date.now() - Date.parse(since)) / 1000;
    return seconds > within ? "late" : seconds > SOON * within ? "soon" : "";
}

/** @param {string} queueId */
export function targetsOf(queueId) {
    return wall.queues.get(queueId)?.targets ?? { answerWithin: null, replyWithin: null };
}
