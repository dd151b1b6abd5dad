package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.EndUser;
import java.util.HexFormat;

/// An end user within a value: the browser's hash as 32 bytes, if any, and the name, if any.
final class EndUserBytes {

    private static final int HASH = 32;

    private EndUserBytes() {}

    static void write(ByteWriter value, EndUser who) {
        BrowserId browser = who.browser();
        value.flag(browser != null);
        if (browser != null) {
            value.raw(HexFormat.of().parseHex(browser.hash()));
        }
        value.textIfAny(who.subject());
    }

    static EndUser read(ByteReader value) {
        BrowserId browser =
                value.flag() ? new BrowserId(HexFormat.of().formatHex(value.raw(HASH))) : null;
        return new EndUser(browser, value.textIfAny());
    }
}
