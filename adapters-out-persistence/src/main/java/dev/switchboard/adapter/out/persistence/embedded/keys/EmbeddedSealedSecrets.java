package dev.switchboard.adapter.out.persistence.embedded.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EmbeddedMasterKeyMark;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.KeyRing;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.adapter.out.persistence.keys.UnreadableSecretException;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/// Encrypted texts within the records of channels, tokens, desk sessions and daily keys.
/// Re-encryption keeps the length of a text, so it is replaced in place, whatever surrounds it.
/// Each text is followed by an instant, whose first octet cannot be part of the text.
public final class EmbeddedSealedSecrets implements SealedSecrets {

    private static final byte[] UNDER_WAY = "rewrap".getBytes(ISO_8859_1);
    private static final byte[] NONE = {};

    /// In each of these tables the records are the first kind.
    private static final byte[] RECORDS = new ByteWriter(1).octet(1).toBytes();

    private static final List<Place> PLACES =
            List.of(
                    new Place(Table.CHANNEL, id -> id),
                    new Place(Table.TOKEN, TokenSeal::owner),
                    new Place(Table.DESK_SESSION, chat -> TokenSeal.owner("desk/" + chat)),
                    new Place(Table.DAY_KEY, BodySeal::owner));

    private final Store store;
    private final KeyRing keys;
    private final SecretCipher cipher;

    public EmbeddedSealedSecrets(Store store, KeyRing keys, SecretCipher cipher) {
        this.store = store;
        this.keys = keys;
        this.cipher = cipher;
    }

    /// @param owner maps the text in a record's key to the owner of its secrets
    private record Place(Table table, UnaryOperator<String> owner) {}

    /// A record with secrets under older keys.
    @SuppressWarnings("ArrayRecordComponent") // as they are stored; compared by their content
    private record Old(Table table, byte[] key, byte[] value, byte[] renewed, int secrets) {}

    @Override
    public String key() {
        return keys.id();
    }

    @Override
    public void begin() {
        store.write(batch -> {
            batch.put(Table.STORE, UNDER_WAY, keys.id().getBytes(ISO_8859_1));
            return keys;
        });
    }

    @Override
    public boolean isUnderWay() {
        byte[] key =
                store.read(view -> Optional.ofNullable(view.get(Table.STORE, UNDER_WAY)))
                        .orElse(NONE);
        return keys.id().equals(new String(key, ISO_8859_1));
    }

    @Override
    public void end() {
        store.write(batch -> {
            batch.delete(Table.STORE, UNDER_WAY);
            return keys;
        });
    }

    @Override
    public Progress renew(int most) {
        List<Old> old = store.search(this::find);
        int all = old.stream().mapToInt(Old::secrets).sum();
        List<Old> some =
                old.stream()
                        .filter(one -> !Arrays.equals(one.value(), one.renewed()))
                        .limit(most)
                        .toList();
        int renewed =
                some.isEmpty()
                        ? 0
                        : store.write(batch -> {
                            int done = 0;
                            for (Old one : some) {
                                if (Arrays.equals(batch.get(one.table(), one.key()), one.value())) {
                                    batch.put(one.table(), one.key(), one.renewed());
                                    done += one.secrets();
                                }
                            }
                            return done;
                        });
        if (most > 0 && all == 0) {
            // From now on everything is encrypted with the first key.
            store.write(batch -> {
                EmbeddedMasterKeyMark.put(batch, List.of(keys.id()));
                batch.delete(Table.STORE, UNDER_WAY);
                return keys;
            });
        }
        return new Progress(renewed, all - renewed);
    }

    private List<Old> find(View view) {
        List<Old> found = new ArrayList<>();
        for (Place place : PLACES) {
            try (Scan scan = view.scan(place.table(), RECORDS)) {
                while (scan.next()) {
                    Old old = read(place, scan.key(), scan.value());
                    if (old.secrets() > 0) {
                        found.add(old);
                    }
                }
            }
        }
        return found;
    }

    private Old read(Place place, byte[] key, byte[] value) {
        ByteReader reader = new ByteReader(key);
        reader.octet();
        String owner = place.owner().apply(reader.keyText());
        byte[] renewed = value.clone();
        int secrets = 0;
        Matcher sealed = SecretCipher.FORM.matcher(new String(value, ISO_8859_1));
        while (sealed.find()) {
            if (!cipher.isCurrent(sealed.group())) {
                secrets++;
                put(renewed, sealed, owner);
            }
        }
        return new Old(place.table(), key, value, renewed, secrets);
    }

    /// An unreadable secret is left as it is.
    private void put(byte[] record, Matcher sealed, String owner) {
        try {
            byte[] text = cipher.renew(sealed.group(), owner).getBytes(ISO_8859_1);
            System.arraycopy(text, 0, record, sealed.start(), text.length);
        } catch (UnreadableSecretException _) {
            // Counted among the remaining ones.
        }
    }
}
