package dev.switchboard.adapter.out.upstreams.hint;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintListener;
import dev.switchboard.domain.secret.Secret;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries hints by publish and subscribe of a [Redis]: one connection to publish, one to hear.
///
/// A hint that is not known to have arrived counts as lost, and the listener is told.
final class RedisHintLine implements HintLine {

    private static final Logger LOG = LoggerFactory.getLogger(RedisHintLine.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(5);
    private static final Duration TO_END = Duration.ofSeconds(1);

    /// The least that the client takes.
    private static final int THREADS = 2;

    private final ClientResources resources;
    private final Redis redis;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();

    /// Followed topics that are not heard: they were asked for in vain, or may have moved.
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean retryIsDue = new AtomicBoolean();
    private final AtomicBoolean toldOfRefusal = new AtomicBoolean();
    private volatile Runnable interrupted = () -> {};
    private volatile Redis.@Nullable Publisher out;
    private volatile Redis.@Nullable Subscriber in;
    private volatile boolean closed;

    /// @param url [of a Redis][Redis#at]
    RedisHintLine(Secret url) {
        this.resources =
                ClientResources.builder()
                        .ioThreadPoolSize(THREADS)
                        .computationThreadPoolSize(THREADS)
                        .reconnectDelay(Delay.constant(BETWEEN_TRIES))
                        .build();
        this.redis = redis(url);
    }

    /// The cause is not passed on: it would quote a password.
    private Redis redis(Secret url) {
        try {
            return Redis.at(url.reveal(), resources);
        } catch (RuntimeException _) {
            var _ = resources.shutdown(0, TO_END.toMillis(), MILLISECONDS);
            throw new IllegalArgumentException(
                    "switchboard.cluster.hints is no URL that a client for Redis can read: one"
                            + " sentinel or node after the other, separated by commas, with the"
                            + " name of the master behind # for sentinels, and %2F for / in a"
                            + " password");
        }
    }

    @Override
    public void open(HintListener listener) {
        interrupted = listener::interrupted;
        redis.client().addListener(new Interruptions());
        redis.onMove(this::askForAll);
        var _ =
                resources
                        .eventBus()
                        .get()
                        .ofType(ReconnectFailedEvent.class)
                        .subscribe(event -> tellOfRefusal(event.getCause()));
        connect(redis::publisher, publisher -> out = publisher);
        connect(
                () -> redis.subscriber(new Topics(listener)),
                subscriber -> {
                    in = subscriber;
                    topics.forEach(this::ask);
                });
    }

    /// Later interruptions are mended by the client, this one is not.
    private <C> void connect(Supplier<CompletionStage<C>> attempt, Consumer<C> use) {
        attempt.get()
                .whenComplete((connection, failure) -> {
                    if (failure == null) {
                        use.accept(connection);
                    } else if (!closed) {
                        tellOfRefusal(failure);
                        LOG.debug("The server for hints is away", failure);
                        later(BETWEEN_TRIES, () -> connect(attempt, use));
                    }
                });
    }

    /// Tells once what no further try mends, such as a certificate that is not trusted or a wrong
    /// password. These failures quote none.
    private void tellOfRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof RedisCommandExecutionException) {
                tellOnce("The server for hints cannot be used", cause);
                return;
            }
        }
    }

    private void tellOnce(String problem, Throwable cause) {
        if (!toldOfRefusal.getAndSet(true)) {
            LOG.atWarn()
                    .addKeyValue("action", "hints_unusable")
                    .log("{}: {}", problem, cause.getMessage());
        }
    }

    private void later(Duration pause, Runnable work) {
        try {
            var _ = resources.eventExecutorGroup().schedule(work, pause.toMillis(), MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The line for hints is closed", e);
        }
    }

    private void interrupt() {
        if (!closed) {
            interrupted.run();
        }
    }

    /// Breaks of connections that heard. One that never came up tells of its end too.
    private final class Interruptions extends RedisConnectionStateAdapter {

        private final Set<RedisChannelHandler<?, ?>> connected = ConcurrentHashMap.newKeySet();

        @Override
        public void onRedisConnected(
                RedisChannelHandler<?, ?> connection, SocketAddress socketAddress) {
            if (connection instanceof StatefulRedisPubSubConnection<?, ?>) {
                connected.add(connection);
            }
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            if (connected.remove(connection)) {
                interrupt();
                if (!redis.asksAgain()) {
                    askForAll();
                }
            }
        }
    }

    private final class Topics extends RedisPubSubAdapter<String, byte[]> {

        private final HintListener listener;

        Topics(HintListener listener) {
            this.listener = listener;
        }

        @Override
        public void message(String topic, byte[] hint) {
            listener.heard(topic, hint);
        }

        @Override
        public void smessage(String topic, byte[] hint) {
            listener.heard(topic, hint);
        }

        @Override
        public void subscribed(String topic, long count) {
            // a topic may have been left while it was asked for
            if (topics.contains(topic)) {
                listener.follows(topic);
            } else {
                leave(topic);
            }
        }

        @Override
        public void ssubscribed(String topic, long count) {
            subscribed(topic, count);
        }

        /// The topic has moved to another server, unless it was left.
        @Override
        public void sunsubscribed(String topic, long count) {
            if (topics.contains(topic)) {
                askAgain(topic, BETWEEN_TRIES);
            }
        }
    }

    @Override
    public void publish(String topic, byte[] hint) {
        Redis.Publisher publisher = out;
        if (publisher == null || closed) {
            interrupt();
            return;
        }
        try {
            publisher
                    .publish(topic, hint)
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            interrupt();
                        }
                    });
        } catch (RuntimeException e) {
            LOG.debug("A hint is lost", e);
            interrupt();
        }
    }

    @Override
    public void follow(String topic) {
        // in this order: a connection that comes meanwhile finds the topic in the set
        topics.add(topic);
        ask(topic);
    }

    @Override
    public boolean hearsAll() {
        return missing.isEmpty();
    }

    private void ask(String topic) {
        Redis.Subscriber subscriber = in;
        if (subscriber == null || closed) {
            return;
        }
        try {
            subscriber
                    .subscribe(topic)
                    .whenComplete((_, failure) -> {
                        if (failure == null) {
                            missing.remove(topic);
                            toldOfRefusal.set(false);
                        } else {
                            askAgain(topic, failure);
                        }
                    });
        } catch (RuntimeException e) {
            askAgain(topic, e);
        }
    }

    private void askAgain(String topic, Throwable failure) {
        if (failure instanceof RedisCommandExecutionException) {
            tellOnce("The server for hints refuses a topic", failure);
            askAgain(topic, AFTER_A_REFUSAL);
        } else {
            LOG.debug("A topic is not heard yet", failure);
            askAgain(topic, BETWEEN_TRIES);
        }
    }

    /// Even a client that asks again for what it heard once does not for what was refused.
    private void askAgain(String topic, Duration pause) {
        missing.add(topic);
        if (!retryIsDue.getAndSet(true)) {
            later(pause, this::askForMissing);
        }
    }

    private void askForAll() {
        topics.forEach(topic -> askAgain(topic, BETWEEN_TRIES));
    }

    /// Those that fail at once are put back while this goes on, so it goes through a copy.
    private void askForMissing() {
        retryIsDue.set(false);
        for (String topic : List.copyOf(missing)) {
            if (topics.contains(topic)) {
                ask(topic);
            } else {
                missing.remove(topic);
            }
        }
    }

    @Override
    public void leave(String topic) {
        topics.remove(topic);
        missing.remove(topic);
        Redis.Subscriber subscriber = in;
        if (subscriber != null && !closed) {
            try {
                var _ = subscriber.unsubscribe(topic);
            } catch (RuntimeException e) {
                LOG.debug("A topic is still followed", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        redis.client().shutdown(Duration.ZERO, TO_END);
        var _ = resources.shutdown(0, TO_END.toMillis(), MILLISECONDS);
    }
}
