package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownVariablesTest {

    @Test
    void knowTheFileOfASecret() {
        Set<String> known = Set.of("SWITCHBOARD_MASTER_KEY");

        assertThat(UnknownVariables.sets("SWITCHBOARD_MASTER_KEY_FILE", known)).isTrue();
        assertThat(UnknownVariables.sets("SWITCHBOARD_MASTERKEY_FILES", known)).isFalse();
    }

    private static final Set<String> KNOWN =
            Set.of(
                    "CLIENT",
                    "SFC_CLIENT_ID",
                    "SWITCHBOARD_DATA_DIR",
                    "SWITCHBOARD_YALO_CLIENT",
                    "SWITCHBOARD_YALO_LOCALE",
                    "SWITCHBOARD_YALO_SOURCE_FLOWS",
                    "SWITCHBOARD_YALO_TENANTS");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SALESFORCE-INTEGRATION_CLIENT",
                "SALESFORCE-INTEGRATION_SFC_CLIENT_ID",
                "SWITCHBOARD_DATADIR",
                "SWITCHBOARD_YALO_SOURCEFLOWS_SFB001_SUBJECT",
                "SWITCHBOARD_YALO_TENANTS_ACME_LOCALE",
                "SWITCHBOARD_YALO_TENANTS_ACME_SOURCEFLOWS_SFB001_SUBJECT"
            })
    void areNotThoseThatSetSomething(String variable) {
        assertThat(UnknownVariables.sets(variable, KNOWN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SALESFORCE-INTEGRATION_CLIENTS",
                "SALESFORCE-INTEGRATION_REDIS_URL",
                "SALESFORCE-INTEGRATION_",
                "SWITCHBOARD_DATA_DIRECTORY",
                "SWITCHBOARD_YALO_TENANTS_ACME_LOCAL",
                "SWITCHBOARD_YALO_TENANTS_ACME_MX_LOCALE",
                "SWITCHBOARD_YALO_TENANTS_ACME_CLIENT"
            })
    void areAllOthers(String variable) {
        assertThat(UnknownVariables.sets(variable, KNOWN)).isFalse();
    }

    /// A module that is built without a description of its settings would have them all warned of.
    @Test
    void areNoneOfTheHubsOwnSettings() throws IOException {
        List<Class<?>> described = KnownSettings.read().records().toList();

        assertThat(Property.readers()).isNotEmpty().isSubsetOf(described);
    }

    @Test
    void areWarnedOfByTheirNames() {
        assertThat(UnknownVariables.warning("SALESFORCE-INTEGRATION_REDIS_URL", KNOWN))
                .isEqualTo("SALESFORCE-INTEGRATION_REDIS_URL sets nothing here");
        assertThat(UnknownVariables.warning("SWITCHBOARD_DATA_DIRECTORY", KNOWN))
                .isEqualTo(
                        "SWITCHBOARD_DATA_DIRECTORY sets nothing; the nearest that does is"
                                + " SWITCHBOARD_DATA_DIR");
    }
}
