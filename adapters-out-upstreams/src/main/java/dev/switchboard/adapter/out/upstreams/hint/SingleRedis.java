package dev.switchboard.adapter.out.upstreams.hint;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.CompletionStage;

/// One server, or the one that sentinels name.
record SingleRedis(RedisClient client, RedisURI address) implements Redis {

    static SingleRedis at(String url, ClientResources resources) {
        RedisURI address = RedisURI.create(url);
        address.setTimeout(TO_CONNECT);
        RedisClient client = RedisClient.create(resources, address);
        client.setOptions(Redis.options());
        return new SingleRedis(client, address);
    }

    @Override
    public CompletionStage<Publisher> publisher() {
        return client.connectAsync(FORM, address)
                .thenApply(connection -> connection.async()::publish);
    }

    @Override
    public CompletionStage<Subscriber> subscriber(RedisPubSubListener<String, byte[]> listener) {
        return client.connectPubSubAsync(FORM, address)
                .thenApply(connection -> {
                    connection.addListener(listener);
                    return new Commands(connection.async());
                });
    }

    @Override
    public boolean asksAgain() {
        return true;
    }

    /// All topics are always at the one server.
    @Override
    public void onMove(Runnable moved) {}

    private record Commands(RedisPubSubAsyncCommands<String, byte[]> commands)
            implements Subscriber {

        @Override
        public RedisFuture<Void> subscribe(String topic) {
            return commands.subscribe(topic);
        }

        @Override
        public RedisFuture<Void> unsubscribe(String topic) {
            return commands.unsubscribe(topic);
        }
    }
}
