package dev.switchboard.adapter.out.persistence.mongo.record;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/// Documents as they are stored. Each is read on its own, so that one that was damaged by hand
/// hides no others (case T07).
public final class RawDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(RawDocuments.class);

    private RawDocuments() {}

    /// Reads the documents of a collection one by one. Leaves out those that cannot be read.
    public static <D, T> Function<Document, Stream<T>> reader(
            String collection, MongoConverter converter, Class<D> type, Function<D, T> reading) {
        Function<Document, Stream<T>> sealed =
                StoredText.readable(collection, raw -> reading.apply(converter.read(type, raw)));
        return raw -> {
            try {
                return sealed.apply(raw);
            } catch (StoreUnavailableException e) {
                // Its key could not be read: the document may be sound.
                throw e;
            } catch (RuntimeException e) {
                // A damaged document may make the conversion throw anything.
                LOG.error("Left out a document of {}: {} is damaged", collection, raw.get("_id"));
                LOG.debug("Why it is unreadable", e);
                return Stream.empty();
            }
        };
    }

    public static String idOf(Document raw) {
        return String.valueOf(raw.get("_id"));
    }
}
