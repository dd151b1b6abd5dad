package dev.switchboard.adapter.out.persistence.mongo.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.BodySeal.Sealed;
import dev.switchboard.adapter.out.persistence.keys.BrokenSealException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;

/// A person's words as a field's value: plain text or bytes, or `{key, value}` if encrypted with
/// the key of that day. A collection may contain both forms.
///
/// A value is encrypted for its place, which names the field and the document, and can be decrypted
/// nowhere else.
public final class StoredText {

    private static final Logger LOG = LoggerFactory.getLogger(StoredText.class);
    private static final String KEY = "key";
    private static final String VALUE = "value";

    /// A [String], a [Binary], or a [Document] with an encrypted value.
    private final Object value;

    /// The place to encrypt it for; null if it stays as it is.
    private final @Nullable String place;

    private final @Nullable BodySeal seal;

    private StoredText(Object value, @Nullable String place, @Nullable BodySeal seal) {
        this.value = value;
        this.place = place;
        this.seal = seal;
    }

    /// The stored form of a text.
    public static Object stored(String text, String place, BodySeal seal) {
        return said(text, place).stored(seal);
    }

    /// The text of a stored value.
    ///
    /// @throws BrokenSealException if it is encrypted and cannot be decrypted
    public static String text(Object stored, String place, BodySeal seal) {
        return new StoredText(stored, null, seal).text(place);
    }

    /// A text to be stored, encrypted if that is switched on.
    public static StoredText said(String text, String place) {
        return new StoredText(text, place, null);
    }

    /// A file's bytes to be stored, encrypted if that is switched on.
    public static StoredText said(byte[] bytes, String place) {
        return new StoredText(new Binary(bytes), place, null);
    }

    /// A text that is never encrypted, because it holds no person's words.
    static StoredText plain(String text) {
        return new StoredText(text, null, null);
    }

    /// @param id the document's id
    public static String place(String collection, String field, String id) {
        return "%s/%s/%s".formatted(collection, field, id);
    }

    /// @param at the place that it was encrypted for
    /// @throws BrokenSealException if it is encrypted and cannot be decrypted
    public String text(String at) {
        return value instanceof String text ? text : new String(bytes(at), UTF_8);
    }

    /// Like [#text], for a file.
    public byte[] bytes(String at) {
        return switch (value) {
            case Binary open -> open.getData();
            case Document sealed -> requireNonNull(seal).open(read(sealed), BodySeal.place(at));
            default -> value.toString().getBytes(UTF_8);
        };
    }

    private static Sealed read(Document sealed) {
        try {
            return new Sealed(
                    LocalDate.parse(sealed.getString(KEY)),
                    sealed.get(VALUE, Binary.class).getData());
        } catch (DateTimeParseException | ClassCastException | NullPointerException e) {
            throw new BrokenSealException("it has not the form of a sealed value", e);
        }
    }

    /// Reads the documents of a collection one by one. Leaves out documents whose words cannot be
    /// decrypted.
    public static <D, T> Function<D, Stream<T>> readable(
            String collection, Function<D, T> reading) {
        return document -> {
            try {
                return Stream.of(reading.apply(document));
            } catch (BrokenSealException e) {
                LOG.error(
                        "Left out a document of {}: it is sealed, and {}",
                        collection,
                        e.getMessage());
                return Stream.empty();
            }
        };
    }

    /// The form within its document.
    private Object stored(BodySeal with) {
        if (place == null || !with.isOn()) {
            return value;
        }
        Sealed sealed = with.close(bytes(place), BodySeal.place(place));
        return new Document(KEY, sealed.day().toString()).append(VALUE, new Binary(sealed.bytes()));
    }

    /// The day of the key that a stored value is encrypted with; null if it is not encrypted.
    public static @Nullable String dayOf(Object stored) {
        return stored instanceof Document document
                        && document.size() == 2
                        && document.get(VALUE) instanceof Binary
                        && document.get(KEY) instanceof String day
                ? day
                : null;
    }

    /// Encrypts a stored value again, with the current key.
    ///
    /// @throws BrokenSealException if it cannot be decrypted
    public static Object renewed(Document sealed, String place, BodySeal seal) {
        return said(new StoredText(sealed, null, seal).text(place), place).stored(seal);
    }

    /// The converters between documents and words.
    public static List<Converter<?, ?>> converters(BodySeal seal) {
        return List.of(new Writing(seal), new OfTexts(), new OfBytes(), new OfSealed(seal));
    }

    @WritingConverter
    private record Writing(BodySeal seal) implements Converter<StoredText, Object> {
        @Override
        public Object convert(StoredText storedText) {
            return storedText.stored(seal);
        }
    }

    @ReadingConverter
    private record OfTexts() implements Converter<String, StoredText> {
        @Override
        public StoredText convert(String text) {
            return new StoredText(text, null, null);
        }
    }

    @ReadingConverter
    private record OfBytes() implements Converter<Binary, StoredText> {
        @Override
        public StoredText convert(Binary bytes) {
            return new StoredText(bytes, null, null);
        }
    }

    @ReadingConverter
    private record OfSealed(BodySeal seal) implements Converter<Document, StoredText> {
        @Override
        public StoredText convert(Document sealed) {
            return new StoredText(sealed, null, seal);
        }
    }
}
