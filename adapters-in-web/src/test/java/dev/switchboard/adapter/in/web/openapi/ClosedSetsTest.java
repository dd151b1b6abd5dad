package dev.switchboard.adapter.in.web.openapi;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.audit.ReadAudit.Flaw;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.channel.Verification.Verdict;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.Call;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the closed sets of values in the description with those in the code.
@WebTest
class ClosedSetsTest {

    private final JsonNode api;

    ClosedSetsTest(Hub hub) throws IOException {
        api = new ObjectMapper().readTree(hub.get("/v3/api-docs").body());
    }

    static Stream<Arguments> sets() {
        return Stream.of(
                set("AuditBreak/properties/flaw", small(Flaw.values())),
                set("AuditEntry/properties/outcome", small(AuditEntry.Outcome.values())),
                set("ChannelDelivery/properties/status", small(Status.values())),
                set("ChatView/properties/endReason", small(Chat.EndReason.values()), "null"),
                set("ChatView/properties/state", names(Chat.State.values())),
                set("CircuitView/properties/state", small(Circuit.State.values())),
                set("DeliveryItem/properties/status", small(Status.values())),
                set("From/properties/party", names(Party.values())),
                set("HopView/properties/outcome", small(Attempt.Outcome.values()), "accepted"),
                set("Identity/properties/role", holders()),
                set("Presence/properties/logicalDirection", directions()),
                set("Presence/properties/presence", phases()),
                set("PresenceReport/properties/presence", phases()),
                set("Roles/items", names(Role.values())),
                set("AccountView/properties/roles/items", names(Role.values())),
                set("VerificationView/properties/verdict", small(Verdict.values()), "unverified"));
    }

    private static Arguments set(String place, Stream<String> values, String... more) {
        return Arguments.of(place, Stream.concat(values, Stream.of(more)).collect(toSet()));
    }

    private static Stream<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name);
    }

    private static Stream<String> small(Enum<?>... values) {
        return names(values).map(name -> name.toLowerCase(Locale.ROOT));
    }

    /// Agents and supervisors have a route of their own.
    private static Stream<String> holders() {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.AGENT && role != Role.SUPERVISOR)
                .map(role -> role.isOfVendor() ? role + "_ROLE" : role.name());
    }

    private static Stream<String> phases() {
        return Arrays.stream(Call.Phase.values()).map(Call.Phase::text);
    }

    private static Stream<String> directions() {
        return Arrays.stream(Call.Direction.values()).map(Call.Direction::text);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void haveAllTheirValuesInTheDescription(String place, Set<String> values) {
        JsonNode described = api.at("/components/schemas/" + place + "/enum");

        assertThat(described.valueStream().map(JsonNode::asText).toList())
                .containsExactlyInAnyOrderElementsOf(values);
    }

    /// Vendors' codes are among the reasons, so these are no closed set.
    @Test
    void haveNoReasonsForParkingInTheDescription() {
        JsonNode reason = api.at("/components/schemas/ParkedSelection/properties/reason");

        assertThat(reason.has("enum")).isFalse();
        assertThat(reason.path("pattern").asText()).isEqualTo("^" + ParkReason.FORM + "$");
    }
}
