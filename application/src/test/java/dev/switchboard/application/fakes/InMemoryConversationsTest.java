package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.conversation.ConversationsContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryConversationsTest implements ConversationsContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }
}
