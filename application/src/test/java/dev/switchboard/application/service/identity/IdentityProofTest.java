package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityProofTest {

    private static @Nullable TenantId tenant(String client) {
        TokenCheck tokens =
                _ ->
                        new TokenCheck.Verified(
                                "ada", Set.of(Role.AGENT), null, client, Instant.MAX, "r-1");
        Proven proven =
                (Proven) new IdentityProof(tokens, name -> new TenantId("of." + name)).prove("t");
        return proven.tenant();
    }

    @Test
    void tellsWhomAgentsWorkFor() {
        assertThat(tenant("acme")).isEqualTo(new TenantId("of.acme"));
    }

    @Test
    void tellsOfNoTenantRatherThanOfAnotherIfTheNameIsNone() {
        assertThat(tenant("{\"a\":1}")).isNull();
    }
}
