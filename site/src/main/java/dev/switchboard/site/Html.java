package dev.switchboard.site;

/// Texts as HTML.
final class Html {

    private Html() {}

    /// A text as content of an element or of an attribute in double quotes.
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String code(String text) {
        return "<code>" + text(text) + "</code>";
    }

    /// @param address as in the attribute, not escaped
    static String link(String address, String inner) {
        return "<a href=\"" + text(address) + "\">" + inner + "</a>";
    }
}
