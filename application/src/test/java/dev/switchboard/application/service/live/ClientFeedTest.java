package dev.switchboard.application.service.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Policies of clients, which acknowledge messages, and of consoles, which do not.
@ParameterizedClass
@MethodSource("policies")
class ClientFeedTest {

    private static final ConversationId CONVERSATION = ConversationId.of("bot", "c-1");

    private final PushPolicy policy;
    private final FeedMemory memory = new FeedMemory(10_000);
    private final ClientFeed feed;

    ClientFeedTest(PushPolicy policy) {
        this.policy = policy;
        this.feed = new ClientFeed(CONVERSATION, policy, 0, 0, memory);
    }

    static List<PushPolicy> policies() {
        return List.of(
                new PushPolicy(16, List.of(Duration.ofSeconds(10)), true), PushPolicy.UNCONFIRMED);
    }

    /// Begins the feed; the first message is pushed and acknowledged.
    @BeforeEach
    void begin() {
        feed.beginRead();
        feed.endRead(List.of(message(1)), 1, false);
        assertThat(pushed()).containsExactly(1L);
        feed.acknowledge(1);
    }

    @Test
    void takesWhatComesNext() {
        feed.offer(message(2));
        feed.offer(message(3));

        assertThat(pushed()).containsExactly(2L, 3L);
        assertThat(feed.mustRead()).isFalse();
    }

    @Test
    void takesOnceWhatIsOfferedAndRead() {
        feed.doubt();
        feed.beginRead();
        feed.endRead(List.of(message(2), message(3)), 3, false);

        feed.offer(message(2));
        feed.offer(message(3));
        feed.offer(message(4));

        assertThat(pushed()).containsExactly(2L, 3L, 4L);
    }

    @Test
    void stepsOverWhatIsNoneOfItsOwn() {
        assertThat(feed.pass(2)).isTrue();
        feed.offer(message(3));

        assertThat(pushed()).containsExactly(3L);
        assertThat(feed.mustRead()).isFalse();
    }

    @Test
    void readsTheJournalWhereOneIsMissing() {
        feed.offer(message(3));

        assertThat(pushed()).isEmpty();
        assertThat(feed.mustRead()).isTrue();
        assertThat(feed.beginRead()).isEqualTo(1);
        feed.endRead(List.of(message(2), message(3)), 3, false);
        assertThat(pushed()).containsExactly(2L, 3L);
    }

    @Test
    void missesOneInFrontOfWhatIsNoneOfItsOwn() {
        assertThat(feed.pass(3)).isFalse();
        feed.found(3);

        assertThat(feed.mustRead()).isTrue();
        assertThat(feed.beginRead()).isEqualTo(1);
    }

    @Test
    void movesItsPositionOverNothingThatWasNotPushed() {
        feed.offer(message(3));
        feed.pass(4);
        feed.offer(message(5));
        pushed();

        assertThat(feed.position()).isEqualTo(1);
    }

    @Test
    void readsOnceHoweverMuchComesBehindAGap() {
        feed.offer(message(3));
        feed.beginRead();
        LongStream.rangeClosed(4, 60).forEach(seq -> feed.offer(message(seq)));
        assertThat(feed.mustRead()).isFalse();

        feed.endRead(LongStream.rangeClosed(2, 60).mapToObj(this::message).toList(), 60, false);

        assertThat(pushed()).hasSize(59).isSorted();
        assertThat(feed.mustRead()).isFalse();
    }

    @Test
    void readsOnForWhatItIsToldOfBehindThePage() {
        feed.offer(message(3));
        feed.beginRead();
        feed.offer(message(4));

        feed.endRead(List.of(message(2), message(3)), 3, false);

        assertThat(pushed()).containsExactly(2L, 3L);
        assertThat(feed.mustRead()).isTrue();
    }

    @Test
    void readsOnIfThereIsADoubtMeanwhile() {
        feed.doubt();
        feed.beginRead();
        feed.doubt();

        feed.endRead(List.of(), 1, false);

        assertThat(feed.mustRead()).isTrue();
    }

    /// A damaged record must not cause repeated reads.
    @Test
    void asksOnceForWhatTheJournalDoesNotShow() {
        feed.found(2);
        feed.beginRead();

        feed.endRead(List.of(), 1, false);

        assertThat(feed.mustRead()).isFalse();
    }

    @Test
    void needsNoReadForWhatItHas() {
        feed.offer(message(2));
        feed.offer(message(3));

        feed.found(2);
        feed.found(3);

        assertThat(pushed()).containsExactly(2L, 3L);
        assertThat(feed.mustRead()).isFalse();
    }

    @Test
    void looksForANewBeginningWhenItIsToldOfAFirstMessageAgain() {
        feed.offer(message(2));
        pushed();
        assertThat(feed.pass(1)).isFalse();
        feed.found(1);
        assertThat(feed.beginRead()).isEqualTo(2);
        assertThat(feed.checksRestart()).isTrue();
        feed.restart(0);

        assertThat(memory.held()).isZero();
        assertThat(feed.position()).isZero();
        assertThat(feed.beginRead()).isZero();
        assertThat(feed.checksRestart()).isFalse();
        feed.endRead(List.of(message(1)), 1, false);
        assertThat(pushed()).containsExactly(1L);
    }

