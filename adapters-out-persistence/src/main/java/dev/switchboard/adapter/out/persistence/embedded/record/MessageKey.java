package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.domain.message.MessageId;
import java.util.HexFormat;

/// A message's id as 16 bytes, which sort by age like the id itself.
public final class MessageKey {

    public static final int LENGTH = 16;

    private static final String START = "msg_";
    private static final HexFormat HEX = HexFormat.of();

    private MessageKey() {}

    public static byte[] of(MessageId id) {
        return HEX.parseHex(id.value(), START.length(), id.value().length());
    }

    public static MessageId read(byte[] key) {
        return new MessageId(START + HEX.formatHex(key));
    }
}
