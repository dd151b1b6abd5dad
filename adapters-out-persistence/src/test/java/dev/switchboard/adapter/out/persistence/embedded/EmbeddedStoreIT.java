package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.out.delivery.WholeBacklog;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EmbeddedStoreIT extends EmbeddedStoreCase {

    private static final String ENDLESS =
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT count(*) FROM n
            """;

    @Test
    void endsAQueryThatRunsForTooLong() {
        assertThatThrownBy(() -> opened().store().search(sql -> sql.number(ENDLESS)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("took too long");

        assertThat(WholeBacklog.of(store().backlog()).counts()).isEmpty();
    }

    @Test
    void answersManyReadersOnFewConnections() {
        store().journal().append(message().entry());

        assertThat(InParallel.results(64, _ -> WholeBacklog.of(store().backlog()).lanes().size()))
                .hasSize(64)
                .containsOnly(1);
    }

    @Test
    void movesTheLogIntoTheFileWhileItWrites() {
        Path file = dataDir.resolve("switchboard.db");
        String content = "\"" + "x".repeat(2000) + "\"";

        InParallel.results(
                2000,
                i ->
                        store().journal()
                                .append(message().inSession("s" + i % 50).saying(content).entry()));

        await().until(() -> Files.size(file) > 1_000_000);
    }
}
