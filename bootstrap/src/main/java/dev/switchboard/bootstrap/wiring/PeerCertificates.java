package dev.switchboard.bootstrap.wiring;

import dev.switchboard.bootstrap.settings.UnusableSettingException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/// The bundle that hubs encrypt their calls with. It is read at the start, so that a wrong one
/// stops the start with a line, and not the first call.
final class PeerCertificates {

    private static final String SETTING = "switchboard.cluster.ssl-bundle";

    private PeerCertificates() {}

    /// @throws UnusableSettingException if there is no such bundle, or a part of it is missing or
    ///   cannot be read; its message has nothing of what is in the bundle
    static SslBundle named(String name, SslBundles bundles) {
        SslBundle bundle = find(name, bundles);
        require("keystore", name, bundle.getStores()::getKeyStore);
        require("truststore", name, bundle.getStores()::getTrustStore);
        require("key", name, bundle::createSslContext);
        return bundle;
    }

    private static SslBundle find(String name, SslBundles bundles) {
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException _) {
            throw new UnusableSettingException(
                    SETTING + " names no bundle:",
                    "set spring.ssl.bundle.pem.%s.* or spring.ssl.bundle.jks.%s.*, or leave it out."
                            .formatted(name, name));
        }
    }

    /// Without certificates of its own to trust, a hub would trust everybody who has one of a
    /// public authority.
    private static void require(String part, String name, Supplier<@Nullable Object> read) {
        Object found;
        try {
            found = read.get();
        } catch (RuntimeException e) {
            throw new UnusableSettingException(
                    SETTING + " has a bundle that cannot be used:",
                    "its %s cannot be read (%s). See spring.ssl.bundle.*.%s."
                            .formatted(part, reason(e), name));
        }
        if (found == null) {
            throw new UnusableSettingException(
                    SETTING + " has a bundle that cannot be used:",
                    "it has no %s. Set spring.ssl.bundle.*.%s.%s.*.".formatted(part, name, part));
        }
    }

    /// Only the kind of the failure: its text may quote a key that is given by value.
    private static String reason(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .reduce((_, deepest) -> deepest)
                .orElseThrow()
                .getClass()
                .getSimpleName();
    }
}
