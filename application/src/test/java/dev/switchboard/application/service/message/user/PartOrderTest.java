package dev.switchboard.application.service.message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.message.WaitingParts.Part;
import dev.switchboard.application.service.message.user.PartOrder.Answer;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PartOrderTest {

    private static final ConversationId CONVERSATION = ConversationId.of("bot", "c");

    @Nested
    class TheAnswersInParts {

        private final PartOrder order = new PartOrder(1);

        @Test
        void areForgottenFromTheOldestOn() {
            Answer first = answer("first");
            Answer second = answer("second");

            assertThat(answer("second")).isSameAs(second);
            assertThat(answer("first")).isNotSameAs(first);
        }

        @Test
        void areKeptWhileOneOfTheirPartsWaits() {
            Answer first =
                    order.withAnswer(
                            CONVERSATION,
                            "first",
                            answer -> {
                                answer.hold(part("first"));
                                return answer;
                            });
            answer("second");
            answer("third");

            assertThat(answer("first")).isSameAs(first);
        }

        @Test
        void areKeptWhileSomebodyUsesThem() {
            Answer first =
                    order.withAnswer(
                            CONVERSATION,
                            "first",
                            answer -> {
                                answer("second");
                                answer("third");
                                answer.hold(part("first"));
                                return answer;
                            });

            assertThat(answer("first")).isSameAs(first);
        }

        private Answer answer(String name) {
            return order.withAnswer(CONVERSATION, name, answer -> answer);
        }

        private static Part part(String answer) {
            return new Part(CONVERSATION, answer, 1, "f", "{}", Instant.EPOCH);
        }
    }
}
