package dev.switchboard.domain.channel;

import dev.switchboard.domain.json.JsonValue;
import java.util.List;

/// A question about channels, in a typed language. It means what MongoDB means by the same words;
/// [ChannelMatcher] says so in Java, and a store may say it in its own language.
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

    /// One of the values; for a list field, one of its items or the list as a whole. A null among
    /// the values also matches a field that is absent.
    record In(FieldPath field, List<JsonValue> values) implements ChannelFilter {
        public In {
            values = List.copyOf(values);
        }
    }

    /// Each of the values, as [In] means it. Matches nothing if there are none.
    record All(FieldPath field, List<JsonValue> values) implements ChannelFilter {
        public All {
            values = List.copyOf(values);
        }
    }

    record Exists(FieldPath field, boolean expected) implements ChannelFilter {}

    /// A text, or an item of a list of texts, that begins with or contains `text`.
    record Text(FieldPath field, String text, boolean anchored, boolean ignoreCase)
            implements ChannelFilter {}
}
