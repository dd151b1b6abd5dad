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

    /// The upstreams by their names below `/sim/`.
    private final Map<String, ScriptedUpstream> systems;

    private final Map<String, ScriptedUpstream> channels = new ConcurrentHashMap<>();

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
                                        Function.identity(), _ -> new ScriptedUpstream(clock)));
    }

    private ScriptedUpstream system(String name) {
        return Objects.requireNonNull(systems.get(name));
    }

    public ScriptedUpstream sessions() {
        return system("sessions");
    }

    public ScriptedUpstream pega() {
        return system("pega");
    }

    /// The exchange receives no calls; its reports are among its callbacks.
    public ScriptedUpstream pbx() {
        return system("pbx");
    }

    public ScriptedUpstream salesforce() {
        return system("salesforce");
    }

    public ScriptedUpstream netomi() {
        return system("netomi");
    }

    public ScriptedUpstream yalo() {
        return system("yalo");
    }

    public ScriptedUpstream studio() {
        return system("studio");
    }

    public ScriptedUpstream botrunner() {
        return system("botrunner");
    }

    public ScriptedUpstream meta() {
        return system("meta");
    }

    public ScriptedUpstream channel(String name) {
        return channels.computeIfAbsent(name, _ -> new ScriptedUpstream(clock));
    }

    Optional<ScriptedUpstream> find(String system, @Nullable String name) {
        if (system.equals("channels") && name != null) {
            return Optional.of(channel(name));
        }
        return name == null ? Optional.ofNullable(systems.get(system)) : Optional.empty();
    }
}
