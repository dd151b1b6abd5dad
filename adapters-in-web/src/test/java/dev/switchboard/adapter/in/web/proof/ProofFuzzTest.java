package dev.switchboard.adapter.in.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.secret.HmacSha256;
import dev.switchboard.domain.secret.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A proof is the one that its owner would show, and nothing that looks like it.
class ProofFuzzTest {

    private static final Secret SECRET = new Secret("a secret of webhooks");
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);

    private final SharedSecrets secrets = new SharedSecrets(List.of(SECRET));

    @Test
    void isTheSignatureOfTheBody() {
        String good = "sha256=" + HexFormat.of().formatHex(HmacSha256.of(SECRET).sign(BODY));

        Fuzz.of("signatures of webhooks")
                .seeds(good, "sha1=00", "sha256=")
                .words("sha256=", "SHA256=", " ", ",", "v1,")
                .texts(signature -> {
                    boolean signed = secrets.signed(signature, BODY);
                    assertThat(signed)
                            .isEqualTo(signature.strip().toLowerCase(Locale.ROOT).equals(good));
                    return signed;
                });
    }

    @Test
    void isTheTokenOfTheHeader() {
        Fuzz.of("bearer tokens of webhooks")
                .seeds("Bearer " + SECRET.reveal().replace(' ', '-'), "bearer  x", "Basic eDp5")
                .words("Bearer ", "BEARER", "\u00a0", ",")
                .texts(header -> {
                    Optional<String> token = BearerToken.of(header);
                    token.ifPresent(text -> assertThat(text).isNotEmpty().doesNotContain(" "));
                    token.ifPresent(text -> assertThat(header).contains(text));
                    return token.isPresent();
                });
    }
}
