package dev.switchboard.adapter.in.web.channel.filter;

import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelFilter.And;
import dev.switchboard.domain.channel.ChannelFilter.Or;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.List;

/// Parses the filter language of channel queries into a typed [ChannelFilter], so that no operator
/// of a caller reaches a store.
public final class FilterParser {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_DEPTH = 5;

    private final FieldConditions conditions = new FieldConditions();

    private FilterParser() {}

    /// Parses the filter in a body; `{}` matches every channel.
    ///
    /// @throws dev.switchboard.adapter.in.web.error.ProblemException if the filter is invalid, with
    ///   the reason
    public static ChannelFilter parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw FilterRefusal.tooComplex("size");
        }
        return new FilterParser().level(StrictJson.parse(body), FilterRefusal::noObject, 1);
    }

    private ChannelFilter level(JsonValue value, Refusal otherwise, int depth) {
        if (!(value instanceof JsonObject(var members))) {
            throw otherwise.get();
        }
        requireDepth(depth);
        List<ChannelFilter> filters =
                members.entrySet().stream()
                        .map(member -> member(member.getKey(), member.getValue(), depth))
                        .toList();
        return filters.size() == 1 ? filters.getFirst() : new And(filters);
    }

    private ChannelFilter member(String name, JsonValue value, int depth) {
        return switch (name) {
            case "$and" -> new And(branches(name, value, depth));
            case "$or" -> new Or(branches(name, value, depth));
            case String operator when operator.startsWith("$") ->
                    throw FilterRefusal.operator(operator);
            case String field -> condition(FieldPath.parse(field), value, depth);
        };
    }

    private List<ChannelFilter> branches(String operator, JsonValue value, int depth) {
        if (!(value instanceof JsonArray(var branches)) || branches.isEmpty()) {
            throw FilterRefusal.value(operator);
        }
        return branches.stream()
                .map(branch -> level(branch, () -> FilterRefusal.value(operator), depth + 1))
                .toList();
    }

    private ChannelFilter condition(FieldPath field, JsonValue value, int depth) {
        return value instanceof JsonObject operators
                ? conditions.of(field, operators, nesting -> requireDepth(depth + nesting))
                : conditions.equal(field, value);
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw FilterRefusal.tooComplex("depth");
        }
    }

    /// Makes the exception for a value that is no filter.
    private interface Refusal {
        RuntimeException get();
    }
}
