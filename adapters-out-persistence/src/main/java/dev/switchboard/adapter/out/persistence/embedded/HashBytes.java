package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Hashes as the database keeps them: bytes, half as long as their digits.
final class HashBytes {

    private static final HexFormat HEX = HexFormat.of();

    private HashBytes() {}

    static byte[] of(SessionKey key) {
        return HEX.parseHex(key.hash());
    }

    static byte @Nullable [] ofBrowser(EndUser who) {
        BrowserId browser = who.browser();
        return browser == null ? null : HEX.parseHex(browser.hash());
    }

    static SessionKey readKey(Row row) throws SQLException {
        return new SessionKey(HEX.formatHex(row.bytes("key")));
    }

    /// Reads the columns `browser` and `subject`.
    static EndUser readEndUser(Row row) throws SQLException {
        BrowserId browser =
                row.has("browser") ? new BrowserId(HEX.formatHex(row.bytes("browser"))) : null;
        return new EndUser(browser, row.textIfAny("subject"));
    }
}
