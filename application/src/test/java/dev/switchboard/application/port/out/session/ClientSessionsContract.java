package dev.switchboard.application.port.out.session;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.session.ClientSessions.Advance;
import dev.switchboard.application.port.out.session.ClientSessions.Saved;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [ClientSessions]: a position never falls behind by itself, and an old connection
/// never overwrites a newer one.
public interface ClientSessionsContract {
    SessionKey KEY = key(1);
    ConversationId ONE = ConversationId.of("chat", "one");
    ConversationId TWO = ConversationId.of("desk", "main/\u00e9.$two");

    /// The same one throughout a test, without any session when it began.
    ClientSessions sessions();

    @Test
    default void knowsNoSessionAtFirst() {
        assertThat(sessions().find(KEY)).isEmpty();
    }

    @Test
    default void keepsASessionAsItIs() {
        ClientSession session =
                new ClientSession(
                        KEY,
                        new ClientId("Zm9v_-bar"),
                        new EndUser(FakeResumeTokens.browser(1), "ada"),
                        Map.of(ONE, 0L, TWO, 1L << 40),
                        7,
                        Seed.NOW);

        assertThat(sessions().save(session)).isEqualTo(Saved.DONE);

        assertThat(sessions().find(KEY)).contains(session);
    }

    @Test
    default void keepsASessionThatIsBoundToNothingAndProvedNothing() {
        sessions().save(bound(1, Map.of()));

        assertThat(sessions().find(KEY)).contains(bound(1, Map.of()));
    }

    @Test
    default void keepsAsManyPositionsAsThereMayBeAndNoneOfEarlierConnections() {
        for (int epoch = 1; epoch <= 3; epoch++) {
            String origin = "chat" + epoch;
            Map<ConversationId, Long> positions =
                    IntStream.range(0, ClientSession.MOST_POSITIONS)
                            .boxed()
                            .collect(toMap(i -> ConversationId.of(origin, "c" + i), i -> 0L + i));

            sessions().save(bound(epoch, positions));

            assertThat(sessions().find(KEY)).contains(bound(epoch, positions));
        }
    }

    @Test
    default void keepsSessionsApart() {
        ClientSession other = at(key(2), Seed.NOW);
        sessions().save(bound(1, Map.of(ONE, 5L)));
        sessions().save(other);

        advance(KEY, ONE, 6);

        assertThat(sessions().find(key(2))).contains(other);
    }

    @Test
    default void showsAllSessionsPageByPage() {
        List<ClientSession> all =
                IntStream.rangeClosed(1, 7).mapToObj(i -> at(key(i), Seed.NOW)).toList();
        all.reversed().forEach(sessions()::save);
        advance(key(4), ONE, 9);

        List<ClientSession> first = sessions().page(null, 3);
        List<ClientSession> second = sessions().page(key(3), 3);
        List<ClientSession> last = sessions().page(key(6), 3);

        assertThat(first).isEqualTo(all.subList(0, 3));
        assertThat(second).extracting(ClientSession::key).containsExactly(key(4), key(5), key(6));
        assertThat(second.getFirst().positions()).isEqualTo(Map.of(ONE, 9L));
        assertThat(last).isEqualTo(all.subList(6, 7));
    }

    @Test
    default void storesWhatTheNextConnectionSays() {
        sessions().save(bound(1, Map.of(ONE, 5L, TWO, 5L)));
        ClientSession next =
                new ClientSession(
                        KEY,
                        new ClientId("other"),
                        EndUser.of(FakeResumeTokens.browser(9)),
                        Map.of(ONE, 3L),
                        2,
                        Seed.NOW.plusSeconds(1));

        assertThat(sessions().save(next)).isEqualTo(Saved.DONE);

        assertThat(sessions().find(KEY)).contains(next);
    }

    @Test
    default void storesWhatTheSameConnectionSaysAgain() {
        sessions().save(bound(4, Map.of(ONE, 5L)));

        assertThat(sessions().save(bound(4, Map.of(TWO, 9L)))).isEqualTo(Saved.DONE);

        assertThat(sessions().find(KEY)).contains(bound(4, Map.of(TWO, 9L)));
    }

    @Test
    default void refusesAConnectionThatHasBeenReplaced() {
        sessions().save(bound(5, Map.of(ONE, 5L)));

        assertThat(sessions().save(bound(4, Map.of(ONE, 6L, TWO, 6L)))).isEqualTo(Saved.REPLACED);

        assertThat(sessions().find(KEY)).contains(bound(5, Map.of(ONE, 5L)));
    }

    @Test
    default void isTakenByOneOfManyConnectionsThatContinueItAtOnce() {
        sessions().save(bound(1, Map.of(ONE, 5L)));

        List<Saved> taken =
                InParallel.results(16, i -> sessions().take(bound(2, Map.of(ONE, 6L + i))));

        assertThat(taken).filteredOn(Saved.DONE::equals).hasSize(1);
        assertThat(sessions().find(KEY))
                .contains(bound(2, Map.of(ONE, 6L + taken.indexOf(Saved.DONE))));
        assertThat(sessions().save(bound(2, Map.of(ONE, 30L)))).isEqualTo(Saved.DONE);
        assertThat(sessions().take(bound(3, Map.of(ONE, 31L)))).isEqualTo(Saved.DONE);
    }

    @Test
    default void isTakenThoughItWasForgotten() {
        assertThat(sessions().take(bound(2, Map.of(ONE, 6L)))).isEqualTo(Saved.DONE);

        assertThat(sessions().find(KEY)).contains(bound(2, Map.of(ONE, 6L)));
    }