    @Test
    void looksAgainForANewBeginningAfterAFailure() {
        feed.found(1);
        feed.beginRead();

        feed.failRead();

        feed.beginRead();
        assertThat(feed.checksRestart()).isTrue();
    }

    @Test
    void leavesToTheJournalWhatItCannotKeep() {
        LongStream.rangeClosed(2, 100).forEach(seq -> feed.offer(message(seq)));

        assertThat(pushed()).isEqualTo(LongStream.rangeClosed(2, 33).boxed().toList());
        assertThat(feed.mustRead()).isTrue();
        assertThat(feed.beginRead()).isEqualTo(33);
    }

    @Test
    void readsAgainWhatCouldNotBeRead() {
        feed.offer(message(3));
        feed.beginRead();

        feed.failRead();

        assertThat(feed.mustRead()).isTrue();
        assertThat(feed.beginRead()).isEqualTo(1);
    }

    @Test
    void waitsForTheFirstThatIsNotAcknowledged() {
        feed.offer(message(2));
        feed.offer(message(3));
        pushed();

        feed.acknowledge(3);

        assertThat(feed.position()).isEqualTo(policy.confirmed() ? 1 : 3);
        feed.acknowledge(2);
        assertThat(feed.position()).isEqualTo(3);
    }

    @Test
    void readsAgainWhatThereWasNoMemoryFor() {
        LongStream.rangeClosed(2, 4).forEach(seq -> feed.offer(message(seq)));
        push(feed.next());

        feed.leaveToJournal();

        assertThat(feed.next()).isNull();
        assertThat(feed.pass(5)).isTrue();
        assertThat(feed.mustRead()).isTrue();
        assertThat(feed.beginRead()).isEqualTo(2);
        feed.endRead(List.of(message(3), message(4)), 5, false);
        assertThat(pushed()).containsExactly(3L, 4L);
        feed.offer(message(6));
        assertThat(pushed()).containsExactly(6L);
    }

    @Test
    void countsWhatIsNotPushedOrNotAcknowledged() {
        LiveMessage second = message(2);
        feed.offer(second);
        feed.offer(message(3));
        assertThat(memory.held()).isEqualTo(2L * second.bytes());
        assertThat(feed.ready()).isEqualTo(memory.held());
        assertThat(memory.isSpentBeside(feed.ready() - 10_000)).isTrue();
        assertThat(memory.isSpentBeside(feed.ready())).isFalse();

        pushed();
        assertThat(feed.ready()).isZero();
        assertThat(memory.held()).isEqualTo(policy.confirmed() ? 2L * second.bytes() : 0);
        feed.acknowledge(2);
        feed.acknowledge(3);
        assertThat(memory.held()).isZero();
    }

    @Test
    void keepsNoticesBackWhileItIsInDoubt() {
        Runnable notice = () -> {};
        assertThat(feed.withholds(notice)).isFalse();

        feed.doubt();
        assertThat(feed.withholds(notice)).isTrue();
        assertThat(feed.nextWithheld()).isNull();
        feed.beginRead();
        feed.doubt();
        feed.endRead(List.of(), 1, false);
        assertThat(feed.nextWithheld()).isNull();
        feed.beginRead();
        feed.endRead(List.of(), 1, false);

        assertThat(feed.nextWithheld()).isSameAs(notice);
        assertThat(feed.nextWithheld()).isNull();
    }

    @Test
    void forgetsNoticesThatWereKeptBackWhenItIsOver() {
        feed.doubt();
        assertThat(feed.withholds(() -> {})).isTrue();
        feed.end();
        feed.beginRead();
        feed.endRead(List.of(), 1, false);

        assertThat(feed.nextWithheld()).isNull();
    }

    @Test
    void countsNothingWhenItIsOver() {
        feed.offer(message(2));
        push(feed.next());
        feed.offer(message(3));

        long position = feed.position();

        feed.end();
        feed.acknowledge(2);
        feed.offer(message(4));
        feed.endRead(List.of(message(4)), 4, false);

        assertThat(memory.held()).isZero();
        assertThat(feed.next()).isNull();
        assertThat(feed.position()).isEqualTo(position);
    }

    private void push(@Nullable LiveMessage live) {
        feed.pushed(requireNonNull(live), Seed.NOW);
    }

    /// Pushes all available messages.
    private List<Long> pushed() {
        List<Long> seqs = new ArrayList<>();
        LiveMessage next = feed.next();
        while (next != null) {
            push(next);
            seqs.add(next.seq());
            next = feed.next();
        }
        return seqs;
    }

    private LiveMessage message(long seq) {
        Message message =
                new Message(
                        new MessageId("msg_%032x".formatted(seq)),
                        CONVERSATION,
                        seq,
                        new Author(Party.BOT, "it"),
                        new Content("1"),
                        null,
                        null,
                        Seed.NOW);
        return new LiveMessage(message, Delivery.owed(Target.LIVE_CLIENTS, Seed.NOW));
    }
}
