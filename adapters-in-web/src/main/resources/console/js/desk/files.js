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

/** Files come with our token and never by an address of their own. @type {Map<string, Promise<string>>} */
const files = new Map();
/** Addresses of those that are shown, the one that was drawn last at the end; empty while they come. @type {Map<string, {address: string, at: number}>} */
const pictures = new Map();

onSignOut(() => {
    [...files.keys()].forEach(forget);
    pictures.clear();
});

/** @param {string} mediaId @returns {Promise<string>} an address of it within this page */
export function fileOf(mediaId) {
    const found = files.get(mediaId) ?? load(mediaId);
    files.set(mediaId, found);
    found.catch(() => files.delete(mediaId));
    return found;
}

/** @param {string} mediaId @returns {string} its address, or nothing before it is here; then the page is drawn anew */
export function pictureOf(mediaId) {
    const known = pictures.get(mediaId);
    const picture = known ?? { address: "", at: 0 };
    picture.at = Date.now();
    pictures.delete(mediaId);
    pictures.set(mediaId, picture);
    if (!known) {
        forgetPictures();
        fileOf(mediaId)
            .then((address) => (picture.address = address))
            .then(changed)
            .catch(() => null); // it stays a file that a click asks for again
    }
    return picture.address;
}

function forgetPictures() {
    for (const [mediaId, { at }] of pictures) {
        if (pictures.size <= MOST_PICTURES || Date.now() - at < LATELY) {
            return;
        }
        pictures.delete(mediaId);
        forget(mediaId);
    }
}

/** @param {string} mediaId */
function forget(mediaId) {
    files.get(mediaId)?.then(URL.revokeObjectURL, () => null);
    files.delete(mediaId);
}

/** @param {string} mediaId */
async function load(mediaId) {
    return URL.createObjectURL(await read(mediaId));
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
