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

    MESSAGE(Use.BODIES, Words.ALL),
    DELIVERY(Use.EVERY_MESSAGE, Words.SOME),
    TRACE(Use.SOME_MESSAGES, Words.SOME),
    HISTORY(Use.EVERY_MESSAGE),
    PENDING(Use.SHORT_LIVED),
    DEAD(Use.SOME_MESSAGES),
    SENT(Use.EVERY_MESSAGE),
    RECEIPT(Use.SOME_MESSAGES),
    KEY(Use.EVERY_MESSAGE, Words.SOME),
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
    HANDOFF(Use.SOME_MESSAGES, Words.ALL),
    CHAT(Use.SOME_MESSAGES, Words.SOME),
    USER_NAME(Use.FEW),
    DESK_SESSION(Use.SOME_MESSAGES, Words.ALL),
    MEDIA(Use.FEW, Words.ALL),
    WAITING_PART(Use.SOME_MESSAGES, Words.SOME),
    PRESENCE(Use.SOME_MESSAGES),

    /// The keys that what people say is sealed with, one per day.
    DAY_KEY(Use.FEW),
    ERASURE(Use.FEW);

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

    /// Which values of a table hold what people said.
    enum Words {
        NONE,
        /// Those that are put as such, see [Batch#putWords].
        SOME,
        ALL
    }

    private final Use use;
    private final Words words;

    Table(Use use) {
        this(use, Words.NONE);
    }

    Table(Use use, Words words) {
        this.use = use;
        this.words = words;
    }

    Use use() {
        return use;
    }

    Words words() {
        return words;
    }

    byte[] nameBytes() {
        return name().toLowerCase(Locale.ROOT).getBytes(UTF_8);
    }
}
