package dev.switchboard.adapter.in.web.yalo;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A platform whose users write to Yalo's bots.
enum Platform {
    WHATSAPP("whatsapp"),
    FACEBOOK("facebook");

    /// The codes of all platforms.
    static final Set<String> CODES =
            Stream.of(values()).map(Platform::code).collect(Collectors.toUnmodifiableSet());

    private final String code;

    Platform(String code) {
        this.code = code;
    }

    /// Returns the platform's name in settings, in requests and in the sources of messages.
    String code() {
        return code;
    }
}
