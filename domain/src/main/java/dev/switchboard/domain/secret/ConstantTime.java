package dev.switchboard.domain.secret;

import java.security.MessageDigest;
import java.util.stream.Stream;

/// Compares secrets and signatures without telling by the time it takes how much of them is right.
public final class ConstantTime {

    private ConstantTime() {}

    /// Whether one of several is what is given. All are compared, whichever it is.
    public static boolean anyEquals(Stream<byte[]> good, byte[] given) {
        return good.map(each -> MessageDigest.isEqual(each, given))
                .reduce(false, Boolean::logicalOr);
    }
}
