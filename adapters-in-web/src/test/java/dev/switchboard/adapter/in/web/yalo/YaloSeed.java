package dev.switchboard.adapter.in.web.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The unchanged payloads from the original's documentation.
final class YaloSeed {

    static final String CONNECT_WHATSAPP = read("connect-whatsapp");
    static final String CONNECT_FACEBOOK = read("connect-facebook");
    static final String WHATSAPP_TEXT = read("whatsapp-text");
    static final String WHATSAPP_IMAGE = read("whatsapp-image");
    static final String FACEBOOK_TEXT = read("facebook-text");
    static final String FACEBOOK_IMAGE = read("facebook-image");
    static final String CONTEXT = read("context");

    private YaloSeed() {}

    private static String read(String name) {
        try (InputStream file = YaloSeed.class.getResourceAsStream("/yalo/" + name + ".json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
