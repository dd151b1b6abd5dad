package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// @param browser the hash of its resume token
record EndUserDocument(@Nullable String browser, @Nullable String subject) {

    static EndUserDocument from(EndUser who) {
        BrowserId browser = who.browser();
        return new EndUserDocument(browser == null ? null : browser.hash(), who.subject());
    }

    EndUser toEndUser() {
        return new EndUser(browser == null ? null : new BrowserId(browser), subject);
    }
}
