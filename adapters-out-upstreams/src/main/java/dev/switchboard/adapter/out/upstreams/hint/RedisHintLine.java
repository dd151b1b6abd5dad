package dev.switchboard.adapter.out.upstreams.hint;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintListener;
import dev.switchboard.domain.secret.Secret;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries hints by publish and subscribe of a [Redis]: one connection to publish, one to hear.
///
/// A hint that cannot be sent at once is lost, and the listener is told. Hints that were sent on a
/// connection which broke are sent again, in their order and before later ones, so some are heard
/// twice.
final class RedisHintLine implements HintLine {

    private static final Logger LOG = LoggerFactory.getLogger(RedisHintLine.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Duration TO_END = Duration.ofSeconds(1);

    /// The least that the client takes.
    private static final int THREADS = 2;

    private final ClientResources resources;
    private final Redis redis;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();

    /// Topics that are still to be asked for.
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean asksAgain = new AtomicBoolean();
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
        this.redis = Redis.at(url.reveal(), resources);
    }

    @Override
    public void open(HintListener listener) {
        interrupted = listener::interrupted;
        redis.client().addListener(new Interruptions());
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
                        LOG.debug("The server for hints is away", failure);
                        later(() -> connect(attempt, use));
                    }
                });
    }

    private void later(Runnable work) {
        var _ =
                resources
                        .eventExecutorGroup()
                        .schedule(work, BETWEEN_TRIES.toMillis(), MILLISECONDS);
    }

    /// A cluster may give the topics of a server that is gone to another one, of which the client
    /// asks nothing by itself.
    private final class Interruptions extends RedisConnectionStateAdapter {

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            if (connection instanceof StatefulRedisPubSubConnection<?, ?>) {
                interrupted.run();
                if (redis.isSharded()) {
                    topics.forEach(RedisHintLine.this::askAgain);
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
            listener.follows(topic);
        }

        @Override
        public void ssubscribed(String topic, long count) {
            listener.follows(topic);
        }

        /// The topic has moved to another server, unless it was left.
        @Override
        public void sunsubscribed(String topic, long count) {
            if (topics.contains(topic)) {
                interrupted.run();
                askAgain(topic);
            }
        }
    }

    @Override
    public void publish(String topic, byte[] hint) {
        Redis.Publisher publisher = out;
        if (publisher == null || closed) {
            interrupted.run();
            return;
        }
        try {
            publisher
                    .publish(topic, hint)
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            interrupted.run();
                        }
                    });
        } catch (RedisException _) {
            interrupted.run();
        }
    }

    @Override
    public void follow(String topic) {
        // in this order: a connection that comes meanwhile finds the topic in the set
        topics.add(topic);
        ask(topic);
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
                        if (failure != null) {
                            askAgain(topic);
                        }
                    });
        } catch (RedisException _) {
            askAgain(topic);
        }
    }

    /// The client asks again for what it had once, not for what was refused.
    private void askAgain(String topic) {
        missing.add(topic);
        if (!closed && !asksAgain.getAndSet(true)) {
            later(this::askForMissing);
        }
    }

    private void askForMissing() {
        asksAgain.set(false);
        missing.forEach(topic -> {
            missing.remove(topic);
            if (topics.contains(topic)) {
                ask(topic);
            }
        });
    }

    @Override
    public void leave(String topic) {
        topics.remove(topic);
        Redis.Subscriber subscriber = in;
        if (subscriber != null && !closed) {
            try {
                var _ = subscriber.unsubscribe(topic);
            } catch (RedisException e) {
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
