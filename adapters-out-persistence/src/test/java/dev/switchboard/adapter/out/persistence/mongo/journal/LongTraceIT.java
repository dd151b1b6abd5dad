package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongTraceIT implements StoreContract {

    private static final int CALLS = 300;
    private static final int FEW_KILOBYTES = 6_000;

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Message retriedForHours() {
        Message message = stored(message().owedTo(Seed.SLACK));
        for (int i = 1; i <= CALLS; i++) {
            retry(message, Seed.SLACK, Seed.NOW.plusSeconds(i));
        }
        return message;
    }

    private MongoCollection<Document> traces() {
        return store.database().getCollection(Collections.TRACES);
    }

    @Test
    void leavesTheMessagesDocumentSmall() {
        retriedForHours();

        Document message =
                requireNonNull(store.database().getCollection(Collections.JOURNAL).find().first());

        assertThat(message.getList("trace", Document.class)).hasSize(TracePages.IN_THE_MESSAGE);
        assertThat(new RawBsonDocument(message, new DocumentCodec()).getByteBuffer().remaining())
                .isLessThan(FEW_KILOBYTES);
        assertThat(traces().countDocuments()).isEqualTo(4);
    }

    @Test
    void keepsACallOnceThatIsSettledAgain() {
        Message message = retriedForHours();
        Delivery stands = deliveryOf(message, Seed.SLACK);
        Instant at = Seed.NOW.plusSeconds(CALLS);
        Attempt last =
                new Attempt(
                        CALLS,
                        at,
                        Duration.ofMillis(20),
                        Outcome.UNAVAILABLE,
                        null,
                        "tried",
                        false);

        settled(message, stands.revision() - 1, stands, last);

        assertThat(outcomes(message)).hasSize(CALLS);
    }

    @Test
    void keepsNoMoreThanTheNewestPages() {
        Message message = stored(message().owedTo(Seed.SLACK));

        for (int number : List.of(100, 199, 200, 2_100, 2_199)) {
            Attempt attempt =
                    new Attempt(
                            number,
                            Seed.NOW.plusSeconds(number),
                            Duration.ofMillis(20),
                            Outcome.UNAVAILABLE,
                            null,
                            "tried",
                            false);
            settled(message, -1, pendingOf(message, Seed.SLACK), attempt);
        }

        assertThat(traces().find().into(new ArrayList<>()))
                .extracting(page -> page.get("hops", Document.class).size())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void forgetsWhatTargetsSaidWithItsMessage() {
        Message message = retriedForHours();

        store.bean(Eraser.class).erase(List.of(message), Seed.NOW);

        assertThat(traces().find().into(new ArrayList<>()))
                .flatExtracting(page -> page.get("hops", Document.class).values())
                .extracting(hop -> ((Document) hop).getString("detail"))
                .containsOnly("");
    }

    @Test
    void goesWithItsMessage() {
        Message message = retriedForHours();
        deliver(message, Seed.SLACK, Seed.NOW);
        stored(message());
        Instant later = Seed.NOW.plus(Duration.ofDays(30));

        purgeAll(later, later, later);

        assertThat(traces().countDocuments()).isZero();
    }
}
