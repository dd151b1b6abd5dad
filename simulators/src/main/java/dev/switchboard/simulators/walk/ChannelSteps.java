package dev.switchboard.simulators.walk;

/// A channel is registered, and a message goes there, back and on to the sessions server.
final class ChannelSteps {

    private final Demo demo;
    private final Screen screen;

    ChannelSteps(Demo admin) {
        this.demo = admin;
        this.screen = admin.screen();
    }

    void take() {
        register();
        change();
        follow(send());
    }

    private void register() {
        screen.title(
                "Register a channel: an external server that carries our messages to some platform");
        String secret =
                demo.ask(
                                "POST",
                                "/channel",
                                """
                                {
                                    "channel_id": "slack-sim",
                                    "channel_name": "Slack Simulated Channel",
                                    "channel_description": "Sends to Slack",
                                    "channel_tags": ["slack"],
                                    "channel_metadata": {"endpoint_url": "%s/sim/channels/slack-sim/incoming"}
                                  }\
                                """
                                        .formatted(demo.hub()))
                        .expect(
                                201,
                                "\"message\":\"Channel created\"",
                                "\"signing_secret\":\"whsec_")
                        .text("/data/signing_secret");
        // the simulated channel now checks our signatures, as a real one should
        demo.fetch("PUT", "/sim/channels/slack-sim/secret", "{\"secret\":\"%s\"}".formatted(secret))
                .expect(200);

        screen.title("Read it");
        demo.get("/channel/slack-sim").expect(200, "\"channel_description\":\"Sends to Slack\"");
    }

    private void change() {
        screen.title("Change it");
        demo.ask("PUT", "/channel/slack-sim", "{\"channel_description\": \"Updated\"}")
                .expect(200, "\"message\":\"Channel updated\"");

        screen.title("Find it by tag");
        demo.ask("POST", "/channels", "{\"channel_tags\": {\"$in\": [\"slack\"]}}")
                .expect(200, "\"channel_id\":\"slack-sim\"", "\"channel_description\":\"Updated\"");
    }

    /// @return the message's id
    private String send() {
        screen.title("Send a message to it");
        return demo.ask(
                        "POST",
                        "/channel/message",
                        """
                        {
                            "channel_id": "slack-sim",
                            "session_id": "abc123",
                            "message": "Hello, Slack!",
                            "response_url": "%s/webhook-response"
                          }\
                        """
                                .formatted(demo.hub()))
                .expect(200, "\"message\":\"Response sent\"")
                .header("x-message-id");
    }

    private void follow(String message) {
        screen.title("What the channel received (signed), and that its callback was taken");
        demo.get("/sim/channels/slack-sim/calls")
                .expect(
                        200,
                        "\"total\":1,",
                        "\"signature\":\"valid\"",
                        "\"message\":\"Hello, Slack!\"",
                        "\"sessionId\":\"abc123\",\"status\":200");

        screen.title("What the sessions server received: the channel's answer, once");
        demo.await("/sim/sessions/calls", "Received message:");
        demo.get("/sim/sessions/calls")
                .expect(200, "\"total\":1,", "Received message: 'Hello, Slack!'");

        screen.title("Where the message has been");
        demo.get("/v1/messages/%s/trace".formatted(message))
                .expect(200, "\"outcome\":\"accepted\"", "\"target\":\"channel:slack-sim\"");
    }
}
