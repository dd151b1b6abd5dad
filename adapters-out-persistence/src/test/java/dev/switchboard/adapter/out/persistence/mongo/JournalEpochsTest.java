package dev.switchboard.adapter.out.persistence.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// The control of the runs that prove by epochs that no hub wrote after its time.
class JournalEpochsTest {

    private static Document message(String conversation, int seq, long epoch) {
        return new Document("conversation", conversation).append("seq", seq).append("epoch", epoch);
    }

    private static List<String> falling(Document... messages) {
        return JournalEpochs.falling(List.of(messages));
    }

    @Test
    void findEachMessageBehindOneOfALaterEpoch() {
        Document late = message("one", 3, 7);
        Document later = message("one", 4, 7);

        assertThat(
                        falling(
                                message("one", 1, 7),
                                message("one", 2, 8),
                                late,
                                later,
                                message("one", 5, 8)))
                .containsExactly(late.toJson(), later.toJson());
    }

    @Test
    void compareNoConversationWithAnother() {
        assertThat(falling(message("one", 1, 8), message("other", 1, 7))).isEmpty();
    }

    @Test
    void mayStayOrRise() {
        assertThat(falling(message("one", 1, 7), message("one", 2, 7), message("one", 3, 9)))
                .isEmpty();
    }
}
