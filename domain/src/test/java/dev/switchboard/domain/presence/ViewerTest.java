package dev.switchboard.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.UserPresence.Report;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewerTest {

    private static final OrgId ORG = new OrgId("12345");
    private static final UserRef OWN = new UserRef(ORG, 67890);
    private static final UserRef COLLEAGUE = new UserRef(ORG, 67891);
    private static final GroupRef GROUP = new GroupRef(ORG, 67890);
    private static final UserRef STRANGER = new UserRef(new OrgId("999"), 67890);

    @Test
    void seesThemselvesAlways() {
        Viewer nobody = viewer();

        assertThat(nobody.refusal(OWN)).isEmpty();
        assertThat(nobody.refusalToChoose(OWN)).isEmpty();
        assertThat(nobody.seesChannelOf(OWN)).isTrue();
        assertThat(nobody.refusal(COLLEAGUE)).contains(Refusal.DENIED);
        assertThat(nobody.refusal(GROUP)).contains(Refusal.DENIED);
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT", "SUPERVISOR", "ADMIN"})
    void seesColleaguesAsAnAgent(Role role) {
        assertThat(viewer(role).refusal(COLLEAGUE)).isEmpty();
        assertThat(viewer(role).refusal(GROUP)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"AGENT", "SUPERVISOR", "ADMIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void seesNobodyElseWithoutThatRole(Role role) {
        assertThat(viewer(role).refusal(COLLEAGUE)).contains(Refusal.DENIED);
        assertThat(viewer(role).refusal(GROUP)).contains(Refusal.DENIED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void neverSeesAnotherOrganisation(Role role) {
        assertThat(viewer(role).refusal(STRANGER)).contains(Refusal.FOREIGN_ORG);
        assertThat(viewer(role).refusalToChoose(STRANGER)).contains(Refusal.FOREIGN_ORG);
        assertThat(viewer(role).isSelf(STRANGER)).isFalse();
    }

    @Test
    void seesWhereToListenInAsASupervisorOnly() {
        Call call = Call.parse("BRIDGED", "Inbound", "a1b2c3d4-e5f6-7890-abcd-ef1234567890");
        UserPresence presence =
                UserPresence.unreported(COLLEAGUE).after(new Report(call, null, null, null));

        assertThat(viewer(Role.AGENT).view(presence).call().channel()).isEmpty();
        assertThat(viewer(Role.SUPERVISOR).view(presence)).isEqualTo(presence);
        assertThat(viewer(Role.ADMIN).view(presence)).isEqualTo(presence);
    }

    @Test
    void choosesForOthersAsASupervisorOnly() {
        assertThat(viewer(Role.AGENT).refusalToChoose(COLLEAGUE)).contains(Refusal.DENIED);
        assertThat(viewer(Role.SUPERVISOR).refusalToChoose(COLLEAGUE)).isEmpty();
        assertThat(viewer(Role.ADMIN).refusalToChoose(COLLEAGUE)).isEmpty();
    }

    @Test
    void isNobodysSelfWithoutANumber() {
        Viewer service = Viewer.of(ORG, 0, Set.of(Role.SERVICE));

        assertThat(service.refusal(OWN)).contains(Refusal.DENIED);
    }

    private static Viewer viewer(Role... roles) {
        return Viewer.of(ORG, OWN.number(), Set.of(roles));
    }
}
