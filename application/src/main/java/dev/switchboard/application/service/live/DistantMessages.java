package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.service.cluster.PartitionWatcher;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The messages that other hubs journal in conversations which clients of this hub follow. Their
/// hints tell of them; the store is looked at every 15 s in case one was lost, and each second
/// while not all of them arrive.
final class DistantMessages implements PartitionWatcher {

    private static final int AT_ONCE = 1000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final LiveClients clients;
    private final LiveEvents live;
    private final Conversations conversations;
    private final PartitionOwnership ownership;
    private final HintTelemetry telemetry;
    private final Clock clock;

    /// The `seq` up to which the feeds of each conversation were told.
    private final ConcurrentMap<ConversationId, Long> told = new ConcurrentHashMap<>();

    /// The time of the last look after which all hints arrived; null if none may be relied on.
    private final AtomicReference<@Nullable Instant> lastLook = new AtomicReference<>();

    DistantMessages(
            LiveClients clients,
            LiveEvents live,
            Conversations conversations,
            PartitionOwnership ownership,
            HintTelemetry telemetry,
            Clock clock) {
        this.clients = clients;
        this.live = live;
        this.conversations = conversations;
        this.ownership = ownership;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /// Tells the feeds of what they do not have. To be called once a second, and never twice at
    /// once.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    void look() {
        Set<ConversationId> followed = clients.followed();
        live.retain(followed);
        Instant now = clock.instant();
        if (isDue(now)) {
            lastLook.set(null);
            look(followed);
            lastLook.set(live.isWhole() ? now : null);
        }
    }

    private boolean isDue(Instant now) {
        Instant last = lastLook.get();
        return last == null || !live.isWhole() || !now.isBefore(last.plus(BETWEEN_LOOKS));
    }

    private void look(Set<ConversationId> followed) {
        Partitions held = ownership.held();
        List<ConversationId> distant =
                followed.stream().filter(each -> !held.contains(each)).toList();
        told.keySet().retainAll(distant);
        for (int i = 0; i < distant.size(); i += AT_ONCE) {
            compare(distant.subList(i, Math.min(i + AT_ONCE, distant.size())));
        }
    }

    private void compare(List<ConversationId> some) {
        for (Map.Entry<ConversationId, Long> last : conversations.lastSeqs(some).entrySet()) {
            ConversationId conversation = last.getKey();
            long known = Math.max(told.getOrDefault(conversation, 0L), clients.read(conversation));
            if (last.getValue() > known) {
                telemetry.missed();
                told.put(conversation, last.getValue());
                clients.found(conversation, last.getValue());
            }
        }
    }

    /// This hub is told of what comes. It may not have been told of all that came before, nor of
    /// all claims.
    @Override
    public void taken(Partitions some, boolean clean) {
        clients.followed().stream().filter(some::contains).forEach(clients::doubt);
    }
}
