package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.ChatsContract;

class InMemoryChatsTest implements ChatsContract {
    private final InMemoryChats chats = new InMemoryChats();

    @Override
    public Chats chats() {
        return chats;
    }
}
