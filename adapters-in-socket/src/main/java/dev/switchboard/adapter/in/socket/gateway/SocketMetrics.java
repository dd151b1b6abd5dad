package dev.switchboard.adapter.in.socket.gateway;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineWatch;
import dev.switchboard.adapter.in.socket.engineio.Refusal;
import dev.switchboard.adapter.in.socket.engineio.Transport;
import dev.switchboard.adapter.in.socket.gateway.agent.AgentWatch;
import dev.switchboard.adapter.in.socket.socketio.SocketWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts connections and what goes wrong with them. No label holds anything a client sent.
final class SocketMetrics implements EngineWatch, SocketWatch, AgentWatch {

    private static final Logger log = LoggerFactory.getLogger(SocketMetrics.class);

    private final MeterRegistry registry;
    private final Map<Transport, AtomicInteger> open = new EnumMap<>(Transport.class);
    private final AtomicInteger consoles = new AtomicInteger();
    private final Counter events;
    private final Counter unknownEvents;
    private final Counter violations;
    private final Counter failures;

    SocketMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Transport transport : Transport.values()) {
            open.put(
                    transport,
                    registry.gauge(
                            "switchboard.sockets.open",
                            Tags.of("transport", label(transport)),
                            new AtomicInteger()));
        }
        registry.gauge("switchboard.agent.consoles", consoles);
        this.events = registry.counter("switchboard.sockets.events");
        this.unknownEvents = registry.counter("switchboard.sockets.events.unknown");
        this.violations = registry.counter("switchboard.sockets.violations");
        this.failures = registry.counter("switchboard.sockets.failures");
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private AtomicInteger openBy(Transport transport) {
        return open.getOrDefault(transport, new AtomicInteger());
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
        registry.counter("switchboard.sockets.closed", "reason", reason.code()).increment();
    }

    @Override
    public void refused(Refusal refusal) {
        registry.counter("switchboard.sockets.refused", "why", label(refusal)).increment();
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
        log.debug("A client broke the protocol: {}", fault);
    }

    @Override
    public void consoles(int count) {
        consoles.set(count);
    }

    @Override
    public void refused(String what, String code) {
        registry.counter("switchboard.agent.refused", "what", what, "code", code).increment();
    }

    @Override
    public void failed(String namespace, RuntimeException failure) {
        failures.increment();
        log.error("A handler of {} failed", namespace, failure);
    }
}
