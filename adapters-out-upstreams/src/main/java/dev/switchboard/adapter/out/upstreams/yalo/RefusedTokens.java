package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the messages to a platform that refuses a client's token: only an operator can replace the
/// token, so one message tries it every five minutes, and the refusal is logged once.
final class RefusedTokens {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedTokens.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private record Holder(String client, String platform) {}

    private final Map<Holder, Instant> until = new ConcurrentHashMap<>();
    private final Clock clock;

    RefusedTokens(Clock clock) {
        this.clock = clock;
    }

    /// The next time at which the token may be tried; null for now.
    @Nullable Instant heldUntil(String client, String platform) {
        Instant held = until.get(new Holder(client, platform));
        return held != null && clock.instant().isBefore(held) ? held : null;
    }

    /// Learns from the answer to a message whether the token is accepted.
    void heard(String client, String platform, SendOutcome sent) {
        Holder holder = new Holder(client, platform);
        if (!(sent instanceof SendOutcome.Called(var reply, _))) {
            return;
        }
        if (reply instanceof Unavailable away && away.cause() == Cause.UNAUTHORIZED) {
            if (until.put(holder, clock.instant().plus(PAUSE)) == null) {
                LOG.atError()
                        .addKeyValue("action", "token_refused")
                        .addKeyValue("system", YaloGateway.NAME)
                        .log("The token of {} for {} is refused: replace it", client, platform);
            }
        } else if (reply instanceof Accepted && until.remove(holder) != null) {
            LOG.atInfo()
                    .addKeyValue("action", "token_taken_again")
                    .addKeyValue("system", YaloGateway.NAME)
                    .log("The token of {} for {} is taken again", client, platform);
        }
    }
}
