package dev.switchboard.simulators.script;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All simulated upstreams. A channel exists as soon as somebody names it.
public final class Upstreams {

    private final Clock clock;
    private final Upstream sessions;
    private final Upstream netomi;
    private final Upstream pega;
    private final Upstream pbx;
    private final Upstream salesforce;
    private final Map<String, Upstream> channels = new ConcurrentHashMap<>();

    Upstreams(Clock clock) {
        this.clock = clock;
        this.sessions = new Upstream(clock);
        this.netomi = new Upstream(clock);
        this.pega = new Upstream(clock);
        this.pbx = new Upstream(clock);
        this.salesforce = new Upstream(clock);
    }

    public Upstream sessions() {
        return sessions;
    }

    public Upstream pega() {
        return pega;
    }

    /// The exchange is asked nothing: what it reports is among its callbacks.
    public Upstream pbx() {
        return pbx;
    }

    public Upstream salesforce() {
        return salesforce;
    }

    public Upstream netomi() {
        return netomi;
    }

    public Upstream channel(String name) {
        return channels.computeIfAbsent(name, _ -> new Upstream(clock));
    }

    Optional<Upstream> find(String system, @Nullable String name) {
        if (system.equals("sessions") && name == null) {
            return Optional.of(sessions);
        }
        if (system.equals("pega") && name == null) {
            return Optional.of(pega);
        }
        if (system.equals("pbx") && name == null) {
            return Optional.of(pbx);
        }
        if (system.equals("salesforce") && name == null) {
            return Optional.of(salesforce);
        }
        if (system.equals("netomi") && name == null) {
            return Optional.of(netomi);
        }
        if (system.equals("channels") && name != null) {
            return Optional.of(channel(name));
        }
        return Optional.empty();
    }
}
