package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.domain.media.MediaId;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;

/// base64url of the HMAC-SHA256 over the file's id and the second in which it ends.
final class HmacMediaSignatures implements MediaSignatures {

    private final MacKey key;

    HmacMediaSignatures(KeyRing keys) {
        this.key = new MacKey(keys, "media-links");
    }

    @Override
    public String sign(MediaId id, Instant until) {
        byte[] mac = key.sign((id + "\n" + until.getEpochSecond()).getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    @Override
    public boolean isOurs(MediaId id, Instant until, String signature) {
        return MessageDigest.isEqual(sign(id, until).getBytes(UTF_8), signature.getBytes(UTF_8));
    }
}
