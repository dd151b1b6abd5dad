package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.domain.delivery.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All connections to Pega Digital Messaging.
final class PegaLines implements DeskStates {

    private final Map<Target, PegaLine> lines = new LinkedHashMap<>();

    PegaLines(List<PegaConnection> connections) {
        connections.forEach(each -> lines.put(each.desk(), new PegaLine(each)));
    }

    List<PegaConnection> connections() {
        return lines.values().stream().map(PegaLine::connection).toList();
    }

    @Nullable PegaLine find(Target desk) {
        return lines.get(desk);
    }

    @Override
    public List<DeskState> all() {
        if (lines.isEmpty()) {
            Target unnamed = PegaConnection.deskOf(PegaProperties.UNNAMED);
            return List.of(new DeskState(unnamed, null, Condition.NOT_CONFIGURED, null, null));
        }
        return lines.values().stream().map(PegaLine::state).toList();
    }
}
