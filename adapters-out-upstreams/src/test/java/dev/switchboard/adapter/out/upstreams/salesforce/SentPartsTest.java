package dev.switchboard.adapter.out.upstreams.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts.Part;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentPartsTest {

    private static final MessageId MESSAGE = new MessageId("msg_0199aaaabbbb7ccc8ddd000000000001");

    private final SentParts sent = new SentParts();
    private final List<Part> parts = Parts.of(MESSAGE, List.of("palabra ".repeat(500 * 200)));

    /// The first ones are forgotten, and would be sent over and over.
    @Test
    void areCountedUpToTheLastHoweverMany() {
        assertThat(parts).hasSizeGreaterThan(150);
        assertThat(sent.count("one", parts)).isZero();

        for (int i = 0; i < 150; i++) {
            sent.add("one", parts.get(i).id());
            assertThat(sent.count("one", parts)).isEqualTo(i + 1);
        }
    }

    @Test
    void areThoseOfOneConversation() {
        sent.add("one", parts.getFirst().id());

        assertThat(sent.has("one", parts.getFirst().id())).isTrue();
        assertThat(sent.count("another", parts)).isZero();
    }

    /// The first conversation may be closed to all messages.
    @Test
    void areAtFaultIfAnotherConversationForbidsThemToo() {
        Part part = parts.getFirst();

        assertThat(sent.isForbiddenAgain("one", part)).isFalse();
        assertThat(sent.isForbiddenAgain("one", part)).isFalse();
        assertThat(sent.isForbiddenAgain("two", part)).isTrue();
        assertThat(sent.isForbiddenAgain("two", parts.getLast())).isFalse();
    }

    /// The memory of the message that waits for the briefing stays.
    @Test
    void areLeftOutIfABriefingIsForbidden() {
        Part message = parts.getFirst();
        List<Part> briefing = Parts.briefing("two", "palabra ".repeat(1000));
        assertThat(sent.isForbiddenAgain("one", message)).isFalse();

        sent.leaveOut(new DeskRef("chat"), "two", briefing.getFirst());

        assertThat(briefing).hasSize(2);
        assertThat(sent.count("two", briefing)).isEqualTo(1);
        assertThat(sent.isForbiddenAgain("two", message)).isTrue();
    }
}
