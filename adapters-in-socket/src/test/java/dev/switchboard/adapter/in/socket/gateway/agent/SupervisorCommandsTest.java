package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choice;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choices;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Chosen;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Assigned;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Directive;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptied;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptying;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Prioritised;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Ranking;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What supervisors decide about handoffs: how it is asked, answered and audited.
class SupervisorCommandsTest {

    private static final String TAKE = directive("");
    private static final String ASSIGN = directive(",\"to\":{\"queueId\":\"sales\"}");

    private static final String EMPTY =
            "{\"agentId\":\"ada\",\"id\":\"e-1\",\"to\":{\"queueId\":\"sales\"},\"note\":\"ill\"}";

    private static final String CHOOSE =
            "{\"agentId\":\"ada\",\"id\":\"c-1\",\"availabilityProfileId\":7,\"availabilityStateId\":3}";

    private static final AgentReadiness LUNCH = new AgentReadiness(7, 3, Kind.AWAY);

    private static final AvailabilityProfile PROFILE =
            new AvailabilityProfile(
                    7, "Ours", List.of(new State(3, "Lunch", "At lunch", Kind.AWAY)));

    private static final String RANK =
            "{\"handoffId\":\"%s\",\"version\":3,\"id\":\"p-1\",\"priority\":\"urgent\"}"
                    .formatted(Samples.HANDOFF);

    private final Reception reception = new Reception();
    private final FakeDesk desk = reception.desk;
    private final FakeConsole sue = reception.console("sue:AGENT,SUPERVISOR");

