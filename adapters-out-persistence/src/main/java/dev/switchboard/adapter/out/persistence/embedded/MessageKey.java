package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.message.MessageId;
import java.util.HexFormat;

/// A message's id as the database keeps it: the 16 bytes behind `msg_`, half as long as their text
/// and in the same order.
final class MessageKey {

    private static final String PREFIX = "msg_";
    private static final HexFormat HEX = HexFormat.of();

    private MessageKey() {}

    static byte[] of(MessageId id) {
        return HEX.parseHex(id.value(), PREFIX.length(), id.value().length());
    }

    static MessageId id(byte[] key) {
        return new MessageId(text(key));
    }

    /// What [#id] would say, also of bytes that are no key.
    static String text(byte[] key) {
        return PREFIX + HEX.formatHex(key);
    }
}
