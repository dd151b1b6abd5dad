package dev.switchboard.adapter.in.socket.cti;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketMessage;

/// A session whose network takes frames at once, or only when the test says so.
final class FakeSession implements PulledSession {

    private final List<String> taken = new ArrayList<>();
    private @Nullable Source source;
    private boolean stalled;
    private boolean asking;
    private boolean again;
    private @Nullable CloseStatus closed;
    private boolean aborted;
    private int pings;

    /// Stops or continues taking frames.
    void stall(boolean whether) {
        stalled = whether;
        wake();
    }

    /// Takes one frame although it is stalled.
    synchronized void takeOne() {
        byte[] frame = source == null ? null : source.next();
        if (frame != null) {
            taken.add(new String(frame, UTF_8));
        }
    }

    /// All frames since the last call.
    synchronized List<String> frames() {
        List<String> frames = List.copyOf(taken);
        taken.clear();
        return frames;
    }

    int pings() {
        return pings;
    }

    boolean aborted() {
        return aborted;
    }

    @Nullable CloseStatus closed() {
        return closed;
    }

    @Override
    public void sendFrom(Source frames) {
        source = frames;
    }

    /// Like a real session, it asks its source in one thread at a time.
    @Override
    public void wake() {
        synchronized (this) {
            if (asking) {
                again = true;
                return;
            }
            asking = true;
        }
        boolean goOn = true;
        while (goOn) {
            Source from = source;
            byte[] frame = stalled || from == null ? null : from.next();
            synchronized (this) {
                if (frame != null) {
                    taken.add(new String(frame, UTF_8));
                }
                goOn = frame != null || again;
                again = false;
                asking = goOn;
            }
        }
    }

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    @Override
    public void close(CloseStatus status) {
        wake();
        closed = closed == null ? status : closed;
    }

    @Override
    public boolean isOpen() {
        return closed == null;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        pings++;
    }

    @Override
    public void setTextMessageSizeLimit(int limit) {}

    @Override
    public int getTextMessageSizeLimit() {
        return 0;
    }

    @Override
    public void setBinaryMessageSizeLimit(int limit) {}

    @Override
    public int getBinaryMessageSizeLimit() {
        return 0;
    }

    @Override
    public String getId() {
        return "fake";
    }

    @Override
    public @Nullable URI getUri() {
        return null;
    }

    @Override
    public HttpHeaders getHandshakeHeaders() {
        return HttpHeaders.EMPTY;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public @Nullable Principal getPrincipal() {
        return null;
    }

    @Override
    public @Nullable InetSocketAddress getLocalAddress() {
        return null;
    }

    @Override
    public @Nullable InetSocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    public @Nullable String getAcceptedProtocol() {
        return null;
    }

    @Override
    public List<WebSocketExtension> getExtensions() {
        return List.of();
    }
}