    private static String directive(String more) {
        return "{\"conversationId\":\"netomi:c-1\",\"handoffId\":\"%s\",\"version\":3,\"id\":\"t-1\"%s}"
                .formatted(Samples.HANDOFF, more);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static Arguments refusal(
            String event, String json, CommandFailure code, Consumer<FakeDesk> given) {
        return Arguments.of(event, json, code.asAck(null), given);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        "conversation.take",
                        TAKE,
                        json(
                                "{'ok':true,'lease':{'leaseId':'"
                                        + Samples.LEASE
                                        + "','version':3,"
                                        + "'expiresAt':'2026-01-02T03:06:05.678Z','heartbeatSeconds':30},"
                                        + "'conversationId':'netomi:c-1','seq':9,"
                                        + Samples.heldJson(9)
                                        + "}"),
                        given(desk -> desk.accepted = new Accepted.Done(Samples.held(9)))),
                refusal(
                        "conversation.take",
                        TAKE,
                        CommandFailure.VERSION,
                        desk -> desk.accepted = DeskRefusal.CHANGED),
                refusal(
                        "conversation.take",
                        TAKE,
                        CommandFailure.GONE,
                        desk -> desk.accepted = DeskRefusal.GONE),
                refusal(
                        "conversation.take",
                        TAKE,
                        CommandFailure.LIMIT,
                        desk -> desk.accepted = DeskRefusal.AT_LIMIT),
                refusal(
                        "conversation.take",
                        TAKE,
                        CommandFailure.ID_REUSED,
                        desk -> desk.accepted = DeskRefusal.ID_REUSED),
                refusal(
                        "conversation.take",
                        TAKE,
                        CommandFailure.FORBIDDEN,
                        desk -> desk.accepted = DeskRefusal.FORBIDDEN),
                Arguments.of(
                        "conversation.assign",
                        ASSIGN,
                        json(
                                "{'ok':true,'handoffId':'"
                                        + Samples.HANDOFF
                                        + "','version':4,'seq':9}"),
                        given(desk -> desk.assigned = new Assigned.Done(Samples.HANDOFF, 4, 9))),
                refusal(
                        "conversation.assign",
                        ASSIGN,
                        CommandFailure.VERSION,
                        desk -> desk.assigned = DeskRefusal.CHANGED),
                refusal(
                        "conversation.assign",
                        ASSIGN,
                        CommandFailure.NO_TARGET,
                        desk -> desk.assigned = DeskRefusal.NO_TARGET),
                Arguments.of(
                        "agent.empty",
                        EMPTY,
                        json("{'ok':true,'moved':3,'left':1}"),
                        given(desk -> desk.emptied = new Emptied.Done(3, 1))),
                refusal(
                        "agent.empty",
                        EMPTY,
                        CommandFailure.NOT_FOUND,
                        desk -> desk.emptied = DeskRefusal.NOT_FOUND),
                refusal(
                        "agent.empty",
                        EMPTY,
                        CommandFailure.ID_REUSED,
                        desk -> desk.emptied = DeskRefusal.ID_REUSED),
                Arguments.of(
                        "availability.list",
                        "{\"agentId\":\"ada\"}",
                        json(
                                "{'ok':true,'availability':{'availabilityProfileId':7,'availabilityStateId':3,'kind':'AWAY'},"
                                        + "'states':[{'availabilityProfileId':7,'availabilityStateId':3,'name':'At lunch','kind':'AWAY'}]}"),
                        given(desk -> desk.choices = new Choices.Found(LUNCH, PROFILE))),
                refusal(
                        "availability.list",
                        "{\"agentId\":\"ada\"}",
                        CommandFailure.FORBIDDEN,
                        desk -> desk.choices = DeskRefusal.FORBIDDEN),
                Arguments.of(
                        "availability.assign",
                        CHOOSE,
                        json(
                                "{'ok':true,'presence':{'availabilityProfileId':7,'availabilityStateId':3,'kind':'AWAY'}}"),
                        given(desk -> desk.chosenFor = new Chosen.Done(LUNCH))),
                refusal(
                        "availability.assign",
                        CHOOSE,
                        CommandFailure.NOT_FOUND,
                        desk -> desk.chosenFor = DeskRefusal.NOT_FOUND),
                refusal(
                        "availability.assign",
                        CHOOSE,
                        CommandFailure.ID_REUSED,
                        desk -> desk.chosenFor = DeskRefusal.ID_REUSED),
                Arguments.of(
                        "availability.assign",
                        CHOOSE,
                        CommandFailure.INVALID.asAck("availabilityStateId"),
                        given(desk -> desk.chosenFor = DeskRefusal.NO_SUCH_STATE)),
                Arguments.of(
                        "handoff.prioritise",
                        RANK,
                        json("{'ok':true,'version':4}"),
                        given(desk -> desk.prioritised = new Prioritised.Done(4))),
                refusal(
                        "handoff.prioritise",
                        RANK,
                        CommandFailure.GONE,
                        desk -> desk.prioritised = DeskRefusal.GONE));
    }

    private static Consumer<FakeDesk> given(Consumer<FakeDesk> how) {
        return how;
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("answers")
    void areAnswered(String event, String json, JsonNode ack, Consumer<FakeDesk> given) {
        given.accept(desk);

        assertThat(reception.call(sue, event, json)).hasToString(ack.toString());
    }

    private Directive asked(String event, String more) {
        desk.asked.clear();
        reception.call(sue, event, directive(more));
        return (Directive) desk.asked.getFirst();
    }

    @Test
    void areTheSameForTheSameContentAlone() {
        Directive first = asked("conversation.take", "");

        assertThat(first)
                .isEqualTo(
                        new Directive(
                                Samples.CHAT, Samples.HANDOFF, 3, "t-1", first.fingerprint(), ""));
        assertThat(asked("conversation.take", "")).isEqualTo(first);
        assertThat(asked("conversation.take", ",\"note\":\"why\""))
                .satisfies(other -> {
                    assertThat(other.note()).isEqualTo("why");
                    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
                });
    }

    @Test
    void sayWhereItGoes() {
        Directive toSales = asked("conversation.assign", ",\"to\":{\"queueId\":\"sales\"}");

        assertThat(desk.asked.getLast()).isEqualTo(new Destination.ToQueue(new QueueId("sales")));
        assertThat(asked("conversation.assign", ",\"to\":{\"bot\":true}").fingerprint())
                .isNotEqualTo(toSales.fingerprint());
        assertThat(asked("conversation.take", "").fingerprint())
                .isNotEqualTo(toSales.fingerprint());
    }

    @Test
    void areInTheAuditBeforeTheyAreCarriedOutAndAfterwards() {
        desk.accepted = new Accepted.Done(Samples.held(9));
        reception.call(sue, "conversation.take", TAKE);
        desk.accepted = DeskRefusal.CHANGED;
        reception.call(sue, "conversation.take", TAKE);
        desk.broken = true;
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> reception.call(sue, "conversation.take", TAKE));

        assertThat(reception.audit.lines())
                .containsExactly(
                        "begin sue conversation.take netomi:c-1",
                        "end conversation.take DONE",
                        "begin sue conversation.take netomi:c-1",
                        "end conversation.take null",
                        "begin sue conversation.take netomi:c-1",
                        "end conversation.take UNKNOWN");
    }

    @Test
    void thatEmptyAnAgentNameTheAgentAndTheQueue() {
        desk.asked.clear();
        desk.emptied = new Emptied.Done(3, 1);
        reception.call(sue, "agent.empty", EMPTY);
        Emptying first = (Emptying) desk.asked.getFirst();
        reception.call(sue, "agent.empty", EMPTY.replace("ill", "well"));

        assertThat(first)
                .isEqualTo(
                        new Emptying(
                                Samples.ADA,
                                new QueueId("sales"),
                                "e-1",
                                first.fingerprint(),
                                "ill"));
        assertThat(((Emptying) desk.asked.getLast()).fingerprint())
                .isNotEqualTo(first.fingerprint());
        assertThat(reception.audit.lines())
                .startsWith("begin sue agent.empty ada", "end agent.empty DONE");
    }

    @Test
    void thatChooseForAnAgentNameTheAgentAndTheState() {
        desk.asked.clear();
        desk.chosenFor = new Chosen.Done(LUNCH);
        reception.call(sue, "availability.assign", CHOOSE);
        desk.chosenFor = DeskRefusal.FORBIDDEN;
        reception.call(reception.console("ben:AGENT"), "availability.assign", CHOOSE);

        assertThat(desk.asked).contains(new Choice(Samples.ADA, "c-1", 7, 3));
        assertThat(reception.audit.lines())
                .containsExactly(
                        "begin sue availability.assign ada", "end availability.assign DONE");
    }

    @Test
    void thatPrioritiseNameTheHandoff() {
        desk.asked.clear();
        desk.prioritised = new Prioritised.Done(4);
        reception.call(sue, "handoff.prioritise", RANK);
        Ranking first = (Ranking) desk.asked.getFirst();
        reception.call(sue, "handoff.prioritise", RANK.replace("urgent", "high"));

        assertThat(first)
                .isEqualTo(
                        new Ranking(
                                Samples.HANDOFF, 3, "p-1", first.fingerprint(), Priority.URGENT));
        assertThat(((Ranking) desk.asked.getLast()).fingerprint())
                .isNotEqualTo(first.fingerprint());
        assertThat(reception.audit.lines())
                .startsWith(
                        "begin sue handoff.prioritise " + Samples.HANDOFF,
                        "end handoff.prioritise DONE");
    }

    @Test
    void ofTheTokenBeforeALesserOneAreInTheAudit() {
        reception.call(sue, "auth.refresh", "{\"token\":\"sue:AGENT\"}");

        reception.call(sue, "conversation.watch", "{\"conversationId\":\"netomi:c-1\"}");

        assertThat(reception.audit.lines())
                .containsExactly("sue conversation.watch netomi:c-1 from 192.0.2.1");
    }

    @Test
    void ofAgentsAreNotInTheAudit() {
        desk.accepted = DeskRefusal.FORBIDDEN;

        reception.call(reception.console("ada:AGENT"), "conversation.take", TAKE);

        assertThat(reception.audit.lines()).isEmpty();
    }
}
