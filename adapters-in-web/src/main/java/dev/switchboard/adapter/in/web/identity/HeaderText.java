package dev.switchboard.adapter.in.web.identity;

/// What a header may consist of: assigned characters, none of them a control character. The
/// firewall asks this for every header that is read, so it is a loop and not a regular expression.
final class HeaderText {

    private HeaderText() {}

    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || !Character.isDefined(c)) {
                return false;
            }
        }
        return true;
    }
}
