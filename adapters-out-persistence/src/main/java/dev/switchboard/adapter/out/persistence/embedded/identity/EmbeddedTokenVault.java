package dev.switchboard.adapter.out.persistence.embedded.identity;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.TOKEN;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.application.port.out.upstream.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Encrypted tokens of upstreams, by name.
///
/// Leases need no record: the data directory is locked, so no other hub can be minting, and a
/// killed process leaves no lease that its restart would have to wait for.
public final class EmbeddedTokenVault implements TokenVault {

    private static final int RECORD = 1;
    private static final int VERSION = 1;
    private static final Decoder<Sealed> DECODER = EmbeddedTokenVault::read;

    private final Store store;
    private final TokenSeal seal;

    public EmbeddedTokenVault(Store store, TokenSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    private record Sealed(String token, Instant mintedAt, Instant expiresAt) {}

    @Override
    public Optional<Kept> find(String name) {
        return store.read(view -> DECODER.ifSound(TOKEN, view.get(TOKEN, key(name))))
                .flatMap(sealed -> open(sealed, name));
    }

    static byte[] key(String name) {
        return new ByteWriter(name.length() + 2).octet(RECORD).keyText(name).toBytes();
    }

    private static Sealed read(ByteReader value) {
        Decoder.version(value, VERSION);
        return new Sealed(value.text(), value.instant(), value.instant());
    }

    private Optional<Kept> open(Sealed sealed, String name) {
        return seal.open(sealed.token(), name)
                .map(token -> new Kept(token, sealed.mintedAt(), sealed.expiresAt()));
    }

    @Override
    public void keep(String name, Kept token) {
        byte[] value =
                new ByteWriter(256)
                        .octet(VERSION)
                        .text(seal.close(token.token(), name))
                        .instant(token.mintedAt())
                        .instant(token.expiresAt())
                        .toBytes();
        store.write(batch -> {
            batch.put(TOKEN, key(name), value);
            return value;
        });
    }

    @Override
    public Lease lease(String name, String holder, Instant now, Duration length) {
        return new Lease.Granted();
    }

    @Override
    public void release(String name, String holder) {
        // No lease was taken.
    }
}
