package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.search.MessageIndexContract;

class InMemoryMessageIndexTest implements MessageIndexContract {

    private final MessageIndex index = new InMemoryMessageIndex(new Outage());

    @Override
    public MessageIndex index() {
        return index;
    }
}
