// What people send beside words.
import { changed } from "../core/page.js";
import { onSignOut, rest } from "../core/session.js";

/** The types that are shown as pictures. */
export const PICTURES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);
/** Those that are played, up to a size in bytes; all else is kept as a file. */
const PLAYED = new Set(["audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav", "video/mp4"]);
export const LARGEST = 16 * 1024 * 1024;

/** So many pictures stay here, and all that were drawn lately. */
const MOST_PICTURES = 60;
const LATELY = 10_000;

/**
 * They come with our token, so they have addresses within this page alone: empty while they come. The one that was drawn last is at
 * the end.
 *
 * @type {Map<string, {address: string, at: number}>}
 */
const pictures = new Map();

onSignOut(() => [...pictures.keys()].forEach(forget));

/** @param {string} mediaId @returns {string} its address, or nothing before it is here; then the page is drawn anew */
export function pictureOf(mediaId) {
    const known = pictures.get(mediaId);
    const picture = known ?? { address: "", at: 0 };
    picture.at = Date.now();
    pictures.delete(mediaId);
    pictures.set(mediaId, picture);
    if (!known) {
        forgetOldest();
        show(mediaId, picture).catch(() => null); // it stays a file that a click asks for again
    }
    return picture.address;
}

/** @param {string} mediaId @param {{address: string}} picture */
async function show(mediaId, picture) {
    const file = await read(mediaId);
    if (pictures.get(mediaId) === picture) {
        picture.address = URL.createObjectURL(file);
        changed();
    }
}

function forgetOldest() {
    for (const [mediaId, { at }] of pictures) {
        if (pictures.size <= MOST_PICTURES || Date.now() - at < LATELY) {
            return;
        }
        forget(mediaId);
    }
}

/** @param {string} mediaId */
function forget(mediaId) {
    URL.revokeObjectURL(pictures.get(mediaId)?.address ?? "");
    pictures.delete(mediaId);
}

/** @param {string} mediaId @param {number} [most] bytes that it may have */
export async function read(mediaId, most = Infinity) {
    const answer = await rest(`/v1/media/${encodeURIComponent(mediaId)}`);
    if (!answer.ok || Number(answer.headers.get("Content-Length")) > most) {
        throw new Error(String(answer.status));
    }
    return answer.blob();
}

/** @param {import("./chat.js").Attachment} file @returns {string} its type if it can be played, or nothing; platforms name the codec with it */
export function playedAs({ mimeType = "", size = 0 }) {
    const type = mimeType.split(";")[0].trim().toLowerCase();
    return PLAYED.has(type) && size <= LARGEST ? type : "";
}
