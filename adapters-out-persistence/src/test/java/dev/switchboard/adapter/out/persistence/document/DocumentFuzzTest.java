package dev.switchboard.adapter.out.persistence.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.TokenKeys;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.application.port.out.figures.CountedSteps.Whose;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.label.LabelList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A document that was changed behind the hub's back harms only itself: whoever reads its table
/// goes on without it.
@ExtendWith(QuietLog.class)
class DocumentFuzzTest {

    private static final TenantId TENANT = TenantId.DEFAULT;

    private static final Map<String, Function<DocumentTable, Object>> READERS =
            Map.ofEntries(
                    Map.entry("api_keys", it -> new DocumentApiKeys(it).find(List.of("x"))),
                    Map.entry("log_ins", it -> new DocumentKeptLogIns(it).of(new Username("ann"))),
                    Map.entry("handoffs", it -> new DocumentHandoffs(it).open(null, 10)),
                    Map.entry("chats", it -> new DocumentChats(it).open(null, 10)),
                    Map.entry("drafts", it -> new DocumentDrafts(it).of(new ConversationId("a:b"))),
                    Map.entry(
                            "canned_replies",
                            it -> new DocumentCannedReplies(it).of(Shelf.of(TENANT), 10)),
                    Map.entry(
                            "preferences", it -> new DocumentPreferences(it).of(new Username("a"))),
                    Map.entry(
                            "saved_views",
                            it -> new DocumentSavedViews(it).of(Shelf.of(TENANT), 10)),
                    Map.entry(
                            "labels",
                            it -> new DocumentLabelLists(it).of(TENANT, LabelList.Kind.TAGS)),
                    Map.entry(
                            "queue_goals",
                            it -> new DocumentGoals(it).of(TENANT, new QueueId("a"))),
                    Map.entry(
                            "handoff_steps",
                            it ->
                                    new DocumentCountedSteps(it)
                                            .latest(
                                                    new Whose(TENANT, null),
                                                    Instant.EPOCH,
                                                    null,
                                                    10)),
                    Map.entry(
                            "terms",
                            it ->
                                    new DocumentMessageIndex(it, TokenKeys.first())
                                            .through(Instant.EPOCH, 10)),
                    Map.entry("erasures", it -> new DocumentErasures(it).all()),
                    Map.entry("replays", it -> new DocumentReplays(it).open()),
                    Map.entry("notices", it -> new DocumentNotices(it).open()));

    @Test
    void harmsOnlyItself() {
        assertThat(READERS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        TableForm.ALL.stream().map(TableForm::name).toList());

        Fuzz.of("documents of tables")
                .seeds(kept())
                .seeds(Seeds.in("documents"))
                .words(
                        "null",
                        "{\"$numberLong\":\"7\"}",
                        "{\"$date\":1769860800000}",
                        "{\"$oid\":\"")
                .words(
                        "[\"a\"]",
                        "{\"$numberDouble\":\"NaN\"}",
                        "\"version\":",
                        "\"open\":true,",
                        "/")
                .texts(DocumentFuzzTest::isRead);
    }

    private static List<String> kept() {
        List<String> kept = new ArrayList<>();
        for (String table : READERS.keySet()) {
            String resource = "/kept/0.1.0/mongodb/%s.jsonl".formatted(table);
            try (InputStream lines = DocumentFuzzTest.class.getResourceAsStream(resource)) {
                if (lines != null) {
                    new String(lines.readAllBytes(), UTF_8)
                            .lines()
                            .forEach(line -> kept.add(table + " " + line));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    private static boolean isRead(String input) {
        int space = input.indexOf(' ');
        Function<DocumentTable, Object> reader =
                READERS.get(input.substring(0, Math.max(0, space)));
        Document document = reader == null ? null : parsed(input.substring(space + 1));
        if (document == null) {
            return false;
        }
        return requireNonNull(reader).apply(new LoneDocument(document)) != null;
    }

    private static @Nullable Document parsed(String json) {
        try {
            return Document.parse(json);
        } catch (RuntimeException | StackOverflowError _) {
            return null; // the driver's own parser refuses it, or is overflowed
        }
    }

    /// A table whose only document is there whatever is looked for.
    private record LoneDocument(Document document) implements DocumentTable {

        @Override
        public List<Document> find(Collection<String> ids) {
            // loads of canned replies are of another form
            return ids.stream().anyMatch(id -> id.startsWith("/")) ? List.of() : all();
        }

        @Override
        public List<Document> all() {
            return List.of(new Document(document));
        }

        @Override
        public List<Document> scan(TableForm.Index index, Range range, int limit) {
            return all();
        }

        @Override
        public Outcome write(Change change) {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public void amend(List<? extends Amendment> amendments) {
            throw new UnsupportedOperationException("read only");
        }
    }
}
