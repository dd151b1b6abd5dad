package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A valid or invalid token, made without code of the hub.
record TestToken(String header, String claims, String secret) {

    static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";

    static String of(String claims, String secret) {
        return new TestToken(HEADER, claims, secret).text();
    }

    String text() {
        String signed = encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
        return signed + "." + encoded(hmac(signed));
    }

    String unsigned() {
        return encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8)) + ".";
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
