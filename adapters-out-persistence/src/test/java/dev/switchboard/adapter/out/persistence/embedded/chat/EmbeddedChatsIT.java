package dev.switchboard.adapter.out.persistence.embedded.chat;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CHAT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.keys.ChatSeal;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.ChatsContract;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.secret.Secret;
import org.junit.jupiter.api.Test;

class EmbeddedChatsIT extends EngineCase implements ChatsContract {

    @Override
    public Chats chats() {
        return new EmbeddedChats(engine(), new ChatSeal(TestKeys.cipher()));
    }

    @Test
    void storesNoSecretThatCouldBeRead() {
        Chat chat = ChatsContract.begun(1);
        chats().begin(chat.with(chat.results().with("token", new Secret("canary-token"))));

        StringBuilder stored = new StringBuilder();
        engine().read(view -> {
            try (Scan scan = view.scan(CHAT, new byte[] {1})) {
                while (scan.next()) {
                    stored.append(new String(scan.value(), ISO_8859_1));
                }
            }
            return stored;
        });
        assertThat(stored).contains("token", "v1.").doesNotContain("canary");
    }

    @Test
    void endsWithItsConversation() {
        keepsFromTheBeginningToTheEnd();
        chats().begin(ChatsContract.begun(2));

        engine().write(batch -> {
            EmbeddedChats.forget(batch, CONVERSATION);
            return CONVERSATION;
        });

        assertThat(chats().newest(CONVERSATION, 10)).isEmpty();
        assertThat(chats().open(null, 10)).isEmpty();
    }
}
