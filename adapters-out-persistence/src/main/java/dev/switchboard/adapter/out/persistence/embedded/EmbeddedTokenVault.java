package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.upstream.TokenVault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tokens of upstreams, encrypted, under their names.
///
/// Leases need no row: the data directory is locked, so there is no other hub to keep from minting,
/// and a process that was killed leaves nothing behind that its restart would wait for.
final class EmbeddedTokenVault implements TokenVault {

    static final String ONE =
            "SELECT name, token, minted_at, expires_at FROM upstream_token WHERE name = ?";

    private static final String PUT =
            """
            INSERT INTO upstream_token (name, token, minted_at, expires_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET token = excluded.token,
                minted_at = excluded.minted_at, expires_at = excluded.expires_at
            """;

    private final EmbeddedStore store;
    private final TokenSeal seal;

    EmbeddedTokenVault(EmbeddedStore store, TokenSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    private record Sealed(String token, Instant mintedAt, Instant expiresAt) {}

    @Override
    public Optional<Kept> find(String name) {
        return store.read(sql -> sql.first(ONE, EmbeddedTokenVault::read, name))
                .flatMap(sealed -> open(sealed, name));
    }

    private static Sealed read(Row row) throws SQLException {
        return new Sealed(row.text("token"), row.instant("minted_at"), row.instant("expires_at"));
    }

    private Optional<Kept> open(Sealed sealed, String name) {
        return seal.open(sealed.token(), name)
                .map(token -> new Kept(token, sealed.mintedAt(), sealed.expiresAt()));
    }

    @Override
    public void keep(String name, Kept token) {
        String sealed = seal.close(token.token(), name);
        store.write(sql -> sql.update(PUT, name, sealed, token.mintedAt(), token.expiresAt()));
    }

    @Override
    public Lease lease(String name, String holder, Instant now, Duration length) {
        return new Lease.Granted();
    }

    @Override
    public void release(String name, String holder) {
        // nothing was taken
    }
}
