package dev.switchboard.application.service.live;

import static java.util.stream.Collectors.toSet;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.hint.RecordLooks;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The messages that other hubs journal in conversations which clients and consoles of this hub
/// follow. Their hints tell of them; the store is looked at every 15 s in case one was lost, and
/// each second while not all of them arrive.
final class DistantMessages implements PartitionListener {

    private static final int AT_ONCE = 1000;

    private final LiveEvents live;
    private final Conversations conversations;
    private final PartitionOwnership ownership;
    private final HintTelemetry telemetry;
    private final Clock clock;
    private final List<Audience> audiences = new CopyOnWriteArrayList<>();
    private final RecordLooks looks = new RecordLooks();

    DistantMessages(
            LiveEvents live,
            Conversations conversations,
            PartitionOwnership ownership,
            HintTelemetry telemetry,
            Clock clock) {
        this.live = live;
        this.conversations = conversations;
        this.ownership = ownership;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /// @param shown further conversations whose events are heard
    /// @param told the `seq` up to which the followers of each conversation were told
    private record Audience(
            DistantFollowers followers,
            Supplier<Set<ConversationId>> shown,
            Map<ConversationId, Long> told) {}

    /// @param shown conversations whose events they hear, whoever owns them: clients of other hubs
    ///   acknowledge there
    void lookAfter(DistantFollowers followers, Supplier<Set<ConversationId>> shown) {
        audiences.add(new Audience(followers, shown, new ConcurrentHashMap<>()));
    }

    /// Tells followers of what they do not have. To be called once a second, and never twice at
    /// once.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    void look() {
        Map<Audience, Set<ConversationId>> followed = new HashMap<>();
        audiences.forEach(each -> followed.put(each, each.followers().followed()));
        live.retain(
                Stream.concat(
                                followed.values().stream(),
                                audiences.stream().map(each -> each.shown().get()))
                        .flatMap(Set::stream)
                        .collect(toSet()));
        Instant now = clock.instant();
        if (looks.isDue(now, live.isWhole())) {
            looks.forget();
            followed.forEach(this::look);
            looks.done(now, live.isWhole());
        }
    }

    private void look(Audience audience, Set<ConversationId> followed) {
        Partitions held = ownership.held();
        List<ConversationId> distant =
                followed.stream().filter(each -> !held.contains(each)).toList();
        audience.told().keySet().retainAll(distant);
        for (int i = 0; i < distant.size(); i += AT_ONCE) {
            compare(audience, distant.subList(i, Math.min(i + AT_ONCE, distant.size())));
        }
    }

    private void compare(Audience audience, List<ConversationId> some) {
        Map<ConversationId, Long> before = new HashMap<>();
        some.forEach(each -> before.put(each, audience.followers().readUpTo(each)));
        for (Map.Entry<ConversationId, Long> last : conversations.lastSeqs(some).entrySet()) {
            ConversationId conversation = last.getKey();
            long told = audience.told().getOrDefault(conversation, 0L);
            long read = audience.followers().readUpTo(conversation);
            if (last.getValue() < before.getOrDefault(conversation, 0L)) {
                // it has ended and begun anew
                audience.told().remove(conversation);
                audience.followers().doubt(conversation);
            } else if (last.getValue() > Math.max(told, read)) {
                telemetry.missed();
                audience.told().put(conversation, last.getValue());
                audience.followers().found(conversation, last.getValue());
            }
        }
    }

    /// This hub is told of what comes. It may not have been told of all that came before, nor of
    /// all claims.
    @Override
    public void taken(Partitions some, boolean clean) {
        doubt(some);
    }

    /// Another hub may have journaled something late.
    @Override
    public void recover(Partitions some, boolean last) {
        doubt(some);
    }

    private void doubt(Partitions some) {
        for (Audience each : audiences) {
            each.followers().followed().stream()
                    .filter(some::contains)
                    .forEach(each.followers()::doubt);
        }
    }
}
