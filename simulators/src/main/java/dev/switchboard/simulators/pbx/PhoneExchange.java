package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.hub.HubLine;
import dev.switchboard.simulators.hub.HubLine.Login;
import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.CallLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The exchange as configured by the control API: its organisation, and whether events happen by
/// themselves.
public final class PhoneExchange implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
    private final Supplier<URI> ownHub;
    private final CallLog log;
    private final Clock clock;
    private volatile @Nullable Setup setup;

    /// Kept when the exchange is reconfigured, with their tokens, because log-ins are limited.
    private final Map<Caller, HubLine> lines = new ConcurrentHashMap<>();

    /// The number of the latest order to play by itself; earlier orders stop.
    private final AtomicInteger orders = new AtomicInteger();

    /// @param ownHub the hub in this process
    PhoneExchange(Supplier<URI> ownHub, CallLog log, Clock clock) {
        this.ownHub = ownHub;
        this.log = log;
        this.clock = clock;
    }

    private record Caller(URI hub, Login login) {}

    /// @param watcher null if there is none
    private record Setup(PbxAccount account, Pbx pbx, @Nullable HubLine watcher) {}

    /// Works for this account from now on; null for no account.
    ///
    /// @throws BadScriptException if the hub rejects its users
    public void tell(@Nullable PbxAccount account) {
        playEvery(0);
        setup = null;
        if (account != null) {
            Pbx pbx = new Pbx(account, line(account, account.service()), log, clock);
            pbx.open();
            Login watcher = account.watcher();
            setup = new Setup(account, pbx, watcher == null ? null : line(account, watcher));
        }
    }

    private HubLine line(PbxAccount account, Login login) {
        URI hub = account.hub() == null ? ownHub.get() : account.hub();
        return lines.computeIfAbsent(
                new Caller(hub, login), caller -> new HubLine(http, caller.hub(), caller.login()));
    }

    boolean isConfigured() {
        return setup != null;
    }

    /// @throws BadScriptException without an account
    Pbx pbx() {
        return configured().pbx();
    }

    PbxAccount account() {
        return configured().account();
    }

    /// The connection of the wall board.
    ///
    /// @throws BadScriptException if there is no watcher
    HubLine watcher() {
        HubLine watcher = configured().watcher();
        if (watcher == null) {
            throw new BadScriptException("The exchange has no watcher");
        }
        return watcher;
    }

    private Setup configured() {
        Setup now = setup;
        if (now == null) {
            throw new BadScriptException("The exchange has no account: PUT /sim/pbx/account");
        }
        return now;
    }

    /// Generates random events periodically.
    ///
    /// @param milliseconds the pause between two events; 0 stops them
    public void playEvery(int milliseconds) {
        int order = orders.incrementAndGet();
        if (milliseconds > 0) {
            playLater(pbx(), milliseconds, order);
        }
    }

    private void playLater(Pbx pbx, int milliseconds, int order) {
        CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (order == orders.get()) {
                        pbx.playAnything();
                        playLater(pbx, milliseconds, order);
                    }
                });
    }

    /// Cancels running work.
    @Override
    public void close() {
        playEvery(0);
        http.shutdownNow();
    }
}
