package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.LanguageTag;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.QueueId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Canned replies, by shelf and shortcut. No shortcut begins with the slash that ends the shelf's
/// name.
///
/// Many that are saved at once are first written as one document, the shelf's load, because no
/// store here writes several documents as one. From then on readers see them. The next change of
/// the shelf puts in their places those that a crash left in the load.
public final class DocumentCannedReplies implements CannedReplies {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentCannedReplies.class);

    private static final Function<Document, Stream<CannedReply>> READER =
            DocumentFields.reader(TableForm.CANNED_REPLIES, DocumentCannedReplies::toReply);

    /// More than a shelf may have.
    private static final int MOST = 1000;

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#CANNED_REPLIES]
    public DocumentCannedReplies(DocumentTable table) {
        this.table = table;
    }

    @Override
    public List<CannedReply> of(Shelf shelf, int limit) {
        Load before = load(shelf);
        while (true) {
            List<CannedReply> placed = placed(shelf, limit);
            Load after = load(shelf);
            if (after.version() == before.version()) {
                List<CannedReply> loaded = after.replies();
                return loaded.isEmpty() ? placed : together(placed, loaded).limit(limit).toList();
            }
            before = after; // some were put in place meanwhile
        }
    }

    private List<CannedReply> placed(Shelf shelf, int limit) {
        Range all = new Range.Only(ShelfNames.of(shelf));
        return table.scan(TableForm.CANNED_REPLIES.index("tenant"), all, limit).stream()
                .flatMap(READER)
                .toList();
    }

    private static Stream<CannedReply> together(
            List<CannedReply> placed, List<CannedReply> loaded) {
        BinaryOperator<CannedReply> later = (one, two) -> one.version() < two.version() ? two : one;
        Map<String, CannedReply> all =
                Stream.concat(placed.stream(), loaded.stream())
                        .collect(
                                Collectors.toMap(
                                        CannedReply::shortcut,
                                        Function.identity(),
                                        later,
                                        TreeMap::new));
        return all.values().stream();
    }

    @Override
    public Outcome insert(CannedReply reply) {
        return outcome(reply.shelf(), new Change.Insert(toDocument(reply)));
    }

    @Override
    public Outcome replace(CannedReply reply, long version) {
        return outcome(reply.shelf(), new Amendment.Replace(toDocument(reply), version));
    }

    @Override
    public Outcome remove(Shelf shelf, String shortcut) {
        return outcome(shelf, new Amendment.Remove(id(shelf, shortcut)));
    }

    private Outcome outcome(Shelf shelf, Change change) {
        place(shelf);
        return isDone(change) ? Outcome.DONE : Outcome.REFUSED;
    }

    private boolean isDone(Change change) {
        return table.write(change) instanceof DocumentTable.Outcome.Done;
    }

    @Override
    public Outcome saveAll(Shelf shelf, List<CannedReply> replies) {
        Load before = place(shelf);
        Map<String, Long> versions =
                of(shelf, MOST).stream()
                        .collect(Collectors.toMap(CannedReply::shortcut, CannedReply::version));
        boolean follow =
                replies.stream()
                        .allMatch(reply ->
                                versions.getOrDefault(reply.shortcut(), 0L) == reply.version() - 1);
        if (!follow || !isDone(before.next(shelf, replies))) {
            return Outcome.REFUSED;
        }
        placeIfTheStoreIsThere(shelf);
        return Outcome.DONE;
    }

    /// Puts the load in place. Readers see its replies already; if this fails, the next change of
    /// the shelf does it.
    private void placeIfTheStoreIsThere(Shelf shelf) {
        try {
            place(shelf);
        } catch (StoreUnavailableException e) {
            LOG.debug("Replies stay in their load: {}", e.getMessage());
        }
    }

    /// Puts the replies of a shelf's load in their places. What is refused there was put before, or
    /// somebody changed it since.
    ///
    /// @return the empty load
    private Load place(Shelf shelf) {
        Load load = load(shelf);
        if (load.replies().isEmpty()) {
            return load;
        }
        for (CannedReply reply : load.replies()) {
            var _ = table.write(Change.to(toDocument(reply), reply.version()));
        }
        return isDone(load.next(shelf, List.of()))
                ? new Load(load.version() + 1, List.of())
                : place(shelf);
    }

    private Load load(Shelf shelf) {
        return table.find(Load.id(shelf)).map(DocumentFields::new).map(Load::of).orElse(Load.NONE);
    }

    private static String id(Shelf shelf, String shortcut) {
        return ShelfNames.of(shelf) + "/" + shortcut;
    }

    private static Document toDocument(CannedReply reply) {
        Document document =
                new Document("_id", id(reply.shelf(), reply.shortcut()))
                        .append("version", reply.version())
                        .append("tenant", ShelfNames.of(reply.shelf()))
                        .append("shortcut", reply.shortcut())
                        .append("title", reply.title())
                        .append("text", reply.text());
        if (!reply.queues().isEmpty()) {
            document.append("queues", reply.queues().stream().map(QueueId::value).toList());
        }
        LanguageTag locale = reply.locale();
        return locale == null ? document : document.append("locale", locale.value());
    }

    private static CannedReply toReply(DocumentFields fields) {
        String locale = fields.textIfAny("locale");
        return new CannedReply(
                ShelfNames.parse(fields.text("tenant")),
                fields.text("shortcut"),
                fields.number("version"),
                fields.text("title"),
                fields.text("text"),
                fields.textsIfAny("queues").stream().map(QueueId::new).toList(),
                locale == null ? null : new LanguageTag(locale));
    }

    /// The replies of a shelf that are not all in their places yet.
    ///
    /// @param version rises when some are loaded, and when they are in their places; 0 of a shelf
    ///   that never had any
    private record Load(long version, List<CannedReply> replies) {

        static final Load NONE = new Load(0, List.of());

        /// No tenant's name begins with a slash.
        static String id(Shelf shelf) {
            return "/" + ShelfNames.of(shelf);
        }

        static Load of(DocumentFields fields) {
            List<CannedReply> replies =
                    fields.inners("replies").stream()
                            .map(DocumentFields::document)
                            .flatMap(READER)
                            .toList();
            return new Load(fields.number("version"), replies);
        }

        /// Refused if another load was made meanwhile, or this one was put in place.
        Change next(Shelf shelf, List<CannedReply> others) {
            Document next =
                    new Document("_id", id(shelf))
                            .append("version", version + 1)
                            .append(
                                    "replies",
                                    others.stream()
                                            .map(DocumentCannedReplies::toDocument)
                                            .toList());
            return Change.to(next, version + 1);
        }
    }
}
