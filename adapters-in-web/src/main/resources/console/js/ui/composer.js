// The field in which an agent writes: the browser's, and the same one as long as a conversation is open.
export function composerField() {
    return /** @type {HTMLTextAreaElement | null} */ (document.querySelector(".composer textarea"));
}
