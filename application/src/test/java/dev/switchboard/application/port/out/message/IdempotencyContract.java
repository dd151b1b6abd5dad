package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Requests with the same key are the same request: stored once and answered alike.
public interface IdempotencyContract extends StoreContract {
    @Test
    default void appendsNothingForARepeatedKey() {
        Message first = stored(message().keyed(key("k1", "f1")));

        Appended repeated = append(message().keyed(key("k1", "f1")).later(5));

        assertThat(repeated).isEqualTo(new Appended.Repeated(first.id(), null));
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L);
    }

    @Test
    default void leavesNoGapInSeqBehindARepeatedKey() {
        stored(message().keyed(key("k1", "f1")));
        append(message().keyed(key("k1", "f1")));

        assertThat(stored(message()).seq()).isEqualTo(2);
    }

    @Test
    default void recognisesAKeyInAnotherConversation() {
        Message first = stored(message().inSession("one").keyed(key("k1", "f1")));

        Appended repeated = append(message().inSession("two").keyed(key("k1", "f1")));

        assertThat(repeated).isEqualTo(new Appended.Repeated(first.id(), null));
    }

    @Test
    default void refusesAKeyWithAnotherFingerprint() {
        Message first = stored(message().keyed(key("k1", "f1")));

        Appended reused = append(message().keyed(key("k1", "f2")));

        assertThat(reused).isEqualTo(new Appended.KeyReused(first.id()));
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);
    }

    @Test
    default void repeatsTheRememberedAnswer() {
        Message first = stored(message().keyed(key("k1", "f1")));
        store().journal().rememberAnswer("svc", "k1", "{\"success\":true}");

        Appended repeated = append(message().keyed(key("k1", "f1")));

        assertThat(repeated).isEqualTo(new Appended.Repeated(first.id(), "{\"success\":true}"));
    }

    @Test
    default void keepsTheFirstAnswer() {
        Message first = stored(message().keyed(key("k1", "f1")));
        store().journal().rememberAnswer("svc", "k1", "first");

        store().journal().rememberAnswer("svc", "k1", "second");

        assertThat(append(message().keyed(key("k1", "f1"))))
                .isEqualTo(new Appended.Repeated(first.id(), "first"));
    }

    @Test
    default void ignoresAnAnswerForAnUnknownKey() {
        store().journal().rememberAnswer("svc", "k1", "early");

        Message first = stored(message().keyed(key("k1", "f1")));

        assertThat(append(message().keyed(key("k1", "f1"))))
                .isEqualTo(new Appended.Repeated(first.id(), null));
    }

    @Test
    default void takesAnExpiredKeyAfresh() {
        IdempotencyKey old = key("k1", "f1");
        Instant expiry = old.expiresAt();
        stored(message().keyed(old));
        store().journal().rememberAnswer("svc", "k1", "old");

        IdempotencyKey fresh = new IdempotencyKey("svc", "k1", "f2", expiry.plusSeconds(60));
        Message second = stored(message().keyed(fresh).acceptedAt(expiry));

        assertThat(append(message().keyed(fresh).acceptedAt(expiry.plusSeconds(1))))
                .isEqualTo(new Appended.Repeated(second.id(), null));
    }

    @Test
    default void knowsAKeyUntilJustBeforeItExpires() {
        IdempotencyKey key = key("k1", "f1");
        Message first = stored(message().keyed(key));

        assertThat(append(message().keyed(key).acceptedAt(key.expiresAt().minusMillis(1))))
                .isEqualTo(new Appended.Repeated(first.id(), null));
    }

    @Test
    default void recallsWhatAKeyStoredAndChangesNothing() {
        Message first = stored(message().keyed(key("k1", "f1")));
        store().journal().rememberAnswer("svc", "k1", "answer");

        assertThat(store().journal().recall(key("k1", "f1")))
                .contains(new Appended.Repeated(first.id(), "answer"));
        assertThat(store().journal().recall(key("k1", "f2")))
                .contains(new Appended.KeyReused(first.id()));
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);
    }

    @Test
    default void recallsNothingForAFreeKey() {
        assertThat(store().journal().recall(key("k1", "f1"))).isEmpty();

        assertThat(append(message().keyed(key("k1", "f1")))).isInstanceOf(Appended.Stored.class);
    }

    @Test
    default void recallsNothingForAKeyThatExpiredLongAgo() {
        Instant past = Instant.parse("2001-01-01T00:00:00Z");
        IdempotencyKey old = new IdempotencyKey("svc", "k1", "f1", past.plusSeconds(60));
        stored(message().acceptedAt(past).keyed(old));

        assertThat(store().journal().recall(old)).isEmpty();
    }

    @Test
    default void tellsKeysApartByScopeAndEveryCharacter() {
        Instant expiry = Seed.NOW.plusSeconds(60);
        List<IdempotencyKey> keys =
                List.of(
                        new IdempotencyKey("a", "b:c", "f", expiry),
                        new IdempotencyKey("a:b", "c", "f", expiry),
                        new IdempotencyKey("A", "b:c", "f", expiry),
                        new IdempotencyKey("a", "b:C", "f", expiry),
                        new IdempotencyKey("a", "b:c ", "f", expiry),
                        new IdempotencyKey("a", "caf\u00e9", "f", expiry),
                        new IdempotencyKey("a", "cafe\u0301", "f", expiry),
                        new IdempotencyKey("a", "k".repeat(500), "f", expiry));

        assertThat(keys).allSatisfy(key -> stored(message().keyed(key)));
    }

    @Test
    default void storesEveryMessageWithoutAKey() {
        assertThat(stored(message()).id()).isNotEqualTo(stored(message()).id());
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(2);
    }

    @Test
    default void storesOneOfManyParallelMessagesWithOneKey() {
        List<Appended> results =
                InParallel.results(32, _ -> append(message().keyed(key("k1", "f1"))));

        List<Message> stored =
                results.stream()
                        .filter(Appended.Stored.class::isInstance)
                        .map(appended -> ((Appended.Stored) appended).message())
                        .toList();
        assertThat(stored).singleElement().extracting(Message::seq).isEqualTo(1L);
        assertThat(results)
                .filteredOn(appended -> !(appended instanceof Appended.Stored))
                .hasSize(31)
                .containsOnly(new Appended.Repeated(stored.getFirst().id(), null));
        assertThat(store().history().messages(CONVERSATION, 0, 100)).hasSize(1);
    }

    @Test
    default void storesOneOfManyParallelMessagesWithOneKeyAcrossConversations() {
        List<Appended> results =
                InParallel.results(
                        16, i -> append(message().inSession("s" + i).keyed(key("k1", "f1"))));

        assertThat(results).filteredOn(Appended.Stored.class::isInstance).hasSize(1);
        assertThat(lanes()).hasSize(1);
    }

    private Appended append(EntryDraft draft) {
        return store().journal().append(draft.entry());
    }
}
