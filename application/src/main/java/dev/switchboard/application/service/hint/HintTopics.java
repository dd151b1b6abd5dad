package dev.switchboard.application.service.hint;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintListener;
import dev.switchboard.application.port.out.live.HintSeal;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.service.hint.Hint.Source;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topics of hints between hubs that share their partitions: one for each conversation or
/// organisation that somebody follows.
///
/// Hints get lost. Each subject is followed as long as its hints come from one unbroken
/// [run][Source]; whenever they do not, it is in doubt, and its followers look at the record.
final class HintTopics {

    private static final Logger LOG = LoggerFactory.getLogger(HintTopics.class);
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final List<Follower> followers = new CopyOnWriteArrayList<>();
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

    HintTopics(
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
            HintTopics.this.heard(topic, hint);
        }

        @Override
        public void follows(String topic) {
            HintTopics.this.follows(topic);
        }

        @Override
        public void interrupted() {
            HintTopics.this.interrupted();
            pulses.age(nanoTime.getAsLong());
            arrive(false);
        }
    }

    /// The hubs that share the table.
    interface Hubs {

        /// This one; empty until it is registered.
        Optional<HubId> me();

        /// The others that own something.
        Stream<HubId> others();
    }

    /// Hears the hints of other hubs. Must not block.
    interface Follower {

        /// @param goesOn whether nothing can be missing since the last hint of the subject
        void heard(Hint.Topical hint, boolean goesOn);

        /// Hints of the subject may have been lost, or were not heard before.
        void inDoubt(PartitionKey subject);
    }

    /// Registers a follower of everything that this hub [follows][#follow].
    void add(Follower follower) {
        followers.add(follower);
    }

    /// Publishes a hint to the hubs that follow its subject. Never blocks and never throws.
    void publish(Function<Source, Hint.Topical> hint) {
        hubs.me().map(me -> hint.apply(new Source(me, run.get()))).ifPresent(this::publish);
    }

    private void publish(Hint.Topical hint) {
        telemetry.published();
        line.publish(topic(hint.subject()), forms.write(hint));
    }

    private String topic(PartitionKey subject) {
        return seal.topic(subject.partitionKey());
    }

    void follow(PartitionKey subject) {
        String name = topic(subject);
        long now = nanoTime.getAsLong();
        FollowedTopic present = topics.putIfAbsent(name, new FollowedTopic(subject, now));
        if (present == null) {
            line.follow(name);
        } else {
            present.ask(now);
        }
    }

    /// Ends following these subjects, except those that were asked for a moment ago.
    void leave(Predicate<PartitionKey> which) {
        long now = nanoTime.getAsLong();
        topics.forEach((name, topic) -> {
            if (which.test(topic.subject())
                    && topic.isAskedForBefore(now - LINGER.toNanos())
                    && topics.remove(name, topic)) {
                line.leave(name);
            }
        });
    }

    /// Whether the hints of all hubs arrive, as far as this one knows.
    boolean isWhole() {
        return whole.get() && line.hearsAll();
    }

    private void arrive(boolean now) {
        if (whole.getAndSet(now) != now) {
            LOG.info(
                    now
                            ? "Hints of all hubs arrive"
                            : "Hints of other hubs do not arrive; clients here see what those do"
                                    + " up to a second later");
            interrupted();
        }
    }

    /// All hints of a topic are heard from now on.
    private void follows(String name) {
        FollowedTopic topic = topics.get(name);
        if (topic != null) {
            doubt(topic);
        }
    }

    private void doubt(FollowedTopic topic) {
        tell(follower -> follower.inDoubt(topic.subject()));
    }

    private void tell(Consumer<Follower> what) {
        followers.forEach(what);
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
            LOG.debug("A hint could not be used: {}", e.getClass().getName());
            telemetry.refused();
            interrupted();
            follows(name);
        }
    }

    private void heard(String name, Hint hint) {
        switch (hint) {
            case Hint.Pulse(var source) -> {
                if (pulses.hear(source, nanoTime.getAsLong())) {
                    topics.values().forEach(this::doubt);
                }
            }
            case Hint.Topical topical -> {
                FollowedTopic topic = topics.get(name);
                if (topic != null
                        && topic.subject().equals(topical.subject())
                        && !hubs.me().filter(topical.source().hub()::equals).isPresent()) {
                    telemetry.heard();
                    boolean goesOn = topic.goesOn(topical.source(), run.get());
                    tell(follower -> follower.heard(topical, goesOn));
                }
            }
        }
    }

    /// Gives a sign of life, and looks for those of the others.
    void beat() {
        hubs.me().ifPresent(this::beat);
    }

    private void beat(HubId me) {
        boolean now =
                pulses.reach(
                        Stream.concat(Stream.of(me), hubs.others()).toList(), nanoTime.getAsLong());
        arrive(now);
        line.publish(pulse, forms.write(new Hint.Pulse(new Source(me, run.get()))));
    }
}
