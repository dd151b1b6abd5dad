package dev.switchboard.simulators.script;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All simulated upstreams. A channel is created on first use.
public final class Upstreams {

    private final Clock clock;

    /// By their names below `/sim/`.
    private final Map<String, Upstream> systems;

    private final Map<String, Upstream> channels = new ConcurrentHashMap<>();

    Upstreams(Clock clock) {
        this.clock = clock;
        this.systems =
                Stream.of(
                                "sessions",
                                "netomi",
                                "pega",
                                "pbx",
                                "yalo",
                                "studio",
                                "botrunner",
                                "salesforce",
                                "meta")
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), _ -> new Upstream(clock)));
    }

    private Upstream system(String name) {
        return Objects.requireNonNull(systems.get(name));
    }

    public Upstream sessions() {
        return system("sessions");
    }

    public Upstream pega() {
        return system("pega");
    }

    /// The exchange receives no calls; its reports are among its callbacks.
    public Upstream pbx() {
        return system("pbx");
    }

    public Upstream salesforce() {
        return system("salesforce");
    }

    public Upstream netomi() {
        return system("netomi");
    }

    public Upstream yalo() {
        return system("yalo");
    }

    public Upstream studio() {
        return system("studio");
    }

    public Upstream botrunner() {
        return system("botrunner");
    }

    public Upstream meta() {
        return system("meta");
    }

    public Upstream channel(String name) {
        return channels.computeIfAbsent(name, _ -> new Upstream(clock));
    }

    Optional<Upstream> find(String system, @Nullable String name) {
        if (system.equals("channels") && name != null) {
            return Optional.of(channel(name));
        }
        return name == null ? Optional.ofNullable(systems.get(system)) : Optional.empty();
    }
}
