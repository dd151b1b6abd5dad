package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/// The column families. `docs/storage-embedded.md` describes their contents and readers.
public enum Table {
    /// Cold tables. RocksDB creates this family in every store, so an older hub can open a store
    /// with cold tables.
    DEFAULT(Use.FEW, Words.SOME),
    /// The store's own marks.
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

    /// The daily keys that people's words are encrypted with.
    DAY_KEY(Use.FEW),
    ERASURE(Use.FEW);

    /// The amount of writes to a table; decides its share of the memory.
    enum Use {
        /// Once per message, with its body.
        BODIES,
        /// A small record for nearly every message.
        EVERY_MESSAGE,
        SOME_MESSAGES,
        /// Small records that are soon deleted. A small buffer is flushed early, so scans step over
        /// few deleted records.
        SHORT_LIVED,
        /// Hardly any writes.
        FEW
    }

    /// The values of a table that hold people's words.
    enum Words {
        NONE,
        /// Only values stored with [Batch#putWords].
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
