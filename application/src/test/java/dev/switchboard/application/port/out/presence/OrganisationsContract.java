package dev.switchboard.application.port.out.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Devices;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Mark;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.Queue;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.Repeat;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.Stored;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.Numbers;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of [Organisations]: what was written is read, entry by entry and whole.
public interface OrganisationsContract {
    OrgId ORG = new OrgId("12345");
    Agent ADA = new Agent(TenantId.DEFAULT, new AgentId("ada «L»/1"));
    Agent BEN = new Agent(new TenantId("other.tenant"), new AgentId("ben"));

    /// The same one throughout a test, knowing nothing when it began.
    Organisations organisations();

    @Test
    default void knowsNothingOfANewOrganisation() {
        assertThat(organisations().load(ORG)).isEmpty();
    }

    @Test
    default void keepsEveryKindOfEntryAsItIs() {
        List<Entry> all =
                List.of(
                        user(67890, 7),
                        silent(1, 2),
                        new Group(100, "Team «A» \u0000, 世界", 3, 4),
                        new Membership(100, 67890, 5),
                        new Removal(6, 100, 2, 9, 0),
                        new Removal(6, 0, 2, 9, 4),
                        repeat("back-end", "k 1/2", 7),
                        new Profile(AvailabilityProfile.DEFAULT, 0),
                        new Devices(List.of(device()), 8),
                        new Queue(Numbers.GREATEST, List.of(3L, 1L, Numbers.GREATEST), 8),
                        new Mark(4, Seed.NOW.minusSeconds(60)),
                        new Shift(67890, List.of(ADA, BEN), true, null, 8),
                        new Shift(1, List.of(ADA), false, new Availability("Away", 4, 1), 9));

        write(9, all, List.of());

        Stored stored = organisations().load(ORG).orElseThrow();
        assertThat(stored.seq()).isEqualTo(9);
        assertThat(stored.at()).isEqualTo(Seed.NOW);
        assertThat(stored.entries()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void putsAnEntryInThePlaceOfTheOneOfItsName() {
        write(1, List.of(silent(1, 1), silent(2, 1), new Membership(1, 2, 1)), List.of());

        write(2, List.of(user(1, 2), new Membership(2, 1, 2)), List.of());

        assertThat(entries())
                .containsExactlyInAnyOrder(
                        user(1, 2), silent(2, 1), new Membership(1, 2, 1), new Membership(2, 1, 2));
    }

    @Test
    default void removesWhatIsNamed() {
        List<Entry> kept =
                List.of(
                        silent(11, 1),
                        new Membership(1, 11, 1),
                        new Membership(11, 1, 1),
                        repeat("a", "bc", 1),
                        new Removal(1, 1, 5, 1, 0));
        List<Entry> gone =
                List.of(
                        silent(1, 1),
                        new Group(1, "Team", 1, 1),
                        new Membership(1, 1, 1),
                        repeat("ab", "c", 1),
                        new Removal(1, 2, 5, 1, 0),
                        new Profile(AvailabilityProfile.DEFAULT, 1),
                        new Devices(List.of(device()), 1),
                        new Queue(1, List.of(), 1),
                        new Mark(1, Seed.NOW),
                        new Shift(1, List.of(ADA), true, null, 1));
        write(1, Stream.concat(kept.stream(), gone.stream()).toList(), List.of());

        write(2, List.of(), gone.stream().map(Entry::key).toList());

        assertThat(entries()).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(organisations().load(ORG).map(Stored::seq)).contains(2L);
    }

    @Test
    default void removesWhatIsNotThere() {
        write(1, List.of(silent(1, 1)), List.of(EntryKey.user(2), EntryKey.membership(1, 1)));

        assertThat(entries()).containsExactly(silent(1, 1));
    }

    @Test
    default void writesAgainWithoutAnotherCount() {
        write(3, List.of(silent(1, 3)), List.of());

        write(3, List.of(user(1, 3)), List.of());

        assertThat(entries()).containsExactly(user(1, 3));
        assertThat(organisations().load(ORG).map(Stored::seq)).contains(3L);
    }

    @Test
    default void keepsOrganisationsApart() {
        List<OrgId> others =
                Stream.of("1", "1234", "123456", "12345-", "12345_", "A", "a")
                        .map(OrgId::new)
                        .toList();
        write(7, List.of(silent(1, 7)), List.of());

        others.forEach(other ->
                organisations()
                        .write(
                                other,
                                new Batch(
                                        1,
                                        Seed.NOW,
                                        List.of(new Group(2, other.value(), 1, 1)),
                                        List.of(EntryKey.user(1)))));

        assertThat(entries()).containsExactly(silent(1, 7));
        assertThat(others)
                .allSatisfy(other ->
                        assertThat(organisations().load(other).orElseThrow().entries())
                                .containsExactly(new Group(2, other.value(), 1, 1)));
    }

    @Test
    default void readsManyEntries() {
        List<Entry> many =
                LongStream.rangeClosed(1, 2_050)
                        .<Entry>mapToObj(user -> new Membership(1, user, user))
                        .toList();
        for (int from = 0; from < many.size(); from += 50) {
            write(from + 50, many.subList(from, from + 50), List.of());
        }

        assertThat(entries()).containsExactlyInAnyOrderElementsOf(many);
    }

    private void write(long seq, List<? extends Entry> puts, List<EntryKey> removals) {
        organisations().write(ORG, new Batch(seq, Seed.NOW, List.copyOf(puts), removals));
    }

    private List<Entry> entries() {
        return organisations().load(ORG).orElseThrow().entries();
    }

    private static User user(long number, long seq) {
        UserPresence presence =
                new UserPresence(
                        new UserRef(ORG, number),
                        "Ada Lovelace",
                        "ada@example.com",
                        Call.parse("ANSWERED", "Inbound", "A1b2c3d4-e5f6-7890-abcd-ef1234567890"),
                        new Availability("On Call", 3, 1),
                        12,
                        -5L,
                        Instant.parse("2099-05-27T21:10:30.123Z"));
        Unread unread =
                Unread.NONE
                        .plus(5)
                        .holding(
                                Map.of(
                                        ConversationId.of("web", "some.$body"), 2L,
                                        ConversationId.of("web", "else"), 1L));
        return new User(presence, unread, seq - 1, seq - 2, seq);
    }

    private static User silent(long number, long seq) {
        return new User(
                UserPresence.unreported(new UserRef(ORG, number)), Unread.NONE, seq, seq, seq);
    }

    private static Repeat repeat(String caller, String key, long seq) {
        return new Repeat(
                new IdempotencyKey(caller, key, "1+5", Seed.NOW.plusSeconds(86_400)), 5, 1, seq);
    }

    private static JsonObject device() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("sip.domain", new JsonString("example.com"));
        members.put("$port", new JsonNumber(new BigDecimal("5060.0")));
        members.put(
                "",
                new JsonArray(
                        List.of(
                                JsonValue.NULL,
                                new JsonBoolean(true),
                                new JsonObject(Map.of("number", new JsonString("7"))))));
        return new JsonObject(members);
    }
}
