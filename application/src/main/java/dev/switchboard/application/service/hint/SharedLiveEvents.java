package dev.switchboard.application.service.hint;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintListener;
import dev.switchboard.application.port.out.live.HintSeal;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.service.hint.Hint.Source;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live events of hubs that share their partitions. Listeners of the same hub hear an event at
/// once. The other hubs hear a hint of it, if clients of theirs follow the conversation.
///
/// Hints get lost. Each conversation is followed as long as its hints come from one unbroken
/// [run][Source]; whenever they do not, it is in doubt, and its feeds read the journal and look at
/// the claims before they push anything more.
final class SharedLiveEvents implements LiveEvents {

    private static final Logger log = LoggerFactory.getLogger(SharedLiveEvents.class);
    private static final Duration LINGER = Duration.ofSeconds(30);

    /// Followers read longer messages from the store.
    private static final int MOST_LETTERS = 16_384;

    private final List<Consumer<Event>> own = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> others = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, FollowedTopic> topics = new ConcurrentHashMap<>();
    private final Pulses pulses = new Pulses();
    private final AtomicLong run = new AtomicLong();
    private final HintLine line;
    private final HintSeal seal;
    private final HintForms forms;
    private final Hubs hubs;
    private final HintTelemetry telemetry;
    private final LongSupplier nanoTime;
    private final String pulse;
    private final AtomicBoolean whole = new AtomicBoolean();

    SharedLiveEvents(
            HintLine line,
            HintSeal seal,
            Hubs hubs,
            HintTelemetry telemetry,
            LongSupplier nanoTime) {
        this.line = line;
        this.seal = seal;
        this.forms = new HintForms(seal);
        this.hubs = hubs;
        this.telemetry = telemetry;
        this.nanoTime = nanoTime;
        this.pulse = seal.topic("pulse");
        line.open(new Listener());
        line.follow(pulse);
    }

    private final class Listener implements HintListener {

        @Override
        public void heard(String topic, byte[] hint) {
            SharedLiveEvents.this.heard(topic, hint);
        }

        @Override
        public void follows(String topic) {
            SharedLiveEvents.this.follows(topic);
        }

        @Override
        public void interrupted() {
            SharedLiveEvents.this.interrupted();
        }
    }

    /// The hubs that share the table.
    interface Hubs {

        /// This one; empty until it is registered.
        Optional<HubId> me();

        /// The others that own something.
        Stream<HubId> others();
    }

    @Override
    public void publish(Event event) {
        tell(own, event);
        Event told = told(event);
        HubId me = told == null ? null : hubs.me().orElse(null);
        if (told != null && me != null) {
            telemetry.published();
            Hint hint = new Hint.Told(new Source(me, run.get()), told);
            line.publish(topic(told.conversation()), forms.write(hint));
        }
    }

    private static void tell(List<Consumer<Event>> listeners, Event event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private String topic(ConversationId conversation) {
        return seal.topic("conversation " + conversation.value());
    }

    /// Returns the part of an event that clients at other hubs may get; null if there is none.
    private static @Nullable Event told(Event event) {
        return switch (event) {
            case Event.Appended(var message, var deliveries) -> appended(message, deliveries);
            case Event.InDoubt _,
                    Event.Passed _,
                    Event.Grown _,
                    Event.Claimed _,
                    Event.Resumed _,
                    Event.Settled _,
                    Event.Slow _,
                    Event.Fleeting _ ->
                    event;
            case Event.Found _, Event.Reached _, Event.Typing _ -> null;
        };
    }

    private static Event appended(Message message, List<Delivery> deliveries) {
        List<Delivery> forClients =
                deliveries.stream()
                        .filter(delivery -> delivery.target().equals(Target.LIVE_CLIENTS))
                        .toList();
        if (forClients.isEmpty()) {
            return new Event.Passed(message.conversation(), message.seq());
        }
        return message.content().length() > MOST_LETTERS
                ? new Event.Grown(message.conversation(), message.seq())
                : new Event.Appended(message, forClients);
    }

    @Override
    public void listen(Consumer<Event> listener) {
        own.add(listener);
    }

    @Override
    public void listenToAll(Consumer<Event> listener) {
        own.add(listener);
        others.add(listener);
    }

    @Override
    public void follow(ConversationId conversation) {
        String name = topic(conversation);
        long now = nanoTime.getAsLong();
        FollowedTopic added = new FollowedTopic(conversation, now);
        FollowedTopic present = topics.putIfAbsent(name, added);
        if (present == null) {
            line.follow(name);
        } else {
            present.ask(now);
        }
    }

    @Override
    public void retain(Set<ConversationId> conversations) {
        long now = nanoTime.getAsLong();
        topics.forEach((name, topic) -> {
            if (!conversations.contains(topic.conversation())
                    && topic.isAskedForBefore(now - LINGER.toNanos())
                    && topics.remove(name, topic)) {
                line.leave(name);
            }
        });
    }

    @Override
    public boolean isWhole() {
        return whole.get();
    }

    /// From now on, all hints of a topic are heard.
    private void follows(String name) {
        FollowedTopic topic = topics.get(name);
        if (topic != null) {
            tell(others, new Event.InDoubt(topic.conversation()));
        }
    }

    /// Hints may have been lost: those of this hub, or those of others.
    void interrupted() {
        run.incrementAndGet();
    }

    void heard(String name, byte[] sealed) {
        try {
            forms.read(sealed).ifPresentOrElse(hint -> heard(name, hint), telemetry::refused);
        } catch (RuntimeException e) {
            // its text may be a customer's words
            log.debug("A hint could not be used: {}", e.getClass().getName());
            telemetry.refused();
            interrupted();
            follows(name);
        }
    }

    private void heard(String name, Hint hint) {
        switch (hint) {
            case Hint.Pulse(var source) -> {
                if (pulses.hear(source, nanoTime.getAsLong())) {
                    doubtAll();
                }
            }
            case Hint.Told(var source, var event) -> {
                FollowedTopic topic = topics.get(name);
                if (topic != null
                        && topic.conversation().equals(event.conversation())
                        && !hubs.me().filter(source.hub()::equals).isPresent()) {
                    heard(topic, source, event);
                }
            }
        }
    }

    private void heard(FollowedTopic topic, Source source, Event event) {
        telemetry.heard();
        if (!topic.goesOn(source, run.get()) || event instanceof Event.Claimed) {
            tell(others, new Event.InDoubt(topic.conversation()));
        }
        tell(others, event);
    }

    private void doubtAll() {
        topics.values().forEach(topic -> tell(others, new Event.InDoubt(topic.conversation())));
    }

    /// Gives a sign of life, and looks for those of the others.
    void beat() {
        hubs.me().ifPresent(this::beat);
    }

    private void beat(HubId me) {
        boolean now =
                pulses.reach(
                        Stream.concat(Stream.of(me), hubs.others()).toList(), nanoTime.getAsLong());
        if (now != whole.get()) {
            log.info(
                    now
                            ? "Hints of all hubs arrive"
                            : "Hints of other hubs do not arrive; clients here see their messages"
                                    + " up to a second later");
            interrupted();
            whole.set(now);
        }
        line.publish(pulse, forms.write(new Hint.Pulse(new Source(me, run.get()))));
    }
}
