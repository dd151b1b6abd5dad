package dev.switchboard.adapter.out.upstreams.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedMessagesTest {

    private static final MessageId BAD = message(1);
    private static final MessageId GOOD = message(2);
    private static final Kept TOKEN = token("t1");

    private final MutableClock clock = new MutableClock();
    private final RefusedMessages messages = new RefusedMessages(clock);

    private static MessageId message(int number) {
        return new MessageId("msg_%032x".formatted(number));
    }

    private static Kept token(String text) {
        return new Kept(new Secret(text), Instant.EPOCH, Instant.MAX);
    }

    private Instant later() {
        clock.advance(Duration.ofSeconds(1));
        return clock.instant();
    }

    @Test
    void areAtFaultOnceAnotherWasTakenThatWasSentAfterwards() {
        messages.suspect(BAD);
        assertThat(messages.isAtFault(BAD, TOKEN)).isFalse();

        messages.taken(GOOD, TOKEN, later());

        assertThat(messages.isAtFault(BAD, TOKEN)).isTrue();
        assertThat(messages.isAtFault(GOOD, TOKEN)).isFalse();
    }

    /// Of two calls, one may have been made with a token that is bad by now.
    @Test
    void areNotAtFaultIfTheOtherWasTakenWithAnotherToken() {
        messages.suspect(BAD);

        messages.taken(GOOD, token("t2"), later());

        assertThat(messages.isAtFault(BAD, TOKEN)).isFalse();
        assertThat(messages.isAtFault(BAD, token("t2"))).isTrue();
    }

    /// The token may have become bad in between.
    @Test
    void areNotAtFaultIfTheOtherWasSentBefore() {
        Instant before = clock.instant();
        later();
        messages.suspect(BAD);

        messages.taken(GOOD, TOKEN, before);

        assertThat(messages.isAtFault(BAD, TOKEN)).isFalse();
    }

    @Test
    void areGoodOnceTheyAreTaken() {
        messages.suspect(BAD);
        messages.taken(BAD, TOKEN, later());
        messages.taken(GOOD, TOKEN, later());

        assertThat(messages.isAtFault(BAD, TOKEN)).isFalse();
    }

    @Test
    void haveATokenReplacedOnceAMinute() {
        assertThat(messages.mayReplace(token("t0"))).isTrue();
        assertThat(messages.mayReplace(token("t0"))).isTrue();
        assertThat(messages.mayReplace(token("t1"))).isFalse();

        clock.advance(Duration.ofMinutes(1));

        assertThat(messages.mayReplace(token("t1"))).isTrue();
    }

    @Test
    void areForgottenFromTheOldestOn() {
        messages.suspect(BAD);
        for (int i = 10; i < 1_010; i++) {
            messages.suspect(message(i));
        }
        messages.taken(GOOD, TOKEN, later());

        assertThat(messages.isAtFault(BAD, TOKEN)).isFalse();
        assertThat(messages.isAtFault(message(1_009), TOKEN)).isTrue();
    }
}
