package dev.switchboard.adapter.out.upstreams.hint;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// Publish and subscribe of a Redis or Valkey. Connections that break come back by themselves.
sealed interface Redis permits SingleRedis, ShardedRedis {

    RedisCodec<String, byte[]> FORM = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    Duration TO_CONNECT = Duration.ofSeconds(2);
    int MOST_WAITING = 10_000;

    /// A server that loses its power says nothing, and a connection that only hears would wait for
    /// it for hours.
    KeepAliveOptions SIGNS_OF_LIFE =
            KeepAliveOptions.builder()
                    .enable()
                    .idle(Duration.ofSeconds(5))
                    .interval(Duration.ofSeconds(2))
                    .count(3)
                    .build();

    /// @param url of one server, of the sentinels that know it, or of nodes of a cluster
    static Redis at(String url, ClientResources resources) {
        return ShardedRedis.isMeantBy(url)
                ? ShardedRedis.at(url, resources)
                : SingleRedis.at(url, resources);
    }

    /// What cannot be sent at once fails.
    static ClientOptions options() {
        return ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(TO_CONNECT)
                                .keepAlive(SIGNS_OF_LIFE)
                                .build())
                .build();
    }

    AbstractRedisClient client();

    CompletionStage<Publisher> publisher();

    CompletionStage<Subscriber> subscriber(RedisPubSubListener<String, byte[]> listener);

    /// Whether a connection that comes back asks for its topics by itself.
    boolean asksAgain();

    /// Calls this whenever topics may have moved to another server, which nobody has asked for
    /// them.
    void onMove(Runnable moved);

    interface Publisher {

        RedisFuture<Long> publish(String topic, byte[] hint);
    }

    interface Subscriber {

        RedisFuture<Void> subscribe(String topic);

        RedisFuture<Void> unsubscribe(String topic);
    }
}
