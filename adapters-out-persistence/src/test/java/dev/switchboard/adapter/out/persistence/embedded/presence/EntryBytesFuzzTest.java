package dev.switchboard.adapter.out.persistence.embedded.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.presence.Organisations.Devices;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Mark;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Queue;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.Repeat;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An entry of an organisation is read as it was written, or harms only itself.
@ExtendWith(QuietLog.class)
class EntryBytesFuzzTest {

    private static final OrgId ORG = new OrgId("12345");

    /// The length of a key without a text.
    private static final int KEY = 17;

    private static Stream<Entry> entries() {
        UserPresence presence =
                new UserPresence(
                        new UserRef(ORG, 7),
                        "Ann",
                        "ann@a.example",
                        Call.parse("RINGING", "Inbound", ""),
                        new Availability("Lunch", 2, 1),
                        3,
                        4L,
                        Seed.NOW);
        Unread unread = new Unread(1, Map.of(new ConversationId("web:1"), 2L), 5);
        return Stream.of(
                new User(presence, unread, 1, 2, 3),
                new Group(100, "Sales", 1, 2),
                new Membership(100, 7, 3),
                new Removal(4, 100, 7, 1, 1),
                new Repeat(new IdempotencyKey("s", "k", "f", Seed.NOW), 1, 2, 3),
                new Devices(List.of((JsonObject) JsonReader.read("{\"a\":[1.50]}")), 5),
                new Queue(9, List.of(7L, 8L), 6),
                new Mark(7, Seed.NOW));
    }

    @Test
    void isReadAsItWasWritten() {
        Fuzz.of("entries of organisations")
                .seeds(entries().map(EntryBytesFuzzTest::written).toArray(byte[][]::new))
                .bytes(input -> {
                    Optional<Entry> entry = read(input);
                    entry.ifPresent(there -> assertThat(read(written(there))).contains(there));
                    return entry.isPresent();
                });
    }

    private static byte[] written(Entry entry) {
        byte[] key = EntryBytes.writeKey(new ByteWriter(32), entry.key()).toBytes();
        return new ByteWriter(64)
                .raw(Arrays.copyOf(key, KEY))
                .raw(EntryBytes.write(entry))
                .toBytes();
    }

    private static Optional<Entry> read(byte[] input) {
        Decoder<Entry> decoder =
                whole -> {
                    ByteReader key = new ByteReader(whole.raw(KEY));
                    return EntryBytes.read(ORG, key, new ByteReader(whole.rest()));
                };
        return decoder.ifSound(Table.PRESENCE, input);
    }
}
