package dev.switchboard.domain.session;

import org.jspecify.annotations.Nullable;

/// What somebody has proven about themselves: their browser, their name, both or nothing.
///
/// @param browser by its resume token
/// @param subject by the `sub` of a verified token
public record EndUser(@Nullable BrowserId browser, @Nullable String subject) {

    /// Somebody who proved nothing.
    public static final EndUser NOBODY = new EndUser(null, null);

    public static EndUser of(BrowserId browser) {
        return new EndUser(browser, null);
    }

    /// Whether the other one is certainly the same: the same browser or the same name.
    public boolean shares(EndUser other) {
        return (browser != null && browser.equals(other.browser))
                || (subject != null && subject.equals(other.subject));
    }
}
