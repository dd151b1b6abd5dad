package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.message.ProbeCallbacks.Heard;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.channel.Verification.Probed;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tests whether a channel's endpoint keeps the contract. The probe is journaled like any message,
/// so that its callback is verified like any other. It is sent from here and not by a lane.
public final class ChannelProbe {

    private static final Duration CALLBACK_PATIENCE = Duration.ofSeconds(15);
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(2);
    private static final Content TEXT = new Content("\"Switchboard conformance probe\"");

    /// Distinguishes probes and their answers from real messages.
    private static final Author AUTHOR = new Author(Party.SYSTEM, "conformance-probe");

    /// A hub finds a session of its own among so many, unless it owns next to nothing.
    private static final int MOST_DRAWS = 10_000;

    /// The prefix of every probe's session id.
    private static final String SESSION_PREFIX = "probe-";

    private final ChannelGateway gateway;
    private final MessageRelay relay;
    private final ConversationLocks locks;
    private final ResponseUrls responseUrls;
    private final ProbeCallbacks callbacks;
    private final Ids ids;
    private final Clock clock;

    ChannelProbe(
            ChannelGateway gateway,
            MessageRelay relay,
            ConversationLocks locks,
            ResponseUrls responseUrls,
            ProbeCallbacks callbacks,
            Ids ids,
            Clock clock) {
        this.gateway = gateway;
        this.relay = relay;
        this.locks = locks;
        this.responseUrls = responseUrls;
        this.callbacks = callbacks;
        this.ids = ids;
        this.clock = clock;
    }

    /// Whether the conversation was opened by a probe.
    public static boolean opened(ConversationId id, History history) {
        return id.externalId().startsWith(SESSION_PREFIX)
                && history.messages(id, 0, 1).stream()
                        .anyMatch(recorded -> wrote(recorded.message()));
    }

    static boolean wrote(Message message) {
        return message.author().equals(AUTHOR);
    }

    /// The delivery of a probe or its answer: discarded at once, so that nobody receives it or has
    /// to act on it.
    static Delivery toNobody(Target target, Instant now) {
        return Delivery.owed(target, now).park(ParkReason.PROBE, now).discard(now);
    }

    /// Blocks for up to 15 s, or as long as the call takes, and a little longer if the answer comes
    /// in time.
    public Probed probe(Channel channel) {
        Optional<EndpointUrl> endpoint = channel.endpointIfValid();
        if (endpoint.isEmpty()) {
            return probed(List.of(new Check("endpoint", false, true, "no usable endpoint_url")));
        }
        ConversationId session = ownSession();
        callbacks.open(session);
        try {
            Message message = journal(session, channel);
            return probed(checks(new Trial(channel, endpoint.get(), session, message)));
        } finally {
            callbacks.close(session);
        }
    }

    /// A new session of this hub's: its owner journals the probe and hears the callback, and both
    /// must be where the probe waits.
    private ConversationId ownSession() {
        return Stream.generate(this::session)
                .limit(MOST_DRAWS)
                .filter(locks::mayTake)
                .findFirst()
                .orElseGet(this::session);
    }

    private ConversationId session() {
        return ConversationId.ofSession(SESSION_PREFIX + ids.uuid());
    }

    private record Trial(
            Channel channel, EndpointUrl endpoint, ConversationId session, Message message) {}

    private Message journal(ConversationId session, Channel channel) {
        Instant now = clock.instant();
        Target target = Target.channel(channel.id());
        Entry entry =
                new Entry(
                        ids.messageId(),
                        session,
                        AUTHOR,
                        TEXT,
                        null,
                        List.of(toNobody(target, now)),
                        now);
        var _ = locks.withLock(session, () -> relay.relay(entry));
        return new Message(
                entry.id(), session, 1, entry.author(), entry.content(), null, null, now);
    }

    private List<Check> checks(Trial trial) {
        List<SigningSecret> secrets = trial.channel().secrets().activeAt(clock.instant());
        List<Check> checks = new ArrayList<>();
        Instant calledAt = clock.instant();
        UpstreamReply reply = call(trial, secrets);
        Duration taken = Duration.between(calledAt, clock.instant());
        boolean accepted = reply instanceof UpstreamReply.Accepted;
        checks.add(new Check("http_2xx", accepted, true, describe(reply, trial.endpoint())));
        Heard heard =
                accepted
                        ? callbacks.await(trial.session(), CALLBACK_PATIENCE.minus(taken))
                        : Heard.NOTHING;
        checks.add(
                new Check(
                        "proven_callback",
                        heard == Heard.CALLBACK,
                        true,
                        heard == Heard.CALLBACK ? "" : "no proven callback within 15 s"));
        if (accepted) {
            boolean json = reply instanceof UpstreamReply.Accepted(_, var body, _) && body != null;
            checks.add(new Check("json_body", json, false, json ? "" : "the reply is no JSON"));
        }
        if (heard == Heard.CALLBACK) {
            checks.add(repeatCheck(trial, secrets));
            checks.add(signatureCheck(trial));
        }
        return checks;
    }

    private Check repeatCheck(Trial trial, List<SigningSecret> secrets) {
        call(trial, secrets);
        boolean quiet = callbacks.await(trial.session(), REPEAT_PATIENCE) == Heard.NOTHING;
        return new Check(
                "repeat_is_recognised",
                quiet,
                false,
                quiet ? "" : "a repeated webhook-id caused a second callback");
    }

    private Check signatureCheck(Trial trial) {
        UpstreamReply reply = call(trial, List.of(ids.signingSecret(clock.instant())));
        boolean refused =
                reply instanceof UpstreamReply.Refused(int status, _)
                        && status >= 400
                        && status < 500;
        return new Check(
                "broken_signature_is_refused",
                refused,
                false,
                refused ? "" : describe(reply, trial.endpoint()));
    }

    private UpstreamReply call(Trial trial, List<SigningSecret> secrets) {
        return gateway.send(
                new ChannelGateway.Call(
                        trial.endpoint(),
                        trial.channel().id().value(),
                        trial.session().externalId(),
                        trial.message().id(),
                        TEXT.text(),
                        responseUrls.urlFor(trial.message()),
                        secrets));
    }

    private static String describe(UpstreamReply reply, EndpointUrl endpoint) {
        return switch (reply) {
            case UpstreamReply.Accepted(int status, _, _) -> "status " + status;
            case UpstreamReply.Refused(int status, _) -> "status " + status;
            case UpstreamReply.Blocked _ ->
                    "endpoint_url host is not allowed: list %s in SWITCHBOARD_EGRESS_ALLOW"
                            .formatted(endpoint.uri().getAuthority());
            case UpstreamReply.Unavailable(var cause, _, _) -> "unavailable: " + cause;
        };
    }

    private Probed probed(List<Check> checks) {
        return new Probed(checks, clock.instant());
    }
}
