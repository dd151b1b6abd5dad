package dev.switchboard.adapter.in.web.json;

/// Takes the whitespace between the tokens out of valid JSON text and leaves every other character
/// as it is: numbers, escapes and texts stay as their sender wrote them.
final class CompactJson {

    private CompactJson() {}

    /// Most senders write no such whitespace: their text is looked through and given back.
    static String of(String json) {
        StringBuilder compact = null;
        int copied = 0;
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (inString) {
                i += c == '\\' ? 1 : 0;
            } else if (isWhitespace(c)) {
                compact = compact == null ? new StringBuilder(json.length()) : compact;
                compact.append(json, copied, i);
                copied = i + 1;
            }
        }
        return compact == null ? json : compact.append(json, copied, json.length()).toString();
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
