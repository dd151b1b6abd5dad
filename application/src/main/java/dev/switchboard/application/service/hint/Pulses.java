package dev.switchboard.application.service.hint;

import dev.switchboard.application.service.hint.Hint.Source;
import dev.switchboard.domain.cluster.HubId;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The signs of life of all hubs, the own ones among them: a line that is dead without a word is
/// noticed by what does not arrive.
final class Pulses {

    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final ConcurrentMap<HubId, Heard> heard = new ConcurrentHashMap<>();

    private record Heard(long run, long at) {}

    /// @param now in nanoseconds
    /// @return whether hints may have been lost since the hub's last sign of life
    boolean hear(Source source, long now) {
        Heard before = heard.put(source.hub(), new Heard(source.run(), now));
        return before != null && before.run() != source.run();
    }

    /// The signs of life so far prove nothing any more: the line broke after them.
    ///
    /// @param now in nanoseconds
    void age(long now) {
        long longAgo = now - SILENCE.toNanos() - 1;
        heard.replaceAll((_, last) -> new Heard(last.run(), longAgo));
    }

    /// Whether each of these hubs gave a sign of life only just now. Forgets all others.
    boolean reach(Collection<HubId> hubs, long now) {
        heard.keySet().retainAll(hubs);
        return hubs.stream().map(heard::get).allMatch(last -> isRecent(last, now));
    }

    private static boolean isRecent(@Nullable Heard last, long now) {
        return last != null && now - last.at() <= SILENCE.toNanos();
    }
}
