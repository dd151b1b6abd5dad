package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.HearReceipts.Receipt;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Tells a platform's echoes of the hub's messages from those of another sender, a bot. A mistake
/// in one direction loses words of the bot, so a message must say exactly the same.
final class OwnEchoes {

    /// The number of messages that are searched.
    private static final int NEWEST = 100;

    /// The longest way of an echo whose receipt is unknown. The same words in a later echo are the
    /// bot's own.
    private static final Duration WAY = Duration.ofMinutes(10);

    private final History history;
    private final Conversations conversations;
    private final List<Upstream> upstreams;
    private final Clock clock;

    OwnEchoes(History history, Conversations conversations, List<Upstream> upstreams, Clock clock) {
        this.history = history;
        this.conversations = conversations;
        this.upstreams = List.copyOf(upstreams);
        this.clock = clock;
    }

    /// Whether the platform echoes a message of the hub, which was journaled before it was sent.
    /// The receipt decides if it is known. It is not while the call goes on, on platforms that give
    /// none, and for all parts of a message but the last.
    boolean has(InboundMessage echo) {
        return hasReceipt(echo) || wasJustSaid(echo);
    }

    private boolean hasReceipt(InboundMessage echo) {
        return echo.id().length() <= Receipt.MOST_ID
                && history.findByReceipt(echo.conversation(), echo.id()).isPresent();
    }

    private boolean wasJustSaid(InboundMessage echo) {
        long last = conversations.lastSeq(echo.conversation());
        return Passage.newest(echo.conversation(), last, NEWEST)
                .in(history)
                .filter(recorded -> isByHub(recorded.message()))
                .anyMatch(recorded -> isSaidBy(recorded, echo));
    }

    private static boolean isByHub(Message message) {
        Party by = message.author().party();
        return by != Party.USER && by != Party.BOT && !message.content().isForAgents();
    }

    private boolean isSaidBy(Recorded recorded, InboundMessage echo) {
        return recorded.deliveries().stream()
                .filter(this::isOnItsWay)
                .map(Delivery::target)
                .anyMatch(target -> isSaidBy(target, recorded.message(), echo));
    }

    private boolean isSaidBy(Target target, Message sent, InboundMessage echo) {
        return Upstream.gatewayTo(upstreams, target)
                .filter(gateway -> gateway.isEcho(target, sent, echo.content()))
                .isPresent();
    }

    private boolean isOnItsWay(Delivery delivery) {
        return delivery.target().kind() == Target.Kind.USER
                && (delivery instanceof Delivery.Pending
                        || delivery.movedAt().isAfter(clock.instant().minus(WAY)));
    }
}
