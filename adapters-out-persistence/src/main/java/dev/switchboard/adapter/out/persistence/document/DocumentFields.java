package dev.switchboard.adapter.out.persistence.document;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Typed access to the fields of a document or of one nested in it. Null values are stored as
/// absent fields.
///
/// A getter throws [IllegalArgumentException] if a required field is absent or has another type.
record DocumentFields(Document document) {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentFields.class);

    /// Reads the documents of a table one by one. A malformed document is left out: it was changed
    /// behind the hub's back, and harms only itself.
    static <T> Function<Document, Stream<T>> reader(
            TableForm form, Function<DocumentFields, T> reading) {
        return document -> {
            try {
                return Stream.of(reading.apply(new DocumentFields(document)));
            } catch (RuntimeException e) {
                // Whatever is thrown, the document was changed. The message may quote the stored
                // value, so it is not logged.
                LOG.error(
                        "A document of {} cannot be read: {}",
                        form.name(),
                        e.getClass().getSimpleName());
                return Stream.empty();
            }
        };
    }

    /// Removes the fields that are null.
    static Document present(Document document) {
        document.values().removeIf(Objects::isNull);
        return document;
    }

    static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    String text(String name) {
        return there(name, textIfAny(name));
    }

    @Nullable String textIfAny(String name) {
        return value(name, String.class);
    }

    long number(String name) {
        return there(name, value(name, Number.class)).longValue();
    }

    @Nullable Long numberIfAny(String name) {
        Number number = value(name, Number.class);
        return number == null ? null : (Long) number.longValue();
    }

    Instant time(String name) {
        return there(name, timeIfAny(name));
    }

    @Nullable Instant timeIfAny(String name) {
        Date date = value(name, Date.class);
        return date == null ? null : date.toInstant();
    }

    List<String> texts(String name) {
        List<?> texts = there(name, value(name, List.class));
        return texts.stream().map(String.class::cast).toList();
    }

    /// Empty if the field is absent.
    List<String> textsIfAny(String name) {
        return document.containsKey(name) ? texts(name) : List.of();
    }

    @Nullable Boolean flagIfAny(String name) {
        return value(name, Boolean.class);
    }

    boolean isSet(String name) {
        return Boolean.TRUE.equals(document.get(name));
    }

    DocumentFields inner(String name) {
        return there(name, innerIfAny(name));
    }

    @Nullable DocumentFields innerIfAny(String name) {
        Document inner = value(name, Document.class);
        return inner == null ? null : new DocumentFields(inner);
    }

    List<DocumentFields> inners(String name) {
        List<?> inners = there(name, value(name, List.class));
        return inners.stream().map(Document.class::cast).map(DocumentFields::new).toList();
    }

    private <T> @Nullable T value(String name, Class<T> type) {
        Object value = document.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("Another type than expected: " + name);
        }
        return type.cast(value);
    }

    private static <T> T there(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("Not there: " + name);
        }
        return value;
    }
}
