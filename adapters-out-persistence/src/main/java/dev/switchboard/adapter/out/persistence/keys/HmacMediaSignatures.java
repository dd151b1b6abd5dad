package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.domain.media.MediaId;
import java.time.Instant;
import java.util.Base64;

/// Signs media links: base64url of the HMAC-SHA256 over the file's id and the second of expiry.
final class HmacMediaSignatures implements MediaSignatures {

    private final MacKey key;

    HmacMediaSignatures(KeyRing keys) {
        this.key = new MacKey(keys, "media-links");
    }

    @Override
    public String sign(MediaId id, Instant until) {
        return new String(text(key.sign(signed(id, until))), UTF_8);
    }

    private static byte[] signed(MediaId id, Instant until) {
        return (id + "\n" + until.getEpochSecond()).getBytes(UTF_8);
    }

    private static byte[] text(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encode(mac);
    }

    @Override
    public boolean isOurs(MediaId id, Instant until, String signature) {
        return key.made(signed(id, until), HmacMediaSignatures::text, signature.getBytes(UTF_8));
    }
}
