package dev.switchboard.domain.channel;

import static dev.switchboard.domain.channel.Channels.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.Verification.Check;
import dev.switchboard.domain.channel.Verification.Probed;
import dev.switchboard.domain.channel.Verification.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final Check REQUIRED = new Check("status", true, true, "");
    private static final Check INFORMATIVE = new Check("json_body", true, false, "");

    @Test
    void passesIfEverythingIsWell() {
        assertThat(verdict(REQUIRED, INFORMATIVE)).isEqualTo(Verdict.PASS);
    }

    @Test
    void warnsOfWhatIsNotRequired() {
        assertThat(verdict(REQUIRED, new Check("json_body", false, false, "empty")))
                .isEqualTo(Verdict.PASS_WITH_WARNINGS);
    }

    @Test
    void failsWithoutWhatIsRequired() {
        assertThat(verdict(INFORMATIVE, new Check("status", false, true, "500")))
                .isEqualTo(Verdict.FAIL);
    }

    private static Verdict verdict(Check... checks) {
        return new Probed(List.of(checks), START).verdict();
    }
}
