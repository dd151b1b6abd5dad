package dev.switchboard.application.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.message.MessageId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequentialIdsTest {
    private final SequentialIds ids = new SequentialIds();

    @Test
    void growsWithEachMessage() {
        List<MessageId> made = Stream.generate(ids::messageId).limit(300).toList();

        assertThat(made)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparing(MessageId::value));
    }

    @Test
    void makesIdsOfTheRightForm() {
        assertThat(ids.objectId()).matches("[0-9a-f]{24}");
        assertThat(ids.uuid()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(ids.signingSecret(Seed.NOW).secret().reveal())
                .matches("whsec_[A-Za-z0-9+/]{43}=");
    }
}
