package dev.switchboard.adapter.out.persistence.embedded.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.ChatsContract;
import org.junit.jupiter.api.Test;

class EmbeddedChatsIT extends EngineCase implements ChatsContract {

    @Override
    public Chats chats() {
        return new EmbeddedChats(engine());
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
