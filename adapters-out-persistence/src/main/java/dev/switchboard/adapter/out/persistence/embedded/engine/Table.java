package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/// The column families. What stands in each, and who reads it, is told in
/// `docs/storage-embedded.md`.
public enum Table {
    /// Cold tables. RocksDB makes this one in any case, so a hub that does not know them opens the
    /// store too.
    DEFAULT(Use.FEW),
    /// What the store says of itself.
    STORE(Use.FEW),

    MESSAGE(Use.BODIES),
    DELIVERY(Use.EVERY_MESSAGE),
    TRACE(Use.SOME_MESSAGES),
    HISTORY(Use.EVERY_MESSAGE),
    PENDING(Use.SHORT_LIVED),
    DEAD(Use.SOME_MESSAGES),
    SENT(Use.EVERY_MESSAGE),
    RECEIPT(Use.SOME_MESSAGES),
    KEY(Use.EVERY_MESSAGE),
    HEAD(Use.EVERY_MESSAGE),
    ACTIVITY(Use.SOME_MESSAGES),
    BOT(Use.SOME_MESSAGES),
    LEFTOVER(Use.FEW),

    CHANNEL(Use.FEW),
    ACCOUNT(Use.FEW),
    AUDIT(Use.FEW),
    TOKEN(Use.FEW),
    CLAIM(Use.SOME_MESSAGES),
    CLIENT_SESSION(Use.SOME_MESSAGES),
    CLIENT_POSITION(Use.EVERY_MESSAGE),
    AGENT_SESSION(Use.SOME_MESSAGES),
    HANDOFF(Use.SOME_MESSAGES),
    CHAT(Use.SOME_MESSAGES),
    USER_NAME(Use.FEW),
    DESK_SESSION(Use.SOME_MESSAGES),
    MEDIA(Use.FEW),
    WAITING_PART(Use.SOME_MESSAGES),
    PRESENCE(Use.SOME_MESSAGES);

    /// How much is written to a table, which decides the memory that it gets.
    enum Use {
        /// Once per message, with its body.
        BODIES,
        /// Something small for nearly every message.
        EVERY_MESSAGE,
        SOME_MESSAGES,
        /// Something small that is soon deleted. What is written to tables early is gone by then,
        /// and a scan does not step over it.
        SHORT_LIVED,
        /// Hardly ever.
        FEW
    }

    private final Use use;

    Table(Use use) {
        this.use = use;
    }

    Use use() {
        return use;
    }

    byte[] nameBytes() {
        return name().toLowerCase(Locale.ROOT).getBytes(UTF_8);
    }
}
