package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.text;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// From the bot to an agent and back, on any store.
public interface PersonStory {

    LiveHub hub();

    @Test
    default void bringsAUserToAPersonAndBack() {
        String token = Staff.hire(hub(), LiveHub.fresh("agent"), "AGENT");
        try (Somebody user = Somebody.at(hub());
                WireConsole ada = WireConsole.at(hub().process().url(), token)) {
            String chat = user.conversation();

            user.wantsAPerson();
            user.says("Is anybody there?");
            JsonNode lease = ada.accept(chat);
            JsonNode snapshot = ada.await("context.snapshot", chat);
            user.says("I have a question");
            ada.must("message.send", chat(chat, lease, "a-1", text("Which one?")));
            user.says("This one");
            await().atMost(StaffedHub.SOON)
                    .until(() -> ada.texts(chat).containsAll(List.of("Which one?", "This one")));
            ada.must("conversation.end", chat(chat, lease, "a-2"));
            ada.await("lease.lost", chat);
            user.says("Hello again");

            assertThat(texts(snapshot))
                    .startsWith("Hello", "You said: Hello")
                    .contains("Is anybody there?");
            assertThat(ada.texts(chat))
                    .containsExactly("I have a question", "Which one?", "This one");
            long first = snapshot.path("seq").asLong() + 1;
            assertThat(ada.seqs(chat).getFirst()).isEqualTo(first);
            assertThat(ada.seqs(chat)).isSorted().doesNotHaveDuplicates();
            user.customer()
                    .page()
                    .awaitAnswers("You said: Hello", "", "Which one?", "You said: Hello again");
            JsonNode update = user.customer().page().events("webhook_update").get(2);
            assertThat(update.at("/message/data/ownerType").asString("")).isEqualTo("AGENT");
            assertThat(user.customer().asked()).containsExactly("Hello", "Hello again");
        }
    }
}
