package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.delivery.OutcomePolicy.Call;
import dev.switchboard.application.service.delivery.TargetLimiter.TargetSignal;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomePolicyTest {

    private static final Duration AGE = Duration.ofHours(3);

    /// Bots are retried after 7 s, for two hours.
    private static final RetryPolicy OF_BOTS =
            new RetryPolicy(
                    List.of(Duration.ofSeconds(7)), 0, Duration.ofMinutes(1), Duration.ofHours(2));

    private final MutableClock clock = new MutableClock();
    private final SequentialIds ids = new SequentialIds();
    private final OutcomePolicy judge =
            new OutcomePolicy(
                    kind -> kind == Target.Kind.BOT ? OF_BOTS : RetryPolicy.SHARED,
                    new WaitingCallers(),
                    new RecordingTelemetry(),
                    ids,
                    clock);

    /// The next state of a message to a target that does not answer.
    private Delivery unanswered(Target target, Instant acceptedAt) {
        return judged(target, acceptedAt, UpstreamReply.Cause.CONNECT).next();
    }

    private Settlement judged(Target target, Instant acceptedAt, UpstreamReply.Cause cause) {
        Message message =
                new Message(
                        ids.messageId(),
                        EntryDraft.CHAT,
                        1,
                        new Author(Party.USER, "ann"),
                        Seed.MESSAGE,
                        null,
                        null,
                        acceptedAt);
        var reply = new UpstreamReply.Unavailable(cause, null, null);
        return judge.judge(
                        new Owed(message, Delivery.owed(target, acceptedAt)),
                        reply,
                        null,
                        new Call(clock.instant(), Duration.ZERO, false))
                .settlement();
    }

    @Test
    void triesEachKindOfTargetAgainByItsOwnRule() {
        Instant now = clock.instant();

        assertThat(unanswered(EntryDraft.BOT, now))
                .isInstanceOfSatisfying(
                        Delivery.Pending.class,
                        bot -> assertThat(bot.dueAt()).isEqualTo(now.plusSeconds(7)));
        assertThat(unanswered(Seed.SLACK, now))
                .isInstanceOfSatisfying(
                        Delivery.Pending.class,
                        channel -> assertThat(channel.dueAt()).isBefore(now.plusSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, UNAVAILABLE",
        "TIMEOUT, UNKNOWN_OUTCOME",
        "BROKEN, UNKNOWN_OUTCOME",
        "SERVER_ERROR, UNAVAILABLE",
        "AMBIGUOUS_SERVER_ERROR, UNKNOWN_OUTCOME",
        "BUSY, UNAVAILABLE",
        "UNAUTHORIZED, UNAVAILABLE"
    })
    void tracesWhetherTheMessageMayHaveBeenTaken(
            UpstreamReply.Cause cause, Attempt.Outcome outcome) {
        assertThat(judged(Seed.SLACK, clock.instant(), cause).attempt().outcome())
                .isEqualTo(outcome);
    }

    @Test
    void learnsNothingOfATargetFromACallThatWasBlocked() {
        assertThat(OutcomePolicy.signal(new UpstreamReply.Blocked())).isEqualTo(TargetSignal.NONE);
        assertThat(OutcomePolicy.signal(new UpstreamReply.Refused(404, "")))
                .isEqualTo(TargetSignal.SERVING);
    }

    @Test
    void givesUpAtTheAgeOfItsKindOfTarget() {
        Instant longAgo = clock.instant().minus(AGE);

        assertThat(unanswered(EntryDraft.BOT, longAgo)).isInstanceOf(Delivery.Parked.class);
        assertThat(unanswered(Seed.SLACK, longAgo)).isInstanceOf(Delivery.Pending.class);
    }
}
