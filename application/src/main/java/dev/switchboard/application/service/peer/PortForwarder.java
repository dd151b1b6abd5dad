package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry.Result;
import dev.switchboard.application.service.cluster.OwnerDirectory;
import dev.switchboard.application.service.cluster.OwnerDirectory.Owner;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.peer.ForwardedPort.Aim;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.json.JsonReader;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each call of a port to the hub that owns what the call is about: this one, or another by
/// HTTP.
///
/// A partition that moves has no owner for a moment, so a call is tried for two seconds. Then it
/// fails as while the store is away, which its caller knows.
final class PortForwarder {

    private static final Logger LOG = LoggerFactory.getLogger(PortForwarder.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// The time within which the table tells that a hub which does not answer has ended properly.
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final OwnerDirectory directory;
    private final ConversationLocks locks;
    private final PeerCalls calls;
    private final PeerTelemetry telemetry;
    private final LongSupplier nanoTime;
    private final Runnable pause;
    private final CallForms forms = new CallForms();

    /// @param pause between two tries
    PortForwarder(
            OwnerDirectory directory,
            ConversationLocks locks,
            PeerCalls calls,
            PeerTelemetry telemetry,
            LongSupplier nanoTime,
            Runnable pause) {
        this.directory = directory;
        this.locks = locks;
        this.calls = calls;
        this.telemetry = telemetry;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /// A call of a port.
    private record Call(
            ForwardedPort port, Object service, Method method, List<@Nullable Object> arguments) {

        @Nullable Object here() {
            return ReflectiveCall.result(() -> method.invoke(service, arguments.toArray()));
        }

        Call about(List<?> items) {
            List<@Nullable Object> others = new ArrayList<>(arguments);
            others.set(0, items);
            return new Call(port, service, method, others);
        }
    }

    /// Returns the port as all hubs together offer it.
    ///
    /// @param service the port as this hub offers it
    <P> P of(ForwardedPort port, Class<P> type, P service) {
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                method.getDeclaringClass() == Object.class
                                        ? ofObject(self, method, arguments)
                                        : result(
                                                new Call(
                                                        port,
                                                        service,
                                                        method,
                                                        arguments == null
                                                                ? List.of()
                                                                : Arrays.asList(arguments))));
        return type.cast(proxy);
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals itself alone
    private static Object ofObject(Object self, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "a forwarded port";
        };
    }

    private @Nullable Object result(Call call) {
        Object first = call.arguments().isEmpty() ? null : call.arguments().getFirst();
        return switch (call.port().aim(call.method(), first)) {
            case Aim.Here _ -> call.here();
            case Aim.Owner(PartitionKey key) -> at(PartitionTable.partition(key), call);
            case Aim.Named(HubId hub) -> directory.isMe(hub) ? call.here() : at(hub, call);
            case Aim.OwnerOfEach(var key) -> {
                byPartition((List<?>) first, key)
                        .forEach((partition, items) -> at(partition, call.about(items)));
                yield null;
            }
            case Aim.AllOwners(var sum) ->
                    directory.oneOfEach().values().stream()
                            .map(partition -> at(partition, call))
                            .reduce(sum)
                            .orElseThrow(PortForwarder::nobody);
            case Aim.AnyOwner(var found) -> search(call, found);
        };
    }

    /// Asks this hub and then the other owners in turn, the silent ones last, until one has it.
    /// Those that do not answer matter only if no other has it: then they are asked again for a
    /// moment, in case they have just ended.
    private @Nullable Object search(Call call, Predicate<@Nullable Object> found) {
        long began = nanoTime.getAsLong();
        Object here = call.here();
        if (found.test(here)) {
            return here;
        }
        Set<HubId> without = new HashSet<>();
        for (Map<HubId, Integer> open = others(without); !open.isEmpty(); open = others(without)) {
            for (int partition : open.values()) {
                Object there = tryAt(partition, call, began, without);
                if (there != null && found.test(there)) {
                    return there;
                }
            }
            open.keySet().removeAll(without);
            if (!open.isEmpty()) {
                boolean silent = open.keySet().stream().allMatch(calls::isAway);
                awaitTable(began, silent ? A_MOMENT : PATIENCE);
            }
        }
        return here;
    }

    /// Returns the other owners, each with one of its partitions, the silent ones last.
    private Map<HubId, Integer> others(Set<HubId> without) {
        Map<HubId, Integer> others = new LinkedHashMap<>();
        directory.oneOfEach().entrySet().stream()
                .filter(each -> !directory.isMe(each.getKey()) && !without.contains(each.getKey()))
                .sorted(Comparator.comparing(each -> calls.isAway(each.getKey())))
                .forEach(each -> others.put(each.getKey(), each.getValue()));
        return others;
    }

    /// @param answered gets the owner if it answers
    /// @return null if it does not
    private @Nullable Object tryAt(int partition, Call call, long began, Set<HubId> answered) {
        if (!(directory.of(partition) instanceof Owner.There(Hub hub, long epoch))) {
            return null;
        }
        try {
            PeerAnswer answer = ask(hub, epoch, partition, call, began);
            if (answer == null) {
                return null;
            }
            answered.add(hub.id());
            return result(call, answer);
        } catch (StoreUnavailableException e) {
            LOG.debug("A search goes on without hub {}: {}", hub.id(), e.getMessage());
            return null;
        }
    }

    private static Map<Integer, List<Object>> byPartition(
            @Nullable List<?> items, Function<Object, @Nullable PartitionKey> key) {
        Map<Integer, List<Object>> found = new LinkedHashMap<>();
        for (Object item : items == null ? List.of() : items) {
            PartitionKey about = key.apply(item);
            if (about != null) {
                found.computeIfAbsent(PartitionTable.partition(about), _ -> new ArrayList<>())
                        .add(item);
            }
        }
        return found;
    }

    private @Nullable Object at(int partition, Call call) {
        long began = nanoTime.getAsLong();
        while (true) {
            switch (directory.of(partition)) {
                case Owner.Here _ -> {
                    return call.here();
                }
                case Owner.There(Hub hub, long epoch) -> {
                    PeerAnswer answer = ask(hub, epoch, partition, call, began);
                    if (answer != null) {
                        return result(call, answer);
                    }
                }
                case Owner.Nobody _ -> {}
            }
            awaitTable(began, PATIENCE);
        }
    }

    /// Waits a moment and looks for a later table.
    private void awaitTable(long began, Duration patience) {
        if (nanoTime.getAsLong() - began >= patience.toNanos()) {
            tell(Result.NOBODY, began);
            throw nobody();
        }
        pause.run();
        directory.look();
    }

    private @Nullable Object at(HubId hub, Call call) {
        Hub there = directory.hub(hub).orElseThrow(PortForwarder::nobody);
        PeerAnswer answer = ask(there, 0, CallForms.NONE, call, nanoTime.getAsLong());
        if (answer == null) {
            throw nobody();
        }
        return result(call, answer);
    }

    private @Nullable Object result(Call call, PeerAnswer answer) {
        return forms.result(call.method(), JsonReader.read(new String(answer.body(), UTF_8)));
    }

    /// @return null if nothing was done, and the call may be tried again
    private @Nullable PeerAnswer ask(Hub hub, long epoch, int partition, Call call, long began) {
        assert !locks.heldByThisThread() : "A turn must not wait for another hub";
        if (!calls.mayCall(hub)) {
            tell(Result.NOBODY, began);
            throw nobody();
        }
        Reply reply =
                calls.call(
                        hub,
                        epoch,
                        call.port().path(call.method()),
                        forms.call(partition, call.method(), call.arguments()),
                        call.port().limit());
        return switch (reply) {
            case Reply.Unreached _ -> null;
            case Reply.Unanswered _ -> {
                tell(Result.UNANSWERED, began);
                throw new StoreUnavailableException("The owner did not answer in time");
            }
            case Reply.Answered(PeerAnswer answer) -> done(answer, began);
        };
    }

    private @Nullable PeerAnswer done(PeerAnswer answer, long began) {
        switch (answer.status()) {
            case NOT_OWNER -> {
                return null;
            }
            case DONE -> tell(Result.DONE, began);
            case STORE_AWAY -> {
                tell(Result.STORE_AWAY, began);
                throw new StoreUnavailableException("The store does not answer the owner");
            }
            case REFUSED, FAILED -> {
                tell(Result.FAILED, began);
                throw new IllegalStateException("The owner answered " + answer.status());
            }
        }
        return answer;
    }

    private void tell(Result result, long began) {
        telemetry.forwarded(result, Duration.ofNanos(nanoTime.getAsLong() - began));
    }

    private static StoreUnavailableException nobody() {
        return new StoreUnavailableException("No hub that can be reached owns it now");
    }
}
