package dev.switchboard.application.service.replay;

import dev.switchboard.application.port.in.replay.ReplayChannels;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.in.replay.ReplayConversations.Outcome;
import dev.switchboard.application.port.in.replay.ReplayConversations.Preview;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Skip;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Replays a channel as replays of its conversations, each of which is its owner's. This keeps
/// nothing: where a part begins stands in the request, and each conversation's replay has a key
/// that follows from the request's.
final class ChannelReplays implements ReplayChannels {

    /// The greatest difference between the time in an id and the time of acceptance.
    private static final Duration APART = Duration.ofMinutes(1);

    private final DeliveryLog log;
    private final History history;
    private final ReplayConversations replays;
    private final Clock clock;

    /// @param replays as all hubs together offer it
    ChannelReplays(DeliveryLog log, History history, ReplayConversations replays, Clock clock) {
        this.log = log;
        this.history = history;
        this.replays = replays;
        this.clock = clock;
    }

    /// The messages of one conversation in a part.
    private record Stretch(long first, long last, int messages) {

        Stretch and(Stretch other) {
            return new Stretch(
                    Math.min(first, other.first),
                    Math.max(last, other.last),
                    messages + other.messages);
        }
    }

    /// @param next as [Part#next]
    private record Found(Map<ConversationId, Stretch> stretches, @Nullable MessageId next) {}

    /// Replays one request of one conversation.
    private interface Step {

        /// @return null if the conversation is not there any more
        @Nullable Covered cover(Request request);
    }

    /// @param next as [Replay#next]
    private record Covered(Replay.Result result, @Nullable Long next) {}

    @Override
    public Part replay(Command command) {
        Period period = command.period();
        String key = Sha256.ofRequest(command.key(), period.toString());
        return each(
                period,
                request -> {
                    // one key per conversation, and per thousand messages of a long one
                    String own = key + "/" + request.conversation().value() + "/" + request.from();
                    var replay = new ReplayConversations.Command(command.caller(), own, request);
                    return switch (replays.replay(replay)) {
                        case Outcome.Queued(var done) -> covered(done);
                        case Outcome.KeyReused _, Outcome.UnknownConversation _ -> null;
                    };
                });
    }

    private static @Nullable Covered covered(Replay done) {
        Replay.Result result = done.result();
        return result == null ? null : new Covered(result, done.next());
    }

    @Override
    public Part preview(Period period) {
        return each(
                period,
                request ->
                        switch (replays.preview(request)) {
                            case Preview.Counted(var result, var next) -> new Covered(result, next);
                            case Preview.UnknownConversation _ -> null;
                        });
    }

    private Part each(Period period, Step step) {
        if (period.to().isAfter(clock.instant())) {
            throw new InvalidValueException("to", Reason.INVALID, "not in the future");
        }
        Target target = Target.channel(period.channel());
        Found found = find(period, target);
        Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);
        int count = 0;
        for (Map.Entry<ConversationId, Stretch> entry : found.stretches().entrySet()) {
            Stretch stretch = entry.getValue();
            @Nullable Long from = stretch.first();
            while (from != null) {
                Covered covered =
                        step.cover(
                                new Request(
                                        entry.getKey(),
                                        target,
                                        from,
                                        stretch.last(),
                                        period.what()));
                if (covered == null) {
                    skipped.merge(Skip.OVERTAKEN, stretch.messages(), Integer::sum);
                    break;
                }
                count += covered.result().count();
                covered.result().skipped().forEach((why, n) -> skipped.merge(why, n, Integer::sum));
                from = covered.next();
            }
        }
        // between those of the channel there are messages of others
        skipped.remove(Skip.NO_SUCH_TARGET);
        skipped.remove(Skip.NOTES);
        return new Part(new Replay.Result(count, skipped), found.stretches().size(), found.next());
    }

    private Found find(Period period, Target target) {
        List<DeliveryLog.Item> page =
                log.list(
                        new DeliveryLog.Query(
                                target,
                                null,
                                Set.of(),
                                null,
                                period.to(),
                                place(period),
                                MESSAGES));
        Map<ConversationId, Stretch> stretches = new LinkedHashMap<>();
        @Nullable MessageId last = null;
        for (DeliveryLog.Item item : page) {
            ConversationId conversation = item.conversation();
            if (stretches.size() == CONVERSATIONS && !stretches.containsKey(conversation)) {
                return new Found(stretches, last);
            }
            if (!item.acceptedAt().isBefore(period.from())) {
                stretches.merge(conversation, new Stretch(item.seq(), item.seq(), 1), Stretch::and);
            }
            last = item.message();
        }
        return new Found(stretches, page.size() < MESSAGES ? null : last);
    }

    /// Returns a message that exists to continue after; null to begin with the first of all.
    private @Nullable MessageId place(Period period) {
        MessageId after = period.after();
        if (after != null) {
            return history.find(after).isPresent() ? after : newestBefore(after, null);
        }
        Instant from = period.from();
        Instant earliest = from.isAfter(Instant.EPOCH) ? from.minus(APART) : Instant.EPOCH;
        return newestBefore(MessageId.firstAt(earliest), from);
    }

    /// @param at the message must be older; null for any
    private @Nullable MessageId newestBefore(MessageId id, @Nullable Instant at) {
        return history.newest(id, 1).stream()
                .map(Recorded::message)
                .filter(message -> at == null || message.at().isBefore(at))
                .map(Message::id)
                .findFirst()
                .orElse(null);
    }
}
