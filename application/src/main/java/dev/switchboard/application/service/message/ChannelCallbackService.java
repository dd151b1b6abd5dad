package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.message.CallbackProof.Proven;
import dev.switchboard.application.service.message.CallbackProof.Unproven;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Accepts channels' answers: verifies and journals them, and forwards them to the sessions server.
final class ChannelCallbackService implements AcceptChannelCallback {

    private static final int MAX_BYTES = 256 * 1024;

    private final CallbackProofs proofs;
    private final MessageRelay relay;
    private final ConversationLocks locks;
    private final ProbeCallbacks probes;
    private final SilentChannels silent;
    private final SessionsServer sessionsServer;
    private final Ids ids;
    private final Clock clock;

    ChannelCallbackService(
            CallbackProofs proofs,
            MessageRelay relay,
            ConversationLocks locks,
            ProbeCallbacks probes,
            SilentChannels silent,
            SessionsServer sessionsServer,
            Ids ids,
            Clock clock) {
        this.proofs = proofs;
        this.relay = relay;
        this.locks = locks;
        this.probes = probes;
        this.silent = silent;
        this.sessionsServer = sessionsServer;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Result accept(Command command) {
        ConversationId conversation = ConversationId.ofSession(command.sessionId());
        if (command.responseData().bytes() > MAX_BYTES) {
            throw new InvalidValueException("response_data", Reason.TOO_LONG);
        }
        Instant now = clock.instant();
        return switch (proofs.check(command, conversation, now)) {
            case Unproven(var result) -> result;
            case Proven proven -> journal(command, conversation, proven, now);
        };
    }

    private Result journal(
            Command command, ConversationId conversation, Proven proven, Instant now) {
        if (proven.probe()) {
            probes.heard(conversation);
        }
        Entry entry =
                new Entry(
                        ids.messageId(),
                        conversation,
                        proven.author(),
                        command.responseData(),
                        null,
                        proven.answers(),
                        proven.key(),
                        List.of(delivery(proven, now)),
                        now);
        return switch (locks.withLock(conversation, () -> relay.relay(entry)).appended()) {
            // for a repeat too: the first append may have lost its reply
            case Appended.Stored _, Appended.Repeated _ -> {
                noteAnswer(conversation, proven);
                yield Result.ACCEPTED;
            }
            case Appended.KeyReused _ -> Result.TOKEN_USED;
        };
    }

    private Delivery delivery(Proven proven, Instant now) {
        Delivery.Pending owed = Delivery.owed(Target.SESSIONS_SERVER, now);
        if (proven.probe()) {
            return ChannelProbe.toNobody(Target.SESSIONS_SERVER, now);
        }
        return switch (sessionsServer) {
            case CONFIGURED -> owed;
            case ABSENT -> owed.park(ParkReason.STORED, now);
        };
    }

    /// A message that was answered has arrived, whatever its own call returned: it is not sent
    /// again.
    private void noteAnswer(ConversationId conversation, Proven proven) {
        Target channel = new Target(Target.Kind.CHANNEL, proven.author().name());
        MessageId answered = proven.answers();
        if (!proven.probe()) {
            silent.calledBack(channel, answered);
        }
        if (answered != null) {
            relay.stopSending(answered, new LaneKey(conversation, channel), clock.instant());
        }
    }
}
