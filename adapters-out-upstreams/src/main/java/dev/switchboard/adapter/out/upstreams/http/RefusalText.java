package dev.switchboard.adapter.out.upstreams.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Extracts the reason of a peer's refusal, safe to show to our caller: the `error` of a JSON
/// object, otherwise the JSON or plain text itself. Other types and HTML pages give nothing, and
/// markup is removed, because callers may put the text into a page.
final class RefusalText {

    private static final int MAX_BYTES = 2048;
    // The beginning of a tag or comment as browsers recognise it, up to its end if it has one.
    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?])[^<>]*>?");

    private RefusalText() {}

    /// @param mediaType of the body; empty if the peer named none
    static String of(String mediaType, String body) {
        if (!isReadable(mediaType)) {
            return "";
        }
        String error = memberOfObject(body);
        String text = withoutControls(error == null ? body : error).strip();
        return text.startsWith("<") ? "" : shortened(withoutTags(text).strip());
    }

    /// Each tag becomes a space, so that the surrounding text forms no new one.
    private static String withoutTags(String text) {
        return TAG.matcher(text).replaceAll(" ");
    }

    private static boolean isReadable(String mediaType) {
        return mediaType.isEmpty()
                || mediaType.equals("text/plain")
                || mediaType.equals("application/json")
                || mediaType.endsWith("+json");
    }

    private static @Nullable String memberOfObject(String body) {
        return body.stripLeading().startsWith("{") ? JsonText.member(body, "error") : null;
    }

    private static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isControl(c) ? ' ' : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// Half a character is one, too: in UTF-8 it becomes a `?`, which behind a `<` begins a tag.
    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }

    private static String shortened(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return text;
        }
        int end = MAX_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--; // a byte within a character: step back to its first
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
