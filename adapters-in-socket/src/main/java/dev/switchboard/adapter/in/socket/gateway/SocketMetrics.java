package dev.switchboard.adapter.in.socket.gateway;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineWatch;
import dev.switchboard.adapter.in.socket.engineio.Refusal;
import dev.switchboard.adapter.in.socket.engineio.Transport;
import dev.switchboard.adapter.in.socket.gateway.agent.AgentWatch;
import dev.switchboard.adapter.in.socket.gateway.agent.CommandFailure;
import dev.switchboard.adapter.in.socket.socketio.SocketWatch;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts connections and their errors. No label contains client data.
final class SocketMetrics implements EngineWatch, SocketWatch, AgentWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SocketMetrics.class);
    private static final String NAME = "switchboard.sockets.";

    private final MeterRegistry registry;
    private final Map<Transport, AtomicInteger> open = new EnumMap<>(Transport.class);
    private final AtomicInteger consoles = new AtomicInteger();
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);
    private final Map<CommandFailure, Counter> agentsRefused = new EnumMap<>(CommandFailure.class);
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Counter events;
    private final Counter unknownEvents;
    private final Counter violations;
    private final Counter failures;

    SocketMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Transport transport : Transport.values()) {
            open.put(transport, gauge(transport));
        }
        for (CloseReason reason : CloseReason.values()) {
            Counter.Builder counter = counter("closed", "Connections that ended");
            closed.put(reason, counter.tag("reason", reason.code()).register(registry));
        }
        for (Refusal refusal : Refusal.values()) {
            Counter.Builder counter = counter("refused", "Requests of clients that were refused");
            refused.put(refusal, counter.tag("why", label(refusal)).register(registry));
        }
        for (CommandFailure why : CommandFailure.values()) {
            agentsRefused.put(
                    why,
                    Counter.builder("switchboard.agent.refused")
                            .description("Consoles and their commands that were refused")
                            .tag("code", label(why))
                            .register(registry));
        }
        Gauge.builder("switchboard.agent.consoles", consoles, AtomicInteger::get)
                .description("Connected consoles of agents")
                .register(registry);
        this.events = counter("events", "Events that clients sent").register(registry);
        this.unknownEvents =
                counter("events.unknown", "Unknown events of clients").register(registry);
        this.violations =
                counter("violations", "Connections that broke the protocol").register(registry);
        this.failures =
                counter("failures", "Events and recoveries that failed within the hub")
                        .register(registry);
    }

    private AtomicInteger gauge(Transport transport) {
        AtomicInteger number = new AtomicInteger();
        Gauge.builder(NAME + "open", number, AtomicInteger::get)
                .description("Open connections of clients")
                .tag("transport", label(transport))
                .register(registry);
        return number;
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder(NAME + name).description(description);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private AtomicInteger openBy(Transport transport) {
        return open.getOrDefault(transport, new AtomicInteger());
    }

    /// Open sessions by the label of their transport.
    Map<String, Integer> open() {
        return open.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                each -> label(each.getKey()), each -> each.getValue().get()));
    }

    @Override
    public void opened(Transport transport) {
        openBy(transport).incrementAndGet();
    }

    @Override
    public void upgraded() {
        openBy(Transport.POLLING).decrementAndGet();
        openBy(Transport.WEBSOCKET).incrementAndGet();
    }

    @Override
    public void closed(Transport transport, CloseReason reason) {
        openBy(transport).decrementAndGet();
        count(closed, reason);
    }

    @Override
    public void refused(Refusal refusal) {
        count(refused, refusal);
    }

    private static <K> void count(Map<K, Counter> counters, K which) {
        Counter counter = counters.get(which);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void event(String namespace) {
        events.increment();
    }

    @Override
    public void unknownEvent(String namespace) {
        unknownEvents.increment();
    }

    @Override
    public void violated(String fault) {
        violations.increment();
        LOG.debug("A client broke the protocol: {}", fault);
    }

    @Override
    public void consoles(int count) {
        consoles.set(count);
    }

    @Override
    public void refused(CommandFailure why) {
        count(agentsRefused, why);
    }

    @Override
    public void failed(String namespace, RuntimeException failure) {
        failures.increment();
        if (failure instanceof StoreUnavailableException) {
            // HealthWatch logs this once for the whole hub
            LOG.debug("A handler of {} needs the store: {}", namespace, failure.getMessage());
        } else {
            LOG.error("A handler of {} failed", namespace, failure);
        }
    }
}
