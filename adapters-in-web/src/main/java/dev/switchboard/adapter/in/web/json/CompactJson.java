package dev.switchboard.adapter.in.web.json;

/// Takes the whitespace between the tokens out of valid JSON text and leaves every other character
/// as it is: numbers, escapes and texts stay as their sender wrote them.
final class CompactJson {

    private final String json;
    private final StringBuilder compact;
    private boolean inString;

    private CompactJson(String json) {
        this.json = json;
        this.compact = new StringBuilder(json.length());
    }

    static String of(String json) {
        return new CompactJson(json).compact();
    }

    private String compact() {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString || !isWhitespace(c)) {
                compact.append(c);
            }
            if (c == '"') {
                inString = !inString;
            } else if (inString && c == '\\') {
                compact.append(json.charAt(++i));
            }
        }
        return compact.length() == json.length() ? json : compact.toString();
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
