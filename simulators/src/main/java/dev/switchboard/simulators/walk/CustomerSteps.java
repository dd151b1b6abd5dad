package dev.switchboard.simulators.walk;

import dev.switchboard.simulators.script.SimulatorJson;

/// A customer's page asks the bot, and writes to the agent desk.
final class CustomerSteps {

    private static final String QUESTION =
            "420[\"clientMessage\",{\"type\":\"text\",\"customer_id\":\"demo-walk\",\"message_id\":\"1\",\"text\":[\"Hello, desk!\"]}]";

    private final Demo demo;
    private final Screen screen;

    CustomerSteps(Demo admin) {
        this.demo = admin;
        this.screen = admin.screen();
    }

    void take() {
        askTheBot();
        writeToTheDesk();
    }

    private void askTheBot() {
        screen.title("Ask the bot: Netomi's own acknowledgment comes back ...");
        demo.ask(
                        "POST",
                        "/api/netomi/process-message",
                        """
                        {"clientSocketId": null, "messageData": {
                            "conversationId": "demo-walk",
                            "messagePayload": {"messageId": "question-1", "text": "Where is my order?"}}}\
                        """)
                .expect(200, "\"ok\":true", "\"status\":\"accepted\"");

        screen.title(
                "... and its answer by webhook: it is kept until a page of that conversation has it");
        String conversation = "/api/conversations/demo-walk";
        demo.await(conversation, "webhook_response");
        demo.get(conversation)
                .expect(
                        200,
                        "\"type\":\"user_message\"",
                        "\"type\":\"webhook_response\"",
                        "You said: Where is my order?");
    }

    private void writeToTheDesk() {
        screen.title("Write to the agent desk, as a page does by Socket.IO");
        SocketLine page = SocketLine.open(demo, "40");
        page.await("\"connected\"");
        page.say(QUESTION);

        screen.say("# The ack says that it is journaled; the desk's answer follows");
        String ack = page.await("430[{\"ok\":true,\"seq\":1,");
        String resumeToken =
                SimulatorJson.parse(ack.substring(3)).at("/0/resumeToken").asString("");
        screen.say("< " + Screen.without(resumeToken, ack));
        page.show("You said: Hello, desk!");

        screen.title("What the desk received");
        demo.get("/sim/pega/calls").expect(200, "\"total\":1,", "\"text\":[\"Hello, desk!\"]");
    }
}
