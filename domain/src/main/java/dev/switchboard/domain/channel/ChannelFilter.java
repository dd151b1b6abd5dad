package dev.switchboard.domain.channel;

import dev.switchboard.domain.json.JsonValue;
import java.util.List;

/// A filter over channels, as a typed language. Its words mean what they mean in MongoDB:
/// [ChannelMatcher] implements that meaning in Java, and a store may translate the filter into its
/// own language.
public sealed interface ChannelFilter {

    /// Every channel.
    ChannelFilter ALL = new And(List.of());

    record And(List<ChannelFilter> filters) implements ChannelFilter {
        public And {
            filters = List.copyOf(filters);
        }
    }

    record Or(List<ChannelFilter> filters) implements ChannelFilter {
        public Or {
            filters = List.copyOf(filters);
        }
    }

    record Not(ChannelFilter filter) implements ChannelFilter {}

    /// Matches one of the values. For a list field, one of its items or the whole list counts. A
    /// null among the values also matches an absent field.
    record In(FieldPath field, List<JsonValue> values) implements ChannelFilter {
        public In {
            values = List.copyOf(values);
        }
    }

    /// Matches each of the values, as [In] defines it. Matches nothing if there are no values.
    record All(FieldPath field, List<JsonValue> values) implements ChannelFilter {
        public All {
            values = List.copyOf(values);
        }
    }

    record Exists(FieldPath field, boolean expected) implements ChannelFilter {}

    /// Matches a text, or an item of a list of texts, that begins with or contains `text`.
    record Text(FieldPath field, String text, boolean anchored, boolean ignoreCase)
            implements ChannelFilter {}
}
