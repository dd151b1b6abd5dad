package dev.switchboard.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.web.request.RequestTurn;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class StrangersLineTest {

    private static final String HERE = "127.0.0.1";
    private static final int MANY = 1_000;
    private static final int PER_NETWORK = Runtime.getRuntime().availableProcessors();

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger looks = new AtomicInteger();
    private final Slow slow = new Slow();
    private final List<Socket> callers = new ArrayList<>();
    private WebServer server;

    @BeforeEach
    void start() {
        JettyServletWebServerFactory factory = new JettyServletWebServerFactory(0);
        new WebServerConfiguration()
                .strangersLine(
                        this::stranger,
                        Counter.builder("shed").register(new SimpleMeterRegistry()),
                        () -> 0)
                .customize(factory);
        factory.addServerCustomizers(
                jetty -> jetty.setHandler(new Handler.Sequence(slow, jetty.getHandler())));
        server = factory.getWebServer();
        server.start();
    }

    private Optional<String> stranger(String address) {
        Optional<String> stranger = Optional.of(address).filter(one -> !known.contains(one));
        looks.incrementAndGet();
        return stranger;
    }

    @AfterEach
    void stop() {
        slow.ends.release(MANY);
        callers.forEach(StrangersLineTest::close);
        server.stop();
    }

    @Test
    void letsAFewStrangersInAtATime() {
        for (int i = 0; i < PER_NETWORK + 3; i++) {
            call("Content-Length: 0\r\n\r\n");
        }

        await().until(() -> slow.inside.get() == PER_NETWORK);
        // each is looked at when it comes, and in its turn
        await().until(() -> looks.get() == 2 * PER_NETWORK + 3);
        known.add(HERE);
        call("Content-Length: 0\r\n\r\n");
        await().until(() -> slow.inside.get() == PER_NETWORK + 1);
        known.remove(HERE); // those who wait are strangers in their turn, too
        slow.ends.release(MANY);
        await().until(() -> slow.served.get() == PER_NETWORK + 4);

        assertThat(slow.mostInside).hasValue(PER_NETWORK + 1);
    }

    @Test
    void letsAllInWhoWaitOnceTheirAddressIsKnown() {
        for (int i = 0; i < PER_NETWORK + 3; i++) {
            call("Content-Length: 0\r\n\r\n");
        }
        await().until(() -> slow.inside.get() == PER_NETWORK);

        known.add(HERE);
        slow.ends.release();

        await().until(() -> slow.inside.get() == PER_NETWORK + 2);
    }

    @Test
    void doesNotCountWhoeverWaitsForABody() {
        slow.ends.release(MANY);
        for (int i = 0; i < PER_NETWORK + 3; i++) {
            call("Content-Length: 9\r\n\r\nhalf");
        }

        await().until(() -> slow.reading.get() == PER_NETWORK + 3);

        assertThat(slow.served).hasValue(0);
    }

    @Test
    void doesNotCountWhoeverWaitsForAnotherSystem() {
        slow.waits = true;
        for (int i = 0; i < PER_NETWORK + 3; i++) {
            call("Content-Length: 0\r\n\r\n");
        }

        await().until(() -> slow.inside.get() == PER_NETWORK + 3);
    }

    @Test
    void letsProbesPassThoseWhoWait() {
        for (int i = 0; i < PER_NETWORK + 3; i++) {
            call("Content-Length: 0\r\n\r\n");
        }
        await().until(() -> slow.inside.get() == PER_NETWORK);

        call("/livez", "Content-Length: 0\r\n\r\n");

        await().until(() -> slow.inside.get() == PER_NETWORK + 1);
    }

    private void call(String rest) {
        call("/", rest);
    }

    private void call(String path, String rest) {
        try {
            Socket caller = new Socket(InetAddress.ofLiteral(HERE), server.getPort());
            callers.add(caller);
            String head = "POST " + path + " HTTP/1.1\r\nHost: hub\r\n" + rest;
            caller.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Socket caller) {
        try {
            caller.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a request's body, and keeps the request until the end.
    private static final class Slow extends Handler.Abstract {

        private final Semaphore ends = new Semaphore(0);
        private final AtomicInteger reading = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger mostInside = new AtomicInteger();
        private final AtomicInteger served = new AtomicInteger();
        private volatile boolean waits;

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            reading.incrementAndGet();
            Content.Source.asString(request);
            if (waits) {
                ((Runnable) request.getAttribute(RequestTurn.ATTRIBUTE)).run();
            }
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            ends.acquire();
            inside.decrementAndGet();
            served.incrementAndGet();
            callback.succeeded();
            return true;
        }
    }
}
