package dev.switchboard.adapter.in.web.channel.filter;

import dev.switchboard.adapter.in.web.json.StorableNumbers;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelFilter.All;
import dev.switchboard.domain.channel.ChannelFilter.And;
import dev.switchboard.domain.channel.ChannelFilter.Exists;
import dev.switchboard.domain.channel.ChannelFilter.In;
import dev.switchboard.domain.channel.ChannelFilter.Not;
import dev.switchboard.domain.channel.ChannelFilter.Text;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses the conditions on a filter's fields, and counts them.
final class FieldConditions {

    private static final int MAX_CONDITIONS = 50;
    private static final String OPTIONS = "$options";

    private int count;

    /// Checks the depth of the filter.
    interface DepthGuard {

        /// Called for each `$not` with the number of `$not`s around its operand.
        void enter(int nesting);
    }

    ChannelFilter equal(FieldPath field, JsonValue value) {
        countOne();
        return new In(field, List.of(FilterValues.one(field, value)));
    }

    /// Parses all operators of one field.
    ChannelFilter of(FieldPath field, JsonObject operators, DepthGuard depth) {
        return of(field, operators, depth, 1);
    }

    private ChannelFilter of(FieldPath field, JsonObject operators, DepthGuard depth, int nesting) {
        Map<String, JsonValue> members = operators.members();
        if (members.keySet().stream().noneMatch(name -> name.startsWith("$"))) {
            throw FilterRefusal.value(field);
        }
        if (members.containsKey(OPTIONS) && !members.containsKey("$regex")) {
            throw FilterRefusal.operator(OPTIONS);
        }
        List<ChannelFilter> filters = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            JsonValue value = member.getValue();
            switch (member.getKey()) {
                case "$not" -> filters.add(not(field, value, depth, nesting));
                case "$regex" -> filters.add(text(field, value, members.get(OPTIONS)));
                case OPTIONS -> {}
                case String operator -> filters.add(condition(field, operator, value));
            }
        }
        return filters.size() == 1 ? filters.getFirst() : new And(filters);
    }

    private ChannelFilter not(FieldPath field, JsonValue value, DepthGuard depth, int nesting) {
        depth.enter(nesting);
        if (!(value instanceof JsonObject operators)) {
            throw FilterRefusal.value(field);
        }
        return new Not(of(field, operators, depth, nesting + 1));
    }

    private ChannelFilter condition(FieldPath field, String operator, JsonValue value) {
        countOne();
        return switch (operator) {
            case "$eq" -> new In(field, List.of(FilterValues.one(field, value)));
            case "$ne" -> new Not(new In(field, List.of(FilterValues.one(field, value))));
            case "$in" -> new In(field, FilterValues.list(field, value));
            case "$nin" -> new Not(new In(field, FilterValues.list(field, value)));
            case "$all" -> new All(field, FilterValues.list(field, value));
            case "$exists" -> exists(field, value);
            default -> throw FilterRefusal.operator(operator);
        };
    }

    private static ChannelFilter exists(FieldPath field, JsonValue value) {
        if (value instanceof JsonBoolean(boolean expected)) {
            return new Exists(field, expected);
        }
        throw FilterRefusal.value(field);
    }

    private ChannelFilter text(FieldPath field, JsonValue value, @Nullable JsonValue options) {
        countOne();
        boolean ignoreCase =
                switch (options) {
                    case null -> false;
                    case JsonString(String letters) when letters.isEmpty() -> false;
                    case JsonString(String letters) when letters.equals("i") -> true;
                    default -> throw FilterRefusal.pattern();
                };
        if (!(value instanceof JsonString(String expression))) {
            throw FilterRefusal.pattern();
        }
        LiteralPattern pattern = LiteralPattern.parse(expression);
        return new Text(field, pattern.text(), pattern.anchored(), ignoreCase);
    }

    private void countOne() {
        if (++count > MAX_CONDITIONS) {
            throw FilterRefusal.tooComplex("conditions");
        }
    }

    /// The values that a filter may compare with: strings of at most 1000 characters, numbers,
    /// booleans, null, and for tags lists of strings.
    private static final class FilterValues {

        private static final int MAX_LENGTH = 1000;
        private static final int MAX_VALUES = 100;

        private FilterValues() {}

        static JsonValue one(FieldPath field, JsonValue value) {
            boolean supported =
                    switch (value) {
                        case JsonString(String text) ->
                                text.codePointCount(0, text.length()) <= MAX_LENGTH;
                        case JsonNumber _ -> StorableNumbers.only(value);
                        case JsonBoolean _, JsonNull _ -> true;
                        case JsonArray(var items) -> tags(field, items);
                        case JsonObject _ -> false;
                    };
            if (!supported) {
                throw FilterRefusal.value(field);
            }
            return value;
        }

        static List<JsonValue> list(FieldPath field, JsonValue value) {
            if (!(value instanceof JsonArray(var items))) {
                throw FilterRefusal.value(field);
            }
            requireFew(items);
            return items.stream().map(item -> one(field, item)).toList();
        }

        private static boolean tags(FieldPath field, List<JsonValue> items) {
            if (!field.toString().equals(ChannelFields.TAGS)) {
                return false;
            }
            requireFew(items);
            return items.stream()
                    .allMatch(item ->
                            item instanceof JsonString(String tag) && tag.length() <= MAX_LENGTH);
        }

        private static void requireFew(List<JsonValue> items) {
            if (items.size() > MAX_VALUES) {
                throw FilterRefusal.tooComplex("values");
            }
        }
    }

    /// The only grammar of `$regex`: an optional `^`, then text in which metacharacters are escaped
    /// by `\`. It matches a beginning or a part, and nothing in it can backtrack.
    ///
    /// @param text the text to find, unescaped; at most 100 characters
    /// @param anchored whether it must be at the beginning
    private record LiteralPattern(String text, boolean anchored) {

        /// Not all stores can look for a NUL.
        private static final String UNSUPPORTED = ".^$*+?()[]{}|\0";

        private static final int MAX_LENGTH = 100;

        static LiteralPattern parse(String pattern) {
            boolean anchored = pattern.startsWith("^");
            String text = unescape(anchored ? pattern.substring(1) : pattern);
            if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
                throw FilterRefusal.pattern();
            }
            return new LiteralPattern(text, anchored);
        }

        private static String unescape(String pattern) {
            StringBuilder text = new StringBuilder(pattern.length());
            boolean escaped = false;
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (escaped ? isUnescapable(c) : UNSUPPORTED.indexOf(c) >= 0) {
                    throw FilterRefusal.pattern();
                }
                escaped = !escaped && c == '\\';
                if (!escaped) {
                    text.append(c);
                }
            }
            if (escaped) {
                throw FilterRefusal.pattern();
            }
            return text.toString();
        }

        /// After a `\` these would be classes such as `\d`, not themselves.
        private static boolean isUnescapable(char c) {
            return Character.isLetterOrDigit(c) || c == '\0';
        }
    }
}
