package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.ChatsContract;
import org.junit.jupiter.api.Test;

class InMemoryChatsTest implements ChatsContract {
    private final InMemoryChats chats = new InMemoryChats();

    @Override
    public Chats chats() {
        return chats;
    }

    @Test
    void walksPastADamagedOne() {
        walksPastWhatCannotBeRead(chat -> chats.damage(chat.id()));
    }

    @Test
    void beginsBehindTheNumberOfADamagedOne() {
        beginsBehindTheNumberOfOneThatCannotBeRead(chat -> chats.damage(chat.id()));
    }
}
