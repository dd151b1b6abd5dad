package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.application.port.out.notice.NoticesContract;

class InMemoryNoticesTest implements NoticesContract {

    private final Notices notices = new InMemoryNotices();

    @Override
    public Notices notices() {
        return notices;
    }
}
