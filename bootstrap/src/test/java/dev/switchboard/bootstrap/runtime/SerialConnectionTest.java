package dev.switchboard.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

class SerialConnectionTest {

    /// A client from whom each thread reads only when it may.
    private static final class SlowClient extends ByteArrayEndPoint {

        private final AtomicInteger readers = new AtomicInteger();
        private final CountDownLatch may = new CountDownLatch(1);

        @Override
        public int fill(ByteBuffer buffer) {
            readers.incrementAndGet();
            try {
                may.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return -1;
        }
    }

    @Test
    void isReadByOneThreadAtATime() throws InterruptedException {
        SlowClient client = new SlowClient();
        SerialConnection connection =
                new SerialConnection(
                        new HttpConfiguration(), new LocalConnector(new Server()), client);
        Thread first = Thread.ofVirtual().start(connection::onFillable);
        await().until(() -> client.readers.get() == 1);

        Thread second = Thread.ofVirtual().start(connection);
        await().until(() -> second.getState() == Thread.State.WAITING);

        assertThat(client.readers).hasValue(1);
        client.may.countDown();
        first.join();
        second.join();
    }
}
