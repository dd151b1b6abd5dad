package dev.switchboard.domain.session;

import org.jspecify.annotations.Nullable;

/// An end user's proven identity: their browser, their name, both or neither.
///
/// @param browser proved by its resume token
/// @param subject proved by the `sub` of a verified token
public record EndUser(@Nullable BrowserId browser, @Nullable String subject) {

    /// An end user who proved nothing.
    public static final EndUser NOBODY = new EndUser(null, null);

    public static EndUser of(BrowserId browser) {
        return new EndUser(browser, null);
    }

    /// Returns these proofs, and another's where there is none.
    public EndUser completedBy(EndUser other) {
        return new EndUser(
                browser == null ? other.browser : browser,
                subject == null ? other.subject : subject);
    }

    /// Whether both are certainly the same: the same browser or the same name.
    public boolean shares(EndUser other) {
        return (browser != null && browser.equals(other.browser))
                || (subject != null && subject.equals(other.subject));
    }
}
