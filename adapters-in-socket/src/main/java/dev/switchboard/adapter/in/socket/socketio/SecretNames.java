package dev.switchboard.adapter.in.socket.socketio;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// Names that nobody can guess: 144 random bits in 24 characters.
final class SecretNames {

    private static final int BYTES = 18;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private SecretNames() {}

    static String next(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return ENCODER.encodeToString(bits);
    }
}
