package dev.switchboard.domain.identity;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrgIdentityTest {

    @Test
    void reachesFromTheFirstUserToTheLastThatAScriptCanCount() {
        assertThat(new OrgIdentity("a", 1).userId()).isEqualTo(1);
        assertThat(new OrgIdentity("a-B_9".repeat(12), 9_007_199_254_740_991L)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a/b", "12345\n"})
    void refusesWhatIsNoOrganisation(String org) {
        assertRefused(() -> new OrgIdentity(org, 1), "org_id", Reason.INVALID);
    }

    @Test
    void refusesAnOrganisationThatIsTooLong() {
        assertRefused(() -> new OrgIdentity("a".repeat(65), 1), "org_id", Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 9_007_199_254_740_992L})
    void refusesWhatIsNoUser(long user) {
        assertRefused(() -> new OrgIdentity("12345", user), "user_id", Reason.INVALID);
    }
}
