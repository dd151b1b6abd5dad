package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedRepliesContract;

class InMemoryCannedRepliesTest implements CannedRepliesContract {

    private final CannedReplies replies = new InMemoryCannedReplies();

    @Override
    public CannedReplies replies() {
        return replies;
    }
}
