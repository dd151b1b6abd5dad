package dev.switchboard.application.service.peer;

import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionKey;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A port whose calls go to the owner of what they are about. The first argument tells what that
/// is.
final class ForwardedPort {

    private final Class<?> type;
    private final Duration limit;
    private final Map<Class<?>, Function<Object, @Nullable PartitionKey>> keys =
            new LinkedHashMap<>();
    private final Map<Class<?>, Function<Object, HubId>> hubs = new HashMap<>();
    private final Map<String, Aim> ofMethods = new HashMap<>();

    /// @param limit for a call on its way to the owner and back
    ForwardedPort(Class<?> type, Duration limit) {
        this.type = type;
        this.limit = limit;
    }

    /// The destination of a call.
    sealed interface Aim {

        /// This hub, whatever the call is about.
        record Here() implements Aim {}

        record Owner(PartitionKey key) implements Aim {}

        /// This very start of a hub, whatever it owns.
        record Named(HubId hub) implements Aim {}

        /// The owners of the items of the list that is the first argument.
        record OwnerOfEach(Function<Object, @Nullable PartitionKey> key) implements Aim {}

        /// Every owner, for its own part.
        record AllOwners(BinaryOperator<@Nullable Object> sum) implements Aim {}

        /// The one hub that has what is looked for.
        ///
        /// @param found whether the result is that hub's
        record AnyOwner(Predicate<@Nullable Object> found) implements Aim {}
    }

    /// @param argument the first argument, or an item of it if that is a list
    /// @param key null if nobody owns it: then the call is answered here
    <A> ForwardedPort by(Class<A> argument, Function<A, @Nullable PartitionKey> key) {
        keys.put(argument, value -> key.apply(argument.cast(value)));
        return this;
    }

    /// Calls that are for one hub.
    ///
    /// @param argument the first argument
    <A> ForwardedPort to(Class<A> argument, Function<A, HubId> hub) {
        hubs.put(argument, value -> hub.apply(argument.cast(value)));
        return this;
    }

    /// Whether its calls are for one hub, and not about what a hub owns.
    boolean isOfHubs() {
        return !hubs.isEmpty();
    }

    /// A method that every hub answers.
    ForwardedPort here(String method) {
        ofMethods.put(method, new Aim.Here());
        return this;
    }

    /// A method that concerns everything.
    ///
    /// @param sum of two owners' results
    <R> ForwardedPort everywhere(String method, Class<R> result, BinaryOperator<R> sum) {
        ofMethods.put(
                method,
                new Aim.AllOwners((one, other) -> sum.apply(result.cast(one), result.cast(other))));
        return this;
    }

    /// A method about something that one hub has, and nobody knows which.
    ///
    /// @param found whether the result is that hub's
    ForwardedPort anywhere(String method, Predicate<@Nullable Object> found) {
        ofMethods.put(method, new Aim.AnyOwner(found));
        return this;
    }

    Class<?> type() {
        return type;
    }

    Duration limit() {
        return limit;
    }

    Stream<Method> methods() {
        return Stream.of(type.getMethods())
                .filter(method -> !(ofMethods.get(method.getName()) instanceof Aim.Here));
    }

    String path(Method method) {
        return PeerServer.PATH + SentNames.of(type) + "/" + SentNames.of(method);
    }

    Aim aim(Method method, @Nullable Object first) {
        Aim ofMethod = ofMethods.get(method.getName());
        if (ofMethod != null) {
            return ofMethod;
        }
        if (first != null && hubs.containsKey(first.getClass())) {
            return new Aim.Named(hubs.get(first.getClass()).apply(first));
        }
        if (first instanceof List<?>) {
            return new Aim.OwnerOfEach(this::key);
        }
        PartitionKey key = key(first);
        return key == null ? new Aim.Here() : new Aim.Owner(key);
    }

    private @Nullable PartitionKey key(@Nullable Object argument) {
        if (argument == null) {
            throw new IllegalArgumentException(type.getName() + " was called about nothing");
        }
        Function<Object, @Nullable PartitionKey> key = keys.get(argument.getClass());
        if (key == null) {
            throw new IllegalArgumentException("Nobody owns a " + argument.getClass().getName());
        }
        return key.apply(argument);
    }

    /// Whether it is known of each method where its calls go.
    boolean isComplete() {
        return methods()
                .allMatch(method -> ofMethods.containsKey(method.getName()) || isKnown(method));
    }

    private boolean isKnown(Method method) {
        return method.getParameterTypes()[0] == List.class
                || keys.containsKey(method.getParameterTypes()[0])
                || hubs.containsKey(method.getParameterTypes()[0]);
    }
}
