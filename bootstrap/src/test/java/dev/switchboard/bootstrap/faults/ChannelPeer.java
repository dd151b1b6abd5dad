package dev.switchboard.bootstrap.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Way;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All channels of a run. Each message is answered by one callback, half of them during the call,
/// half of them after it. A repeated message is recognised by its `webhook-id`.
final class ChannelPeer implements HttpHandler {

    private final Recorder recorder;
    private final Front hubs;
    private final Chance chance;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile String hungPath = "";
    private volatile @Nullable URI heldHub;
    private volatile CountDownLatch held = new CountDownLatch(1);
    private volatile CountDownLatch released = new CountDownLatch(0);

    ChannelPeer(Recorder recorder, Front hubs, Chance chance) {
        this.recorder = recorder;
        this.hubs = hubs;
        this.chance = chance;
    }

    /// Lets every call to one path wait until [#release].
    void hang(String path) {
        released = new CountDownLatch(1);
        hungPath = path;
    }

    /// Takes the calls of one hub, and answers them after [#release].
    void holdAnswersTo(URI hub) {
        released = new CountDownLatch(1);
        held = new CountDownLatch(1);
        heldHub = hub;
    }

    /// Waits until a call is taken and not answered.
    void awaitHeld() {
        await(held);
    }

    void release() {
        hungPath = "";
        heldHub = null;
        released.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(Peers.bodyOf(exchange));
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String session = body.path("session_id").asString();
        if (exchange.getRequestURI().getPath().equals(hungPath)) {
            await(released);
        }
        recorder.arrived(
                new Lane(Way.OUT, session),
                id,
                body.path("message").toString(),
                Peers.sentSecond(exchange));
        if (isFrom(heldHub, body)) {
            held.countDown();
            await(released);
        }
        if (seen.add(id)) {
            answer(session, body);
        }
        Peers.takeIt(exchange);
    }

    /// A hub asks for answers at its own address.
    private static boolean isFrom(@Nullable URI hub, JsonNode call) {
        return hub != null && call.path("response_url").asString().startsWith(hub.toString());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String session, JsonNode received) {
        String content = "{\"answer\":%s}".formatted(received.path("message"));
        URI address = URI.create(received.path("response_url").asString());
        String path = address.getRawPath() + "?" + address.getRawQuery();
        String body = "{\"session_id\":\"%s\",\"response_data\":%s}".formatted(session, content);
        Insistence callback =
                new Insistence(
                        recorder,
                        hubs.door(),
                        new Lane(Way.BACK, session),
                        content,
                        () -> chance.oneIn(4));
        underWay.incrementAndGet();
        if (chance.oneIn(2) && callback.tryOnce(() -> hubs.any().post(path, body))) {
            underWay.decrementAndGet();
            return;
        }
        Thread.ofVirtual()
                .start(() -> {
                    callback.insist(() -> hubs.any().post(path, body));
                    underWay.decrementAndGet();
                });
    }

    /// Whether every callback has been recorded.
    boolean quiet() {
        return underWay.get() == 0;
    }
}
