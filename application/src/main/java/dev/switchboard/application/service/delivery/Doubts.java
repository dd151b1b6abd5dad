package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/// Conversations whose last append had an unknown outcome. The append may take effect late, but no
/// later than the conversation's next append, which then takes the next `seq` or the same one.
/// Until then lanes and feeds read the journal, at growing intervals.
final class Doubts {

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(16);

    private final Timer timer;
    private final Clock clock;
    private final LiveEvents live;
    private final Consumer<LaneKey> look;
    private final ConcurrentMap<ConversationId, Doubt> doubts = new ConcurrentHashMap<>();

    /// @param look makes a lane read the journal
    Doubts(Timer timer, Clock clock, LiveEvents live, Consumer<LaneKey> look) {
        this.timer = timer;
        this.clock = clock;
        this.live = live;
        this.look = look;
    }

    /// @param lanes the lanes that may have a new delivery
    /// @param since the time when the newest of the appends failed
    private record Doubt(Set<LaneKey> lanes, Instant since) {

        Doubt with(Doubt newer) {
            Set<LaneKey> all = new HashSet<>(lanes);
            all.addAll(newer.lanes);
            return new Doubt(all, newer.since);
        }
    }

    void add(ConversationId conversation, Set<LaneKey> lanes) {
        Doubt newer = new Doubt(lanes, clock.instant());
        Doubt all = Objects.requireNonNull(doubts.merge(conversation, newer, Doubt::with));
        lookIn(FIRST_LOOK, conversation, all);
    }

    boolean concern(LaneKey lane) {
        Doubt doubt = doubts.get(lane.conversation());
        return doubt != null && doubt.lanes().contains(lane);
    }

    /// Whether an append of these may still take effect.
    boolean concern(Partitions some) {
        return doubts.keySet().stream().anyMatch(some::contains);
    }

    /// Ends a doubt: the append is in the journal, or never will be.
    void end(ConversationId conversation) {
        Doubt doubt = doubts.remove(conversation);
        if (doubt != null) {
            doubt.lanes().forEach(look);
        }
    }

    private void lookIn(Duration pause, ConversationId conversation, Doubt doubt) {
        timer.at(clock.instant().plus(pause), () -> lookOnceMore(pause, conversation, doubt));
    }

    /// A newer doubt has checks of its own. A look that fails is made up for by the next one, and
    /// the last one ends the doubt in any case: while there is one, a partition is not given away
    /// as clean.
    private void lookOnceMore(Duration pause, ConversationId conversation, Doubt doubt) {
        if (!doubt.equals(doubts.get(conversation))) {
            return;
        }
        try {
            doubt.lanes().forEach(look);
            live.publish(new LiveEvents.Event.InDoubt(conversation));
        } finally {
            if (pause.compareTo(LAST_LOOK) < 0) {
                lookIn(pause.multipliedBy(2), conversation, doubt);
            } else {
                doubts.remove(conversation, doubt);
            }
        }
    }
}