    @Test
    default void endsWithTheLatestOfManyParallelConnections() {
        InParallel.results(
                16, i -> sessions().save(bound(i + 1, Map.of(ONE, (long) i, TWO, (long) i))));

        assertThat(sessions().find(KEY)).contains(bound(16, Map.of(ONE, 15L, TWO, 15L)));
    }

    @Test
    default void raisesPositions() {
        sessions().save(bound(1, Map.of(ONE, 5L, TWO, 5L)));
        sessions().save(at(key(2), Seed.NOW));

        advance(
                List.of(
                        new Advance(KEY, ONE, 6, Seed.NOW),
                        new Advance(key(2), ONE, 9, Seed.NOW),
                        new Advance(KEY, ONE, 8, Seed.NOW),
                        new Advance(KEY, TWO, 6, Seed.NOW)));

        assertThat(positions(KEY)).isEqualTo(Map.of(ONE, 8L, TWO, 6L));
        assertThat(positions(key(2))).isEqualTo(Map.of(ONE, 9L));
    }

    @Test
    default void neverLowersAPositionByAnAdvance() {
        sessions().save(bound(1, Map.of(ONE, 5L)));

        advance(KEY, ONE, 4);
        advance(KEY, ONE, 5);

        assertThat(positions(KEY)).isEqualTo(Map.of(ONE, 5L));
    }

    @Test
    default void keepsTheHighestOfManyParallelAdvances() {
        sessions().save(bound(1, Map.of(ONE, 0L)));

        InParallel.results(32, i -> advance(KEY, ONE, (i * 7) % 32 + 1));

        assertThat(positions(KEY)).isEqualTo(Map.of(ONE, 32L));
    }

    @Test
    default void ignoresAnAdvanceOfNothingItKnows() {
        sessions().save(bound(1, Map.of(ONE, 5L)));

        advance(KEY, TWO, 9);
        advance(key(2), ONE, 9);
        advance(List.of());

        assertThat(positions(KEY)).isEqualTo(Map.of(ONE, 5L));
        assertThat(sessions().find(key(2))).isEmpty();
    }

    @Test
    default void countsAnAdvanceAsStored() {
        sessions().save(bound(1, Map.of(ONE, 0L, TWO, 0L)));

        advance(List.of(new Advance(KEY, ONE, 1, Seed.NOW.plusSeconds(9))));
        advance(List.of(new Advance(KEY, TWO, 1, Seed.NOW.plusSeconds(3))));

        assertThat(sessions().find(KEY).orElseThrow().seenAt()).isEqualTo(Seed.NOW.plusSeconds(9));
    }

    @Test
    default void countsAnAdvanceToTheStoredPositionAsStored() {
        sessions().save(bound(1, Map.of(ONE, 5L)));
        Instant now = Seed.NOW.plusSeconds(100);

        advance(List.of(new Advance(KEY, ONE, 5, now)));
        advance(List.of(new Advance(KEY, ONE, 4, now.plusSeconds(100))));

        assertThat(sessions().find(KEY).orElseThrow().seenAt()).isEqualTo(now);
        assertThat(sessions().purge(now)).isZero();
        assertThat(positions(KEY)).isEqualTo(Map.of(ONE, 5L));
    }

    @Test
    default void forgetsASessionWithItsPositions() {
        sessions().save(bound(3, Map.of(ONE, 5L)));

        sessions().forget(KEY);
        sessions().forget(KEY);

        assertThat(sessions().find(KEY)).isEmpty();
        assertThat(sessions().save(bound(1, Map.of()))).isEqualTo(Saved.DONE);
        assertThat(sessions().find(KEY)).contains(bound(1, Map.of()));
    }

    @Test
    default void forgetsSessionsStoredLongAgo() {
        IntStream.range(0, 500).forEach(i -> sessions().save(at(key(i), Seed.NOW.plusSeconds(i))));
        Instant before = Seed.NOW.plusSeconds(490);

        assertThat(sessions().purge(before)).isEqualTo(490);

        assertThat(sessions().find(key(489))).isEmpty();
        assertThat(sessions().find(key(490))).contains(at(key(490), before));
        assertThat(sessions().purge(before)).isZero();
    }

    @Test
    default void keepsASessionWhosePositionsAdvanceHoweverOldItIs() {
        sessions().save(bound(1, Map.of(ONE, 5L, TWO, 5L)));
        sessions().save(at(key(2), Seed.NOW));
        Instant now = Seed.NOW.plusSeconds(100);
        advance(List.of(new Advance(KEY, TWO, 6, now)));

        assertThat(sessions().purge(now)).isEqualTo(1);
        assertThat(positions(KEY)).isEqualTo(Map.of(ONE, 5L, TWO, 6L));

        assertThat(sessions().purge(now.plusSeconds(1))).isEqualTo(1);
        assertThat(sessions().find(KEY)).isEmpty();
    }

    private int advance(SessionKey key, ConversationId conversation, long seq) {
        return advance(List.of(new Advance(key, conversation, seq, Seed.NOW)));
    }

    private int advance(List<Advance> advances) {
        sessions().advance(advances).toCompletableFuture().join();
        return advances.size();
    }

    private Map<ConversationId, Long> positions(SessionKey key) {
        return sessions().find(key).orElseThrow().positions();
    }

    private static SessionKey key(int number) {
        return new SessionKey(String.format(Locale.ROOT, "%064x", number));
    }

    private static ClientSession bound(long epoch, Map<ConversationId, Long> positions) {
        ClientId client = new ClientId("client");
        return new ClientSession(KEY, client, EndUser.NOBODY, positions, epoch, Seed.NOW);
    }

    private static ClientSession at(SessionKey key, Instant seenAt) {
        ClientId client = new ClientId("client");
        return new ClientSession(key, client, EndUser.NOBODY, Map.of(ONE, 0L), 1, seenAt);
    }
}
