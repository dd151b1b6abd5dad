package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.health.WatchPace;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// A hub that did what a test sets.
public final class FakePace implements WatchPace {

    private volatile List<Point> points = List.of();

    public void set(Point... done) {
        points = List.of(done);
    }

    @Override
    public List<Point> since(Instant from) {
        return points.stream().filter(point -> !point.at().isBefore(from)).toList();
    }

    @Override
    public Runnable watch(Consumer<Point> watcher) {
        throw new UnsupportedOperationException("read only");
    }
}
