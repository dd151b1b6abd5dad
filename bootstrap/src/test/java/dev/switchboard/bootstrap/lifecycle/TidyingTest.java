package dev.switchboard.bootstrap.lifecycle;

import static dev.switchboard.application.fakes.Seed.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.InMemoryClientSessions;
import dev.switchboard.application.fakes.InMemoryMediaFiles;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.bootstrap.lifecycle.LiveLifecycle.Tidying;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TidyingTest {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration SHORT_RUN = Duration.ofHours(1);
    private static final ConversationId CONVERSATION = ConversationId.of("chat", "one");
    private static final EndUser ADA = new EndUser(FakeResumeTokens.browser(1), "ada");
    private static final SessionKey KEY = new SessionKey("0".repeat(64));
    private static final MediaId FILE = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");

    private final MutableClock clock = new MutableClock();
    private final InMemoryClientSessions sessions = new InMemoryClientSessions();
    private final Claims claims = new InMemoryStore().claims();
    private final InMemoryMediaFiles media = new InMemoryMediaFiles();

    /// A hub that starts now.
    private Tidying started() {
        LiveSettings settings = new LiveSettings(Map.of(), 1, 1, WINDOW, Map.of(), Map.of());
        Duration sweep = Duration.ofSeconds(30);
        HubSettings hub =
                new HubSettings(Path.of("data"), null, null, sweep, RETENTION, RETENTION, false);
        return new Tidying(sessions, claims, media, settings, hub, clock, clock.instant());
    }

    private void keepASession() {
        sessions.save(
                new ClientSession(
                        KEY, new ClientId("Zm9v_-bar"), ADA, Map.of(CONVERSATION, 1L), 1, NOW));
    }

    @Test
    void keepsASessionWhoseClientCouldNotReturnWhileTheHubWasDown() {
        keepASession();
        clock.advance(Duration.ofDays(3));
        Tidying hub = started();
        clock.advance(SHORT_RUN);

        hub.run();
        assertThat(sessions.find(KEY)).isPresent();

        clock.advance(WINDOW);
        hub.run();
        assertThat(sessions.find(KEY)).isEmpty();
    }

    @Test
    void removesOldSessionsOfAHubThatIsRestartedDaily() {
        keepASession();
        clock.advance(WINDOW.plus(Duration.ofDays(7)));
        Tidying hub = started();

        hub.run();
        assertThat(sessions.find(KEY)).isPresent();

        clock.advance(SHORT_RUN);
        hub.run();
        assertThat(sessions.find(KEY)).isEmpty();
    }

    @Test
    void removesOldClaimsAndFilesHoweverShortTheHubRuns() {
        claims.replace(null, new Claim(CONVERSATION, ADA, 0, NOW));
        media.keep(new MediaFile(FILE, "a.txt", "text/plain", 1, NOW, TenantId.DEFAULT), one());
        clock.advance(RETENTION);
        Tidying hub = started();

        hub.run();
        assertThat(claims.find(CONVERSATION)).isPresent();
        assertThat(media.find(FILE)).isPresent();

        clock.advance(SHORT_RUN);
        hub.run();
        assertThat(claims.find(CONVERSATION)).isEmpty();
        assertThat(media.find(FILE)).isEmpty();
    }

    private static byte[] one() {
        return new byte[] {1};
    }
}
