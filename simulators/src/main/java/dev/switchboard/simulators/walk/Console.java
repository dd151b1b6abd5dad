package dev.switchboard.simulators.walk;

import dev.switchboard.simulators.script.SimulatorJson;
import tools.jackson.databind.JsonNode;

/// The console of one of our agents, who is offered a chat, takes it, and answers.
final class Console {

    private final SocketLine line;
    private int orders;

    /// The members of a command that say whose chat it is about.
    private String lease = "";

    private Console(SocketLine line) {
        this.line = line;
    }

    /// Returns when the hub has shown the agent in.
    static Console open(Demo agent) {
        SocketLine line =
                SocketLine.open(agent, "40/agent,{\"token\":\"%s\"}".formatted(agent.token()));
        line.await("\"agent.ready\"");
        return new Console(line);
    }

    /// @param context that the agent then sees
    void takeOffer(String... context) {
        JsonNode offer = json(line.show("\"handoff.offer\"")).at("/1");
        String said =
                command(
                        "handoff.accept",
                        "{\"handoffId\":\"%s\",\"version\":%d}"
                                .formatted(
                                        offer.path("handoffId").asString(),
                                        offer.path("version").asInt()));
        String snapshot = line.show("\"context.snapshot\"");
        for (String text : context) {
            line.expect(snapshot, text);
        }
        lease =
                "\"conversationId\":\"%s\",\"leaseId\":\"%s\""
                        .formatted(
                                offer.path("conversationId").asString(),
                                json(said).at("/0/lease/leaseId").asString());
    }

    /// A command about the chat that was taken.
    void order(String command, String members) {
        var _ = command(command, "{%s,%s}".formatted(lease, members));
    }

    private String command(String event, String json) {
        orders++;
        line.say("42/agent,%d[\"%s\",%s]".formatted(orders, event, json));
        String ack = line.show("43/agent,%d[".formatted(orders));
        line.expect(ack, "\"ok\":true");
        return ack;
    }

    void leave() {
        line.send("41/agent,");
    }

    private static JsonNode json(String packet) {
        return SimulatorJson.parse(packet.substring(packet.indexOf('[')));
    }
}
