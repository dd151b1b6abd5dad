package dev.switchboard.adapter.out.persistence.mongo.channel;

import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.json.JsonValue;
import java.util.List;
import org.bson.Document;

/// Says a [ChannelFilter] in MongoDB's language. Each operator is written here and each value is
/// typed, so nothing a caller sent can become an operator; a pattern is rebuilt from quoted text,
/// so it cannot backtrack.
final class ChannelQuestion {

    private static final Document EVERYTHING = new Document();
    private static final Document NOTHING = new Document("$nor", List.of(EVERYTHING));

    private ChannelQuestion() {}

    static Document ask(ChannelFilter filter) {
        return switch (filter) {
            case ChannelFilter.And(var filters) -> joined("$and", filters, EVERYTHING);
            case ChannelFilter.Or(var filters) -> joined("$or", filters, NOTHING);
            case ChannelFilter.Not(var inner) -> new Document("$nor", List.of(ask(inner)));
            case ChannelFilter.In(var field, var values) -> in(field, values);
            case ChannelFilter.All(var field, var values) -> all(field, values);
            case ChannelFilter.Exists(var field, boolean expected) ->
                    at(field, "$exists", expected);
            case ChannelFilter.Text text -> new Document(text.field().toString(), pattern(text));
        };
    }

    private static Document joined(
            String operator, List<ChannelFilter> filters, Document ifThereAreNone) {
        return filters.isEmpty()
                ? ifThereAreNone
                : new Document(operator, filters.stream().map(ChannelQuestion::ask).toList());
    }

    private static Document in(FieldPath field, List<JsonValue> values) {
        return at(field, "$in", BsonValues.toBson(values));
    }

    private static Document all(FieldPath field, List<JsonValue> values) {
        return values.isEmpty()
                ? NOTHING
                : new Document(
                        "$and", values.stream().map(value -> in(field, List.of(value))).toList());
    }

    private static Document at(FieldPath field, String operator, Object operand) {
        return new Document(field.toString(), new Document(operator, operand));
    }

    private static Document pattern(ChannelFilter.Text text) {
        String literal =
                text.text()
                        .codePoints()
                        .collect(
                                StringBuilder::new,
                                ChannelQuestion::appendQuoted,
                                StringBuilder::append)
                        .toString();
        return new Document("$regex", (text.anchored() ? "^" : "") + literal)
                .append("$options", text.ignoreCase() ? "i" : "");
    }

    /// Any ASCII character but letters and digits may mean something, and means itself when
    /// escaped.
    private static void appendQuoted(StringBuilder pattern, int character) {
        if (character < 128 && !Character.isLetterOrDigit(character)) {
            pattern.append('\\');
        }
        pattern.appendCodePoint(character);
    }
}
