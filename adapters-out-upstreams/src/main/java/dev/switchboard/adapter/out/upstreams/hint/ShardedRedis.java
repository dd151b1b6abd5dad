package dev.switchboard.adapter.out.upstreams.hint;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// A cluster of servers, each with a part of the topics: a hint goes to the one server that has its
/// topic, and from there to those who follow it.
record ShardedRedis(RedisClusterClient client) implements Redis {

    private static final Pattern SCHEME = Pattern.compile("^(rediss?)-cluster://");
    private static final Duration BETWEEN_LOOKS_AT_THE_CLUSTER = Duration.ofSeconds(10);

    /// Whether a URL names nodes of a cluster.
    static boolean isMeantBy(String url) {
        return SCHEME.matcher(url).find();
    }

    static ShardedRedis at(String url, ClientResources resources) {
        List<RedisURI> nodes =
                RedisClusterURIUtil.toRedisURIs(
                        URI.create(SCHEME.matcher(url).replaceFirst("$1://")));
        nodes.forEach(node -> node.setTimeout(TO_CONNECT));
        RedisClusterClient client = RedisClusterClient.create(resources, nodes);
        client.setOptions(
                ClusterClientOptions.builder(Redis.options())
                        .topologyRefreshOptions(
                                ClusterTopologyRefreshOptions.builder()
                                        .enablePeriodicRefresh(BETWEEN_LOOKS_AT_THE_CLUSTER)
                                        .build())
                        .build());
        return new ShardedRedis(client);
    }

    @Override
    public CompletionStage<Publisher> publisher() {
        return client.refreshPartitionsAsync()
                .thenCompose(_ -> client.connectAsync(FORM))
                .thenApply(connection -> connection.async()::spublish);
    }

    @Override
    public CompletionStage<Subscriber> subscriber(RedisPubSubListener<String, byte[]> listener) {
        return client.refreshPartitionsAsync()
                .thenCompose(_ -> client.connectPubSubAsync(FORM))
                .thenApply(connection -> {
                    connection.addListener(listener);
                    return new Commands(connection.async());
                });
    }

    /// The client asks for all of them in one command, which a server refuses.
    @Override
    public boolean asksAgain() {
        return false;
    }

    /// The client asks nothing of a server that takes over topics.
    @Override
    public void onMove(Runnable moved) {
        var _ =
                client.getResources()
                        .eventBus()
                        .get()
                        .ofType(ClusterTopologyChangedEvent.class)
                        .subscribe(_ -> moved.run());
    }

    private record Commands(RedisPubSubAsyncCommands<String, byte[]> commands)
            implements Subscriber {

        @Override
        public RedisFuture<Void> subscribe(String topic) {
            return commands.ssubscribe(topic);
        }

        @Override
        public RedisFuture<Void> unsubscribe(String topic) {
            return commands.sunsubscribe(topic);
        }
    }
}
