// Calls an agent who looks elsewhere: by a sound, and by a notice of the desktop. A notice names the customer and the queue; what was
// written is for the page alone. Of several tabs one calls.
import { looks } from "../core/keep.js";
import { go, route } from "../core/route.js";
import { t } from "../core/words.js";
import { alarmed, goalOf } from "../ui/wait.js";
import { nameOf } from "./chat.js";
import { desk } from "./desk.js";

/** An offer rings so often until it is answered, in milliseconds. */
const AGAIN = 6000;
/** A conversation makes one sound in so long. */
const QUIET = 10_000;
/** Each tone has its pitch in Hz, and when it begins, in seconds. */
const SOUNDS = {
    offer: [
        [660, 0],
        [880, 0.18],
        [660, 0.36],
    ],
    message: [[520, 0]],
    target: [
        [220, 0],
        [196, 0.24],
    ],
};
const LENGTH = 0.16;
const LOUD = { offer: 0.25, message: 0.08, target: 0.2 };

/** @type {AudioContext | null} */
let audio = null;
/** Whether this tab has asked to be the one that calls, and whether it is. */
let asked = false;
let calls = false;
let rangAt = 0;
/** The notices of offers, by handoff. @type {Map<string, Notification | null>} */
const offered = new Map();
/** By conversation; `warned` is since when the customer waits of whom a sound has warned. @type {Map<string, {unread: number, rangAt: number, warned: string | null}>} */
const known = new Map();

["pointerdown", "keydown"].forEach((event) => addEventListener(event, wake));

/** Browsers let a page make sounds once somebody has pressed something in it. */
function wake() {
    if (navigator.userActivation?.hasBeenActive !== false) {
        audio ??= new AudioContext();
        audio.state === "suspended" && audio.resume();
    }
}

function wantsSounds() {
    return looks().sounds !== false;
}

/** Whether sounds are wanted and the browser lets us make none yet. */
export function isSilenced() {
    return audio === null && wantsSounds();
}

/** @param {keyof typeof SOUNDS} name */
export function sound(name) {
    if (audio?.state !== "running") {
        return; // what is played now would all be heard at once later
    }
    for (const [pitch, begin] of SOUNDS[name]) {
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        const at = audio.currentTime + begin;
        tone.frequency.value = pitch;
        volume.gain.setValueAtTime(LOUD[name], at);
        volume.gain.linearRampToValueAtTime(0, at + LENGTH);
        tone.connect(volume).connect(audio.destination);
        tone.start(at);
        tone.stop(at + LENGTH);
    }
}

/** What the browser says of notices of the desktop. @returns {"none" | "default" | "granted" | "denied"} */
export function permission() {
    return "Notification" in globalThis ? Notification.permission : "none";
}

/** @param {string} tag @param {string} title @param {string} body @param {() => void} deed done when it is pressed */
function notify(tag, title, body, deed) {
    if (looks().notifications === false || permission() !== "granted" || isLookedAt()) {
        return null;
    }
    try {
        const notice = new Notification(title, { body, tag, silent: true });
        notice.onclick = () => {
            focus();
            notice.close();
            deed();
        };
        return notice;
    } catch {
        return null; // phones have them for installed pages alone
    }
}

function isLookedAt() {
    return !document.hidden && document.hasFocus();
}

/** The lock is kept until the tab is closed; then the next tab has it. Pages without HTTPS know no locks, and each calls. */
function beTheOne() {
    asked = true;
    calls = !navigator.locks;
    navigator.locks?.request("switchboard.bell", () => {
        calls = true;
        return new Promise(() => {});
    });
}

/** Calls for what is new since the last time. */
export function call() {
    desk.me === null || asked || beTheOne();
    const now = Date.now();
    callForOffers(now);
    callForWords(now);
}

/** @param {keyof typeof SOUNDS} name */
function ring(name) {
    wantsSounds() && sound(name);
}

/** @param {number} now */
function callForOffers(now) {
    for (const [id, notice] of offered) {
        if (!desk.offers.has(id)) {
            notice?.close();
            offered.delete(id);
        }
    }
    for (const [id, offer] of desk.offers) {
        if (calls && !offered.has(id)) {
            const who = named(nameOf(offer.customer), offer.queueId);
            offered.set(
                id,
                notify(id, t("bell.offer"), who, () => go("inbox")),
            );
        }
    }
    if (desk.offers.size === 0) {
        rangAt = 0;
    } else if (calls && now - rangAt >= AGAIN) {
        rangAt = now;
        ring("offer");
    }
}

/** @param {number} now */
function callForWords(now) {
    for (const id of known.keys()) {
        desk.chats.has(id) || known.delete(id);
    }
    for (const [id, chat] of desk.chats) {
        const { unseen: unread, name, queue } = chat;
        const before = known.get(id) ?? { unread, rangAt: 0, warned: null };
        const isSeen = route().chat === id && isLookedAt();
        const rings = calls && !isSeen && unread > before.unread && now - before.rangAt >= QUIET;
        const late = soonLate(chat);
        known.set(id, { unread, rangAt: rings ? now : before.rangAt, warned: late ?? before.warned });
        if (rings) {
            ring("message");
            notify(id, named(name, queue), t("bell.message"), () => go("inbox", id));
        }
        calls && !isSeen && late !== null && late !== before.warned && ring("target");
    }
}

/** Since when its customer waits, if that is about to be longer than its queue wants. @param {import("./chat.js").Chat} chat */
function soonLate({ lost, queue, unansweredSince }) {
    const goal = !lost && unansweredSince ? goalOf(queue, "reply_within_s") : null;
    return unansweredSince && goal && alarmed(unansweredSince, goal) === "soon" ? unansweredSince : null;
}

/** @param {string} customer @param {string} queueId */
function named(customer, queueId) {
    return `${customer} · ${desk.queues.get(queueId)?.name ?? queueId}`;
}
