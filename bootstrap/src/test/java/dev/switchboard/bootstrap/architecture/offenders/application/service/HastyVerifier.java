package dev.switchboard.bootstrap.architecture.offenders.application.service;

import dev.switchboard.domain.secret.HmacSha256;
import java.util.Arrays;

/// Breaks D5: it compares a signature up to the first byte that differs.
public record HastyVerifier(HmacSha256 key) {

    public boolean matches(byte[] given, byte[] body) {
        return Arrays.equals(key.sign(body), given);
    }
}
