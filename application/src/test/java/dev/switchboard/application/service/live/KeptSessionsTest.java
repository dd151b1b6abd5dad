package dev.switchboard.application.service.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.InMemoryClientSessions;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptSessionsTest {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final SessionKey KEY = new SessionKey("0".repeat(64));

    private final MutableClock clock = new MutableClock();
    private final InMemoryClientSessions sessions = new InMemoryClientSessions();
    private final KeptSessions kept = new KeptSessions(sessions, WINDOW, clock);

    @Test
    void recallsASessionWithinItsWindow() {
        clock.advance(WINDOW);
        save(1);

        clock.advance(WINDOW.minusSeconds(1));
        assertThat(kept.recall(KEY)).isPresent();

        clock.advance(Duration.ofSeconds(1));
        assertThat(kept.recall(KEY)).isEmpty();
    }

    @Test
    void recallsForAWholeWindowAfterAStartWhatWasThereBefore() {
        save(1);
        clock.advance(WINDOW.multipliedBy(3));

        KeptSessions after = new KeptSessions(sessions, WINDOW, clock);

        clock.advance(WINDOW.minusSeconds(1));
        assertThat(after.recall(KEY)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(after.recall(KEY)).isEmpty();
    }

    @Test
    void tellsAnOlderConnectionThatItWasReplaced() {
        save(2);

        List<String> told = new ArrayList<>();
        kept.save(session(1), () -> told.add("replaced"));
        kept.save(session(2), () -> told.add("the newest is not"));

        assertThat(told).containsExactly("replaced");
        assertThat(kept.recall(KEY).orElseThrow().epoch()).isEqualTo(2);
    }

    private void save(long epoch) {
        kept.save(
                session(epoch),
                () -> {
                    throw new AssertionError("nobody replaced it");
                });
    }

    private ClientSession session(long epoch) {
        return new ClientSession(
                KEY,
                new ClientId("client"),
                EndUser.of(FakeResumeTokens.browser(1)),
                Map.of(ConversationId.of("bot", "c-1"), 1L),
                epoch,
                clock.instant());
    }
}
