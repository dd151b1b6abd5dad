package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An issuer's keys, fetched when they are old or a token names an unknown one: at most once a
/// minute, however many unknown keys tokens name. While the issuer is away, the known keys are used
/// for an hour; after that nobody is admitted.
final class CachedKeySet implements JWKSource<SecurityContext> {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration USABLE = Duration.ofHours(1);
    static final Duration PAUSE = Duration.ofMinutes(1);
    static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private record Held(JWKSet keys, Instant since) {

        boolean youngerThan(Duration age, Instant now) {
            return now.isBefore(since.plus(age));
        }
    }

    private final KeySetPage page;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Held held;
    private volatile Instant nextFetch = Instant.MIN;

    CachedKeySet(KeySetPage page, Clock clock) {
        this.page = page;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws RemoteKeySourceException {
        Held atHand = held;
        if (atHand != null && atHand.youngerThan(FRESH, clock.instant())) {
            List<JWK> known = selector.select(atHand.keys());
            if (!known.isEmpty()) {
                return known;
            }
        }
        refresh();
        return selector.select(usable());
    }

    private JWKSet usable() throws RemoteKeySourceException {
        Held atHand = held;
        if (atHand != null && atHand.youngerThan(USABLE, clock.instant())) {
            return atHand.keys();
        }
        throw new RemoteKeySourceException("The issuer's keys could not be fetched", null);
    }

    private void refresh() {
        fetching.lock();
        try {
            if (!clock.instant().isBefore(nextFetch)) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch() {
        try {
            held = new Held(page.fetch(), clock.instant());
            nextFetch = clock.instant().plus(PAUSE);
        } catch (IOException | ParseException e) {
            nextFetch = clock.instant().plus(PAUSE_AFTER_FAILURE);
        }
    }
}
