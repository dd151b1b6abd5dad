package dev.switchboard.adapter.in.web.channel.filter;

/// The one grammar `$regex` has here: an optional `^`, then text in which metacharacters are
/// escaped by `\`. So it asks for a beginning or for a part, and there is nothing that could
/// backtrack.
///
/// @param text what to look for, unescaped; at most 100 characters
/// @param anchored whether it must stand at the beginning
record LiteralPattern(String text, boolean anchored) {

    private static final String METACHARACTERS = ".^$*+?()[]{}|";
    private static final int MAX_LENGTH = 100;

    static LiteralPattern parse(String pattern) {
        boolean anchored = pattern.startsWith("^");
        String text = unescape(anchored ? pattern.substring(1) : pattern);
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw FilterRefusal.pattern();
        }
        return new LiteralPattern(text, anchored);
    }

    private static String unescape(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        boolean escaped = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (escaped ? isAlphanumeric(c) : METACHARACTERS.indexOf(c) >= 0) {
                throw FilterRefusal.pattern();
            }
            escaped = !escaped && c == '\\';
            if (!escaped) {
                text.append(c);
            }
        }
        if (escaped) {
            throw FilterRefusal.pattern();
        }
        return text.toString();
    }

    /// Behind a `\` these would be classes such as `\d`, not themselves.
    private static boolean isAlphanumeric(char c) {
        return Character.isLetterOrDigit(c);
    }
}
