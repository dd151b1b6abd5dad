package dev.switchboard.application.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A self-signed certificate for one host, made by the JDK's own tool.
public record TestCertificate(KeyStore store) {

    private static final String NAME = "test";

    public static final String PASSWORD = "changeit";

    /// @param san the host in the tool's form: `ip:127.0.0.1`, `dns:example.com`
    public static TestCertificate of(Path directory, String san)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("test.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                tool,
                                "-genkeypair",
                                "-alias",
                                NAME,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "san=" + san,
                                "-keystore",
                                file.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(store);
    }

    /// The certificate as text.
    public String pem() throws GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate(NAME).getEncoded());
    }

    /// Its private key as text.
    public String keyPem() throws GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, lines, what);
    }

    public SSLContext server() throws GeneralSecurityException {
        return context(keys(), null);
    }

    /// Trusts this certificate and no other.
    public SSLContext trusting() throws GeneralSecurityException {
        return context(null, trust());
    }

    /// Shows this certificate, and trusts it and no other.
    public SSLContext mutual() throws GeneralSecurityException {
        return context(keys(), trust());
    }

    private static SSLContext context(
            KeyManager @Nullable [] shown, TrustManager @Nullable [] trusted)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, trusted, null);
        return context;
    }

    private KeyManager[] keys() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    private TrustManager[] trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted(this));
        return trust.getTrustManagers();
    }

    private static KeyStore trusted(TestCertificate... certificates)
            throws GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (TestCertificate certificate : certificates) {
            trusted.setCertificateEntry(
                    NAME + trusted.size(), certificate.store.getCertificate(NAME));
        }
        return trusted;
    }

    /// Writes a truststore with these certificates and no others, which opens by [#PASSWORD].
    public static Path trustStore(Path file, TestCertificate... certificates)
            throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted(certificates).store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
