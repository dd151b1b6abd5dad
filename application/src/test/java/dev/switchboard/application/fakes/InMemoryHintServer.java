package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Carries hints between the hubs of one process, on the publisher's thread. It can lose some.
public final class InMemoryHintServer {

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> lost = _ -> false;

    public HintLine line() {
        return new Line();
    }

    /// Loses hints of these topics without a word.
    public void lose(Predicate<String> topics) {
        lost = topics;
    }

    /// Tells all hubs that hints may have been lost.
    public void interrupt() {
        lines.forEach(Line::interrupt);
    }

    private final class Line implements HintLine {

        private final Set<String> topics = ConcurrentHashMap.newKeySet();
        private volatile @Nullable HintListener listener;

        @Override
        public void open(HintListener opened) {
            listener = opened;
            lines.add(this);
        }

        @Override
        public void publish(String topic, byte[] hint) {
            if (lines.contains(this) && !lost.test(topic)) {
                lines.forEach(line -> line.hear(topic, hint));
            }
        }

        private void interrupt() {
            HintListener present = listener;
            if (present != null) {
                present.interrupted();
            }
        }

        private void hear(String topic, byte[] hint) {
            HintListener present = listener;
            if (present != null && topics.contains(topic)) {
                present.heard(topic, hint);
            }
        }

        @Override
        public void follow(String topic) {
            topics.add(topic);
            HintListener present = listener;
            if (present != null) {
                present.follows(topic);
            }
        }

        @Override
        public boolean hearsAll() {
            return true;
        }

        @Override
        public void leave(String topic) {
            topics.remove(topic);
        }

        @Override
        public void close() {
            lines.remove(this);
        }
    }
}
