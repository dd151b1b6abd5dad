package dev.switchboard.simulators.netomi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The steps for the next requests, one each per endpoint; after the last one, requests are
/// unscripted again.
final class NetomiScript {

    private final Map<NetomiEndpoint, Deque<NetomiStep>> steps =
            new EnumMap<>(NetomiEndpoint.class);

    synchronized void replaceBy(List<NetomiStep> next) {
        steps.clear();
        next.forEach(step -> queue(step.on()).add(step));
    }

    synchronized NetomiStep next(NetomiEndpoint netomiEndpoint) {
        NetomiStep step = queue(netomiEndpoint).poll();
        if (step == null) {
            return NetomiStep.UNSCRIPTED;
        }
        if (step.repeat() > 1) {
            queue(netomiEndpoint).push(step.onceLess());
        }
        return step;
    }

    private Deque<NetomiStep> queue(NetomiEndpoint netomiEndpoint) {
        return steps.computeIfAbsent(netomiEndpoint, _ -> new ArrayDeque<>());
    }
}
