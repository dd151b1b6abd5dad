package dev.switchboard.domain.channel;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Decides whether a channel matches a [ChannelFilter], with MongoDB's meaning of each operator.
public final class ChannelMatcher {

    private static final Pattern PLACE = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final JsonObject document;

    public ChannelMatcher(Channel channel) {
        this.document = ChannelFields.of(channel);
    }

    public boolean matches(ChannelFilter filter) {
        return switch (filter) {
            case ChannelFilter.And(var filters) -> filters.stream().allMatch(this::matches);
            case ChannelFilter.Or(var filters) -> filters.stream().anyMatch(this::matches);
            case ChannelFilter.Not(var inner) -> !matches(inner);
            case ChannelFilter.In(var field, var values) ->
                    values.stream().anyMatch(value -> equalsAt(field, value));
            case ChannelFilter.All(var field, var values) ->
                    !values.isEmpty() && values.stream().allMatch(value -> equalsAt(field, value));
            case ChannelFilter.Exists(var field, boolean expected) ->
                    !valuesAt(field).isEmpty() == expected;
            case ChannelFilter.Text text -> textAt(text);
        };
    }

    private boolean equalsAt(FieldPath field, JsonValue expected) {
        return valuesAt(field).stream().anyMatch(value -> equalsOrContains(value, expected))
                || (expected.equals(JsonValue.NULL) && absent(document, field.segments()));
    }

    /// Whether the path leads nowhere; through an array, whether it leads nowhere in one of its
    /// objects.
    private static boolean absent(JsonValue value, List<String> path) {
        if (path.isEmpty()) {
            return false;
        }
        return switch (value) {
            case JsonObject(var members) -> {
                JsonValue member = members.get(path.getFirst());
                yield member == null || absent(member, path.subList(1, path.size()));
            }
            case JsonArray(var items) ->
                    items.stream()
                            .filter(JsonObject.class::isInstance)
                            .anyMatch(item -> absent(item, path));
            case JsonNull _, JsonBoolean _, JsonString _, JsonNumber _ -> true;
        };
    }

    private static boolean equalsOrContains(JsonValue value, JsonValue expected) {
        return JsonValues.same(value, expected)
                || (value instanceof JsonArray(var items)
                        && items.stream().anyMatch(item -> JsonValues.same(item, expected)));
    }

    private boolean textAt(ChannelFilter.Text text) {
        return valuesAt(text.field()).stream()
                .flatMap(value ->
                        value instanceof JsonArray(var items)
                                ? items.stream()
                                : List.of(value).stream())
                .anyMatch(value -> value instanceof JsonString(String s) && textIn(s, text));
    }

    private static boolean textIn(String subject, ChannelFilter.Text text) {
        String wanted = text.ignoreCase() ? text.text().toLowerCase(Locale.ROOT) : text.text();
        String searched = text.ignoreCase() ? subject.toLowerCase(Locale.ROOT) : subject;
        return text.anchored() ? searched.startsWith(wanted) : searched.contains(wanted);
    }

    /// The values at the path. An array on the way expands to each object in it, and to the item
    /// that a numeric segment selects.
    private List<JsonValue> valuesAt(FieldPath field) {
        List<JsonValue> current = List.of(document);
        for (String segment : field.segments()) {
            List<JsonValue> next = new ArrayList<>();
            for (JsonValue value : current) {
                collectMember(value, segment, next);
            }
            current = next;
        }
        return current;
    }

    private static void collectMember(JsonValue value, String segment, List<JsonValue> found) {
        switch (value) {
            case JsonObject(var members) when members.containsKey(segment) ->
                    found.add(members.getOrDefault(segment, JsonValue.NULL));
            case JsonArray(var items) -> {
                items.stream()
                        .filter(JsonObject.class::isInstance)
                        .forEach(item -> collectMember(item, segment, found));
                if (PLACE.matcher(segment).matches() && Integer.parseInt(segment) < items.size()) {
                    found.add(items.get(Integer.parseInt(segment)));
                }
            }
            default -> {}
        }
    }
}
