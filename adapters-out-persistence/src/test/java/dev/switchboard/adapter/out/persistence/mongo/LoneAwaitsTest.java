package dev.switchboard.adapter.out.persistence.mongo;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class LoneAwaitsTest {

    @Test
    void letNoOtherThreadFailAnAwait() {
        await().until(() -> {
            Thread other = Thread.ofPlatform().unstarted(LoneAwaitsTest::fail);
            other.start();
            other.join();
            return true;
        });
    }

    private static void fail() {
        throw new InternalError("of a test");
    }
}
