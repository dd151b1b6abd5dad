package dev.switchboard.application.port.out.channel;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The shared base of the contracts of [ChannelRegistry]: the subject, channels and filters.
public interface RegistryContract {
    /// The same registry throughout a test, empty when it began.
    ChannelRegistry registry();

    /// Registers the seed's channel under another id, with this `x` in its metadata.
    default void withX(String id, JsonValue x) {
        insert(id, Seed.profile().tags(), Map.of("x", x));
    }

    default void withTags(String id, String... tags) {
        insert(id, List.of(tags), Map.of());
    }

    default void withName(String id, String name) {
        ChannelProfile seed = Seed.profile();
        insert(id, new ChannelProfile(name, seed.description(), seed.metadata(), seed.tags()));
    }

    default void insert(String id, List<String> tags, Map<String, JsonValue> more) {
        ChannelProfile seed = Seed.profile();
        Map<String, JsonValue> members = new LinkedHashMap<>(seed.metadata().values().members());
        members.putAll(more);
        insert(id, new ChannelProfile(seed.name(), seed.description(), Metadata.of(members), tags));
    }

    default Channel insert(String id, ChannelProfile profile) {
        Channel channel =
                Channel.register(
                        new ChannelId(id),
                        profile,
                        Seed.channel().secrets().all().getFirst(),
                        Seed.NOW);
        registry().insert(channel);
        return channel;
    }

    /// The ids of the channels that match, in the registry's order.
    default List<String> ids(ChannelFilter filter) {
        return registry().query(filter, null, 1000).stream()
                .map(channel -> channel.id().value())
                .toList();
    }

    static ChannelFilter equal(String path, JsonValue value) {
        return in(path, value);
    }

    static ChannelFilter in(String path, JsonValue... values) {
        return new ChannelFilter.In(FieldPath.parse(path), List.of(values));
    }

    static ChannelFilter not(ChannelFilter filter) {
        return new ChannelFilter.Not(filter);
    }

    static JsonString text(String value) {
        return new JsonString(value);
    }

    static JsonNumber number(String value) {
        return new JsonNumber(new BigDecimal(value));
    }

    static JsonArray list(JsonValue... items) {
        return new JsonArray(List.of(items));
    }

    static JsonArray texts(String... items) {
        return new JsonArray(Stream.of(items).<JsonValue>map(JsonString::new).toList());
    }

    static JsonObject object(String key, JsonValue value) {
        return new JsonObject(Map.of(key, value));
    }
}
