package dev.switchboard.adapter.out.upstreams.hint;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintListener;
import dev.switchboard.domain.secret.Secret;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries hints by publish and subscribe of a Redis or Valkey: one connection to publish, one to
/// hear. The client connects again by itself, and asks for the topics again.
///
/// A hint that cannot be sent at once is lost, and the listener is told. Hints that were sent on a
/// connection which broke are sent again, in their order and before later ones, so some are heard
/// twice.
final class RedisHintLine implements HintLine {

    private static final Logger LOG = LoggerFactory.getLogger(RedisHintLine.class);
    private static final RedisCodec<String, byte[]> FORM =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Duration TO_END = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 10_000;

    /// The least that the client takes.
    private static final int THREADS = 2;

    private final RedisURI address;
    private final ClientResources resources;
    private final RedisClient client;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private volatile Runnable interrupted = () -> {};
    private volatile @Nullable StatefulRedisConnection<String, byte[]> out;
    private volatile @Nullable StatefulRedisPubSubConnection<String, byte[]> in;
    private volatile boolean closed;

    RedisHintLine(Secret url) {
        this.address = RedisURI.create(url.reveal());
        this.address.setTimeout(TO_CONNECT);
        this.resources =
                ClientResources.builder()
                        .ioThreadPoolSize(THREADS)
                        .computationThreadPoolSize(THREADS)
                        .reconnectDelay(Delay.constant(BETWEEN_TRIES))
                        .build();
        this.client = RedisClient.create(resources, this.address);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(MOST_WAITING)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(TO_CONNECT)
                                        .keepAlive(true)
                                        .build())
                        .build());
    }

    @Override
    public void open(HintListener listener) {
        interrupted = listener::interrupted;
        connect(() -> client.connectAsync(FORM, address), connection -> out = connection);
        connect(
                () -> client.connectPubSubAsync(FORM, address),
                connection -> {
                    connection.addListener(new Topics(listener));
                    in = connection;
                    topics.forEach(topic -> subscribe(connection, topic));
                });
    }

    /// Later interruptions are mended by the client, this one is not.
    private <C extends StatefulConnection<String, byte[]>> void connect(
            Supplier<CompletionStage<C>> attempt, Consumer<C> use) {
        attempt.get()
                .whenComplete((connection, failure) -> {
                    if (failure == null) {
                        connection.addListener(new Interruptions());
                        use.accept(connection);
                    } else if (!closed) {
                        LOG.debug("The server for hints is away", failure);
                        var _ =
                                resources
                                        .eventExecutorGroup()
                                        .schedule(
                                                () -> connect(attempt, use),
                                                BETWEEN_TRIES.toMillis(),
                                                MILLISECONDS);
                    }
                });
    }

    private final class Interruptions extends RedisConnectionStateAdapter {

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            interrupted.run();
        }
    }

    private static final class Topics extends RedisPubSubAdapter<String, byte[]> {

        private final HintListener listener;

        Topics(HintListener listener) {
            this.listener = listener;
        }

        @Override
        public void message(String topic, byte[] hint) {
            listener.heard(topic, hint);
        }

        @Override
        public void subscribed(String topic, long count) {
            listener.follows(topic);
        }
    }

    @Override
    public void publish(String topic, byte[] hint) {
        StatefulRedisConnection<String, byte[]> connection = out;
        if (connection == null || closed) {
            interrupted.run();
            return;
        }
        try {
            connection
                    .async()
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
        StatefulRedisPubSubConnection<String, byte[]> connection = in;
        // in this order: a connection that comes meanwhile finds the topic in the set
        topics.add(topic);
        if (connection != null && !closed) {
            subscribe(connection, topic);
        }
    }

    private static void subscribe(
            StatefulRedisPubSubConnection<String, byte[]> connection, String topic) {
        try {
            var _ = connection.async().subscribe(topic);
        } catch (RedisException e) {
            LOG.debug("A topic is not asked for yet", e);
        }
    }

    @Override
    public void leave(String topic) {
        topics.remove(topic);
        StatefulRedisPubSubConnection<String, byte[]> connection = in;
        if (connection != null && !closed) {
            try {
                var _ = connection.async().unsubscribe(topic);
            } catch (RedisException e) {
                LOG.debug("A topic is still followed", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, TO_END);
        var _ = resources.shutdown(0, TO_END.toMillis(), MILLISECONDS);
    }
}
