package dev.switchboard.application.service.replay;

import dev.switchboard.application.port.in.replay.ReplayChannels;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Duration;

/// The services that replay conversations and channels.
///
/// @param replay as all hubs together offer it
public record ReplayModule(
        ConversationReplays replays, ReplayConversations replay, ReplayChannels channels) {

    /// The interval of [#goOn].
    public static final Duration GO_ON_EVERY = Duration.ofSeconds(5);

    /// The interval of [#forget].
    public static final Duration FORGET_EVERY = Duration.ofHours(1);

    public static ReplayModule of(
            Node node,
            DeliveryModule delivery,
            Replayer replayer,
            Replays replays,
            PeerModule peers) {
        ConversationReplays own =
                new ConversationReplays(node, replayer, replays, delivery.lanes());
        ReplayConversations shared = peers.forwarded(ReplayConversations.class, own);
        return new ReplayModule(
                own,
                shared,
                new ChannelReplays(
                        node.store().deliveries(), node.store().history(), shared, node.clock()));
    }

    /// Goes on with replays that were interrupted, also in an earlier process.
    public void goOn() {
        replays.goOn();
    }

    /// Forgets replays as old as the keys of messages.
    public void forget() {
        replays.forget(IdempotencyKey.LIFE);
    }
}
