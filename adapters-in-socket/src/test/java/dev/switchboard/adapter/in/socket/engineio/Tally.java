package dev.switchboard.adapter.in.socket.engineio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what an engine reports.
final class Tally implements EngineWatch {

    private final Map<Object, Integer> counts = new ConcurrentHashMap<>();

    int of(Object what) {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public void opened(Transport transport) {
        counts.merge(transport, 1, Integer::sum);
    }

    @Override
    public void upgraded() {
        counts.merge("upgraded", 1, Integer::sum);
    }

    @Override
    public void closed(Transport transport, CloseReason reason) {
        counts.merge(reason, 1, Integer::sum);
        counts.merge(transport + " closed", 1, Integer::sum);
    }

    @Override
    public void refused(Refusal refusal) {
        counts.merge(refusal, 1, Integer::sum);
    }
}
