// What the wall says of a queue: for how long its customers may wait, and how many were answered in time.
import { number, span, t } from "../../core/words.js";
import { wall } from "../../desk/wall.js";

/** @param {string} queueId */
export function targetsOf(queueId) {
    return wall.queues.get(queueId)?.targets ?? { answerWithin: null, replyWithin: null };
}

/** @param {number | null | undefined} inTime @param {number | undefined} answered */
export function share(inTime, answered) {
    return typeof inTime === "number" && answered ? `${number(inTime)} (${number(inTime / answered, { style: "percent" })})` : "—";
}

/** @param {number | null | undefined} half @param {number | null | undefined} most in seconds */
export function spread(half, most) {
    return typeof half === "number" ? t("figures.spread", { half: span(1000 * half), most: span(1000 * (most ?? half)) }) : "—";
}
